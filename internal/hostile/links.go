package hostile

import (
	"os"
	"path/filepath"
	"runtime"
)

// links lead out of the root, to devices, to one another.
func (w *writer) links() {
	if runtime.GOOS == "windows" || w.err != nil {
		return // needs a privilege there
	}
	w.raw("links/real.inc", "<% real = 1 %>\n")
	for name, to := range map[string]string{
		"file.asp": "../../outside/page.asp", "absolute.asp": "/etc/passwd", "folder": "../../outside", "system": "/", "zero.asp": "/dev/zero", "tty.asp": "/dev/tty", "proc.asp": "/proc/self/environ",
		"loop.asp": "loop.asp", "ping.asp": "pong.asp", "pong.asp": "ping.asp", "nowhere.asp": "nowhere", "above": "..", "out.inc": "../../outside.inc", "web.config": "../../outside.config", "global.asa": "../../outside/page.asp",
	} {
		w.link("links/"+name, to)
		w.odd("unreadable-file", "links/"+name)
	}
	w.link("links/inside.inc", "real.inc")
	w.page("links/page.asp", "<!--#include file=\"inside.inc\"-->\n<!--#include file=\"out.inc\"-->\n<!--#include file=\"folder/page.asp\"-->\n<!--#include virtual=\"/links/system/etc/passwd\"-->\n")
	w.link("links/.gitignore", "/etc/passwd")
	w.raw("links/source/web.config", `<configuration><system.webServer><security><authentication configSource="auth.config"/></security></system.webServer></configuration>`)
	w.link("links/source/auth.config", "../../../outside.config")
	w.odd("config-error", "links/source/web.config")
	w.page("links/source/page.asp", "")
	w.link("links/conf/.cdolint.yaml", "../../../outside.yaml")
}

func (w *writer) link(name, to string) {
	full := filepath.Join(w.tree.Root, filepath.FromSlash(name))
	if w.err == nil {
		w.err = os.MkdirAll(filepath.Dir(full), 0o755)
	}
	if w.err == nil {
		w.err = os.Symlink(to, full)
	}
}
