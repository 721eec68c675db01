package rules

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"

	"github.com/cdolint/cdolint/internal/fact"
)

// expression is a piece of a rule in the language of expr-lang, bounded and
// checked against the fields of a kind of fact.
type expression struct {
	text string
	// in is the scalar that holds the text, from byte offset on.
	in     scalar
	offset int

	program *vm.Program
	cost    int // of one evaluation, in operands and operators
}

// wanted is what an expression has to yield.
type wanted uint8

const (
	wantTruth wanted = iota + 1
	wantText         // anything that a message can show
)

// compile checks and compiles the expression, once. The error is a
// *yamltree.Error.
func (e *expression) compile(kinds *kindsOfFacts, zero fact.Fact, want wanted) error {
	if e.program != nil {
		return nil
	}
	if len(e.text) > maxExpression {
		return e.in.errorf(e.offset, e.offset+len(e.text), "an expression has at most %d characters, this one %d", maxExpression, len(e.text))
	}
	if strings.TrimSpace(e.text) == "" {
		return e.in.errorf(e.offset, e.offset+len(e.text), "an expression is expected here")
	}
	if e.in.node != nil { // read from a file: the built-in ones are known to be right
		if err := e.check(zero); err != nil {
			return err
		}
	}
	program, err := kinds.compile(e.text, zero, want)
	if err != nil {
		return e.explain(err)
	}
	if t := program.Node().Type(); want == wantText && t != nil {
		if name := typeName(t); strings.HasPrefix(name, "list") || name == "fields" && t.Kind() != reflect.Map {
			return e.in.errorf(e.offset, e.offset+len(e.text), "a message shows texts and numbers, and this is a %s", strings.TrimSuffix(name, "s"))
		}
	}
	e.program = program
	return nil
}

// check holds the expression to the language of packs and to the fields of
// the fact. It sets the cost.
func (e *expression) check(zero fact.Fact) error {
	bounds := conf.CreateNew()
	bounds.MaxNodes = maxParts
	tree, err := parser.ParseWithConfig(e.text, bounds)
	if err != nil {
		return e.explain(err)
	}
	c := checker{kind: zero.Kind(), fields: Fields(zero)}
	c.check(tree.Node)
	if c.mistake != nil {
		return e.errorAt(c.mistake.at, "%s", c.mistake.message)
	}
	e.cost = c.cost
	return nil
}

// run evaluates the expression on a fact. The error is a *yamltree.Error.
func (e *expression) run(machine *vm.VM, f fact.Fact) (any, error) {
	out, err := machine.Run(e.program, f)
	if err != nil {
		return nil, e.explain(err)
	}
	return out, nil
}

// explain places an error of expr in the pack, and says it in the words of
// people who write packs.
func (e *expression) explain(err error) error {
	var fe *file.Error
	if !errors.As(err, &fe) {
		return e.in.errorf(e.offset, e.offset+len(e.text), "%s", reword(err.Error()))
	}
	return e.errorAt(fe.Location, "%s", reword(fe.Message))
}

// errorAt is a mistake at characters of the expression.
func (e *expression) errorAt(at file.Location, format string, args ...any) error {
	from, to := byteOffset(e.text, at.From), byteOffset(e.text, at.To)
	return e.in.errorf(e.offset+from, e.offset+max(to, from), format, args...)
}

// byteOffset of a character.
func byteOffset(s string, chars int) int {
	for i := range s {
		if chars == 0 {
			return i
		}
		chars--
	}
	return len(s)
}

// reword says in the words of people who write packs what expr says in those
// of its implementation. What is not listed stays.
func reword(message string) string {
	if rest, ok := strings.CutPrefix(message, "unexpected token "); ok {
		return unexpected(rest)
	}
	switch {
	case message == "literal not terminated":
		return "a quote is left open"
	case strings.HasPrefix(message, "compilation failed: expression exceeds maximum"):
		return fmt.Sprintf("the expression has more than %d parts", maxParts)
	case strings.HasPrefix(message, "expected bool, but got"):
		return "a condition is true or false, and this is a " + typeWords(strings.TrimPrefix(message, "expected bool, but got "))
	}
	for _, prefix := range []string{"invalid operation: ", "runtime error: "} {
		message = strings.TrimPrefix(message, prefix)
	}
	if before, types, ok := strings.Cut(message, "(mismatched types "); ok {
		x, y, _ := strings.Cut(strings.TrimSuffix(types, ")"), " and ")
		return fmt.Sprintf("%sdoes not go with a %s and a %s", before, typeWords(x), typeWords(y))
	}
	return message
}

// unexpected words what stands where it cannot: Operator("=").
func unexpected(token string) string {
	if token == "EOF" {
		return "the expression ends too early"
	}
	_, quoted, _ := strings.Cut(token, "(")
	word, err := strconv.Unquote(strings.TrimSuffix(quoted, ")"))
	if err != nil {
		return "this is not expected here"
	}
	switch lower := strings.ToLower(word); lower {
	case "=":
		return `"=" assigns nothing here; compare with "=="`
	case ">", "<":
		return `"` + word + `" is not expected here; unequal is "!="`
	case "and", "or", "not", "in", "contains", "matches":
		if lower != word {
			return fmt.Sprintf("write %q in lower case", lower)
		}
	}
	return fmt.Sprintf("%q is not expected here", word)
}

// typeWords is a type of Go in words.
func typeWords(t string) string {
	switch t {
	case "string":
		return "text"
	case "int", "float64":
		return "number"
	case "bool":
		return "truth value"
	}
	if strings.HasPrefix(t, "[]") {
		return "list"
	}
	return "value (" + t + ")"
}
