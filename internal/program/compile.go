package program

import (
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/jscript"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/internal/vbscript"
)

// Compile reads a page, an include file or a global.asa. It never fails; what
// is wrong with the file is in Problems and Edges.
//
// The code of server-side script blocks runs before that between <% and %>, as
// far as Main is concerned. Inline code of a file that does not say its
// language is VBScript, unless it reads better as JScript: an include has the
// language of the page that includes it.
func Compile(src *source.File) *File {
	return CompileIn(src, 0)
}

// CompileIn is Compile for a file whose inline code is in the language if the
// file does not say one itself: an include of a page in JScript. 0 means that
// this is not known.
func CompileIn(src *source.File, inline Language) *File {
	c := newCompiler(src)
	defer pieces.Put(c.split())
	c.pageFacts(inline)
	c.collect()
	main := c.file.Main
	for i := range c.page.Segments {
		if s := &c.page.Segments[i]; s.Kind == asp.Script {
			main.Body = append(main.Body, c.script(s)...)
		}
	}
	c.left = maxFile // so that many script blocks do not hide the page itself
	main.Body = append(main.Body, c.inline(inline == 0)...)
	c.finish()
	return c.file
}

// pieces is memory that pages are taken apart in, one after the other.
var pieces = sync.Pool{New: func() any { return new(piecesOfPage) }}

type piecesOfPage struct {
	splitter asp.Splitter
	chunks   []vbscript.Chunk
}

// CompileScript reads a file that is script from beginning to end: VBScript,
// or JScript if its extension is .js.
func CompileScript(src *source.File) *File {
	lang := VBScript
	if strings.EqualFold(path.Ext(src.Path), ".js") {
		lang = JScript
	}
	return CompileScriptIn(src, lang)
}

// CompileScriptIn is CompileScript for a file whose language is known: that
// of the script block that includes it.
func CompileScriptIn(src *source.File, lang Language) *File {
	c := newCompiler(src)
	if lang == JScript {
		c.file.Main.Language, c.file.Pages.Language = JScript, JScript
		c.file.Main.Body = c.jscript(c.parseJS([]jscript.Chunk{{Kind: jscript.ChunkCode, Pos: 0, End: len(src.Text)}}))
	} else {
		c.file.Main.Body = c.vbscript(c.parseVB(c.throughout(), vbscript.VBScript))
	}
	c.finish()
	return c.file
}

// compiler turns one file into a program.
type compiler struct {
	src  *source.File
	file *File
	page *asp.Page
	// pieces are what the page was split into; nil for a file that is no page.
	pieces *piecesOfPage
	// at are the offsets of the include directives, ascending.
	at []int32
	// left is what the file may still have, in tokens. Negative: it has more,
	// which is reported.
	left int
}

// split takes the page apart, in memory that is no longer needed when it has become
// a program.
func (c *compiler) split() *piecesOfPage {
	p, _ := pieces.Get().(*piecesOfPage)
	c.page = p.splitter.Split(c.src.Text, asp.Limits{Line: maxBlocksOnLine, Page: maxBlocks})
	c.pieces = p
	return p
}

func newCompiler(src *source.File) *compiler {
	f := &File{Path: src.Path}
	f.Pages.Language = VBScript
	f.Main = &Proc{Kind: ProcMain, Language: VBScript, Span: spanOf(0, len(src.Text)), Outer: -1}
	return &compiler{src: src, file: f, left: maxFile}
}

// throughout is the chunk of a file that is code from beginning to end.
func (c *compiler) throughout() []vbscript.Chunk {
	return []vbscript.Chunk{{Kind: vbscript.ChunkCode, Pos: 0, End: len(c.src.Text)}}
}

// includeAt returns the index of the include directive at an offset, or -1.
func (c *compiler) includeAt(pos int32) int32 {
	if i, ok := slices.BinarySearch(c.at, pos); ok {
		return int32(i)
	}
	return -1
}

func (c *compiler) pageFacts(inline Language) {
	p := &c.file.Pages
	p.CodePage = c.page.CodePage
	if d := c.page.Directive(); d != nil {
		p.HasDirective = true
		p.Transaction = strings.Clone(d.Value("transaction"))
		p.EnableState = strings.Clone(d.Value("enablesessionstate"))
	}
	switch {
	case c.page.Language != "":
		p.Language = language(asp.Language(c.page.Language))
	case inline != 0:
		p.Language = inline
	}
	c.file.Main.Language = p.Language
}

func language(l asp.Lang) Language {
	switch l {
	case asp.VBScript:
		return VBScript
	case asp.JScript:
		return JScript
	case asp.EncodedScript, asp.OtherLanguage:
	}
	return OtherLanguage
}

// script compiles a server-side script block and returns its module-level
// code. Its includes bring code even if the language is not read.
func (c *compiler) script(s *asp.Segment) []*Stmt {
	lang := c.file.Pages.Language
	if s.Value("language") != "" {
		lang = language(c.page.LanguageOf(s))
	}
	body := c.unit(c.chunks(s.Parts), lang)
	if lang == c.file.Pages.Language || lang == OtherLanguage || len(body) == 0 {
		return body
	}
	return []*Stmt{c.apart(body, lang)}
}

// apart makes a procedure of module-level code in another language than the
// page's, and a call of it: what a statement means depends on the language of
// its procedure.
func (c *compiler) apart(body []*Stmt, lang Language) *Stmt {
	span := Span{Pos: body[0].Span.Pos, End: body[len(body)-1].Span.End}
	p := &Proc{Kind: ProcMain, Language: lang, Span: span, NameAt: span, Outer: -1, Body: body}
	index := int32(len(c.file.Procs))
	c.file.Procs = append(c.file.Procs, p)
	fn := &Expr{Kind: ExprFunc, Span: span, Index: index}
	return &Stmt{Kind: StmtExpr, Span: span, Value: &Expr{Kind: ExprCall, Span: span, X: fn}}
}

// inline compiles what stands outside script blocks. With guess, a file that
// says no language and does not read as VBScript is tried as JScript.
func (c *compiler) inline(guess bool) []*Stmt {
	list := c.chunks(c.page.Segments)
	code := slices.ContainsFunc(list, func(k vbscript.Chunk) bool {
		return k.Kind == vbscript.ChunkCode || k.Kind == vbscript.ChunkExpr
	})
	lang := c.file.Pages.Language
	if !code || lang != VBScript || !guess || c.page.Language != "" || c.left <= 0 {
		if !code {
			lang = OtherLanguage // only includes
		}
		return c.unit(list, lang)
	}
	vb := c.parseVB(list, vbscript.VBScript)
	if bad := flaws(vb); bad > 0 {
		js := c.parseJS(jsChunks(list))
		if flawsJS(js)*clearly <= bad {
			c.file.Pages.Language, c.file.Main.Language = JScript, JScript
			vb.Release()
			return c.jscript(js)
		}
		js.Release()
	}
	return c.vbscript(vb)
}

// clearly is how many times fewer errors the other language must have for a
// file to be in it. Code of one read as the other has errors in most lines.
const clearly = 4

// unit compiles chunks of one language.
func (c *compiler) unit(list []vbscript.Chunk, lang Language) []*Stmt {
	switch {
	case lang == OtherLanguage, c.full(list):
	case lang == JScript:
		return c.jscript(c.parseJS(jsChunks(list)))
	default:
		return c.vbscript(c.parseVB(list, vbscript.VBScript))
	}
	var body []*Stmt
	for _, k := range list {
		if k.Kind != vbscript.ChunkInclude {
			continue
		}
		if i := c.includeAt(spanOf(k.Pos, k.End).Pos); i >= 0 {
			body = append(body, &Stmt{Kind: StmtInclude, Span: spanOf(k.Pos, k.End), Index: i})
		}
	}
	return body
}

// vbscript adds a unit and lets go of its tree.
func (c *compiler) vbscript(unit *vbscript.File) []*Stmt {
	defer unit.Release()
	c.used(unit.Tokens)
	return FromVBScript(c.file, unit, c.includeAt)
}

// jscript adds a unit and lets go of its tree.
func (c *compiler) jscript(unit *jscript.File) []*Stmt {
	defer unit.Release()
	c.used(unit.Tokens)
	return FromJScript(c.file, unit, c.src.Text, c.includeAt)
}

// chunks are the pieces of a page, or of a script block, that the parsers read.
// They are valid until others are asked for.
func (c *compiler) chunks(segments []asp.Segment) []vbscript.Chunk {
	list := c.pieces.chunks[:0]
	for i := range segments {
		s := &segments[i]
		k := vbscript.Chunk{Pos: s.Pos, End: s.End}
		switch s.Kind {
		case asp.HTML:
			k.Kind = vbscript.ChunkHTML
		case asp.Include:
			k.Kind = vbscript.ChunkInclude
		case asp.Code:
			k = vbscript.Chunk{Kind: vbscript.ChunkCode, Pos: s.Body, End: s.BodyEnd}
		case asp.Expr:
			k = vbscript.Chunk{Kind: vbscript.ChunkExpr, Pos: s.Body, End: s.BodyEnd}
		default:
			continue
		}
		list = append(list, k)
	}
	const large = 4 << 10
	if c.pieces.chunks = list; len(list) > large {
		c.pieces.chunks = nil
	}
	return list
}

func jsChunks(list []vbscript.Chunk) []jscript.Chunk {
	out := make([]jscript.Chunk, len(list))
	for i, k := range list {
		out[i] = jscript.Chunk{Kind: jsChunkKind(k.Kind), Pos: k.Pos, End: k.End}
	}
	return out
}

func jsChunkKind(k vbscript.ChunkKind) jscript.ChunkKind {
	switch k {
	case vbscript.ChunkCode:
		return jscript.ChunkCode
	case vbscript.ChunkExpr:
		return jscript.ChunkExpr
	case vbscript.ChunkInclude:
		return jscript.ChunkInclude
	case vbscript.ChunkHTML:
	}
	return jscript.ChunkHTML
}

// finish puts what several units have added into text order.
func (c *compiler) finish() {
	f := c.file
	sort.SliceStable(f.Edges, func(i, j int) bool { return f.Edges[i].Span.Pos < f.Edges[j].Span.Pos })
	sort.SliceStable(f.Problems, func(i, j int) bool { return f.Problems[i].Span.Pos < f.Problems[j].Span.Pos })
	sort.SliceStable(f.Comments, func(i, j int) bool { return f.Comments[i].Span.Pos < f.Comments[j].Span.Pos })
}
