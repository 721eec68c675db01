package site

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/source"
)

// Search reads the listed files with the extensions (lower case, with the dot)
// and returns those whose text holds one of the words (lower case), by path:
// what analyzers want to know of files that are no pages. Pages and files that
// were excluded or cannot be read are not among them.
func (s *Site) Search(extensions, words []string) []*source.File {
	var list []string
	for _, p := range s.listed {
		ext := strings.ToLower(path.Ext(p))
		if slices.Contains(extensions, ext) && !slices.Contains(s.opts.PageExtensions, ext) {
			list = append(list, p)
		}
	}
	w := newWords(words, false)
	found := make([]*source.File, len(list))
	question := "\x00" + strings.Join(words, "\x00")
	s.parallelRead(len(list), func(r Reader, i int) {
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
	return slices.DeleteFunc(found, func(f *source.File) bool { return f == nil })
}
