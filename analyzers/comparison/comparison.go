// Package comparison finds comparisons with numbers and says which error of
// CDO 1.21 a number means, and in which of its readings.
package comparison

import (
	"math"
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/program"
)

// Fact is one comparison with the number of an error. Its place is the literal,
// or the constant's use.
type Fact struct {
	fact.Base
	// Number that is compared with.
	Number float64 `json:"number" expr:"number" doc:"the number that is compared with"`
	// Error that the number means.
	Error string `json:"error" expr:"error" doc:"name of the error, such as LOGON_FAILED"`
	// Reading says how the number is got from the error's HRESULT.
	Reading string `json:"reading" expr:"reading" enum:"signed,unsigned,negated,short" doc:"signed (the HRESULT as a Long), unsigned, negated (unsigned with a minus), or short (1000 + its low word, as ASP reports it)"`
	// Correct is the HRESULT as VBScript reads it.
	Correct float64 `json:"correct" expr:"correct" doc:"the HRESULT as a Long: the value that Err.Number can have"`
	// Hex is the HRESULT in hexadecimal.
	Hex string `json:"hex" expr:"hex" doc:"the HRESULT in hexadecimal, such as 80040111"`
	// Short is 1000 + the low word.
	Short float64 `json:"short" expr:"short" doc:"1000 + the low word of the HRESULT, which pages often see instead"`
	// Operator of the comparison.
	Operator string `json:"operator" expr:"operator" enum:"=,<>,<,>,<=,>=" doc:"=, <>, <, >, <= or >="`
	// Computed: the other side is the result of a calculation.
	Computed bool `json:"computed,omitempty" expr:"computed" doc:"the other side is calculated, so that it may hold an unsigned number"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "error_comparison" }

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "error_comparison",
	Doc:        "comparisons with the numbers of CDO 1.21 errors",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	var out []*Fact
	for _, e := range values.Select(values.Of(pass), func(e *flow.Event) bool { return of(e) != nil }) {
		out = append(out, of(e))
	}
	return out, nil
}

// of is the fact of a comparison, nil if no number of an error is in it.
func of(e *flow.Event) *Fact {
	if e.Kind != flow.Compare || len(e.Args) != 2 {
		return nil
	}
	for i := range e.Args {
		n, ok := e.Args[i].Val.Const()
		if !ok {
			continue
		}
		c, reading := find(n)
		if reading == "" || (c.generic || reading == "short") && !isError(&e.Args[1-i]) {
			continue
		}
		f := &Fact{
			Base: values.Base(e), Number: n, Error: c.name, Reading: reading, Operator: e.Member,
			Correct: float64(int32(c.hresult)), Hex: hex(c.hresult), Short: float64(short(c.hresult)),
			Computed: computed(e.Args[1-i].Expr),
		}
		f.At = e.Args[i].At
		return f
	}
	return nil
}

// isError reports a value that came from Err.Number, or is the number of
// another error object.
func isError(a *flow.Arg) bool {
	if e := a.Expr; e != nil && e.Kind == program.ExprMember && program.Fold(e.Str()) == "number" {
		return true
	}
	for _, s := range a.Val.Strings() {
		if len(s.From(flow.ErrPart)) > 0 {
			return true
		}
	}
	return false
}

// computed reports an expression that may have made a number unsigned:
// Err.Number + 2^32, e.number >>> 0.
func computed(e *program.Expr) bool {
	if e == nil || e.Kind != program.ExprBinary {
		return false
	}
	switch e.Op() {
	case "+", "-", "*", "mod", ">>>", "and", "&", "xor":
		return true
	}
	return false
}

// IsWrongNumber reports the HRESULT of an error as an unsigned number, with a
// minus sign or without.
func IsWrongNumber(n float64) bool {
	_, reading := find(n)
	return reading == "unsigned" || reading == "negated"
}

// find is the error that a number means, and its reading; "" if it means none.
func find(n float64) (code, string) {
	if n != math.Trunc(n) || math.Abs(n) >= 1<<32 {
		return code{}, ""
	}
	for _, c := range codes {
		switch unsigned := float64(c.hresult); n {
		case float64(int32(c.hresult)):
			return c, "signed"
		case unsigned:
			return c, "unsigned"
		case -unsigned:
			return c, "negated"
		case float64(short(c.hresult)):
			return c, "short"
		}
	}
	return code{}, ""
}
