package rules

import (
	"reflect"

	types "github.com/expr-lang/expr/checker"
	"github.com/expr-lang/expr/compiler"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/optimizer"
	"github.com/expr-lang/expr/vm"

	"github.com/cdolint/cdolint/internal/fact"
)

// kindsOfFacts are the kinds of facts that expressions may be about, by name, and
// what expr-lang has found out about their fields: [expr.Compile] finds it out
// again for each expression, and the table of its functions with it, which takes
// longer than the expression. They are for one goroutine.
type kindsOfFacts struct {
	zeros   map[string]fact.Fact
	configs map[string]*conf.Config
}

func newKinds(zeros map[string]fact.Fact) *kindsOfFacts {
	return &kindsOfFacts{zeros: zeros, configs: map[string]*conf.Config{}}
}

// config is how expressions over the facts of a kind are compiled.
func (k *kindsOfFacts) config(zero fact.Fact) *conf.Config {
	if c, ok := k.configs[zero.Kind()]; ok {
		return c
	}
	// The struct itself: what a pointer leads to is looked up by name at each
	// evaluation. The facts may be pointers all the same.
	c := conf.New(reflect.Indirect(reflect.ValueOf(zero)).Interface())
	c.MaxNodes = maxParts
	k.configs[zero.Kind()] = c
	return c
}

// compile does what [expr.Compile] does.
func (k *kindsOfFacts) compile(text string, zero fact.Fact, want wanted) (*vm.Program, error) {
	c := k.config(zero)
	c.Expect, c.ExpectAny = reflect.Invalid, false
	if want == wantTruth {
		c.Expect, c.ExpectAny = reflect.Bool, true
	}
	tree, err := types.ParseCheck(text, c)
	if err != nil {
		return nil, err
	}
	if err := optimizer.Optimize(&tree.Node, c); err != nil {
		return nil, err
	}
	return compiler.Compile(tree, c)
}
