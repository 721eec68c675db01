package site

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

func (s *Site) file(p string) *File {
	f := s.Files[p]
	if f == nil {
		f = &File{Path: p, ext: strings.ToLower(path.Ext(p))}
		s.Files[p] = f
		s.isSorted = s.isSorted && (len(s.order) == 0 || s.order[len(s.order)-1].Path < p)
		s.order = append(s.order, f)
	}
	return f
}

func (s *Site) isPage(f *File) bool { return slices.Contains(s.opts.PageExtensions, f.ext) }

// Served are the paths of all files that can be requested as pages, sorted,
// whether they were read or not.
func (s *Site) Served() []string {
	out := make([]string, 0, len(s.listed))
	for _, p := range s.listed {
		if slices.Contains(s.opts.PageExtensions, strings.ToLower(path.Ext(p))) && !strings.EqualFold(path.Base(p), "global.asa") {
			out = append(out, p)
		}
	}
	return out
}

// readPages reads and scans the files that can be requested, and those that
// may be included without being found by an include of a page (orphans).
func (s *Site) readPages(l filetree.Listing) {
	var list []*File
	for _, e := range l.Files {
		ext := strings.ToLower(path.Ext(e.Path))
		if slices.Contains(s.opts.PageExtensions, ext) || ext == ".inc" {
			list = append(list, s.file(e.Path))
		}
	}
	s.scanFiles(list)
}

func (s *Site) scanFiles(list []*File) {
	s.parallelRead(len(list), func(r filetree.Reader, i int) {
		f := list[i]
		f.scan.done = true
		if s.recalled(r, f) {
			return
		}
		raw, err := r.Read(f.Path)
		if err == nil {
			if text, ok := source.Plain(raw, s.opts.Source); ok {
				if f.scan, ok = scanFile(text, false, s.words); ok {
					s.count(len(raw))
					s.keepConfig(f, raw)
					f.remember(len(raw), nil)
					return
				}
				f.scan = scan{done: true}
			}
		}
		if src, ok := s.decode(f.Path, bytes.Clone(raw), err); ok {
			f.scan, _ = scanFile([]byte(src.Text), true, s.words)
			s.keepConfig(f, raw)
			f.remember(len(raw), s.encodingNotices(src))
		}
	})
}

// keepConfig keeps a page that may set up the web server.
func (s *Site) keepConfig(f *File, raw []byte) {
	if !f.scan.setup {
		return
	}
	if src := source.New(f.Path, bytes.Clone(raw), s.opts.Source); iis.Classify(f.Path, []byte(src.Text)) != "" {
		f.config = src
	}
}

// open reads a file and reports what is wrong with it.
func (s *Site) open(p string) (*source.File, bool) {
	raw, err := s.tree.Read(p)
	return s.decode(p, raw, err)
}

// decode makes a source of what was read.
func (s *Site) decode(p string, raw []byte, err error) (*source.File, bool) {
	if err != nil {
		id := "unreadable-file"
		if errors.Is(err, filetree.ErrTooLarge) {
			id = "file-too-large"
		}
		s.report(id, p, "this file was not analysed: "+filetree.Reason(err))
		return nil, false
	}
	f := source.New(p, raw, s.opts.Source)
	s.count(len(raw))
	switch {
	case f.TooLarge:
		s.report("file-too-large", p, fmt.Sprintf("this file was not analysed: it has %d bytes", len(raw)))
		return nil, false
	case f.IsBinary:
		s.report("unreadable-file", p, "this file was not analysed: it is not text but "+f.BinaryKind)
		return nil, false
	case f.LFSPointer:
		s.report("unreadable-file", p, "this file was not analysed: it is a Git LFS pointer; run \"git lfs pull\" first")
		return nil, false
	}
	if list := s.encodingNotices(f); len(list) > 0 {
		s.guarded(func() { s.Notices = append(s.Notices, list...) })
	}
	return f, true
}

// encodingNotices are what is odd about a file's encoding.
func (s *Site) encodingNotices(f *source.File) []Notice {
	var message string
	utf16 := strings.HasPrefix(f.Encoding, "utf-16") // fine for scripts and configuration
	of := s.Files[f.Path]
	switch {
	case f.Unsupported != "":
		message = fmt.Sprintf("the file declares the encoding %q, which cannot be decoded; it was read as %s", f.Unsupported, f.Encoding)
	case f.Undecodable == 1:
		message = fmt.Sprintf("1 place is not valid %s; it was read as U+FFFD", f.Encoding)
	case f.Undecodable > 0:
		message = fmt.Sprintf("%d places are not valid %s; they were read as U+FFFD", f.Undecodable, f.Encoding)
	case utf16 && slices.Contains(s.opts.PageExtensions, strings.ToLower(path.Ext(f.Path))):
		message = "the page is saved as UTF-16, which IIS refuses to run; it was analysed all the same"
	case utf16 && of != nil && (of.includedBy > 0 || of.ext == ".inc"):
		message = "the file is meant to be included and saved as UTF-16, which IIS refuses in a page; it was analysed all the same"
	default:
		return nil
	}
	return []Notice{notice("encoding", f.Path, message)}
}

// sorted are all files by path.
func (s *Site) sorted() []*File {
	if !s.isSorted {
		s.order = slices.Clone(s.order) // somebody may be going through it
		slices.SortFunc(s.order, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
		s.isSorted = true
	}
	return s.order
}

// count counts a file that was read, of so many bytes.
func (s *Site) count(bytes int) {
	s.guarded(func() {
		s.Stats.Read++
		s.Stats.Bytes += int64(bytes)
	})
}
