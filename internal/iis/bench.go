package iis

import (
	"slices"
	"sync"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
	"github.com/cdolint/cdolint/internal/source"
)

// bench is what the plans for the pages of a repository share: a file is read
// once for all of them, and again for what each would make of it.
type bench struct {
	sync.Mutex
	names map[source.Place][]claim.Name // settings that the value at a place makes
	// The file that was read last, with its text, as a document or a fragment.
	path, text string
	doc        *xmltree.Document
	fragment   *claim.Fragment
	spent      int // bytes read so far, those of scripts as many as take as long
}

// mostRead bounds the bytes that are read to plan for all pages. What is beyond
// that is said as commands. A script is run, which takes dearer times as long a
// byte as to parse a document.
const (
	mostRead = 32 << 20
	dearer   = 4
)

// at turns to a file.
func (b *bench) at(path, text string) {
	if b.path != path || b.text != text {
		b.path, b.text, b.doc, b.fragment = path, text, nil, nil
	}
}

// parsed is a file of XML as it is.
func (b *bench) parsed(path, text string) *xmltree.Document {
	if b.at(path, text); b.doc == nil {
		b.spent += len(text)
		b.doc = xmltree.Parse(path, text)
	}
	return b.doc
}

// read is what a file says as it is.
func (b *bench) read(path, text string, origin claim.Origin) *claim.Fragment {
	if b.at(path, text); b.fragment == nil {
		b.fragment = b.reread(path, text, origin)
	}
	return b.fragment
}

// reread is what a file would say.
func (b *bench) reread(path, text string, origin claim.Origin) *claim.Fragment {
	n := len(text)
	if isScript(origin) {
		n *= dearer
	}
	b.spent += n
	return ReadText(path, text, origin)
}

// namesAt are the settings that the value at a place makes.
func (b *bench) namesAt(c *Config, at source.Place) []claim.Name {
	if b.names == nil {
		b.names = map[source.Place][]claim.Name{}
		for _, s := range c.settings {
			if list := b.names[s.ValueAt]; s.ValueAt.IsValid() && !slices.Contains(list, s.Name) {
				b.names[s.ValueAt] = append(list, s.Name)
			}
		}
	}
	return b.names[at]
}
