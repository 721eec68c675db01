package report

import (
	"sort"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// places finds the text behind places and masks secrets. It holds the last files
// that were asked for, not all: findings come by path.
type places struct {
	sources finding.Sources
	cache   map[string]*opened
	recent  [32]string // ring of the paths in cache
	next    int

	secrets map[string]spans     // by path
	texts   *finding.SecretIndex // of the secrets
	mask    *strings.Replacer    // masks secrets in messages; nil if there are none
}

// spans are pieces of a text by where they begin; reach is how far each and those
// before it go.
type spans struct {
	list  []finding.Span
	reach []int
}

func newSpans(list []finding.Span) spans {
	sort.Slice(list, func(i, j int) bool { return list[i].Pos < list[j].Pos })
	s := spans{list: list, reach: make([]int, len(list))}
	end := 0
	for i := range list {
		end = max(end, list[i].End)
		s.reach[i] = end
	}
	return s
}

// within are those that have a part in a piece of the text.
func (s spans) within(pos, end int) []finding.Span {
	var out []finding.Span
	for i := sort.SearchInts(s.reach, pos+1); i < len(s.list) && s.list[i].Pos < end; i++ {
		if s.list[i].End > pos {
			out = append(out, s.list[i])
		}
	}
	return out
}

// opened is a file, or that it cannot be had, and what was computed of it.
type opened struct {
	file   *source.File // nil if it cannot be had
	hashes []finding.LineHash
}

func newPlaces(r *finding.Report) *places {
	p := &places{sources: r.Sources, cache: map[string]*opened{}}
	if len(r.Secrets) == 0 {
		return p
	}
	byPath := map[string][]finding.Span{}
	for _, at := range r.Secrets {
		file := p.file(at.Path)
		if file == nil || at.Pos < 0 || at.End > len(file.Text) || at.Pos >= at.End {
			continue
		}
		byPath[at.Path] = append(byPath[at.Path], finding.Unquote(file.Text, finding.Span{Pos: at.Pos, End: at.End}))
	}
	p.secrets = map[string]spans{}
	for path, list := range byPath {
		p.secrets[path] = newSpans(list)
	}
	texts := r.SecretTexts()
	p.texts = finding.NewSecretIndex(texts)
	var pairs []string
	for _, text := range texts {
		pairs = append(pairs, text, strings.Repeat(string(finding.Mask), 8))
	}
	if len(pairs) > 0 {
		p.mask = strings.NewReplacer(pairs...)
	}
	return p
}

func (p *places) open(path string) *opened {
	if o, ok := p.cache[path]; ok {
		return o
	}
	o := &opened{}
	if p.sources != nil && path != "" {
		if file, err := p.sources.Source(path); err == nil && file != nil {
			o.file = file
		}
	}
	delete(p.cache, p.recent[p.next])
	p.recent[p.next] = path
	p.next = (p.next + 1) % len(p.recent)
	p.cache[path] = o
	return o
}

// file is the file of that path, nil if it cannot be had.
func (p *places) file(path string) *source.File { return p.open(path).file }

// region is a place in lines and columns; columns count UTF-16 code units from
// 1, the end is exclusive.
type region struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"`
}

// region finds the lines and columns of a place. A file that cannot be had has
// one empty line.
func (p *places) region(at source.Place) region {
	file := p.file(at.Path)
	if file == nil {
		return region{1, 1, 1, 1}
	}
	start, end := file.Position(at.Pos), file.Position(max(at.Pos, at.End))
	return region{start.Line, start.UTF16, end.Line, end.UTF16}
}

// lineHash is GitHub's hash of a line, "" if the file cannot be had.
func (p *places) lineHash(path string, line int) string {
	o := p.open(path)
	if o.file == nil {
		return ""
	}
	if o.hashes == nil {
		raw := o.file.Raw
		if strings.HasPrefix(o.file.Encoding, "utf-16") {
			// Read as UTF-8, as GitHub does, its lines would be others.
			raw = []byte(o.file.Text)
		}
		o.hashes = finding.LineHashes(raw)
	}
	if line < 1 || line > len(o.hashes) {
		return ""
	}
	return o.hashes[line-1].String()
}

// clean masks secrets in a message.
func (p *places) clean(s string) string {
	if p.mask != nil {
		s = p.mask.Replace(s)
	}
	return finding.Redact(s)
}

// secretsIn are the secrets in a piece of a file's text, relative to its start.
func (p *places) secretsIn(path, text string, pos int) []finding.Span {
	out := append(finding.SecretSpans(text), p.texts.In(text)...)
	for _, s := range p.secrets[path].within(pos, pos+len(text)) {
		out = append(out, finding.Span{Pos: max(0, s.Pos-pos), End: min(len(text), s.End-pos)})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Pos < out[j].Pos })
	return out
}
