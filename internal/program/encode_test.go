package program

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/source"
)

// An empty list and none mean the same.
var sameLists = cmp.Options{cmpopts.EquateEmpty(), cmp.AllowUnexported(Expr{})}

// fill sets every field below v, to values that differ, and to one element for
// each list.
func fill(v reflect.Value, n *int, depth int) {
	*n++
	switch v.Kind() {
	case reflect.Pointer:
		if depth > 8 {
			return // expressions hold expressions
		}
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n, depth+1)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Span]() {
			v.Set(reflect.ValueOf(Span{int32(*n), int32(*n) + 3}))
			return
		}
		for i := range v.NumField() {
			f := v.Field(i)
			fill(reflect.NewAt(f.Type(), f.Addr().UnsafePointer()).Elem(), n, depth) // also what is not exported
		}
	case reflect.Slice:
		if depth > 7 {
			return // its element would be nil
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), n, depth+1)
	case reflect.String:
		v.SetString(fmt.Sprint("s", *n%1000))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(float64(*n) + 0.5)
	case reflect.Uint8, reflect.Uint16:
		v.SetUint(uint64(*n%3) + 1)
	case reflect.Int, reflect.Int32:
		v.SetInt(int64(*n%5) - 7)
	default:
		panic("a kind of field that the test does not know: " + v.Kind().String())
	}
}

func TestEveryFieldIsEncoded(t *testing.T) {
	f := &File{}
	n := 0
	fill(reflect.ValueOf(f).Elem(), &n, 0)
	// Indices and places must lie within what they count, and nodes be whole.
	onExpr := func(e *Expr) bool { e.Kind, e.Index = ExprName, 1; return true }
	for _, p := range append(f.Procs, f.Main) {
		p.Outer = 0
		Walk(p.Body, onExpr, func(s *Stmt) bool { s.Kind = StmtDim; return true })
		for _, q := range p.Params {
			WalkExpr(q.Default, onExpr)
		}
	}
	f.Main.Span.End = int32(n) + 3
	f.Classes[0].Methods[0], f.Includes[0].InProc, f.ScriptSources[0].InProc = 0, 0, -1
	raw, ok := f.Append(nil)
	if !ok {
		t.Fatal("it cannot be encoded")
	}
	got, err := Decode(f.Path, raw)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f, got, sameLists); diff != "" {
		t.Error(diff)
	}
}

// programs are the programs of all pages under testdata, and their texts.
func programs(tb testing.TB) (files []*File, size int) {
	tb.Helper()
	names, err := filepath.Glob("testdata/*/*.txtar")
	more, _ := filepath.Glob("../../testdata/rules/*/*.txtar")
	if err != nil || len(names) == 0 || len(more) == 0 {
		tb.Fatalf("no archives: %v", err)
	}
	for _, name := range append(names, more...) {
		raw, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		for _, a := range txtar.Parse(raw).Files {
			if !strings.HasSuffix(a.Name, ".program") {
				files = append(files, compileNamed(source.New(a.Name, a.Data, source.Options{})))
				size += len(a.Data)
			}
		}
	}
	return files, size
}

func TestProgramsAreTheSameAfterEncoding(t *testing.T) {
	files, size := programs(t)
	all := 0
	for _, f := range files {
		raw, ok := f.Append(nil)
		if !ok {
			t.Errorf("%s cannot be encoded", f.Path)
			continue
		}
		all += len(raw)
		got, err := Decode(f.Path, raw)
		if err != nil {
			t.Errorf("%s: %v", f.Path, err)
			continue
		}
		if diff := cmp.Diff(f, got, sameLists); diff != "" {
			t.Errorf("%s: %s", f.Path, diff)
		}
	}
	t.Logf("%d files of %d bytes are %d bytes", len(files), size, all)
}

// Programs are made of files whose memory is used for the next one.
func TestProgramsKeepNothingOfTheText(t *testing.T) {
	names, err := filepath.Glob("../../testdata/rules/*/*.txtar")
	own, _ := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(names) == 0 || len(own) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range append(names, own...) {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range archive.Files {
			if strings.HasSuffix(a.Name, ".program") {
				continue
			}
			raw := bytes.Clone(a.Data)
			f := compileNamed(source.New(a.Name, raw, source.Options{}))
			before, _ := f.Append(nil)
			for i := range raw {
				raw[i] = '~'
			}
			if after, _ := f.Append(nil); !bytes.Equal(before, after) {
				t.Errorf("%s: %s changed with its text", name, a.Name)
			}
		}
	}
}

// Every node stands in one place of one tree: shared ones would not be shared
// any more when they come out of the cache.
func TestNodesAreNotShared(t *testing.T) {
	files, _ := programs(t)
	for _, f := range files {
		seen := map[any]bool{}
		once := func(n any) bool {
			if seen[n] {
				t.Errorf("%s: a node stands in two places", f.Path)
			}
			seen[n] = true
			return true
		}
		for _, p := range append([]*Proc{f.Main}, f.Procs...) {
			Walk(p.Body, func(e *Expr) bool { return once(e) }, func(s *Stmt) bool { return once(s) })
		}
	}
}

func TestDeepProgramsAreNotEncoded(t *testing.T) {
	x := &Expr{Kind: ExprEmpty}
	for range maxDepth + 1 {
		x = &Expr{Kind: ExprUnary, X: x}
	}
	f := &File{Main: &Proc{Outer: -1, Body: []*Stmt{{Kind: StmtExpr, Value: x}}}}
	if _, ok := f.Append(nil); ok {
		t.Error("it was encoded")
	}
}

// FuzzDecode holds that whatever the bytes are, there is a program that can be
// encoded to one that is the same, or an error.
func FuzzDecode(f *testing.F) {
	files, _ := programs(f)
	for _, p := range files[:min(len(files), 40)] {
		if raw, ok := p.Append(nil); ok {
			f.Add(raw)
		}
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, err := Decode("a.asp", raw)
		if err != nil {
			return
		}
		again, ok := p.Append(nil)
		if !ok {
			t.Fatal("it cannot be encoded again")
		}
		q, err := Decode("a.asp", again)
		if err != nil {
			t.Fatal(err)
		}
		third, _ := q.Append(nil)
		if !bytes.Equal(third, again) {
			t.Fatal("encoded again, it is another one")
		}
	})
}
