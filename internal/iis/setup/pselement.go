package setup

import (
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// webElement follows Get-WebConfiguration and, with the name of an attribute,
// Get-WebConfigurationProperty: what they hand on is a copy, which counts once
// Set-WebConfiguration has written it back.
func (c *psCommand) webElement() val {
	filter := c.arg("filter", 0)
	if filter.kind != valText {
		return val{}
	}
	full, attr := elementPath(filter.text, c.arg("name", -1).orEmpty())
	section := claim.SectionName(full)
	if !claim.IsAuthSection(section) {
		return val{}
	}
	c.copies.taken++
	o := object{kind: objSection, section: section, scope: c.scope(), key: keyOfElement + strconv.Itoa(c.copies.taken)}
	if attr == "" || attr == "." || attr == "*" {
		return objVal(o)
	}
	return o.attribute(attr)
}

// keyOfElement begins the keys of what [psCommand.webElement] hands on.
const keyOfElement = "\x00element "

// elementPath is the path of the section that a filter and a name mean, and
// the attribute: "…/windowsAuthentication" with "enabled", "enabled.value" or
// "providers.x", or "…/windowsAuthentication/@enabled".
func elementPath(filter, name string) (full, attr string) {
	full, attr = strings.Trim(filter, "/"), name
	if i := strings.LastIndexByte(attr, '.'); i > 0 && !strings.EqualFold(attr[i+1:], "value") {
		full += "/" + strings.ReplaceAll(attr[:i], ".", "/")
		attr = attr[i+1:]
	} else if i > 0 {
		attr = attr[:i]
	}
	if i := strings.LastIndex(full, "/@"); i > 0 {
		full, attr = full[:i], full[i+2:]
	}
	return full, attr
}

// element is the element that Set-WebConfiguration is given: -InputObject or
// -Value, or what comes down the pipeline.
func (c *psCommand) element() (*object, bool) {
	for _, v := range []val{c.arg("inputobject", -1).val, c.arg("value", -1).val, c.pipe} {
		if v.is(objSection) || v.is(objAttribute) {
			return v.obj, true
		}
	}
	return nil, false
}

// writeBack writes an element back: to the place that the command names, else
// to where the element is from, for its properties stand in for parameters.
func (c *psCommand) writeBack(o *object) {
	if to := c.scope(); to.Site != "" {
		held := c.copies.byKey[o.key]
		for i := range held {
			held[i].Scope = to
		}
	}
	c.commit(o.key)
}
