//go:build unix

package cache

import (
	"io/fs"
	"os"
	"syscall"
)

// openPlain opens a file to read it. It neither follows a link nor waits for a
// named pipe: the folder may be one where others can put such things.
func openPlain(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
}

// trusted reports whether nobody but the user and the administrator can have
// written the file: its content decides what is found.
func trusted(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	uid := uint32(os.Geteuid())
	return ok && (st.Uid == uid || st.Uid == 0) && info.Mode().Perm()&0o022 == 0
}
