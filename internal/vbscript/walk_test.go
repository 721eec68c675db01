package vbscript

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestWalkReachesEveryNode compares what Walk visits with what the structures
// hold, over the sources in testdata.
func TestWalkReachesEveryNode(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range ar.Files {
			if strings.HasSuffix(a.Name, ".tree") {
				continue
			}
			f := parseNamed(a.Name, string(a.Data))
			visited := map[Node]bool{}
			WalkFile(f, func(n Node) bool {
				if visited[n] {
					t.Errorf("%s: %T visited twice", a.Name, n)
				}
				visited[n] = true
				return true
			})
			held := map[Node]bool{}
			collect(reflect.ValueOf(f.Stmts), held)
			for n := range held {
				if !visited[n] {
					t.Errorf("%s: %T at %d is not visited", a.Name, n, n.Pos())
				}
			}
			if len(visited) != len(held) {
				t.Errorf("%s: %d nodes visited of %d", a.Name, len(visited), len(held))
			}
		}
	}
}

// collect gathers the nodes that a value holds.
func collect(v reflect.Value, into map[Node]bool) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			collect(v.Index(i), into)
		}
	case reflect.Interface:
		collect(v.Elem(), into)
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		if n, ok := v.Interface().(Node); ok {
			into[n] = true
		}
		for i := range v.Elem().NumField() {
			if f := v.Elem().Type().Field(i); f.IsExported() {
				collect(v.Elem().Field(i), into)
			}
		}
	}
}

func TestWalkLeavesOutWhatIsBelowAFalse(t *testing.T) {
	f := ParseScript("Sub a : b c : End Sub : d", VBScript)
	var seen []string
	WalkFile(f, func(n Node) bool {
		seen = append(seen, reflect.TypeOf(n).Elem().Name())
		_, isProc := n.(*ProcDecl)
		return !isProc
	})
	if got, want := strings.Join(seen, " "), "ProcDecl CallStmt Ident"; got != want {
		t.Errorf("visited %s, want %s", got, want)
	}
}
