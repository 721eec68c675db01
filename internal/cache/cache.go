// Package cache keeps files that can be made again, in a folder of the user:
// whatever is damaged, missing or not to be trusted is as if it were not there.
//
// A file is written as a whole, through a temporary one, so that runs side by
// side see one or the other, and the last one wins. Its checksum tells whether
// all of it is there. The folder is kept below a size: what was not used for
// the longest time goes first.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// MaxFile is the largest payload that is kept, in bytes.
const MaxFile = 128 << 20

// MaxFolder is how much the files of a folder may take together, in bytes.
const MaxFolder = 512 << 20

// maxAge is how long a file stays that nobody uses.
const maxAge = 90 * 24 * time.Hour

// Key tells what a payload was made of: it is the hash of all that decides
// about it.
type Key [sha256.Size]byte

// KeyOf is the key of these things. They are told apart: ("ab") is another one
// than ("a", "b").
func KeyOf(parts ...string) Key {
	h := sha256.New()
	for _, p := range parts {
		_, _ = h.Write(binary.AppendUvarint(nil, uint64(len(p))))
		_, _ = io.WriteString(h, p)
	}
	return Key(h.Sum(nil))
}

// magic begins every file.
const magic = "cdolint cache 1\n"

// A file is its magic, its key, the length and the checksum of its payload,
// and the payload.
const headSize = len(magic) + sha256.Size + 8 + sha256.Size

// extension of the files, so that nothing else in the folder is touched.
const extension = ".cdolint-cache"

// Folder is a folder of cached files.
type Folder struct {
	dir string
	// limit and longest are MaxFolder and maxAge, but for tests.
	limit   int64
	longest time.Duration
}

// Default is the cache folder of the user.
func Default() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "cdolint"), nil
}

// Open names the folder. It is made when the first file is written.
func Open(dir string) *Folder { return &Folder{dir: dir, limit: MaxFolder, longest: maxAge} }

// Dir is the folder's name.
func (f *Folder) Dir() string { return f.dir }

func (f *Folder) file(k Key) string {
	return filepath.Join(f.dir, hex.EncodeToString(k[:16])+extension)
}

// errDamaged is the error of a file that is not as it was written.
var errDamaged = errors.New("the file is damaged")

// Load returns the payload of a key. An error that is [fs.ErrNotExist] says
// that there is none.
func (f *Folder) Load(k Key) ([]byte, error) {
	file, err := openPlain(f.file(k))
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	size := info.Size() - int64(headSize)
	switch {
	case !info.Mode().IsRegular() || !trusted(info):
		return nil, errors.New("the file belongs to somebody else, or others may write to it")
	case size < 0 || size > MaxFile:
		return nil, errDamaged
	}
	raw := make([]byte, info.Size())
	if _, err := io.ReadFull(file, raw); err != nil {
		return nil, errDamaged // it has become shorter
	}
	payload := raw[headSize:]
	if !bytes.Equal(raw[:headSize], head(k, payload)) {
		return nil, errDamaged
	}
	// What is used stays. Once a day is enough, and does not wear out disks.
	if time.Since(info.ModTime()) > 24*time.Hour {
		now := time.Now()
		_ = os.Chtimes(f.file(k), now, now) // a folder to read only has no order of use
	}
	return payload, nil
}

func head(k Key, payload []byte) []byte {
	sum := sha256.Sum256(payload)
	b := append(make([]byte, 0, headSize), magic...)
	b = append(b, k[:]...)
	b = binary.LittleEndian.AppendUint64(b, uint64(len(payload)))
	return append(b, sum[:]...)
}

// Save keeps a payload under a key, and removes what has become too much.
func (f *Folder) Save(k Key, payload []byte) error {
	if len(payload) > MaxFile {
		return fmt.Errorf("%d bytes are more than is kept", len(payload))
	}
	// What is cached holds text of the analysed files: it is nobody else's business.
	if err := os.MkdirAll(f.dir, 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(f.dir, "*.tmp"+extension) // 0600
	if err != nil {
		return err
	}
	_, err = tmp.Write(head(k, payload))
	if err == nil {
		_, err = tmp.Write(payload)
	}
	if closing := tmp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(tmp.Name(), f.file(k))
	}
	if err != nil {
		_ = os.Remove(tmp.Name()) // the error above says what is wrong
		return err
	}
	f.tidy()
	return nil
}

// tidy removes what is too old, and the oldest of what is too much. Temporary
// files of runs that were ended go after a day.
func (f *Folder) tidy() {
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return
	}
	var files []fs.FileInfo
	var total int64
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), extension) {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			files = append(files, info)
			total += info.Size()
		}
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, info := range files {
		age := time.Since(info.ModTime())
		temporary := strings.HasSuffix(info.Name(), ".tmp"+extension)
		if temporary && age < 24*time.Hour || !temporary && total <= f.limit && age <= f.longest {
			continue
		}
		if os.Remove(filepath.Join(f.dir, info.Name())) == nil {
			total -= info.Size()
		}
	}
}
