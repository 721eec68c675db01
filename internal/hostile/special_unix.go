//go:build unix

package hostile

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// special are files that never end, or that wait for somebody who never comes.
func (w *writer) special() {
	dir := filepath.Join(w.tree.Root, "special")
	if w.err == nil {
		w.err = os.MkdirAll(filepath.Join(dir, "conf"), 0o755)
	}
	for _, name := range []string{"pipe.asp", "pipe.inc", "web.config", "global.asa", ".gitignore", "setup.vbs", "MetaBase.xml"} {
		if w.err == nil {
			w.err = unix.Mkfifo(filepath.Join(dir, name), 0o644)
		}
		w.odd("unreadable-file", "special/"+name)
	}
	if w.err != nil {
		return
	}
	// Only who may make devices has them in a tree.
	if unix.Mknod(filepath.Join(dir, "zero.asp"), unix.S_IFCHR|0o666, int(unix.Mkdev(1, 5))) == nil {
		w.odd("unreadable-file", "special/zero.asp")
	}
	w.page("special/page.asp", "<!--#include file=\"pipe.inc\"-->\n<!--#include file=\"zero.asp\"-->\n<!--#include file=\"socket.asp\"-->\n")
	w.socket("special/socket.asp")
	// Terabytes that take no room.
	f, err := os.Create(filepath.Join(dir, "sparse.asp"))
	if err == nil {
		err = f.Truncate(1 << 40)
		_ = f.Close()
	}
	if err == nil {
		w.odd("file-too-large", "special/sparse.asp")
	} else {
		_ = os.Remove(filepath.Join(dir, "sparse.asp")) // the file system has no such files
	}
}

// socket makes one by a short name first: the names of sockets are limited.
func (w *writer) socket(name string) {
	short, err := os.MkdirTemp("", "s")
	if err != nil {
		w.err = err
		return
	}
	defer func() { _ = os.RemoveAll(short) }()
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		return // not allowed here
	}
	defer func() { _ = unix.Close(fd) }()
	if unix.Bind(fd, &unix.SockaddrUnix{Name: filepath.Join(short, "s")}) != nil {
		return
	}
	if os.Rename(filepath.Join(short, "s"), filepath.Join(w.tree.Root, filepath.FromSlash(name))) == nil {
		w.odd("unreadable-file", name)
	}
}
