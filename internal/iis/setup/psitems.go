package setup

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// itemProperty follows Set-ItemProperty of IIS:\AppPools and IIS:\Sites.
func (c *psCommand) itemProperty() {
	if c.pipe.is(objPool) && c.arg("path", -1).end == 0 { // $pool | Set-ItemProperty -Name …
		if name := c.arg("name", 0); c.pipe.obj.key == "" {
			c.rawPos = name.pos
			c.assignPool(c.pipe.obj, strings.ToLower(name.orEmpty()), c.arg("value", 1).val)
		}
		return
	}
	item := c.absolute(c.arg("path", 0).orEmpty())
	parts := claim.SplitPath(strings.ReplaceAll(item, `\`, "/"))
	if len(parts) < 2 || !strings.EqualFold(parts[0], "IIS:") {
		return
	}
	value := c.arg("value", 2)
	switch name := strings.ToLower(c.arg("name", 1).orEmpty()); {
	case strings.EqualFold(parts[1], "AppPools") && name == "enable32bitapponwin64" && value.known() && len(parts) > 2:
		c.rawPos = c.arg("name", 1).pos
		c.setPool(parts[2], value.text)
	case name == "processmodel.password" || name == "password" || name == "virtualdirectorydefaults.password":
		c.accountPassword(value)
	case (name == "processmodel" || name == "virtualdirectorydefaults") && value.kind == valHash:
		if v, ok := value.hash["password"]; ok {
			c.accountPassword(psArg{v, value.pos, value.end})
		}
	case strings.EqualFold(parts[1], "Sites") && (name == "applicationpool" || name == "physicalpath"):
		scope := claim.SiteScope(item)
		m := c.addMount(scope.Site, scope.Path, val{}, name == "applicationpool")
		if name == "applicationpool" {
			m.Pool = value.orEmpty()
		} else {
			m.Physical = value.orEmpty()
		}
	}
}

// absolute is a path of the provider, from the current location if need be.
func (c *psCommand) absolute(item string) string {
	if strings.Contains(item, ":") || !strings.HasPrefix(strings.ToLower(c.dir), "iis:") {
		return item
	}
	return strings.TrimRight(c.dir, `\/`) + `\` + item
}

// poolItem is the pool that a path such as IIS:\AppPools\X names.
func (c *psCommand) poolItem(item string) val {
	parts := claim.SplitPath(strings.ReplaceAll(c.absolute(item), `\`, "/"))
	switch {
	case len(parts) < 2 || !strings.EqualFold(parts[0], "IIS:") || !strings.EqualFold(parts[1], "AppPools"):
		return val{}
	case len(parts) == 2: // Get-ChildItem: all of them
		return val{kind: valList, list: []val{objVal(object{kind: objPool, site: claim.Unknown})}}
	}
	return objVal(object{kind: objPool, site: parts[2]})
}

// newItem follows New-Item IIS:\Sites\X\app -Type Application -PhysicalPath.
func (c *psCommand) newItem() {
	item := c.arg("path", 0).orEmpty()
	if !strings.HasPrefix(strings.ToLower(strings.ReplaceAll(item, "/", `\`)), `iis:\sites\`) {
		return
	}
	scope := claim.SiteScope(item)
	c.addMount(scope.Site, scope.Path, c.arg("physicalpath", -1).val, !strings.EqualFold(c.arg("type", -1).text, "VirtualDirectory"))
}

// newSite follows New-Website, New-WebApplication and New-WebVirtualDirectory.
func (c *psCommand) newSite(command string) {
	name := c.arg("name", 0).orEmpty()
	physical := c.arg("physicalpath", -1).val
	if command == "new-website" || command == "new-iissite" {
		m := c.addMount(name, "/", physical, true)
		m.Pool = c.arg("applicationpool", -1).orEmpty()
		m.SiteID = c.arg("id", -1).text
		return
	}
	virtual := path.Join("/", c.arg("application", -1).orEmpty(), name)
	m := c.addMount(c.arg("site", -1).orEmpty(), virtual, physical, command == "new-webapplication")
	if m.Site == "" {
		m.Site = claim.Unknown
	}
	m.Pool = c.arg("applicationpool", -1).orEmpty()
}

// newObject follows New-Object Type(args) and New-Object -TypeName Type -ArgumentList args.
func (c *psCommand) newObject() val {
	name := c.arg("typename", 0).text
	var args []val
	if a := c.arg("argumentlist", 1); a.kind != valUnknown {
		args = append(args, a.val)
	}
	if com := c.arg("comobject", -1); com.kind == valText {
		name = com.text
	}
	return c.create(name, args)
}

// carbon follows Enable- and Disable-CIisSecurityAuthentication of the Carbon module.
func (c *psCommand) carbon(enable bool) {
	scope := claim.SiteScope(c.arg("sitename", -1).orEmpty()).Below(c.arg("virtualpath", -1).orEmpty())
	for _, param := range []string{"anonymous", "basic", "windows"} {
		name := claim.AuthName(param)
		if a, ok := c.named[param]; ok {
			c.rawPos = a.pos
			c.claim(claim.Claim{Name: name, Value: claim.BoolText(enable), Raw: c.raw(), Scope: scope})
		}
	}
}

// accountPassword notes the password of a pool or a virtual directory, at the
// place where the script writes it out.
func (c *psCommand) accountPassword(value psArg) {
	if !value.known() || value.text == "" || value.pos >= value.end || value.end > len(c.text) || c.fixed.IsValid() {
		return
	}
	i := strings.Index(c.text[value.pos:value.end], value.text)
	if i < 0 { // a variable
		return
	}
	at := source.Place{Path: c.f.Path, Pos: value.pos + i, End: value.pos + i + len(value.text)}
	c.claim(claim.Claim{
		Name: claim.AccountPassword, Value: claim.PasswordState(value.text), Raw: "password = …", Prop: "password", ValueAt: at,
		Scope: claim.Scope{Kind: claim.ScopeHost, Text: "server"},
	})
}
