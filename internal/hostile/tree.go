// Package hostile writes code bases that try to do harm to whoever reads them:
// every trick of docs/security-model.md at once. It serves tests alone.
package hostile

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Secret is in files beside the tree, which nothing in the tree may lead to.
const Secret = "TheSecretOfTheNeighbour"

// Oddity is something about the tree that a reader must not pass over in
// silence.
type Oddity struct {
	// ID of the finding.Notification that says it.
	ID string
	// Path of the file that it is about, slash-separated from the root.
	Path string
}

// Tree is what was written.
type Tree struct {
	// Root is the code base; what lies beside it is somebody else's.
	Root string
	// Findings are the paths of files that have an ordinary finding, whatever
	// else they hold.
	Findings []string
	// Oddities are what has to be reported.
	Oddities []Oddity
}

// Write makes a tree in a folder of its own below dir, which must exist, beside
// files that it must not be led to. Tricks that the platform does not have are
// left out.
func Write(dir string) (*Tree, error) {
	w := &writer{dir: dir, tree: &Tree{Root: filepath.Join(dir, "root")}}
	if err := os.Mkdir(w.tree.Root, 0o755); err != nil {
		return nil, err
	}
	w.neighbours()
	w.includes()
	w.includeGraph()
	w.names()
	w.contents()
	w.nesting()
	w.code()
	w.configuration()
	w.scripts()
	w.repository()
	w.links()
	w.special()
	return w.tree, w.err
}

// writer writes until the first error.
type writer struct {
	dir  string
	tree *Tree
	err  error
}

// raw writes a file below the root; text is not looked at.
func (w *writer) raw(name, text string) {
	w.file(path.Join("root", name), text)
}

// file writes a file below the folder that holds the root.
func (w *writer) file(name, text string) {
	if w.err != nil {
		return
	}
	full := filepath.Join(w.dir, filepath.FromSlash(name))
	if w.err = os.MkdirAll(filepath.Dir(full), 0o755); w.err == nil {
		w.err = os.WriteFile(full, []byte(text), 0o644)
	}
}

// page writes a page that has a finding beside what is given.
func (w *writer) page(name, text string) {
	w.raw(name, text+logon)
	w.tree.Findings = append(w.tree.Findings, name)
}

// logon is a logon with a finding of its own: a session that is never logged off.
const logon = "<%\nSet mailbox = Server.CreateObject(\"MAPI.Session\")\nmailbox.Logon \"profile\"\n%>\n"

// odd notes that something has to be reported.
func (w *writer) odd(id, name string) {
	w.tree.Oddities = append(w.tree.Oddities, Oddity{id, name})
}

// neighbours are files outside the root that are worth having.
func (w *writer) neighbours() {
	page := fmt.Sprintf("<%%\nSet s = Server.CreateObject(\"MAPI.Session\")\ns.Logon \"%s\"\n%%>\n", Secret)
	w.file("outside.inc", page)
	w.file("outside/page.asp", page)
	w.file("outside.config", `<configuration><appSettings><add key="`+Secret+`" value="1"/></appSettings></configuration>`)
	w.file("outside.yaml", "pack: "+Secret+"\n")
}

// includes lead out of the root in every way that a page can say it.
func (w *writer) includes() {
	for i, name := range []string{
		`../../outside.inc`, `..\..\outside.inc`, `../../../../../../../../etc/passwd`, `..\..\..\..\..\boot.ini`,
		`/etc/passwd`, `C:\boot.ini`, `C:/boot.ini`, `c:boot.ini`, `\\server\share\outside.inc`, `//server/share/outside.inc`,
		`\\?\C:\boot.ini`, `\\.\pipe\x`, `x/../../../outside.inc`, `.\.\..\..\..\outside.inc`, `file:///etc/passwd`,
		`http://127.0.0.1/x.inc`, `/proc/self/environ`, `/dev/zero`, `..%2f..%2foutside.inc`, "../../outside.inc\x00.inc", strings.Repeat("../", 2000) + "etc/passwd",
		strings.Repeat("a", 100_000), "con", "nul.inc", `outside.inc::$DATA`, "~root/.profile", "$HOME/.profile", "%SystemRoot%/win.ini",
	} {
		for _, kind := range []string{"file", "virtual"} {
			w.page(fmt.Sprintf("includes/%s%02d.asp", kind, i), fmt.Sprintf("<!--#include %s=\"%s\"-->\n", kind, name))
		}
	}
	for _, i := range []int{0, 2, 3, 5, 8} { // others say the same in other words
		w.odd("include-outside-root", fmt.Sprintf("includes/file%02d.asp", i))
	}
	w.page("includes/server.asp", logon+"<% Server.Execute \"..\\..\\outside.inc\" : Server.Transfer \"/../../etc/passwd\" %>\n"+
		"<script runat=\"server\" src=\"..\\..\\outside.inc\"></script>\n<script language=vbscript runat=server src=\"http://127.0.0.1:9/x.vbs\"></script>\n"+
		"<!--METADATA TYPE=\"typelib\" FILE=\"\\\\server\\share\\cdo.dll\"-->\n<object runat=server id=o progid=\"MAPI.Session\" src=\"/etc/passwd\"></object>\n")
}

// includeGraph has cycles, a diamond, a long chain and a wide fan.
func (w *writer) includeGraph() {
	include := func(name string) string { return fmt.Sprintf("<!--#include file=\"%s\"-->\n", name) }
	w.page("graph/self.asp", include("self.asp"))
	w.odd("include-cycle", "graph/self.asp")
	w.page("graph/cycle.asp", include("a.inc"))
	w.raw("graph/a.inc", include("b.inc"))
	w.raw("graph/b.inc", include("c.inc")+include("a.inc"))
	w.raw("graph/c.inc", include("a.inc"))
	w.odd("include-cycle", "graph/c.inc")
	// 2^40 ways through a ladder of diamonds.
	w.page("graph/diamond.asp", include("l0.inc")+include("r0.inc"))
	for i := range 40 {
		both := include(fmt.Sprintf("l%d.inc", i+1)) + include(fmt.Sprintf("r%d.inc", i+1))
		w.raw(fmt.Sprintf("graph/l%d.inc", i), both)
		w.raw(fmt.Sprintf("graph/r%d.inc", i), both)
	}
	w.raw("graph/l40.inc", "<% left = 1 %>\n")
	w.raw("graph/r40.inc", "<% right = 1 %>\n")
	// A chain that is deeper than the limit.
	w.page("graph/chain.asp", include("chain0.inc"))
	for i := range 200 {
		w.raw(fmt.Sprintf("graph/chain%d.inc", i), include(fmt.Sprintf("chain%d.inc", i+1)))
	}
	w.raw("graph/chain200.inc", "<% bottom = 1 %>\n")
	w.odd("limit", "graph/chain63.inc") // where it is met
	// More edges than the limit of a page.
	w.page("graph/fan.asp", strings.Repeat(include("leaf.inc"), 20_000)+include("last.inc"))
	w.raw("graph/leaf.inc", "<% leaf = 1 %>\n")
	w.raw("graph/last.inc", "<% last = 1 %>\n")
	w.odd("limit", "graph/fan.asp")
	// Every page includes every other.
	var all strings.Builder
	for i := range 60 {
		all.WriteString(include(fmt.Sprintf("mesh%d.inc", i)))
	}
	for i := range 60 {
		w.raw(fmt.Sprintf("graph/mesh%d.inc", i), all.String())
	}
	w.page("graph/mesh.asp", all.String())
	w.odd("include-cycle", "graph/mesh0.inc")
}
