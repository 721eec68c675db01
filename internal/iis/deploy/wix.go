package deploy

import (
	"fmt"
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/setup"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
	"github.com/cdolint/cdolint/internal/source"
)

// ReadWiX reads the IIS extension of WiX (v2 to v5): web sites, virtual
// directories, and the WebDirProperties that they refer to or hold.
func ReadWiX(f *claim.Fragment, doc *xmltree.Document) {
	w := &wix{f: f, dirs: map[string]string{}, sites: map[string]string{}, users: map[string]string{}}
	for _, root := range doc.Elements {
		w.collect(root, "")
	}
	for _, root := range doc.Elements {
		w.walk(root, claim.Scope{Kind: claim.ScopeHost, Site: claim.Unknown})
	}
}

type wix struct {
	f     *claim.Fragment
	dirs  map[string]string // Directory Id to path below the target directory
	sites map[string]string // WebSite Id to its description
	users map[string]string // User Id to its account: CORP\svc
}

// collect notes directories and site names. Depth is bounded by the reader.
func (w *wix) collect(e *xmltree.Element, dir string) {
	switch strings.ToLower(e.Local()) {
	case "directory":
		if name := first(e, "Name", "LongName"); name != "" && name != "." && !strings.EqualFold(name, "SourceDir") {
			dir = setup.LimitText(path.Join(dir, name))
		}
		w.dirs[e.Value("Id")] = dir
	case "website":
		w.sites[e.Value("Id")] = e.Value("Description")
	case "user":
		if name := e.Value("Name"); name != "" {
			if domain := e.Value("Domain"); domain != "" {
				name = domain + `\` + name
			}
			w.users[e.Value("Id")] = setup.LimitText(name)
		}
	}
	for _, c := range e.Children {
		w.collect(c, dir)
	}
}

// walk reads elements with the scope that they stand in.
func (w *wix) walk(e *xmltree.Element, scope claim.Scope) {
	switch strings.ToLower(e.Local()) {
	case "website":
		scope = w.site(e.Value("Id"))
		w.mount(e, scope)
		w.ref(e, scope)
	case "webvirtualdir":
		if id := e.Value("WebSite"); id != "" {
			scope = w.site(id)
		}
		scope = scope.Below(known(e.Value("Alias")))
		w.mount(e, scope)
		w.ref(e, scope)
	case "webdir":
		if id := e.Value("WebSite"); id != "" {
			scope = w.site(id)
		}
		scope = scope.Below(known(e.Value("Path")))
		w.ref(e, scope)
	case "webdirproperties":
		w.properties(e, scope)
	}
	for _, c := range e.Children {
		w.walk(c, scope)
	}
}

func (w *wix) site(id string) claim.Scope {
	name, ok := w.sites[id]
	if !ok || name == "" {
		return claim.Scope{Kind: claim.ScopeHost, Site: claim.Unknown, Path: "/", Text: "web site " + id}
	}
	s := claim.SiteScope(known(name))
	s.Text = "web site " + name
	return s
}

// known opens text that the installer fills in: [PROPERTY], $(var.x), !(loc.x).
func known(text string) string {
	if strings.ContainsAny(text, "[$!") {
		return claim.Unknown
	}
	return text
}

func (w *wix) mount(e *xmltree.Element, scope claim.Scope) {
	physical := w.dirs[e.Value("Directory")]
	application := e.Child("WebApplication") != nil || e.Value("WebApplication") != "" || e.Is("WebSite")
	w.f.Mounts = append(w.f.Mounts, claim.Mount{
		Site: scope.Site, Path: path.Join("/", scope.Path), Physical: physical, Folder: path.Dir(w.f.Path),
		Application: application, At: e.Open.In(e.Path), Origin: claim.FromWiX,
	})
}

func (w *wix) ref(e *xmltree.Element, scope claim.Scope) {
	if name := e.Value("DirProperties"); name != "" {
		w.f.Refs = append(w.f.Refs, claim.Ref{Name: name, Scope: scope})
	}
}

// properties reads WebDirProperties. WiX writes all bits of AuthFlags as soon
// as one of them is given, so that what is not mentioned is off.
func (w *wix) properties(e *xmltree.Element, scope claim.Scope) {
	if scope.Path == "" {
		scope = claim.Scope{Kind: claim.ScopeNamed, Site: e.Value("Id"), Text: "WebDirProperties " + e.Value("Id")}
	}
	say := func(name claim.Name, value string, a *xmltree.Attr, shown string) {
		w.f.Claims = append(w.f.Claims, claim.Claim{
			Name: name, Value: value, Prop: a.Name, ValueAt: a.PlaceIn(e, a.ValueAt), Raw: fmt.Sprintf(`WebDirProperties %s="%s"`, a.Name, shown),
			At: a.PlaceIn(e, a.At), Origin: claim.FromWiX, Scope: scope, Metabase: true,
		})
	}
	var given *xmltree.Attr
	said := map[claim.Name]bool{}
	for i := range e.Attrs {
		a := &e.Attrs[i]
		if name := wixAuth(a.Name); name != "" {
			if n, normal, ok := claim.BoolSetting(name, a.Value); ok {
				say(n, normal, a, a.Value)
				said[n] = true
				given = a
			}
			continue
		}
		switch strings.ToLower(a.Name) {
		case "accessssl":
			if b, ok := claim.ParseBool(a.Value); ok {
				say(claim.SSL, claim.RequiredText(b), a, a.Value)
			}
		case "iiscontrolledpassword":
			if b, ok := claim.ParseBool(a.Value); ok {
				say(claim.PasswordSync, claim.BoolText(b), a, a.Value)
			}
		case "anonymoususer":
			if user, ok := w.users[a.Value]; ok {
				say(claim.AnonymousUser, user, a, a.Value)
			}
		case "authenticationproviders":
			say(claim.Providers, a.Value, a, a.Value)
		}
	}
	for _, name := range []claim.Name{claim.Anonymous, claim.Basic, claim.Windows, claim.Digest} {
		if given != nil && !said[name] {
			say(name, "false", given, given.Value)
			w.f.Claims[len(w.f.Claims)-1].ValueAt = source.Place{} // it is another setting's
		}
	}
}

func wixAuth(attr string) claim.Name {
	switch strings.ToLower(attr) {
	case "anonymousaccess":
		return claim.Anonymous
	case "basicauthentication":
		return claim.Basic
	case "windowsauthentication":
		return claim.Windows
	case "digestauthentication":
		return claim.Digest
	case "passportauthentication":
		return claim.Passport
	}
	return ""
}
