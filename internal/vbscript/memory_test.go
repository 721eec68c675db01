package vbscript_test

import (
	"runtime"
	"testing"
	"weak"

	"github.com/cdolint/cdolint/internal/vbscript"
)

// TestFilesDoNotKeepEachOther: a tree takes memory for as long as it is used
// itself, not for as long as one is that was parsed after it.
func TestFilesDoNotKeepEachOther(t *testing.T) {
	const src = "x = a.b(c, 1) & \"text\"\nIf x > 1 Then y = -x Else Call f(x)\n"
	var dead []weak.Pointer[vbscript.AssignStmt]
	var last *vbscript.File
	for range 10 {
		last = vbscript.ParseScript(src, vbscript.VBScript)
		dead = append(dead, weak.Make(last.Stmts[0].(*vbscript.AssignStmt)))
	}
	runtime.GC()
	runtime.GC()
	for i, p := range dead[:len(dead)-1] {
		if p.Value() != nil {
			t.Errorf("file %d is still in memory", i)
		}
	}
	if dead[len(dead)-1].Value() == nil {
		t.Error("the last file is not: the test sees nothing")
	}
	runtime.KeepAlive(last)
}
