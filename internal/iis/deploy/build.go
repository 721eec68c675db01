package deploy

import (
	"fmt"
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/command"
	"github.com/cdolint/cdolint/internal/iis/setup"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
	"github.com/cdolint/cdolint/internal/source"
)

// ReadBuild reads the IIS tasks of NAnt and MSBuild files, and the appcmd and
// adsutil commands that they run.
func ReadBuild(f *claim.Fragment, doc *xmltree.Document) {
	b := &build{f: f, props: map[string]string{}}
	for _, root := range doc.Elements {
		root.Walk(b.property)
	}
	for _, root := range doc.Elements {
		root.Walk(b.task)
	}
}

type build struct {
	f     *claim.Fragment
	props map[string]string // lower case
}

// property notes <property name="x" value="y"/> and <PropertyGroup><x>y</x>.
func (b *build) property(e *xmltree.Element) {
	switch {
	case e.Is("property") && e.Value("name") != "":
		b.define(e.Value("name"), e.Value("value"))
	case e.Is("PropertyGroup"):
		for _, c := range e.Children {
			b.define(c.Local(), c.Text)
		}
	}
}

// define keeps the first value: later ones may hang on conditions.
func (b *build) define(name, value string) {
	name = strings.ToLower(name)
	if _, ok := b.props[name]; !ok {
		b.props[name] = setup.LimitText(value)
	}
}

// expand replaces ${name} and $(name); what is not known stays open.
func (b *build) expand(text string) string {
	const most = 50 // replacements; a property may name itself
	for range most {
		open := strings.Index(text, "$")
		if open < 0 || open+2 >= len(text) || text[open+1] != '{' && text[open+1] != '(' {
			return text
		}
		closing := byte('}')
		if text[open+1] == '(' {
			closing = ')'
		}
		end := strings.IndexByte(text[open:], closing)
		if end < 0 {
			return text
		}
		value, ok := b.props[strings.ToLower(text[open+2:open+end])]
		if !ok {
			value = claim.Unknown
		}
		text = setup.LimitText(text[:open] + value + text[open+end+1:])
	}
	return text
}

// task reads one element.
func (b *build) task(e *xmltree.Element) {
	name := strings.ToLower(e.Local())
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:] // MSBuild.ExtensionPack.Web.Iis6VirtualDirectory
	}
	switch name {
	case "mkiisdir", "iisdirprops":
		b.directory(e, claim.FromNAnt, first(e, "website"), first(e, "vdirname"), first(e, "dirpath"))
	case "webdirectorycreate":
		b.directory(e, claim.FromMSBuild, first(e, "WebSiteName", "HostHeaderName"), first(e, "VirtualDirectoryName"), first(e, "VirtualDirectoryPhysicalPath"))
	case "webdirectorysetting":
		scope := b.scope("", b.expand(e.Value("VirtualDirectoryName")))
		if a := e.Attr("SettingValue"); a != nil {
			b.attribute(e, a, claim.FromMSBuild, b.expand(e.Value("SettingName")), scope)
		}
	case "iis6virtualdirectory", "iis6website":
		b.extensionPack(e, name)
	case "iis7application", "iis7website":
		b.mount(e, claim.FromMSBuild, first(e, "Website", "Name"), first(e, "Applications", "Path"), "")
	case "iis7apppool":
		if a := e.Attr("Enable32BitAppOnWin64"); a != nil {
			if name, normal, ok := claim.BoolSetting(claim.Enable32Bit, b.expand(a.Value)); ok {
				b.f.Claims = append(b.f.Claims, claim.Claim{
					Name: name, Value: normal, Raw: fmt.Sprintf(`%s="%s"`, a.Name, a.Value), At: a.PlaceIn(e, a.At),
					Origin: claim.FromMSBuild, Scope: claim.PoolScope(b.expand(e.Value("Name"))),
				})
			}
		}
	case "exec":
		b.command(e)
	}
}

// first is the first of some attributes that is there.
func first(e *xmltree.Element, names ...string) string {
	for _, name := range names {
		if a := e.Attr(name); a != nil {
			return a.Value
		}
	}
	return ""
}

// scope is a virtual directory of a site; the default site if none is named.
func (b *build) scope(site, virtual string) claim.Scope {
	if site == "" {
		site = "Default Web Site"
	}
	return claim.SiteScope(site).Below(virtual)
}

// directory reads a task whose attributes are named like metabase properties.
func (b *build) directory(e *xmltree.Element, origin claim.Origin, site, virtual, physical string) {
	scope := b.scope(b.expand(site), b.expand(virtual))
	b.f.Mounts = append(b.f.Mounts, claim.Mount{
		Site: scope.Site, Path: scope.Path, Physical: b.expand(physical), Folder: path.Dir(b.f.Path),
		Application: true, At: e.Open.In(e.Path), Origin: origin,
	})
	for i := range e.Attrs {
		b.attribute(e, &e.Attrs[i], origin, e.Attrs[i].Name, scope)
	}
}

func (b *build) attribute(e *xmltree.Element, a *xmltree.Attr, origin claim.Origin, prop string, scope claim.Scope) {
	text := b.expand(a.Value)
	values, ok := claim.MetabaseProperty(prop, text)
	if !ok || strings.Contains(text, claim.Unknown) {
		return
	}
	valueAt := source.Place{}
	if text == a.Value {
		valueAt = a.PlaceIn(e, a.ValueAt)
	}
	for _, v := range values {
		b.f.Claims = append(b.f.Claims, claim.Claim{
			Name: v.Name, Value: v.Value, Prop: prop, ValueAt: valueAt, Raw: fmt.Sprintf(`%s="%s"`, a.Name, claim.ShownProperty(prop, a.Value)),
			At: a.PlaceIn(e, a.At), Origin: origin, Scope: scope, Metabase: true,
		})
	}
}

// extensionPack reads Properties="AuthFlags=4;AccessSSL=True" of an IIS 6 task.
func (b *build) extensionPack(e *xmltree.Element, name string) {
	site, virtual := b.expand(e.Value("Website")), b.expand(e.Value("Name"))
	if name == "iis6website" {
		site, virtual = virtual, ""
	}
	scope := b.scope(site, virtual)
	a := e.Attr("Properties")
	if a == nil {
		return
	}
	physical := ""
	for pair := range strings.SplitSeq(b.expand(a.Value), ";") {
		prop, text, ok := strings.Cut(strings.TrimSpace(pair), "=")
		if !ok || strings.Contains(text, claim.Unknown) {
			continue
		}
		if strings.EqualFold(prop, "Path") {
			physical = text
			continue
		}
		values, ok := claim.MetabaseProperty(prop, text)
		if !ok {
			continue
		}
		for _, v := range values {
			b.f.Claims = append(b.f.Claims, claim.Claim{
				Name: v.Name, Value: v.Value, Raw: prop + "=" + claim.ShownProperty(prop, text),
				At: a.PlaceIn(e, a.At), Origin: claim.FromMSBuild, Scope: scope, Metabase: true,
			})
		}
	}
	b.f.Mounts = append(b.f.Mounts, claim.Mount{
		Site: scope.Site, Path: scope.Path, Physical: physical, Folder: path.Dir(b.f.Path), Application: true,
		At: e.Open.In(e.Path), Origin: claim.FromMSBuild,
	})
}

func (b *build) mount(e *xmltree.Element, origin claim.Origin, site, virtual, physical string) {
	scope := b.scope(b.expand(site), "")
	if strings.HasPrefix(virtual, "/") {
		scope = scope.Below(b.expand(virtual))
	}
	b.f.Mounts = append(b.f.Mounts, claim.Mount{
		Site: scope.Site, Path: scope.Path, Physical: b.expand(physical), Folder: path.Dir(b.f.Path),
		Application: true, At: e.Open.In(e.Path), Origin: origin,
	})
}

// command reads <Exec Command="…"> and <exec program="…" commandline="…">.
func (b *build) command(e *xmltree.Element) {
	line := first(e, "Command")
	at := e.Attr("Command")
	if program := e.Attr("program"); program != nil {
		line = `"` + program.Value + `" ` + e.Value("commandline")
		for _, c := range e.Children {
			if c.Is("arg") {
				line += ` "` + first(c, "value", "line") + `"`
			}
		}
		at = nil
	}
	if line == "" {
		return
	}
	s := setup.NewShell(b.f, line, e.Open.In(e.Path))
	if at != nil {
		s.At = at.PlaceIn(e, at.ValueAt)
	}
	s.RunText(command.Arg{Text: b.expand(line)})
}
