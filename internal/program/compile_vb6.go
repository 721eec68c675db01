package program

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/internal/vbscript"
)

// CompileVB6 reads a Visual Basic 6 module: .bas, or .cls and .frm, whose
// procedures are the methods of one Class named by its VB_Name attribute, or
// by the file.
func CompileVB6(src *source.File) *File {
	c := newCompiler(src)
	unit := c.parseVB(c.throughout(), vbscript.VB6)
	defer unit.Release()
	ext := path.Ext(src.Path)
	if strings.EqualFold(ext, ".bas") {
		c.file.Main.Body = FromVBScript(c.file, unit, c.includeAt)
		c.finish()
		return c.file
	}
	name := vbName(unit)
	if name == "" {
		name = strings.TrimSuffix(path.Base(src.Path), ext)
	}
	l := &vbLowering{file: c.file, unit: unit, includeAt: c.includeAt, interned: newInterned()}
	defer l.release()
	class := &Class{Name: l.str(name), Span: c.file.Main.Span}
	c.file.Classes = append(c.file.Classes, class)
	l.proc, l.index = c.file.Main, -1
	l.members(class, unit.Stmts)
	l.diagnostics()
	c.finish()
	return c.file
}

// vbName is the value of `Attribute VB_Name`.
func vbName(unit *vbscript.File) string {
	for _, s := range unit.Stmts {
		a, ok := s.(*vbscript.AttributeStmt)
		if !ok {
			continue
		}
		id, ok := a.Target.(*vbscript.Ident)
		if !ok || !strings.EqualFold(id.Name, "VB_Name") || len(a.Values) != 1 {
			continue
		}
		if lit, ok := a.Values[0].(*vbscript.Literal); ok {
			return lit.Value()
		}
	}
	return ""
}
