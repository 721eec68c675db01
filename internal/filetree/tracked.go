package filetree

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"iter"
	"path"
)

// tracked adds to the listing the files that .gitignore names and that git tracks
// all the same: it ignores no file that is in its index, so a checkout, an archive
// and a revision have them. An empty folder that the index has as a submodule is
// one that was not fetched, and is noted. Where there is no index that can be
// read, as in a linked work tree, whose index lies elsewhere, nothing is done.
func (w *walker) tracked() {
	if len(w.ignored) == 0 && len(w.empty) == 0 {
		return
	}
	raw, err := w.folder.index()
	if err != nil {
		return
	}
	dirs := map[string]bool{}
	for _, d := range w.out.Dirs {
		dirs[d] = true
	}
	for name, mode := range indexed(raw) {
		_, deep := TooDeep(name)
		switch {
		case mode == submodule && w.empty[name]:
			w.skip(name, NoSubmodule)
			continue
		case mode == submodule || deep || !w.isIgnored(name):
			continue
		}
		info, err := w.folder.root.Lstat(name)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		w.out.Files = append(w.out.Files, Entry{Path: name, Size: info.Size()})
		for d := path.Dir(name); !dirs[d]; d = path.Dir(d) {
			dirs[d] = true
			w.out.Dirs = append(w.out.Dirs, d)
		}
	}
}

// isIgnored reports whether the walk left a file out, or a folder that it lies in.
func (w *walker) isIgnored(name string) bool {
	for name != "." {
		if w.ignored[name] {
			return true
		}
		name = path.Dir(name)
	}
	return false
}

// maxIndex is the largest index that is read, in bytes: that of half a million
// files.
const maxIndex = 64 << 20

// index is the index of the repository whose work tree the folder is.
func (f *Folder) index() ([]byte, error) {
	const name = ".git/index"
	info, err := f.root.Lstat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > maxIndex:
		return nil, errors.New("no index that is read")
	}
	file, err := f.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, maxIndex))
}

// NoSubmodule says of a submodule's folder that nothing of it was analysed.
const NoSubmodule = `a submodule whose content is not here; run "git submodule update --init" first`

// What an entry of an index of git is: the upper four bits of its mode.
const regular, submodule = 8, 14

// indexed are the regular files and submodules of an index of git, each with what
// it is, until it holds something that is none (gitformat-index(5), versions 2 to
// 4). Of a file in conflict, which has several entries, there is one.
func indexed(raw []byte) iter.Seq2[string, uint32] {
	const header, extended = 12, 0x4000
	return func(yield func(string, uint32) bool) {
		if len(raw) < header || string(raw[:4]) != "DIRC" {
			return
		}
		version, n := binary.BigEndian.Uint32(raw[4:]), binary.BigEndian.Uint32(raw[8:])
		if version < 2 || version > 4 {
			return
		}
		raw, last := raw[header:], ""
		fixed := fixedSize(raw, version == 4)
		for ; n > 0 && len(raw) > fixed; n-- {
			mode, flags := binary.BigEndian.Uint32(raw[24:]), binary.BigEndian.Uint16(raw[fixed-2:])
			at := fixed
			if flags&extended != 0 {
				at += 2
			}
			name := ""
			if version == 4 {
				cut, size := prefixLength(raw[min(at, len(raw)):])
				if size == 0 || cut > len(last) {
					return
				}
				at += size
				name = last[:len(last)-cut]
			}
			end := bytes.IndexByte(raw[min(at, len(raw)):], 0)
			if end < 0 {
				return
			}
			name += string(raw[at : at+end])
			if len(name) > longestIndexed || !fs.ValidPath(name) || name < last {
				return
			}
			again := name == last
			last = name
			next := at + end + 1
			if version < 4 {
				next = (at + end + 8) &^ 7
			}
			if kind := mode >> 12; (kind == regular || kind == submodule) && !again && !yield(name, kind) {
				return
			}
			raw = raw[min(next, len(raw)):]
		}
	}
}

// longestIndexed is the longest name in bytes that an index is read with: no
// system has longer ones, and in version 4 each takes up the name before it.
const longestIndexed = 4096

// fixedSize is how many bytes of an entry stand before its name, or before what
// follows if it is extended. It has the hash of the content, by SHA-1 or SHA-256:
// which, the length tells that the first entry gives its name.
func fixedSize(raw []byte, compressed bool) int {
	const sha1, sha256, extended, mask = 62, 74, 0x4000, 0x0fff
	if len(raw) <= sha256+2 {
		return sha1
	}
	flags := binary.BigEndian.Uint16(raw[sha256-2:])
	at := sha256
	if flags&extended != 0 {
		at += 2
	}
	if compressed { // a byte that nothing goes
		at++
	}
	if bytes.IndexByte(raw[min(at, len(raw)):], 0) == int(flags&mask) && flags&mask > 0 {
		return sha256
	}
	return sha1
}

// prefixLength is how much of the name before is not in the next one, and how many
// bytes say it: git's offset encoding, 7 bits each, the highest first.
func prefixLength(b []byte) (n, size int) {
	for i, c := range b {
		if i > 4 {
			return 0, 0
		}
		if i > 0 {
			n++
		}
		n = n<<7 | int(c&0x7f)
		if c < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}
