package setup

import (
	"maps"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

func (in *interp) providerGet(args []val) val {
	if len(args) == 0 || args[0].kind != valText {
		return val{}
	}
	key, ok := wmiKey(args[0].text)
	if !ok {
		return wmiSection(args[0].text)
	}
	if strings.HasPrefix(strings.TrimSpace(strings.ToLower(args[0].text)), "select") {
		key += "*" // a collection: its elements are these keys themselves
	}
	return objVal(object{kind: objKey, key: key})
}

// wmiKey reads the key of an instance of the IIS 6 WMI provider:
// IIsWebVirtualDirSetting='W3SVC/1/ROOT/mail', or the WHERE Name = '…' of a
// query; a query without one holds for every instance. Classes of other
// services have no key here.
func wmiKey(text string) (string, bool) {
	lower := strings.ToLower(text)
	class := strings.Index(lower, "iisweb")
	if class < 0 {
		class = strings.Index(lower, "iisapplicationpool")
	}
	if class < 0 {
		return "", false
	}
	if i := strings.Index(lower[class:], "w3svc"); i >= 0 {
		key := text[class+i:]
		if end := strings.IndexAny(key, `'"`); end >= 0 {
			key = key[:end]
		}
		return key, true
	}
	if strings.HasPrefix(strings.TrimSpace(lower), "select") {
		if strings.Contains(lower, "where") {
			return "W3SVC/" + claim.Unknown, true
		}
		return "W3SVC", true
	}
	return "", false
}

// wmiSection reads the path of an object of IIS 7's WMI provider:
// WindowsAuthenticationSection.Path='MACHINE/WEBROOT/APPHOST',Location='Site',
// Site.Name='…', ApplicationPool.Name='…'.
func wmiSection(text string) val {
	class, keys, ok := strings.Cut(text, ".")
	if ok && strings.EqualFold(class, "ApplicationPool") {
		return objVal(object{kind: objPool, site: wmiValue(keys, "Name"), key: strings.ToLower(text)})
	}
	if scope, found := wmiPlace(class, keys); ok && found {
		return objVal(object{kind: objPlace, scope: scope})
	}
	if !ok || len(class) <= len("Section") || !strings.EqualFold(class[len(class)-len("Section"):], "Section") {
		return val{}
	}
	scope := claim.SiteScope(wmiValue(keys, "Path")).Below(wmiValue(keys, "Location"))
	name := strings.ToLower(class[:1]) + class[1:len(class)-len("Section")]
	return objVal(object{kind: objSection, section: name, scope: scope, key: strings.ToLower(text)})
}

// wmiPlace is what an object that has sections stands for: a site, an
// application, a virtual directory.
func wmiPlace(class, keys string) (claim.Scope, bool) {
	switch strings.ToLower(class) {
	case "site":
		return claim.SiteScope(wmiValue(keys, "Name")), true
	case "application":
		return claim.SiteScope(wmiValue(keys, "SiteName")).Below(wmiValue(keys, "Path")), true
	case "virtualdirectory":
		return claim.SiteScope(wmiValue(keys, "SiteName")).Below(wmiValue(keys, "ApplicationPath")).Below(wmiValue(keys, "Path")), true
	case "server":
		return claim.SiteScope(""), true
	}
	return claim.Scope{}, false
}

// sectionOf is the section of WMI that GetSection "WindowsAuthenticationSection", o
// hands out for a place.
func sectionOf(place claim.Scope, class val) val {
	name := class.pathText()
	if len(name) <= len("Section") || !strings.EqualFold(name[len(name)-len("Section"):], "Section") {
		return val{}
	}
	name = name[:len(name)-len("Section")]
	return objVal(object{
		kind: objSection, section: strings.ToLower(name[:1]) + name[1:], scope: place, key: strings.ToLower(place.Text + "\x00" + name),
	})
}

// wmiValue is the value of a key in Path='…',Location="…".
func wmiValue(keys, name string) string {
	keys = strings.ReplaceAll(keys, ", ", ",")
	i := strings.Index(strings.ToLower(","+keys), ","+strings.ToLower(name)+"=")
	if i < 0 || i+len(name)+2 > len(keys) {
		return ""
	}
	rest := keys[i+len(name)+1:]
	value, _, _ := strings.Cut(rest[1:], rest[:1])
	return value
}

// managementObject is new ManagementObject(path) or (scope, path, options).
func managementObject(args []val, in *interp) val {
	for _, a := range args {
		if a.kind != valText {
			continue
		}
		if v := in.getObject(a); v.kind == valObject && !v.is(objProvider) {
			return v
		}
		if v := in.providerGet([]val{a}); v.kind == valObject {
			return v
		}
	}
	return val{}
}

// wmiObject follows Get-WmiObject -Class C -Filter F or -Query Q, and
// Get-CimInstance.
func (c *psCommand) wmiObject() val {
	class := c.arg("class", 0).orEmpty()
	if class == "" {
		class = c.arg("classname", 0).orEmpty()
	}
	filter := c.arg("filter", -1).orEmpty()
	switch query := c.arg("query", -1).orEmpty(); {
	case query != "":
		return c.providerGet([]val{textVal(query)})
	case strings.Contains(strings.ToLower(c.arg("namespace", -1).orEmpty()), "webadministration"):
		return wmiSection(class + "." + strings.ReplaceAll(filter, " and ", ","))
	case filter != "":
		return c.providerGet([]val{textVal("select * from " + class + " where " + filter)})
	}
	return val{}
}

// setInstance follows Set-CimInstance and Set-WmiInstance: they set the
// properties of a hash table of an object, and write it back.
func (c *psCommand) setInstance() {
	o := c.arg("inputobject", 0).val
	if o.kind != valObject {
		o = c.pipe
	}
	if !o.is(objSection) && !o.is(objKey) {
		return
	}
	properties := c.arg("property", -1)
	if properties.kind != valHash {
		properties = c.arg("arguments", -1)
	}
	for _, name := range slices.Sorted(maps.Keys(properties.hash)) {
		c.assignMember(o, name, properties.pos, properties.hash[name])
	}
	c.commit(o.obj.key)
}
