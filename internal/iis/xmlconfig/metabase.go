package xmlconfig

import (
	"fmt"
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
)

// ReadMetaBase reads a MetaBase.xml or an export of a part of it (IIS 6).
func ReadMetaBase(f *claim.Fragment, doc *xmltree.Document) {
	for _, root := range doc.Elements {
		root.Walk(func(e *xmltree.Element) {
			if a := e.Attr("Location"); a != nil {
				readMetabaseKey(f, e, a.Value)
			}
		})
	}
}

// readMetabaseKey reads one key: its attributes and its <Custom> children.
func readMetabaseKey(f *claim.Fragment, e *xmltree.Element, key string) {
	scope, ok := claim.MetabaseScope(key)
	if !ok {
		return
	}
	scope.File = e.Is("IIsWebFile")
	mount := claim.Mount{Site: scope.Site, Path: scope.Path, Folder: path.Dir(f.Path), At: e.Open.In(e.Path), Origin: f.Origin}
	if e.Is("IIsWebServer") && scope.Path == "" {
		// A name for the number.
		f.Mounts = append(f.Mounts, claim.Mount{Site: e.Value("ServerComment"), SiteID: scope.Site, At: mount.At, Origin: f.Origin})
	}
	for i := range e.Attrs {
		a := &e.Attrs[i]
		switch strings.ToLower(a.Name) {
		case "path":
			mount.Physical = a.Value
		case "approot":
			mount.Application = strings.EqualFold(strings.Trim(a.Value, "/"), strings.Trim(key, "/"))
		case "appfriendlyname":
			mount.Application = true
		case "apppoolid":
			mount.Pool = a.Value
		default:
			addProperty(f, scope, a.Name, a.Value, fmt.Sprintf(`%s="%s"`, a.Name, claim.ShownProperty(a.Name, a.Value)), e, a.At, a.ValueAt)
		}
	}
	for _, c := range e.Children {
		a := c.Attr("Value")
		if prop := claim.PropertyOfID(c.Value("ID")); c.Is("Custom") && a != nil && prop != "" {
			addProperty(f, scope, prop, a.Value, fmt.Sprintf(`Custom ID="%s" Value="%s" (%s)`, c.Value("ID"), claim.ShownProperty(prop, a.Value), prop), c, c.Open, a.ValueAt)
		}
	}
	if scope.Kind == claim.ScopeHost && scope.Path != "" && !scope.File && (mount.Physical != "" || mount.Application || mount.Pool != "") {
		f.Mounts = append(f.Mounts, mount)
	} else if scope.Kind == claim.ScopeHost && scope.Path == "" && mount.Pool != "" {
		f.Mounts = append(f.Mounts, mount)
	}
}

func addProperty(f *claim.Fragment, scope claim.Scope, prop, text, raw string, e *xmltree.Element, at, valueAt xmltree.Span) {
	values, ok := claim.MetabaseProperty(prop, text)
	if !ok {
		if isMetabaseFlag(prop) {
			f.Problems = append(f.Problems, claim.Problem{
				At: valueAt.In(e.Path), ID: "config-error",
				Message: fmt.Sprintf("%s of %s: value %q is not understood and not used", prop, scope.Text, text),
			})
		}
		return
	}
	for _, v := range values {
		f.Claims = append(f.Claims, claim.Claim{
			Name: v.Name, Value: v.Value, Raw: raw, At: at.In(e.Path),
			Prop: prop, ValueAt: valueAt.In(e.Path), Origin: f.Origin, Scope: scope, Metabase: true,
		})
	}
}

func isMetabaseFlag(prop string) bool {
	return strings.EqualFold(prop, "AuthFlags") || strings.EqualFold(prop, "AccessSSLFlags")
}
