package xmlconfig

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
)

// ReadApplicationHost reads an applicationHost.config: sites with their
// applications and virtual directories, pools, section locks, and settings for
// the server and for locations.
func ReadApplicationHost(f *claim.Fragment, doc *xmltree.Document) {
	r := &configReader{origin: f.Origin, weak: f.Origin == claim.FromIISExpress}
	for _, root := range doc.Elements {
		r.sectionLocks(root)
		r.configuration(root, location{scope: claim.Scope{Kind: claim.ScopeHost, Text: "server"}})
		for _, host := range root.Children {
			if host.Is("system.applicationHost") {
				r.pools(host.Child("applicationPools"))
				host.Walk(func(e *xmltree.Element) {
					if e.Is("processModel") || e.Is("virtualDirectory") || e.Is("virtualDirectoryDefaults") {
						r.account(e, location{scope: claim.Scope{Kind: claim.ScopeHost, Text: "server"}})
					}
				})
				f.Mounts = append(f.Mounts, hostMounts(f, host.Child("sites"))...)
				r.hsts(host.Child("sites"))
			}
		}
	}
	f.Claims, f.Locks = r.claims, r.locks
	f.Problems = append(f.Problems, r.problems...)
}

// sectionLocks reads overrideModeDefault of <configSections>.
func (r *configReader) sectionLocks(root *xmltree.Element) {
	root.Child("configSections").Walk(func(e *xmltree.Element) {
		name := e.Value("name")
		if !e.Is("section") || !claim.IsAuthSection(name) {
			return
		}
		if a := e.Attr("overrideModeDefault"); a != nil {
			r.locks = append(r.locks, claim.Lock{
				Section: name, Scope: claim.Scope{Kind: claim.ScopeHost, Text: "server"},
				Allow: !strings.EqualFold(a.Value, "Deny"), At: a.At.In(e.Path),
			})
		}
	})
}

func (r *configReader) pools(e *xmltree.Element) {
	for _, pool := range e.Elements() {
		a := pool.Attr("enable32BitAppOnWin64")
		if a == nil {
			r.unsaid(pool)
			continue
		}
		name, normal, ok := claim.BoolSetting(claim.Enable32Bit, a.Value)
		if !ok {
			continue
		}
		scope := claim.Scope{Kind: claim.ScopePool, Text: "application pool defaults"}
		switch {
		case pool.Is("add"):
			scope.Site = pool.Value("name")
			scope.Text = "application pool " + scope.Site
		case !pool.Is("applicationPoolDefaults"):
			continue
		}
		r.addAttr(claim.Claim{Name: name, Value: normal, Raw: quoteAttr(pool.Local(), a)}, pool, a, location{scope: scope})
	}
}

// unsaid notes a pool that stands in the file without its bitness: this file is
// where a pool has all that is set for it.
func (r *configReader) unsaid(pool *xmltree.Element) {
	name := pool.Value("name")
	if !pool.Is("add") || name == "" || r.weak {
		return
	}
	r.claims = append(r.claims, claim.Claim{
		Name: claim.Enable32Bit, Value: claim.Unsaid, Raw: `add name="` + name + `" without enable32BitAppOnWin64`, At: pool.Open.In(pool.Path),
		Origin: r.origin, Scope: claim.PoolScope(name),
	})
}

// hsts reads <hsts redirectHttpToHttps> of a site.
func (r *configReader) hsts(sites *xmltree.Element) {
	for _, site := range sites.Elements() {
		e := site.Child("hsts")
		if e == nil || !strings.EqualFold(e.Value("enabled"), "true") {
			continue
		}
		scope := claim.Scope{Kind: claim.ScopeHost, Text: "site defaults"}
		if site.Is("site") {
			scope = claim.SiteScope(site.Value("name"))
		}
		if a := e.Attr("redirectHttpToHttps"); a != nil && strings.EqualFold(a.Value, "true") {
			r.addAttr(claim.Claim{Name: claim.SSLRedirect, Value: "true", Raw: quoteAttr("hsts", a)}, e, a, location{scope: scope})
		}
	}
}

func hostMounts(f *claim.Fragment, sites *xmltree.Element) []claim.Mount {
	var mounts []claim.Mount
	defaultPool := sites.Child("applicationDefaults").Value("applicationPool")
	for _, site := range sites.Elements() {
		if !site.Is("site") {
			continue
		}
		sitePool := defaultPool
		if own := site.Child("applicationDefaults").Value("applicationPool"); own != "" {
			sitePool = own
		}
		for _, app := range site.Children {
			if !app.Is("application") {
				continue
			}
			pool := app.Value("applicationPool")
			if pool == "" {
				pool = sitePool
			}
			appPath := path.Join("/", app.Value("path"))
			m := claim.Mount{
				Site: site.Value("name"), SiteID: site.Value("id"), Path: appPath, Folder: path.Dir(f.Path),
				Application: true, Pool: pool, At: app.Open.In(app.Path), Origin: f.Origin,
			}
			for _, dir := range app.Children {
				if !dir.Is("virtualDirectory") {
					continue
				}
				v := m
				v.Physical = dir.Value("physicalPath")
				v.Path = path.Join(appPath, dir.Value("path"))
				v.Application = v.Path == appPath
				if !v.Application {
					v.At = dir.Open.In(dir.Path)
				} else {
					m.Path = "" // the application's own directory is seen
				}
				mounts = append(mounts, v)
			}
			if m.Path != "" {
				mounts = append(mounts, m)
			}
		}
	}
	return mounts
}
