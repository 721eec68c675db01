package xdt

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/xmltree"
)

// xpath is the little of XPath that transforms use: steps of names, each with
// conditions on attributes, absolute (/a/b), anywhere (//a) or relative.
type xpath struct {
	absolute bool
	steps    []xpathStep
}

type xpathStep struct {
	name string // "*" for any
	deep bool   // after "//"
	// tests that must all hold
	tests []predicate
}

// predicate is one or more conjunctions of @name='value' (or @name alone), of
// which one must hold: "and" binds closer than "or".
type predicate [][]condition

type condition struct {
	name, value string
	exists      bool // the attribute is there, with any value
	negate      bool
}

// parseXPath reads an expression; ok is false for what is not supported.
func parseXPath(text string) (xpath, bool) {
	const longest = 1000 // bytes; each element may be asked each condition
	if len(text) > longest {
		return xpath{}, false
	}
	x := xpath{absolute: strings.HasPrefix(text, "/")}
	for text != "" {
		step := xpathStep{}
		if rest, ok := strings.CutPrefix(text, "//"); ok {
			step.deep, text = true, rest
		} else {
			text = strings.TrimPrefix(text, "/")
		}
		end := strings.IndexAny(text, "/[")
		if end < 0 {
			end = len(text)
		}
		step.name, text = strings.TrimSpace(text[:end]), text[end:]
		if _, local, ok := strings.Cut(step.name, ":"); ok {
			step.name = local
		}
		if step.name == "" || step.name == ".." || strings.ContainsAny(step.name, "()@|'\"") {
			return x, false
		}
		for strings.HasPrefix(text, "[") {
			end := closingBracket(text)
			if end < 0 {
				return x, false
			}
			test, ok := parsePredicate(text[1:end])
			if !ok {
				return x, false
			}
			step.tests = append(step.tests, test)
			text = text[end+1:]
		}
		x.steps = append(x.steps, step)
	}
	return x, len(x.steps) > 0
}

// closingBracket finds the "]" outside of quotes.
func closingBracket(text string) int {
	quote := byte(0)
	for i := range len(text) {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == ']':
			return i
		}
	}
	return -1
}

// parsePredicate reads conditions joined by "and" and "or".
func parsePredicate(text string) (predicate, bool) {
	p := predicate{nil}
	for {
		c, rest, ok := parseCondition(strings.TrimSpace(text))
		if !ok {
			return nil, false
		}
		last := len(p) - 1
		p[last] = append(p[last], c)
		if rest == "" {
			return p, true
		}
		if text, ok = strings.CutPrefix(rest, "or "); ok {
			p = append(p, nil)
		} else if text, ok = strings.CutPrefix(rest, "and "); !ok {
			return nil, false
		}
	}
}

// parseCondition reads one condition and gives what stands behind it.
func parseCondition(text string) (c condition, rest string, ok bool) {
	if rest, ok := strings.CutPrefix(text, "not("); ok {
		inner, after, found := strings.Cut(rest, ")")
		if !found {
			return c, "", false
		}
		c, rest, ok = parseCondition(strings.TrimSpace(inner))
		c.negate = !c.negate
		return c, strings.TrimSpace(after), ok && rest == ""
	}
	if text, ok = strings.CutPrefix(text, "@"); !ok {
		return c, "", false
	}
	end := 0
	for end < len(text) && strings.IndexByte(" =!<>", text[end]) < 0 {
		end++
	}
	c.name, rest = text[:end], strings.TrimSpace(text[end:])
	if after, ok := strings.CutPrefix(rest, "!="); ok {
		c.negate = !c.negate
		rest = "=" + after
	}
	after, ok := strings.CutPrefix(rest, "=")
	if !ok {
		c.exists = true
		return c, rest, true
	}
	after = strings.TrimSpace(after)
	if after == "" || after[0] != '\'' && after[0] != '"' {
		return c, "", false
	}
	value, more, found := strings.Cut(after[1:], after[:1])
	c.value = value
	return c, strings.TrimSpace(more), found
}

// size is the number of conditions.
func (p predicate) size() int {
	n := 0
	for _, all := range p {
		n += len(all)
	}
	return n
}

func (p predicate) holds(e *xmltree.Element) bool {
	return slices.ContainsFunc(p, func(all []condition) bool {
		return !slices.ContainsFunc(all, func(c condition) bool {
			a := e.Attr(c.name)
			holds := a != nil && (c.exists || a.Value == c.value)
			return holds == c.negate
		})
	})
}

// holds reports whether an element is one that a step finds.
func (s *xpathStep) holds(e *xmltree.Element) bool {
	return (s.name == "*" || e.Is(s.name)) && s.passes(e)
}

// passes reports whether an element passes every test of a step.
func (s *xpathStep) passes(e *xmltree.Element) bool {
	return !slices.ContainsFunc(s.tests, func(p predicate) bool { return !p.holds(e) })
}

// find evaluates the expression; relative ones start at parent, or above the
// root where they begin with its name, as the documentation writes them. ok is
// false if the budget does not suffice.
func (x xpath) find(root, parent *xmltree.Element, budget *Budget) (found []*xmltree.Element, ok bool) {
	current := []*xmltree.Element{parent}
	if x.absolute || root.Is(x.steps[0].name) {
		current = []*xmltree.Element{{Children: []*xmltree.Element{root}}}
	}
	for i := range x.steps {
		step := &x.steps[i]
		if step.name == "." && !step.deep {
			current = slices.DeleteFunc(current, func(e *xmltree.Element) bool { return !step.passes(e) })
			continue
		}
		var next []*xmltree.Element
		seen := map[*xmltree.Element]bool{}
		cost := 1
		for _, test := range step.tests {
			cost += test.size()
		}
		ok = true
		add := func(e *xmltree.Element) {
			if ok = ok && budget.Spend(cost); ok && !seen[e] && step.holds(e) {
				seen[e] = true
				next = append(next, e)
			}
		}
		walked := map[*xmltree.Element]bool{}
		for _, e := range current {
			for _, c := range e.Children {
				if step.deep {
					walkOnce(c, walked, add)
				} else {
					add(c)
				}
			}
		}
		if !ok {
			return nil, false
		}
		current = next
	}
	return current, true
}

// walkOnce walks what was not walked before: the elements that a deep step
// starts from may lie in each other.
func walkOnce(e *xmltree.Element, walked map[*xmltree.Element]bool, yield func(*xmltree.Element)) {
	if walked[e] {
		return
	}
	walked[e] = true
	yield(e)
	for _, c := range e.Children {
		walkOnce(c, walked, yield)
	}
}
