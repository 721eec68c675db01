package command

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// appcmd follows one appcmd command: verb, object, identifier, parameters.
func (l *Line) appcmd(program Arg, args []Arg) {
	if len(args) < 2 {
		return
	}
	c := &appcmdLine{Line: l, program: program, verb: strings.ToLower(args[0].Text), object: strings.ToLower(args[1].Text)}
	for _, a := range args[2:] {
		if strings.HasPrefix(a.Text, ">") || strings.HasPrefix(a.Text, "2>") {
			break
		}
		if (strings.HasPrefix(a.Text, "/") || strings.HasPrefix(a.Text, "-")) && len(a.Text) > 1 {
			key, value, _ := strings.Cut(a.Text[1:], ":")
			c.params = append(c.params, appcmdParam{key: key, value: strings.Trim(value, `"'`), at: a})
		} else if c.id.Text == "" {
			c.id = a
		}
	}
	switch c.verb {
	case "set", "lock", "unlock":
		if c.object != "config" || !claim.IsAuthSection(claim.SectionName(c.param("section"))) {
			c.passwords()
		}
		c.set()
	case "clear", "reset":
		if section := claim.SectionName(c.param("section")); c.object == "config" && section != "" {
			c.Fragment.Retract(claim.SiteScope(c.id.Text), section, "")
		}
	case "add":
		c.passwords()
		c.add()
	}
}

type appcmdLine struct {
	*Line
	program      Arg
	verb, object string
	id           Arg
	params       []appcmdParam
}

type appcmdParam struct {
	key, value string
	at         Arg
}

func (c *appcmdLine) param(key string) string {
	for _, p := range c.params {
		if strings.EqualFold(p.key, key) {
			return p.value
		}
	}
	return ""
}

// passwords notes the passwords of a pool or a virtual directory.
func (c *appcmdLine) passwords() {
	for _, p := range c.params {
		key := strings.ToLower(p.key)
		if key != "password" && !strings.HasSuffix(key, ".password") || strings.Contains(p.value, claim.Unknown) {
			continue
		}
		c.claim(claim.Claim{
			Name: claim.AccountPassword, Value: claim.PasswordState(p.value), Raw: "/" + p.key + ":…", Prop: p.key, ValueAt: c.literal(p.at, p.value),
			Origin: claim.FromAppcmd, Scope: claim.Scope{Kind: claim.ScopeHost, Text: "server"},
		}, p.at, p.at)
	}
}

func (c *appcmdLine) set() {
	switch c.object {
	case "config":
		c.config()
	case "apppool":
		pool := c.id.Text
		if pool == "" {
			pool = c.param("apppool.name")
		}
		c.pool(pool, "enable32BitAppOnWin64")
	case "app", "site":
		pool := c.param("applicationPool")
		for _, p := range c.params {
			if strings.HasSuffix(strings.ToLower(p.key), "].applicationpool") || strings.EqualFold(p.key, "applicationDefaults.applicationPool") {
				pool = p.value
			}
		}
		id := c.id.Text
		for _, key := range []string{"app.name", "site.name"} {
			if id == "" {
				id = c.param(key)
			}
		}
		if pool != "" {
			c.mount(claim.SiteScope(id), "", pool, true)
		}
	case "vdir":
		id := c.id.Text
		if id == "" {
			id = c.param("vdir.name")
		}
		if physical := c.param("physicalPath"); physical != "" {
			c.mount(claim.SiteScope(id), physical, "", false)
		}
	}
}

func (c *appcmdLine) add() {
	switch c.object {
	case "site":
		c.mount(claim.SiteScope(c.param("name")), c.param("physicalPath"), "", true)
		if id := c.param("id"); id != "" {
			c.Fragment.Mounts[len(c.Fragment.Mounts)-1].SiteID = id
		}
	case "app":
		c.mount(claim.SiteScope(c.param("site.name")).Below(c.param("path")), c.param("physicalPath"), c.param("applicationPool"), true)
	case "vdir":
		c.mount(claim.SiteScope(c.param("app.name")).Below(c.param("path")), c.param("physicalPath"), "", false)
	case "apppool":
		c.pool(c.param("name"), "enable32BitAppOnWin64")
	}
}

func (c *appcmdLine) mount(scope claim.Scope, physical, pool string, application bool) {
	c.Line.mount(claim.Mount{
		Site: scope.Site, Path: path.Join("/", scope.Path), Physical: physical,
		Folder: path.Dir(c.Fragment.Path), Application: application, Pool: pool, At: c.PlaceOf(c.program), Origin: claim.FromAppcmd,
	})
}

func (c *appcmdLine) pool(pool, key string) {
	for _, p := range c.params {
		if strings.EqualFold(p.key, key) {
			c.bitness(pool, p)
		}
	}
}

func (c *appcmdLine) bitness(pool string, p appcmdParam) {
	if name, normal, ok := claim.BoolSetting(claim.Enable32Bit, p.value); ok {
		c.claim(claim.Claim{
			Name: name, Value: normal, Raw: c.shown(p.at), Origin: claim.FromAppcmd,
			Scope: claim.PoolScope(pool),
		}, p.at, p.at)
	}
}

// config follows set, lock and unlock of a configuration section.
func (c *appcmdLine) config() {
	scope := claim.SiteScope(c.id.Text)
	sectionPath := c.param("section")
	section := claim.SectionName(sectionPath)
	if c.verb != "set" {
		if claim.IsAuthSection(section) {
			c.Fragment.Locks = append(c.Fragment.Locks, claim.Lock{Section: section, Scope: scope, Allow: c.verb == "unlock", At: c.PlaceOf(c.program)})
		}
		return
	}
	if strings.EqualFold(section, "applicationPools") {
		for _, p := range c.params {
			key := strings.ToLower(p.key)
			if strings.EqualFold(p.key, "applicationPoolDefaults.enable32BitAppOnWin64") {
				c.bitness("", p)
			} else if pool, value, ok := addedPool(p.key); ok {
				c.bitness(pool, appcmdParam{key: p.key, value: value, at: p.at})
			} else if rest, ok := strings.CutPrefix(key, "[name='"); ok && strings.HasSuffix(key, "'].enable32bitapponwin64") {
				name, _, _ := strings.Cut(p.key[len(key)-len(rest):], "'")
				c.bitness(name, p)
			}
		}
		return
	}
	providers := []string{"Negotiate", "NTLM"}
	var changed *appcmdParam
	for i := range c.params {
		p := &c.params[i]
		if op, value, ok := providerParam(p.key + ":" + p.value); ok && strings.EqualFold(section, "windowsAuthentication") {
			providers = changeProviders(providers, op, value)
			changed = p
			continue
		}
		name, normal, ok := claim.SectionSetting(section, p.key, p.value)
		if !ok || strings.Contains(p.value, claim.Unknown) {
			continue
		}
		raw := section + " " + c.shown(p.at)
		if claim.IsSecret(p.key) {
			raw = section + " /" + p.key + ":…"
		}
		c.claim(claim.Claim{Name: name, Value: normal, Raw: raw, Prop: p.key, ValueAt: c.literal(p.at, p.value), Origin: claim.FromAppcmd, Scope: scope, Section: section}, p.at, p.at)
	}
	if changed != nil {
		c.claim(claim.Claim{
			Name: claim.Providers, Value: strings.Join(providers, ","), Raw: section + " " + c.shown(changed.at), Origin: claim.FromAppcmd,
			Scope: scope, Section: section,
		}, changed.at, changed.at)
	}
}

// addedPool reads +[name='X',enable32BitAppOnWin64='true'].
func addedPool(key string) (pool, value string, ok bool) {
	inner, ok := strings.CutPrefix(strings.Trim(key, `"`), "+[")
	if !ok {
		return "", "", false
	}
	for pair := range strings.SplitSeq(strings.TrimSuffix(strings.TrimSuffix(inner, `"`), "]"), ",") {
		name, text, _ := strings.Cut(pair, "=")
		switch text = strings.Trim(text, "'"); strings.ToLower(strings.TrimSpace(name)) {
		case "name":
			pool = text
		case "enable32bitapponwin64":
			value = text
		}
	}
	return pool, value, value != ""
}

// providerParam reads +"providers.[value='NTLM']" and -"providers.…".
func providerParam(text string) (op byte, value string, ok bool) {
	if len(text) < 2 || text[0] != '+' && text[0] != '-' {
		return 0, "", false
	}
	rest, found := strings.CutPrefix(strings.ToLower(strings.Trim(text[1:], `"`)), "providers.[value='")
	if !found {
		return 0, "", false
	}
	value, _, _ = strings.Cut(rest, "'")
	switch value {
	case "ntlm":
		value = "NTLM"
	case "negotiate":
		value = "Negotiate"
	}
	return text[0], value, true
}

func changeProviders(list []string, op byte, value string) []string {
	out := make([]string, 0, len(list)+1)
	for _, p := range list {
		if !strings.EqualFold(p, value) {
			out = append(out, p)
		}
	}
	if op == '+' {
		out = append(out, value)
	}
	return out
}
