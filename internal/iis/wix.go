package iis

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/xmltree"
	"github.com/cdolint/cdolint/internal/source"
)

// readWiX reads the IIS extension of WiX (v2 to v5): web sites, virtual
// directories, and the WebDirProperties that they refer to or hold.
func readWiX(f *Fragment, doc *xmltree.Document) {
	w := &wix{f: f, dirs: map[string]string{}, sites: map[string]string{}}
	for _, root := range doc.Elements {
		w.collect(root, "")
	}
	for _, root := range doc.Elements {
		w.walk(root, Scope{Kind: ScopeHost, Site: Unknown})
	}
}

type wix struct {
	f     *Fragment
	dirs  map[string]string // Directory Id to path below the target directory
	sites map[string]string // WebSite Id to its description
}

// collect notes directories and site names. Depth is bounded by the reader.
func (w *wix) collect(e *xmltree.Element, dir string) {
	switch strings.ToLower(e.Local()) {
	case "directory":
		if name := first(e, "Name", "LongName"); name != "" && name != "." && !strings.EqualFold(name, "SourceDir") {
			dir = limitText(path.Join(dir, name))
		}
		w.dirs[e.Value("Id")] = dir
	case "website":
		w.sites[e.Value("Id")] = e.Value("Description")
	}
	for _, c := range e.Children {
		w.collect(c, dir)
	}
}

// walk reads elements with the scope that they stand in.
func (w *wix) walk(e *xmltree.Element, scope Scope) {
	switch strings.ToLower(e.Local()) {
	case "website":
		scope = w.site(e.Value("Id"))
		w.mount(e, scope)
		w.ref(e, scope)
	case "webvirtualdir":
		if id := e.Value("WebSite"); id != "" {
			scope = w.site(id)
		}
		scope = scope.below(known(e.Value("Alias")))
		w.mount(e, scope)
		w.ref(e, scope)
	case "webdir":
		if id := e.Value("WebSite"); id != "" {
			scope = w.site(id)
		}
		scope = scope.below(known(e.Value("Path")))
		w.ref(e, scope)
	case "webdirproperties":
		w.properties(e, scope)
	}
	for _, c := range e.Children {
		w.walk(c, scope)
	}
}

func (w *wix) site(id string) Scope {
	name, ok := w.sites[id]
	if !ok || name == "" {
		return Scope{Kind: ScopeHost, Site: Unknown, Path: "/", Text: "web site " + id}
	}
	s := sitePath(known(name))
	s.Text = "web site " + name
	return s
}

// known opens text that the installer fills in: [PROPERTY], $(var.x), !(loc.x).
func known(text string) string {
	if strings.ContainsAny(text, "[$!") {
		return Unknown
	}
	return text
}

func (w *wix) mount(e *xmltree.Element, scope Scope) {
	physical := w.dirs[e.Value("Directory")]
	application := e.Child("WebApplication") != nil || e.Value("WebApplication") != "" || e.Is("WebSite")
	w.f.Mounts = append(w.f.Mounts, Mount{
		Site: scope.Site, Path: path.Join("/", scope.Path), Physical: physical, Folder: folderOf(w.f.Path),
		Application: application, At: place(e.Path, e.Open), Origin: FromWiX,
	})
}

func (w *wix) ref(e *xmltree.Element, scope Scope) {
	if name := e.Value("DirProperties"); name != "" {
		w.f.Refs = append(w.f.Refs, Ref{Name: name, Scope: scope})
	}
}

// properties reads WebDirProperties. WiX writes all bits of AuthFlags as soon
// as one of them is given, so that what is not mentioned is off.
func (w *wix) properties(e *xmltree.Element, scope Scope) {
	if scope.Path == "" {
		scope = Scope{Kind: ScopeNamed, Site: e.Value("Id"), Text: "WebDirProperties " + e.Value("Id")}
	}
	claim := func(name Name, value string, a *xmltree.Attr, shown string) {
		w.f.Claims = append(w.f.Claims, Claim{
			Name: name, Value: value, Prop: a.Name, ValueAt: attrPlace(e, a.ValueAt, a), Raw: fmt.Sprintf(`WebDirProperties %s="%s"`, a.Name, shown),
			At: attrPlace(e, a.At, a), Origin: FromWiX, Scope: scope, Metabase: true,
		})
	}
	var given *xmltree.Attr
	said := map[Name]bool{}
	for i := range e.Attrs {
		a := &e.Attrs[i]
		if name := wixAuth(a.Name); name != "" {
			if n, normal, ok := boolSetting(name, a.Value); ok {
				claim(n, normal, a, a.Value)
				said[n] = true
				given = a
			}
			continue
		}
		switch strings.ToLower(a.Name) {
		case "accessssl":
			if b, ok := parseBool(a.Value); ok {
				claim(SSL, requiredText(b), a, a.Value)
			}
		case "iiscontrolledpassword":
			if b, ok := parseBool(a.Value); ok {
				claim(PasswordSync, boolText(b), a, a.Value)
			}
		case "authenticationproviders":
			claim(Providers, a.Value, a, a.Value)
		}
	}
	for _, name := range []Name{Anonymous, Basic, Windows, Digest} {
		if given != nil && !said[name] {
			claim(name, "false", given, given.Value)
			w.f.Claims[len(w.f.Claims)-1].ValueAt = source.Place{} // it is another setting's
		}
	}
}

func wixAuth(attr string) Name {
	switch strings.ToLower(attr) {
	case "anonymousaccess":
		return Anonymous
	case "basicauthentication":
		return Basic
	case "windowsauthentication":
		return Windows
	case "digestauthentication":
		return Digest
	case "passportauthentication":
		return Passport
	}
	return ""
}

// attachNamed gives named settings the scopes of the elements that refer to
// them, which may stand in other files. What nobody refers to says nothing.
func attachNamed(fragments []*Fragment) {
	refs := map[string][]Scope{}
	for _, f := range fragments {
		for _, r := range f.Refs {
			refs[r.Name] = append(refs[r.Name], r.Scope)
		}
	}
	for i, f := range fragments {
		if !slices.ContainsFunc(f.Claims, func(c Claim) bool { return c.Scope.Kind == ScopeNamed }) {
			continue
		}
		attached := *f // fragments may be cached and shared
		attached.Claims = nil
		for _, c := range f.Claims {
			if c.Scope.Kind != ScopeNamed {
				attached.Claims = append(attached.Claims, c)
				continue
			}
			for _, scope := range refs[c.Scope.Site] {
				c.Scope = scope
				attached.Claims = append(attached.Claims, c)
			}
		}
		fragments[i] = &attached
	}
}
