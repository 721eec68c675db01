package program

import (
	"strings"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/internal/vbscript"
)

// CompileWSC reads a Windows Script Component: XML with <script> elements,
// whose procedures are the methods of one Class of the given name and whose
// module-level code runs when an instance is made.
func CompileWSC(src *source.File, name string) *File {
	c := newCompiler(src)
	class := &Class{Name: name, Span: c.file.Main.Span}
	var body []*Stmt
	for _, b := range scriptElements(src.Text) {
		if b.src != "" {
			continue
		}
		code := []vbscript.Chunk{{Kind: vbscript.ChunkCode, Pos: b.pos, End: b.end}}
		if b.language == asp.JScript {
			body = append(body, c.unit(code, JScript)...)
			continue
		}
		body = append(body, c.unit(code, VBScript)...)
	}
	for i, p := range c.file.Procs {
		if p.Class == "" && p.Kind != ProcLambda && p.Outer < 0 {
			p.Class = name
			class.Methods = append(class.Methods, int32(i))
		}
	}
	class.Fields = wscFields(body)
	if len(body) > 0 {
		class.Methods = append(class.Methods, int32(len(c.file.Procs)))
		c.file.Procs = append(c.file.Procs, &Proc{
			Name: "Class_Initialize", Class: name, Kind: ProcSub, Language: VBScript, Span: class.Span, Outer: -1, Body: body,
		})
	}
	c.file.Classes = append(c.file.Classes, class)
	c.finish()
	return c.file
}

// wscFields are the variables of module-level code.
func wscFields(body []*Stmt) []string {
	var out []string
	seen := map[string]bool{}
	add := func(name string) {
		if n := Fold(name); !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	Walk(body, nil, func(s *Stmt) bool {
		for _, n := range s.Detail().Names {
			add(n)
		}
		if s.Kind == StmtAssign && s.Target != nil && s.Target.Kind == ExprName {
			add(s.Target.Str())
		}
		return true
	})
	return out
}

// ScriptFiles are the files that the <script src=…> elements of a component
// name: their procedures are its methods, too.
func ScriptFiles(text string) []string {
	var out []string
	for _, b := range scriptElements(text) {
		if b.src != "" {
			out = append(out, b.src)
		}
	}
	return out
}

type scriptElement struct {
	pos, end int
	language asp.Lang
	src      string
}

// scriptElements finds the code of the <script> elements of a component, with
// or without CDATA. An element without content has none.
func scriptElements(text string) []scriptElement {
	low := strings.ToLower(text)
	if len(low) != len(text) { // letters whose lower case is longer: keep the offsets right
		low = asciiLower(text)
	}
	var out []scriptElement
	for from := 0; ; {
		i := strings.Index(low[from:], "<")
		if i < 0 {
			return out
		}
		i += from
		switch rest := low[i:]; {
		case strings.HasPrefix(rest, "<!--"):
			from = behind(low, i, "-->")
			continue
		case !strings.HasPrefix(rest, "<script"):
			from = i + 1
			continue
		}
		pos := tagEnd(low, i)
		from = pos
		tag := low[i:pos]
		if len(tag) == len("<script") {
			return out
		}
		if c := tag[len("<script")]; 'a' <= c && c <= 'z' { // <scriptlet>
			continue
		}
		b := scriptElement{pos: pos, end: pos, language: asp.VBScript, src: srcOf(text[i:pos])}
		if strings.Contains(tag, "jscript") || strings.Contains(tag, "javascript") {
			b.language = asp.JScript
		}
		if strings.HasSuffix(tag, "/>") {
			if b.src != "" {
				out = append(out, b)
			}
			continue
		}
		const cdata = "<![cdata["
		end := "</script"
		if code := strings.TrimLeft(low[pos:], " \t\r\n"); strings.HasPrefix(code, cdata) {
			b.pos = len(low) - len(code) + len(cdata)
			end = "]]>"
		}
		from = behind(low, b.pos, end)
		b.end = from
		if strings.HasSuffix(low[b.pos:from], end) {
			b.end -= len(end)
		}
		out = append(out, b)
	}
}

// srcOf is the value of the attribute src of a tag, "" for none.
func srcOf(tag string) string {
	low := asciiLower(tag)
	for from := 0; ; {
		i := strings.Index(low[from:], "src")
		if i < 0 {
			return ""
		}
		i += from
		from = i + len("src")
		value, isAttr := strings.CutPrefix(strings.TrimLeft(tag[from:], " \t\r\n"), "=")
		if !isAttr || !strings.ContainsRune(" \t\r\n\"'", rune(tag[i-1])) {
			continue
		}
		value = strings.TrimLeft(value, " \t\r\n")
		if value != "" && (value[0] == '"' || value[0] == '\'') {
			value, _, _ = strings.Cut(value[1:], value[:1])
			return value
		}
		if end := strings.IndexAny(value, " \t\r\n>"); end >= 0 {
			value = value[:end]
		}
		return strings.TrimSuffix(value, "/")
	}
}

// tagEnd is the offset behind the > of the tag that begins at pos; one within
// quotes is none.
func tagEnd(text string, pos int) int {
	quote := byte(0)
	for i := pos; i < len(text); i++ {
		switch c := text[i]; {
		case c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(text)
}

// behind is the offset behind the next mark, or the end of the text.
func behind(text string, pos int, mark string) int {
	if i := strings.Index(text[pos:], mark); i >= 0 {
		return pos + i + len(mark)
	}
	return len(text)
}

func asciiLower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
