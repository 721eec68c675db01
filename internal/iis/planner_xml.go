package iis

import (
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/xdt"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
	"github.com/cdolint/cdolint/internal/source"
)

// insert puts settings that nothing says beside one that stands in XML. It
// reports false if the place cannot be found.
func (p *planner) insert(anchor *Setting, missing []wish) bool {
	text, ok := p.text(anchor.At.Path)
	if !ok {
		return false
	}
	doc := p.parsed(anchor.At.Path, text)
	if p.broken(anchor.At.Path, doc) {
		return false
	}
	chain := enclosing(doc, anchor.At)
	if len(chain) == 0 {
		return false
	}
	if anchor.Origin == claim.FromMetaBase {
		key := chain[len(chain)-1]
		if key.Is("Custom") && len(chain) > 1 { // a property of the key that it stands in
			key = chain[len(chain)-2]
		}
		return p.insertMetabase(anchor, key, text, missing)
	}
	file := anchor.At.Path
	if !slices.ContainsFunc(chain, func(e *xmltree.Element) bool { return e.Is("security") }) {
		// A section in a file of its own: the others stand beside the one that names it.
		if file, text, chain = p.sourceOf(file); len(chain) == 0 {
			return false
		}
	}
	return p.insertSections(file, anchor.Origin, chain, text, missing)
}

// broken reports whether a document is not well-formed, which is said: the web
// server refuses it as a whole, and what is put into an element that has no end
// is not in it.
func (p *planner) broken(file string, doc *xmltree.Document) bool {
	if len(doc.Problems) == 0 {
		return false
	}
	p.note("%s is not well-formed: nothing can be put into it before that is mended.", file)
	return true
}

// sourceOf finds the section whose configSource names a file, with the
// elements around it; it stands in a web.config in a folder above.
func (p *planner) sourceOf(file string) (config, text string, chain []*xmltree.Element) {
	for folder := path.Dir(file); ; folder = path.Dir(folder) {
		for _, name := range []string{"web.config", "Web.config", "Web.Config"} {
			config = path.Join(folder, name)
			text, ok := p.text(config)
			if !ok {
				continue
			}
			doc := p.parsed(config, text)
			var at source.Place
			doc.Root().Walk(func(e *xmltree.Element) {
				if to := strings.ReplaceAll(e.Value("configSource"), `\`, "/"); to != "" && strings.EqualFold(path.Join(folder, to), file) {
					at = e.Open.In(config)
				}
			})
			if at.IsValid() && !p.broken(config, doc) {
				return config, text, enclosing(doc, at)
			}
		}
		if folder == "." || folder == "/" {
			return "", "", nil
		}
	}
}

// enclosing are the elements around a place, outermost first.
func enclosing(doc *xmltree.Document, at source.Place) []*xmltree.Element {
	var chain []*xmltree.Element
	list := doc.Elements
	for {
		i := sort.Search(len(list), func(i int) bool { return list[i].At.End >= at.End })
		if i == len(list) || list[i].At.Pos > at.Pos {
			return chain
		}
		chain = append(chain, list[i])
		list = list[i].Children
	}
}

// insertMetabase adds attributes to a key, separated as its others are.
func (p *planner) insertMetabase(anchor *Setting, e *xmltree.Element, text string, missing []wish) bool {
	var attrs []string
	auth := false
	for _, w := range missing {
		switch w.name {
		case claim.SSL:
			attrs = append(attrs, `AccessSSLFlags="AccessSSL"`)
		case claim.Basic, claim.Windows, claim.Digest, claim.Anonymous:
			auth = true
		default:
		}
	}
	if auth {
		attrs = append(attrs, `AuthFlags="AuthBasic"`)
	}
	if len(e.Attrs) == 0 {
		return false
	}
	end, form := attributeForm(e, text)
	p.put(anchor.At.Path, end, attrs, form)
	return true
}

// insertSections adds sections beside an authentication or access section.
func (p *planner) insertSections(file string, origin claim.Origin, chain []*xmltree.Element, text string, missing []wish) bool {
	var authentication, security *xmltree.Element
	for _, e := range chain {
		switch {
		case e.Is("security"):
			security = e
		case e.Is("authentication"):
			authentication = e
		}
	}
	if authentication == nil && security != nil {
		authentication = security.Child("authentication")
	}
	x := &insertion{planner: p, file: file, text: text, chain: chain, transform: origin == claim.FromTransform}
	var sections, access []section
	for _, w := range missing {
		switch w.name {
		case claim.Basic:
			sections = append(sections, section{"basicAuthentication", "enabled", "true"})
		case claim.Anonymous:
			sections = append(sections, section{"anonymousAuthentication", "enabled", "false"})
		case claim.Windows:
			sections = append(sections, section{"windowsAuthentication", "enabled", "false"})
		case claim.Digest:
			sections = append(sections, section{"digestAuthentication", "enabled", "false"})
		case claim.SSL:
			access = append(access, section{"access", "sslFlags", "Ssl"})
		default:
		}
	}
	if security == nil || len(sections) > 0 && authentication == nil {
		return false
	}
	if x.said(authentication, sections) || x.said(security, access) {
		return false
	}
	x.sections(authentication, sections)
	x.sections(security, access)
	return true
}

// section is a section with one attribute.
type section struct{ name, attr, value string }

// insertion puts sections into one file.
type insertion struct {
	*planner
	file, text string
	chain      []*xmltree.Element // elements around the anchor, outermost first
	transform  bool               // the file is a transform
}

// said reports whether the parent says one of the sections already, so that what
// decides stands elsewhere: a second one would make the file invalid. Transforms
// have several for different places.
func (x *insertion) said(parent *xmltree.Element, list []section) bool {
	return !x.transform && slices.ContainsFunc(list, func(s section) bool {
		e := parent.Child(s.name)
		return e != nil && e.Attr(s.attr) != nil
	})
}

// sections gives sections that the parent has already their attribute, and
// adds the others as children.
func (x *insertion) sections(parent *xmltree.Element, list []section) {
	var added []string
	prefix := x.prefix(parent)
	for _, s := range list {
		attr := fmt.Sprintf(` %s="%s"`, s.attr, s.value)
		if e := parent.Child(s.name); e != nil && e.Attr(s.attr) == nil {
			x.complete(e, s, attr, prefix)
			continue
		}
		if prefix != "" {
			how := "Insert"
			if x.baseHas(s.name) {
				how = "SetAttributes"
			}
			attr += fmt.Sprintf(` %s:Transform="%s"`, prefix, how)
		}
		added = append(added, "<"+s.name+attr+" />")
	}
	x.children(x.file, parent, added, x.text)
}

// complete adds an attribute to a section. In a transform that works only if
// its instruction brings the attribute along.
func (x *insertion) complete(e *xmltree.Element, s section, attr, prefix string) {
	if prefix != "" {
		a := xdt.Instruction(e, "Transform")
		name, arg := "", ""
		if a != nil {
			name, arg = xdt.Call(a.Value)
		}
		switch {
		case a == nil:
			attr += fmt.Sprintf(` %s:Transform="SetAttributes"`, prefix)
		case strings.EqualFold(name, "SetAttributes") && arg == "", strings.EqualFold(name, "Replace"),
			strings.HasPrefix(strings.ToLower(name), "insert"):
		default:
			x.note("%s: the transform %s of <%s> has to be changed by hand to set%s.", x.file, a.Value, s.name, attr)
			return
		}
	}
	at := source.Place{Path: x.file, Pos: e.NameAt.End, End: e.NameAt.End}
	x.inserted[at] = addOnce(x.inserted[at], attr)
}

// baseHas reports whether the web.config that a transform changes has a section.
func (x *insertion) baseHas(name string) bool {
	for _, base := range []string{"web.config", "Web.config"} {
		text, ok := x.planner.text(path.Join(path.Dir(x.file), base))
		if !ok {
			continue
		}
		found := false
		x.spent += len(text)
		xmltree.Parse(x.file, text).Root().Walk(func(e *xmltree.Element) { found = found || e.Is(name) })
		return found
	}
	return false
}

// prefix is that of the instructions of a transform, "" where parent stands in
// none or in an element that is inserted as a whole.
func (x *insertion) prefix(parent *xmltree.Element) string {
	if !x.transform {
		return ""
	}
	prefix := ""
	for _, e := range x.chain {
		for i := range e.Attrs {
			if name, ok := strings.CutPrefix(e.Attrs[i].Name, "xmlns:"); ok && strings.HasSuffix(e.Attrs[i].Value, "XML-Document-Transform") {
				prefix = name
			}
		}
		if xdt.Instruction(e, "Transform") != nil {
			return ""
		}
		if e == parent {
			break
		}
	}
	return prefix
}

// children adds elements behind the last child, spaced as the first is.
func (p *planner) children(file string, parent *xmltree.Element, elements []string, text string) {
	if len(elements) == 0 || len(parent.Children) == 0 {
		return
	}
	first := parent.Children[0]
	start := first.At.Pos
	for start > 0 && strings.IndexByte(" \t\r\n", text[start-1]) >= 0 {
		start--
	}
	gap := text[start:first.At.Pos]
	if i := strings.LastIndexAny(gap, "\r\n"); i >= 0 {
		// One line end with its indent, in the file's own style.
		if i > 0 && gap[i] == '\n' && gap[i-1] == '\r' {
			i--
		}
		gap = gap[i:]
	}
	p.put(file, behindRemark(text, parent.Children[len(parent.Children)-1].At.End), elements, gap+"%")
}

// behindRemark is the end of a comment that stands behind an element on its
// line and ends there, else the end of the element itself.
func behindRemark(text string, pos int) int {
	rest := strings.TrimLeft(text[pos:], " \t")
	if !strings.HasPrefix(rest, "<!--") {
		return pos
	}
	n := strings.Index(rest, "-->")
	if n < 0 || strings.ContainsAny(rest[:n], "\r\n") {
		return pos
	}
	return len(text) - len(rest) + n + len("-->")
}

// put inserts items at a point, each as the form says ("%" is the item).
func (p *planner) put(file string, pos int, items []string, form string) {
	at := source.Place{Path: file, Pos: pos, End: pos}
	for _, item := range items {
		p.inserted[at] = addOnce(p.inserted[at], strings.Replace(form, "%", item, 1))
	}
}

// addOnce adds an item that is not there yet: several pages want the same.
func addOnce(list []string, item string) []string {
	for _, s := range list {
		if s == item {
			return list
		}
	}
	return append(list, item)
}
