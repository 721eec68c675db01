package iis

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
	"github.com/cdolint/cdolint/internal/source"
)

// isTask reports whether a setting is an attribute of an installer's element or
// of a task of a build file, which the others stand beside.
func isTask(origin claim.Origin) bool {
	return origin == claim.FromWiX || origin == claim.FromNAnt || origin == claim.FromMSBuild
}

// insertAttributes adds attributes to the element of a setting, named as its
// own is. It reports false unless the file as it would be says what is missing.
func (p *planner) insertAttributes(anchor *Setting, missing []wish) bool {
	file := anchor.At.Path
	text, ok := p.text(file)
	if !ok {
		return false
	}
	e, a := attributeAt(p.parsed(file, text), anchor.ValueAt)
	if a == nil {
		return false
	}
	var attrs []string
	for _, w := range missing {
		name, value := taskAttribute(anchor, a, w)
		if name == "" {
			return false
		}
		if a.Name == strings.ToLower(a.Name) {
			name = strings.ToLower(name)
		}
		attrs = addOnce(attrs, fmt.Sprintf(`%s="%s"`, name, value))
	}
	end, form := attributeForm(e, text)
	after := p.reread(file, text[:end]+strings.ReplaceAll(form, "%", strings.Join(attrs, " "))+text[end:], Classify(file, []byte(text)))
	for _, w := range missing {
		if !slices.ContainsFunc(after.Claims, func(c claim.Claim) bool { return c.Name == w.name && c.Value == w.value && c.At.Pos >= end }) {
			return false
		}
	}
	p.put(file, end, attrs, form)
	return true
}

// attributeAt is the attribute whose value stands at a place, with its element.
func attributeAt(doc *xmltree.Document, at source.Place) (*xmltree.Element, *xmltree.Attr) {
	if !at.IsValid() {
		return nil, nil
	}
	chain := enclosing(doc, at)
	if len(chain) == 0 {
		return nil, nil
	}
	e := chain[len(chain)-1]
	for i := range e.Attrs {
		if a := &e.Attrs[i]; a.PlaceIn(e, a.ValueAt) == at {
			return e, a
		}
	}
	return nil, nil
}

// attributeForm is where a further attribute of an element goes, and the blanks
// before it: those that stand before the last one.
func attributeForm(e *xmltree.Element, text string) (end int, form string) {
	last := e.Attrs[len(e.Attrs)-1]
	before := last.At.Pos
	for before > 0 && isBlank(text[before-1]) {
		before--
	}
	return last.At.End, text[before:last.At.Pos] + "%"
}

// taskAttribute is the attribute for a setting, beside another one.
func taskAttribute(anchor *Setting, a *xmltree.Attr, w wish) (name, value string) {
	on := w.value == "true" || w.value == "required"
	if strings.HasSuffix(strings.ToLower(a.Name), "flags") {
		if w.name == claim.SSL {
			return "AccessSSLFlags", likeNumber(a.Value, "8")
		}
		return "AuthFlags", likeNumber(a.Value, "2")
	}
	if anchor.Origin != claim.FromWiX {
		return booleanProperty(w.name), likeBool(a.Value, on)
	}
	value = likeBool(a.Value, on)
	switch w.name {
	case claim.Basic:
		return "BasicAuthentication", value
	case claim.Windows:
		return "WindowsAuthentication", value
	case claim.Digest:
		return "DigestAuthentication", value
	case claim.Anonymous:
		return "AnonymousAccess", value
	case claim.SSL:
		return "AccessSSL", value
	default:
		return "", ""
	}
}
