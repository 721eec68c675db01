package cli

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/source"
)

// factJSON is a line of `cdolint facts`.
type factJSON struct {
	Kind string `json:"kind"`
	regionJSON
	Fact     fact.Fact  `json:"fact"`
	Evidence []stepJSON `json:"evidence,omitempty"`
}

type regionJSON struct {
	File string `json:"file"`
	// Lines and columns are 1-based, columns in UTF-16 code units.
	Line      int `json:"line,omitempty"`
	Column    int `json:"column,omitempty"`
	EndLine   int `json:"endLine,omitempty"`
	EndColumn int `json:"endColumn,omitempty"`
}

type stepJSON struct {
	Kind string `json:"kind"`
	regionJSON
	Text    string `json:"text"`
	Assumed bool   `json:"assumed,omitempty"`
}

func factLine(x fact.Fact, src finding.Sources) factJSON {
	b := x.About()
	out := factJSON{Kind: x.Kind(), regionJSON: region(b.At, src), Fact: x}
	for _, s := range b.Steps {
		out.Evidence = append(out.Evidence, stepJSON{Kind: s.Kind, regionJSON: region(s.At, src), Text: s.Text, Assumed: s.Assumed})
	}
	return out
}

// masker writes facts without the secrets of a run.
type masker struct{ replace *strings.Replacer }

func newMasker(r *finding.Report) masker {
	var pairs []string
	for _, text := range r.SecretTexts() {
		quoted, err := encode(text)
		if err != nil {
			continue
		}
		inner := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(string(quoted)), `"`), `"`)
		pairs = append(pairs, inner, strings.Repeat(string(finding.Mask), 8))
	}
	if len(pairs) == 0 {
		return masker{}
	}
	return masker{strings.NewReplacer(pairs...)}
}

// encode is a line of JSON.
func (m masker) encode(v any) ([]byte, error) {
	line, err := encode(v)
	if err == nil && m.replace != nil {
		line = []byte(m.replace.Replace(string(line)))
	}
	return line, err
}

func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

func region(at source.Place, src finding.Sources) regionJSON {
	r := regionJSON{File: at.Path}
	f, err := src.Source(at.Path)
	if err != nil || at.End == 0 {
		return r
	}
	from, to := f.Position(at.Pos), f.Position(at.End)
	r.Line, r.Column, r.EndLine, r.EndColumn = from.Line, from.UTF16, to.Line, to.UTF16
	return r
}

// holdFacts reads every source that facts name, while the tree is open.
func holdFacts(res *lint.Result) {
	for _, x := range res.Facts {
		_, _ = res.Report.Sources.Source(x.About().At.Path) // what cannot be read is named without lines
		for _, s := range x.About().Steps {
			_, _ = res.Report.Sources.Source(s.At.Path)
		}
	}
}
