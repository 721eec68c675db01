package iis

import (
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
	test predicate
}

// predicate is a conjunction of @name='value' (or @name alone).
type predicate []condition

type condition struct {
	name, value string
	exists      bool // the attribute is there, with any value
	negate      bool
}

// parseXPath reads an expression; ok is false for what is not supported.
func parseXPath(text string) (xpath, bool) {
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
		if step.name == "" || strings.ContainsAny(step.name, "()@.|'\"") {
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
			step.test = append(step.test, test...)
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

// parsePredicate reads conditions joined by "and".
func parsePredicate(text string) (predicate, bool) {
	var p predicate
	for {
		text = strings.TrimSpace(text)
		c := condition{}
		if rest, ok := strings.CutPrefix(text, "not("); ok {
			inner, after, found := strings.Cut(rest, ")")
			if !found {
				return nil, false
			}
			c.negate = true
			text = strings.TrimSpace(inner) + " " + after
		}
		rest, ok := strings.CutPrefix(text, "@")
		if !ok {
			return nil, false
		}
		end := 0
		for end < len(rest) && strings.IndexByte(" =!<>", rest[end]) < 0 {
			end++
		}
		c.name, rest = rest[:end], strings.TrimSpace(rest[end:])
		if after, ok := strings.CutPrefix(rest, "!="); ok {
			c.negate = !c.negate
			rest = "=" + after
		}
		if after, ok := strings.CutPrefix(rest, "="); ok {
			after = strings.TrimSpace(after)
			if after == "" || after[0] != '\'' && after[0] != '"' {
				return nil, false
			}
			value, more, found := strings.Cut(after[1:], after[:1])
			if !found {
				return nil, false
			}
			c.value, rest = value, strings.TrimSpace(more)
		} else {
			c.exists = true
		}
		p = append(p, c)
		if rest == "" {
			return p, true
		}
		if text, ok = strings.CutPrefix(rest, "and "); !ok {
			return nil, false
		}
	}
}

func (p predicate) holds(e *xmltree.Element) bool {
	for _, c := range p {
		a := e.Attr(c.name)
		holds := a != nil && (c.exists || a.Value == c.value)
		if holds == c.negate {
			return false
		}
	}
	return true
}

// find evaluates the expression; relative ones start at parent.
func (x xpath) find(root, parent *xmltree.Element) []*xmltree.Element {
	current := []*xmltree.Element{parent}
	steps := x.steps
	if x.absolute {
		current = []*xmltree.Element{{Children: []*xmltree.Element{root}}}
	}
	for _, step := range steps {
		var next []*xmltree.Element
		seen := map[*xmltree.Element]bool{}
		add := func(e *xmltree.Element) {
			if (step.name == "*" || e.Is(step.name)) && !seen[e] && step.test.holds(e) {
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
		current = next
	}
	return current
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
