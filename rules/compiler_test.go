package rules

import (
	"reflect"
	"testing"

	"github.com/expr-lang/expr"
	"github.com/google/go-cmp/cmp"
)

// The oracle: the compiler of expr-lang, started anew for each condition.
func TestExpressionsAreCompiledAsTheirLibraryDoes(t *testing.T) {
	packs, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	known := newKinds(kinds())
	n := 0
	for _, p := range packs {
		for _, r := range p.Rules {
			if r.when == nil {
				continue
			}
			n++
			zero := known.zeros[r.Match]
			env := reflect.Indirect(reflect.ValueOf(zero)).Interface()
			want, err := expr.Compile(r.when.text, expr.Env(env), expr.MaxNodes(maxParts), expr.AsBool())
			if err != nil {
				t.Fatal(err)
			}
			got, err := known.compile(r.when.text, zero, wantTruth)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want.Disassemble(), got.Disassemble()); diff != "" {
				t.Errorf("%s (-expr.Compile +ours):\n%s", r.ID, diff)
			}
		}
	}
	if n == 0 {
		t.Error("no rule has a condition")
	}
}
