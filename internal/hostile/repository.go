package hostile

// repository is the folder of a repository that starts programs, and that says
// of itself what a report repeats.
func (w *writer) repository() {
	const touch = "sh -c 'touch owned'"
	w.raw(".git/HEAD", "ref: refs/heads/\x1b[31mmain\u202e::error::owned\n")
	w.raw(".git/commondir", "../..\n")
	w.raw(".git/objects/info/alternates", "../../../outside\n")
	w.raw(".git/config", "[core]\n\trepositoryformatversion = 0\n\tfsmonitor = "+touch+"\n\tsshCommand = "+touch+"\n\tpager = "+touch+"\n\thooksPath = hooks\n\tattributesFile = ../outside.config\n"+
		"[include]\n\tpath = ../../outside.config\n[diff]\n\texternal = "+touch+"\n[filter \"x\"]\n\tclean = "+touch+"\n\tsmudge = "+touch+"\n\tprocess = "+touch+"\n\trequired = true\n"+
		"[credential]\n\thelper = \"!"+touch+"\"\n[remote \"origin\"]\n\turl = https://user:"+Password+"@example.com/\x1b[31m\u202e.git?<script>\n\tuploadpack = "+touch+"\n")
	w.raw(".gitattributes", "* filter=x diff=x\n")
}
