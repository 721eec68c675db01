package cli

import (
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
