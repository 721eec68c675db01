// Package xdt applies transforms of the XML Document Transform language, such as
// web.Release.config, to the tree of a web.config: the instructions (xdt.go) and
// the subset of XPath that locates what they change (xpath.go).
package xdt

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
)

// transformer applies a web.<configuration>.config, as far as sections of
// authentication and access need it: Replace, Insert, InsertIfMissing,
// InsertBefore, InsertAfter, Remove, RemoveAll, SetAttributes and
// RemoveAttributes, located by Match, Condition and XPath. What it cannot
// evaluate is a problem, never guessed.
type transformer struct {
	root     *xmltree.Element
	file     string
	problems []claim.Problem
	*Budget
}

// Budget is what the transforms of one repository may still look at. The zero
// Budget is a whole one.
type Budget struct {
	spent int // elements looked at
}

// most bounds the elements that transforms look at.
const most = 5_000_000

// Spend takes a number of elements from the budget and reports whether there
// were as many.
func (b *Budget) Spend(elements int) bool {
	b.spent += elements
	return b.spent <= most
}

// Apply applies a transform, the tree of file, to the tree of a web.config, which
// it changes. What cannot be evaluated, or is beyond the budget, is a problem.
func Apply(root, transform *xmltree.Element, file string, budget *Budget) []claim.Problem {
	t := &transformer{root: root, file: file, Budget: budget}
	t.apply(root, transform)
	return t.problems
}

// Instruction is the attribute with an instruction, whose name is Transform or
// Locator in the name space of transforms, nil for none. An attribute
// without prefix is one of the configuration itself.
func Instruction(e *xmltree.Element, name string) *xmltree.Attr {
	for i := range e.Attrs {
		prefix, local, ok := strings.Cut(e.Attrs[i].Name, ":")
		if ok && prefix != "xmlns" && local == name {
			return &e.Attrs[i]
		}
	}
	return nil
}

func (t *transformer) problem(e *xmltree.Element, a *xmltree.Attr, format string, args ...any) {
	at := e.Open.In(e.Path)
	if a != nil {
		at = a.PlaceIn(e, a.ValueAt)
	}
	t.problems = append(t.problems, claim.Problem{At: at, ID: "config-error", Message: fmt.Sprintf(format, args...)})
}

// apply applies the children of an element of the transform to target.
func (t *transformer) apply(target, element *xmltree.Element) {
	for _, c := range element.Children {
		t.element(target, c)
	}
}

// element applies one element of the transform below parent.
func (t *transformer) element(parent, e *xmltree.Element) {
	targets, ok := t.locate(parent, e)
	if !ok {
		return
	}
	a := Instruction(e, "Transform")
	if a == nil {
		for _, target := range targets {
			t.apply(target, e)
		}
		if len(targets) == 0 {
			t.unmatched(e)
		}
		return
	}
	name, arg := Call(a.Value)
	switch strings.ToLower(name) {
	case "insert", "insertbefore", "insertafter":
		parent.Children = append(parent.Children, stripped(e))
		return
	case "insertifmissing":
		if len(targets) == 0 {
			parent.Children = append(parent.Children, stripped(e))
		}
		return
	case "remove", "removeall":
		if strings.EqualFold(name, "remove") && len(targets) > 1 {
			targets = targets[:1]
		}
		t.remove(parent, targets)
		return
	}
	switch strings.ToLower(name) {
	case "replace", "setattributes", "removeattributes":
	default:
		t.problem(e, a, "transform %s is not evaluated", name)
		return
	}
	if len(targets) == 0 {
		t.problem(e, a, "transform %s: no element <%s> matches in the web.config; nothing is changed", name, e.Local())
		return
	}
	switch strings.ToLower(name) {
	case "replace":
		t.replace(parent, targets[0], stripped(e))
		return
	case "setattributes":
		for _, target := range targets {
			t.setAttributes(target, e, arg)
		}
	case "removeattributes":
		for _, target := range targets {
			target.Attrs = slices.DeleteFunc(target.Attrs, func(a xmltree.Attr) bool { return arg == "" || claim.ListHas(arg, a.Name) })
		}
	}
	for _, target := range targets {
		t.apply(target, e)
	}
}

// unmatched reports instructions below an element that nothing matches.
func (t *transformer) unmatched(e *xmltree.Element) {
	for _, c := range e.Children {
		if a := Instruction(c, "Transform"); a != nil {
			name, _ := Call(a.Value)
			if !strings.EqualFold(name, "Remove") && !strings.EqualFold(name, "RemoveAll") {
				t.problem(c, a, "transform %s: no element <%s> in the web.config to apply it in; nothing is changed", name, e.Local())
			}
			continue
		}
		t.unmatched(c)
	}
}

// Call splits the value of an instruction, Name(argument).
func Call(text string) (name, arg string) {
	name, arg, _ = strings.Cut(strings.TrimSpace(text), "(")
	return strings.TrimSpace(name), strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(arg), ")"))
}

// stripped is a copy without instructions.
func stripped(e *xmltree.Element) *xmltree.Element {
	c := e.Clone()
	c.Walk(func(e *xmltree.Element) {
		e.Attrs = slices.DeleteFunc(e.Attrs, func(a xmltree.Attr) bool {
			_, local, ok := strings.Cut(a.Name, ":")
			return ok && (local == "Transform" || local == "Locator")
		})
	})
	return c
}

// remove takes targets out, wherever a locator found them.
func (t *transformer) remove(parent *xmltree.Element, targets []*xmltree.Element) {
	if slices.ContainsFunc(targets, func(e *xmltree.Element) bool { return !slices.Contains(parent.Children, e) }) {
		parent = nil
	}
	drop := func(e *xmltree.Element) {
		e.Children = slices.DeleteFunc(e.Children, func(c *xmltree.Element) bool { return slices.Contains(targets, c) })
	}
	if parent != nil {
		drop(parent)
		return
	}
	t.root.Walk(drop)
}

func (t *transformer) replace(parent, old, with *xmltree.Element) {
	swap := func(e *xmltree.Element) {
		if i := slices.Index(e.Children, old); i >= 0 {
			e.Children[i] = with
		}
	}
	if slices.Contains(parent.Children, old) {
		swap(parent)
		return
	}
	t.root.Walk(swap)
}

// setAttributes copies the attributes of e, or those of a list.
func (t *transformer) setAttributes(target, e *xmltree.Element, list string) {
	for _, a := range e.Attrs {
		if strings.Contains(a.Name, ":") || a.Name == "xmlns" || list != "" && !claim.ListHas(list, a.Name) {
			continue
		}
		a.Path = e.Path
		if old := target.Attr(a.Name); old != nil {
			*old = a
		} else {
			target.Attrs = append(target.Attrs, a)
		}
	}
}

// locate finds the elements that an element of the transform means. ok is
// false if that cannot be evaluated.
func (t *transformer) locate(parent, e *xmltree.Element) (targets []*xmltree.Element, ok bool) {
	if !t.Spend(len(parent.Children) + 1) {
		t.tooLarge(e)
		return nil, false
	}
	a := Instruction(e, "Locator")
	name, arg := "", ""
	if a != nil {
		name, arg = Call(a.Value)
	}
	switch strings.ToLower(name) {
	case "", "match":
		for _, c := range parent.Children {
			if c.Is(e.Local()) && matches(c, e, arg) {
				targets = append(targets, c)
			}
		}
		return targets, true
	case "condition":
		test, ok := parsePredicate(arg)
		if !ok {
			break
		}
		// Each element may be asked each condition.
		if !t.Spend(len(parent.Children) * test.size()) {
			t.tooLarge(e)
			return nil, false
		}
		for _, c := range parent.Children {
			if c.Is(e.Local()) && test.holds(c) {
				targets = append(targets, c)
			}
		}
		return targets, true
	case "xpath":
		if steps, ok := parseXPath(arg); ok {
			if targets, ok = steps.find(t.root, parent, t.Budget); !ok {
				t.tooLarge(e)
			}
			return targets, ok
		}
	}
	t.problem(e, a, "locator %s(%s) is not evaluated", name, arg)
	return nil, false
}

// tooLarge says once that the budget is spent.
func (t *transformer) tooLarge(e *xmltree.Element) {
	if n := len(t.problems); n > 0 && t.problems[n-1].ID == "limit" {
		return
	}
	t.problems = append(t.problems, claim.Problem{
		At: e.Open.In(e.Path), ID: "limit",
		Message: "the transform and the web.config are too large together; the rest of the transform is not applied",
	})
}

// matches compares the attributes of a list.
func matches(c, e *xmltree.Element, list string) bool {
	if list == "" {
		return true
	}
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		if c.Attr(name) == nil || c.Value(name) != e.Value(name) {
			return false
		}
	}
	return true
}

// IsTransform reports whether a tree has instructions of XML-Document-Transform.
func IsTransform(root *xmltree.Element) bool {
	found := false
	root.Walk(func(e *xmltree.Element) {
		for i := range e.Attrs {
			if strings.EqualFold(e.Attrs[i].Value, "http://schemas.microsoft.com/XML-Document-Transform") {
				found = true
			}
		}
		found = found || Instruction(e, "Transform") != nil || Instruction(e, "Locator") != nil
	})
	return found
}
