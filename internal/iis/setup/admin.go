package setup

import (
	"cmp"
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// adminMember evaluates members of Microsoft.Web.Administration objects and
// of AppHost's WritableAdminManager (IIS 7+).
func (in *interp) adminMember(o *object, lower string, args []val, called bool) val {
	switch o.kind {
	case objAdmin:
		return in.managerMember(o, lower, args)
	case objConfig:
		if lower == "getsection" && len(args) > 0 {
			scope := o.scope
			if len(args) > 1 {
				scope = claim.SiteScope(args[1].pathText())
			}
			return sectionVal(args[0], scope)
		}
	case objSection:
		if isCommit(lower, len(args)) {
			in.commit(o.copyKey())
		}
		if isPools(o.section) {
			return in.poolMember(o, lower, args)
		}
		switch lower {
		case "section": // what GetSection hands back in PowerShell
			return objVal(*o)
		case "attributes", "properties", "properties_":
			if called && len(args) > 0 {
				return o.attribute(args[0].text)
			}
			return objVal(object{kind: objAttributes, section: o.section, scope: o.scope, key: o.key})
		case "setattributevalue":
			if len(args) == 2 {
				in.setAttribute(o, args[0].text, args[1])
			}
		case "getattribute":
			if len(args) == 1 {
				return o.attribute(args[0].text)
			}
		}
	case objSites, objSite:
		return in.siteMember(o, lower, args)
	case objPools, objPool:
		return in.poolMember(o, lower, args)
	}
	return val{}
}

// attribute is an attribute of a section.
func (o *object) attribute(name string) val {
	return objVal(object{kind: objAttribute, section: o.section, scope: o.scope, key: o.key, site: o.site, prop: name})
}

// copyKey is the key under which a section is written back: its own, or that
// of its manager.
func (o *object) copyKey() string { return cmp.Or(o.key, keyOfManager) }

func (in *interp) managerMember(o *object, lower string, args []val) val {
	if isCommit(lower, len(args)) {
		in.commit(keyOfManager)
		return val{}
	}
	switch lower {
	case "getapplicationhostconfiguration":
		return objVal(object{kind: objConfig, scope: o.scope})
	case "getwebconfiguration":
		text := ""
		for _, a := range args {
			text = path.Join(text, a.pathText())
		}
		return objVal(object{kind: objConfig, scope: claim.SiteScope(text)})
	case "getadminsection":
		if len(args) == 2 {
			return sectionVal(args[0], claim.SiteScope(args[1].pathText()))
		}
	case "sites":
		return objVal(object{kind: objSites})
	case "applicationpools":
		return objVal(object{kind: objPools})
	case "applicationpooldefaults":
		return objVal(object{kind: objPool})
	}
	return val{}
}

func sectionVal(section val, scope claim.Scope) val {
	return objVal(object{kind: objSection, section: claim.SectionName(section.pathText()), scope: scope})
}

// siteMember evaluates ServerManager.Sites and what hangs on it.
func (in *interp) siteMember(o *object, lower string, args []val) val {
	if o.kind == objSite && lower == "applications" {
		return objVal(*o)
	}
	if len(args) == 0 {
		return val{}
	}
	first := args[0].pathText()
	switch {
	case o.kind == objSites && lower == "item":
		return objVal(object{kind: objSite, site: first})
	case o.kind == objSites && lower == "add":
		// Add(name, path, port) or Add(name, protocol, binding, path).
		physical := val{}
		if len(args) >= 4 {
			physical = args[3]
		} else if len(args) >= 2 {
			physical = args[1]
		}
		in.addMount(first, "/", physical, true)
		return objVal(object{kind: objSite, site: first})
	case o.kind == objSite && lower == "item":
		return objVal(object{kind: objApplication, site: o.site, path: first})
	case o.kind == objSite && lower == "add" && len(args) >= 2:
		in.addMount(o.site, first, args[1], true)
		return objVal(object{kind: objApplication, site: o.site, path: first})
	}
	return val{}
}

// addMount notes a site, application or virtual directory that a script creates.
func (in *interp) addMount(site, virtual string, physical val, application bool) *claim.Mount {
	m := claim.Mount{
		Site: site, Path: path.Join("/", strings.ReplaceAll(virtual, `\`, "/")), Folder: path.Dir(in.f.Path),
		Application: application, At: in.place(), Origin: in.f.Origin, Uncalled: in.uncalled,
	}
	if physical.kind == valText {
		m.Physical = physical.text
	}
	if strings.Contains(m.Site, claim.Unknown) {
		m.Site = claim.Unknown
	}
	in.f.Mounts = append(in.f.Mounts, m)
	return &in.f.Mounts[len(in.f.Mounts)-1]
}

// adminAssign follows section.member = value and the like.
func (in *interp) adminAssign(o *object, name string, pos int, v val) {
	switch lower := strings.ToLower(name); {
	case o.kind == objAttribute && lower == "value":
		in.setAttribute(o, o.prop, v)
	case o.kind == objSection && o.key != "": // of WMI
		in.rawPos = pos
		in.setAttribute(o, name, v)
	case o.kind == objPool:
		in.rawPos = pos
		in.assignPool(o, lower, v)
	case o.kind == objApplication && lower == "applicationpoolname":
		in.applicationAt(o).Pool = v.pathText()
	}
}

// applicationAt is the mount of an application: the one that was just added, or
// a new one.
func (in *interp) applicationAt(o *object) *claim.Mount {
	if n := len(in.f.Mounts); n > 0 && in.f.Mounts[n-1].Site == o.site && in.f.Mounts[n-1].Path == path.Join("/", o.path) {
		return &in.f.Mounts[n-1]
	}
	return in.addMount(o.site, o.path, val{}, true)
}

// setAttribute follows the assignment of an attribute of an IIS 7 section.
func (in *interp) setAttribute(o *object, attr string, v val) {
	if isPools(o.section) {
		in.assignPool(&object{kind: objPool, site: o.site, key: o.key}, strings.ToLower(attr), v)
		return
	}
	text, ok := v.value()
	if !ok {
		return
	}
	name, normal, ok := claim.SectionSetting(o.section, attr, text)
	if !ok {
		return
	}
	raw := o.section + " " + in.quoted(attr, text)
	in.hold(o.copyKey(), claim.Claim{Name: name, Value: normal, Raw: raw, Prop: attr, ValueAt: in.valueAt, Scope: o.scope, Section: o.section, Origin: in.adminOrigin()})
	if in.lang == script.PowerShell && o.key == "" {
		in.commit(o.copyKey()) // the cmdlets of IISAdministration write at once
	}
}

// adminOrigin tells IIS 7's objects from those of the metabase.
func (in *interp) adminOrigin() claim.Origin {
	if in.f.Origin == claim.FromADSI {
		return claim.FromAdminAPI
	}
	return in.f.Origin
}
