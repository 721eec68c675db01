package suppress

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/asp"
)

// page proposes comments in a page or include. Between blocks of code a comment
// is a block of its own: an HTML comment would be sent to the browser.
func (p *place) page() {
	split := p.pieces()
	global := strings.EqualFold(path.Base(p.path), "global.asa")
	styles := []style{styleOf(asp.Language(split.Language)), other(styleOf(asp.Language(split.Language)))}
	seg, lang, inside := codeAt(split, p.start)
	switch {
	case inside:
		if lang != asp.Language(split.Language) {
			styles = []style{styleOf(lang)}
		}
		for _, s := range styles {
			if seg.Kind == asp.Code && !p.continued(s) {
				p.propose(p.start, p.indent()+s.mark+p.directive+"\n", true)
			}
		}
	case global:
		p.propose(p.start, p.indent()+"<!-- "+p.directive+" -->\n", true)
	case !directiveFrom(split, p.start) && strings.Contains(p.text, "<%"):
		for _, s := range styles {
			p.propose(p.start, p.indent()+"<% "+s.mark+p.directive+" %>\n", true)
		}
	case !strings.Contains(p.text, "<%"): // code alone: an include of a script block
		for _, s := range styles {
			p.line(s)
		}
		return
	}
	if seg, _, ok := codeAt(split, p.lastEndOfFinding()); ok && seg.Kind == asp.Code {
		for _, s := range styles {
			p.behind(s, min(p.lastEnd, seg.BodyEnd))
		}
	}
}

// lastEndOfFinding is an offset within the finding that ends first.
func (p *place) lastEndOfFinding() int {
	at := -1
	for _, f := range p.findings {
		if end := max(f.At.Pos, f.At.End-1); p.file.Position(end).Line == p.group.last && end > at {
			at = end
		}
	}
	return at
}

// component proposes comments in a script component or a job: XML with code in
// script elements.
func (p *place) component() {
	low := p.lower()
	if len(low) != len(p.text) {
		p.markup()
		return
	}
	open := strings.LastIndex(low[:p.start], "<script")
	if open < 0 || strings.Contains(low[open:p.start], "</script") {
		p.markup()
		return
	}
	tag := low[open:max(open, tagEnd(low, open))]
	if strings.Contains(tag, "jscript") || strings.Contains(tag, "javascript") {
		p.line(cStyle)
		return
	}
	p.line(vbStyle)
}

func styleOf(lang asp.Lang) style {
	if lang == asp.JScript {
		return cStyle
	}
	return vbStyle
}

// other is the style of the other language: an include has the language of
// the pages that include it, and may not say which.
func other(s style) style {
	if s == cStyle {
		return vbStyle
	}
	return cStyle
}

// codeAt is the piece of server code that an offset lies in: behind its
// opening delimiter and not behind its closing one.
func codeAt(page *asp.Page, at int) (asp.Segment, asp.Lang, bool) {
	for seg, lang := range page.Code() {
		if seg.Body <= at && at <= seg.BodyEnd && seg.Pos < at {
			return seg, lang, true
		}
	}
	return asp.Segment{}, 0, false
}

// directiveFrom reports whether the directive of the page, which has to come
// before all other blocks, stands at an offset or behind it.
func directiveFrom(page *asp.Page, at int) bool {
	d := page.Directive()
	return d != nil && d.End > at
}
