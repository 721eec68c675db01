package program

import (
	"strings"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/jscript"
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
		if b.language == asp.JScript {
			unit := jscript.Parse(src.Text, []jscript.Chunk{{Kind: jscript.ChunkCode, Pos: b.pos, End: b.end}}, jscript.JScript)
			body = append(body, FromJScript(c.file, unit, src.Text, c.includeAt)...)
			continue
		}
		unit := vbscript.Parse(src.Text, []vbscript.Chunk{{Kind: vbscript.ChunkCode, Pos: b.pos, End: b.end}}, vbscript.VBScript)
		body = append(body, FromVBScript(c.file, unit, c.includeAt)...)
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
			add(s.Target.Str)
		}
		return true
	})
	return out
}

type scriptElement struct {
	pos, end int
	language asp.Lang
}

// scriptElements finds the code of the <script> elements of a component, with
// or without CDATA.
func scriptElements(text string) []scriptElement {
	low := strings.ToLower(text)
	if len(low) != len(text) { // letters whose lower case is longer: keep the offsets right
		low = asciiLower(text)
	}
	var out []scriptElement
	for from := 0; ; {
		i := strings.Index(low[from:], "<script")
		if i < 0 {
			return out
		}
		i += from
		open := strings.IndexByte(low[i:], '>')
		if open < 0 {
			return out
		}
		pos := i + open + 1
		if c := low[i+len("<script")]; 'a' <= c && c <= 'z' { // <scriptlet>
			from = pos
			continue
		}
		end := strings.Index(low[pos:], "</script")
		if end < 0 {
			end = len(low) - pos
		}
		end += pos
		from = end
		b := scriptElement{pos: pos, end: end, language: asp.VBScript}
		if tag := low[i:pos]; strings.Contains(tag, "jscript") || strings.Contains(tag, "javascript") {
			b.language = asp.JScript
		}
		const cdata = "<![cdata["
		if k := strings.Index(low[pos:end], cdata); k >= 0 && strings.TrimSpace(low[pos:pos+k]) == "" {
			b.pos = pos + k + len(cdata)
			if k := strings.Index(low[b.pos:end], "]]>"); k >= 0 {
				b.end = b.pos + k
			}
		}
		out = append(out, b)
	}
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
