package site

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/source"
)

// Search reads the listed files with the extensions (lower case, with the dot)
// and returns those whose text holds one of the words (lower case), by path:
// what analyzers want to know of files that are no pages. Pages and files that
// were excluded or cannot be read are not among them. Suppressions that are seen
// on the way are kept in Suppressing.
func (s *Site) Search(extensions, words []string) []*source.File {
	var list []string
	for _, p := range s.listed {
		ext := strings.ToLower(path.Ext(p))
		if slices.Contains(extensions, ext) && !slices.Contains(s.opts.PageExtensions, ext) {
			list = append(list, p)
		}
	}
	wanted := newLexicon(words, false)
	w := wanted
	if s.suppression != nil {
		w = newLexicon(append(words[:len(words):len(words)], suppressionWord), false)
	}
	found := make([]*source.File, len(list))
	question := "\x00" + strings.Join(words, "\x00")
	s.parallelRead(len(list), func(r filetree.Reader, i int) {
		m := s.memory(r, list[i], list[i]+question)
		if m.knownNo() {
			s.rememberNo(list[i]+question, m)
			return
		}
		raw, err := r.Read(list[i])
		if err != nil {
			return // what is no page need not be readable
		}
		if text, ok := source.Plain(raw, s.opts.Source); ok && !w.triggers(text) {
			s.rememberNo(list[i]+question, m)
			return
		}
		f := source.New(list[i], bytes.Clone(raw), s.opts.Source)
		if !f.TooLarge && !f.IsBinary && w.triggers([]byte(f.Text)) {
			found[i] = f
		}
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(found, func(f *source.File) bool {
		if f == nil {
			return true
		}
		if s.suppression != nil && s.suppression(f.Text) {
			s.Suppressing[f.Path] = f.Text
		}
		return w != wanted && !wanted.triggers([]byte(f.Text))
	})
}

// suppressionWord is in every file that may hold a suppression.
const suppressionWord = "cdolint:"
