package lint_test

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/vbscript"
)

// draft is a page that is being rewritten.
type draft struct {
	pages  *pages
	name   string
	text   string
	from   []int32
	chunks []vbscript.Chunk
	file   *vbscript.File
	edits  []*edit
}

// piece is a part of the text, with the edits that are made in it.
type piece struct{ pos, end int }

// edit puts texts and pieces in the place of a piece.
type edit struct {
	piece
	parts  []any
	active bool
}

// newDraft takes a page apart; nil for one that is not VBScript from beginning to end.
func newDraft(p *pages, name, text string, from []int32) *draft {
	page := asp.Split(text)
	if !isVBScript(page) {
		return nil
	}
	d := &draft{pages: p, name: name, text: text, from: from}
	for s := range page.Code() {
		kind := vbscript.ChunkCode
		if s.Kind == asp.Expr {
			kind = vbscript.ChunkExpr
		}
		d.chunks = append(d.chunks, vbscript.Chunk{Kind: kind, Pos: s.Body, End: s.BodyEnd})
	}
	d.file = vbscript.Parse(text, d.chunks, vbscript.VBScript)
	if len(d.file.Errors) > 0 || len(d.file.Edges) > 0 {
		return nil
	}
	return d
}

// isVBScript reports whether all code between <% and %> of a page is VBScript.
func isVBScript(page *asp.Page) bool {
	return !slices.ContainsFunc(page.Segments, func(s asp.Segment) bool { return s.Kind == asp.Script }) &&
		(page.Language == "" || asp.Language(page.Language) == asp.VBScript)
}

func (d *draft) edit(pos, end int, parts ...any) {
	d.edits = append(d.edits, &edit{piece: piece{pos, end}, parts: parts})
}

// each visits all nodes but those in strings that are executed.
func (d *draft) each(f func(n vbscript.Node)) {
	vbscript.WalkFile(d.file, func(n vbscript.Node) bool {
		if _, ok := n.(*vbscript.Embedded); ok {
			return false
		}
		f(n)
		return true
	})
}

// statements visits those before which a line may end.
func (d *draft) statements(f func(s vbscript.Stmt)) {
	oneLine := 0 // where the last If of one line ends
	class := 0   // where the last class ends
	d.each(func(n vbscript.Node) {
		s, ok := n.(vbscript.Stmt)
		if !ok || s.Pos() < max(oneLine, class) || !d.inCode(s) {
			return
		}
		switch s := s.(type) {
		case *vbscript.OptionStmt:
			return
		case *vbscript.ClassDecl:
			class = s.End()
		case *vbscript.IfStmt:
			if s.OneLine {
				oneLine = s.End()
			}
		}
		f(s)
	})
}

// inCode reports what stands in one <% %>.
func (d *draft) inCode(n vbscript.Node) bool {
	return slices.ContainsFunc(d.chunks, func(c vbscript.Chunk) bool {
		return c.Kind == vbscript.ChunkCode && c.Pos <= n.Pos() && n.End() <= c.End
	})
}

// runs are simple statements of the page itself, in a row and in one <% %>.
func (d *draft) runs() [][]vbscript.Stmt {
	var out [][]vbscript.Stmt
	var run []vbscript.Stmt
	for _, s := range d.file.Stmts {
		switch s.(type) {
		case *vbscript.AssignStmt, *vbscript.CallStmt:
		default:
			run = nil
			continue
		}
		if !d.inCode(s) {
			run = nil
			continue
		}
		if len(run) > 0 && strings.Contains(d.text[run[len(run)-1].End():s.Pos()], "%>") {
			run = nil
		}
		if run = append(run, s); len(run) == 1 {
			out = append(out, run)
		} else {
			out[len(out)-1] = run
		}
	}
	return out
}

// save writes a file of the site.
func (d *draft) save(name string, parts ...any) {
	slices.SortStableFunc(d.edits, func(a, b *edit) int {
		return cmp.Or(cmp.Compare(a.pos, b.pos), cmp.Compare(b.end, a.end))
	})
	var text []byte
	var from []int32
	var put func(parts []any, at int)
	put = func(parts []any, at int) {
		for _, p := range parts {
			switch p := p.(type) {
			case string:
				for i := range len(p) {
					text, from = append(text, p[i]), append(from, d.from[at])
				}
			case piece:
				next := p.pos
				plain := func(end int) {
					text, from, next = append(text, d.text[next:end]...), append(from, d.from[next:end]...), end
				}
				for _, e := range d.edits {
					if e.active || e.pos < next || e.end > p.end || e.pos == p.end {
						continue
					}
					plain(e.pos)
					e.active = true
					put(e.parts, e.pos)
					e.active = false
					next = e.end
				}
				plain(p.end)
			}
		}
	}
	put(parts, 0)
	d.pages.files[name], d.pages.from[name] = text, append(from, d.from[len(d.from)-1])
}
