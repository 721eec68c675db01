package setup

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/command"
	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/source"
)

// psArg is an argument of a PowerShell command.
type psArg struct {
	val
	pos, end int
}

// psCommand is a command with its arguments sorted.
type psCommand struct {
	*psReader
	named      map[string]psArg // by name in lower case
	positional []psArg
	values     []val // of all words, the command's name first
}

// command follows one command and returns what it hands on.
func (r *psReader) command(words []script.Word) val {
	if len(words) == 0 {
		return val{}
	}
	first := strings.TrimLeft(words[0].Expand(r.vars.lookup), "&")
	called := first == "" && !words[0].Quoted
	if called || first == "." && !words[0].Quoted {
		if words = words[1:]; len(words) == 0 {
			return val{}
		}
		if r.callBlock(words) {
			return val{}
		}
		first = words[0].Expand(r.vars.lookup)
	}
	name := strings.ToLower(first)
	if called && strings.Contains(name, claim.Unknown) && !strings.ContainsAny(name, `\/.:`) {
		r.anybody = true // & "Set-$what", & $action
	}
	if i := strings.LastIndexByte(name, '\\'); i >= 0 && strings.Contains(name[i:], "-") {
		name = name[i+1:] // Module\Verb-Noun
	}
	c := &psCommand{psReader: r, named: map[string]psArg{}, values: make([]val, len(words))}
	for i, w := range words {
		c.values[i] = r.wordValue(w)
	}
	c.arguments(words)
	if f := r.functions[name]; f != nil {
		r.callFunction(f, c.named, c.positional, false)
		return val{}
	}
	if dry, given := c.named["whatif"]; given && dry.text != "false" {
		return val{}
	}
	switch name {
	case "set-webconfigurationproperty", "set-webconfiguration", "add-webconfigurationproperty", "add-webconfiguration":
		c.webConfiguration()
	case "get-webconfiguration", "get-webconfigurationproperty":
		return c.webElement()
	case "clear-webconfiguration", "remove-webconfigurationproperty":
		c.clearConfiguration()
	case "remove-webconfigurationlock", "add-webconfigurationlock":
		c.lock(name == "remove-webconfigurationlock")
	case "get-iisconfigsection":
		return sectionVal(c.arg("sectionpath", 0).val, claim.SiteScope(c.arg("commitpath", -1).orEmpty()).Below(c.arg("location", -1).orEmpty()))
	case "set-iisconfigattributevalue":
		c.setAttributeValue()
	case "get-wmiobject", "gwmi", "get-ciminstance", "gcim":
		return c.wmiObject()
	case "set-ciminstance", "scim", "set-wmiinstance", "swmi":
		c.setInstance()
	case "get-iisservermanager":
		return r.create("ServerManager", nil)
	case "set-itemproperty":
		c.itemProperty()
	case "new-item":
		c.newItem()
		return c.poolItem(c.arg("path", 0).orEmpty())
	case "get-item", "gi", "get-childitem", "gci", "dir", "ls":
		return c.poolItem(c.arg("path", 0).orEmpty())
	case "new-webapppool", "get-iisapppool":
		return objVal(object{kind: objPool, site: c.arg("name", 0).orEmpty()})
	case "install-ciisapppool", "install-iisapppool":
		if a, ok := c.named["enable32bitapps"]; ok {
			c.rawPos = a.pos
			c.setPool(c.arg("name", 0).orEmpty(), "true")
		}
	case "get-iisconfigcollection", "get-iisconfigcollectionelement", "get-iisconfigelement":
		return c.configElement()
	case "new-website", "new-iissite", "new-webapplication", "new-webvirtualdirectory":
		c.newSite(name)
	case "set-location", "cd", "push-location", "sl":
		r.dir = c.arg("path", 0).orEmpty()
	case "new-object":
		return c.newObject()
	case "join-path":
		return concat(concat(c.arg("path", 0).val, textVal("/")), c.arg("childpath", 1).val)
	case "enable-iissecurityauthentication", "enable-ciissecurityauthentication", "disable-iissecurityauthentication", "disable-ciissecurityauthentication":
		c.carbon(strings.HasPrefix(name, "enable"))
	case "invoke-expression", "iex":
		text := c.arg("command", 0)
		r.scriptText(text.val, text.end > 0, nil)
		r.scriptText(r.pipe, r.pipe.kind != valUnknown, nil)
	case "invoke-command", "icm", "start-job":
		c.invokeCommand()
	case "start-process", "saps":
		r.commandText(c.arg("filepath", 0).orEmpty() + " " + c.arg("argumentlist", 1).orEmpty())
	default:
		if strings.HasSuffix(name, ".ps1") {
			c.runs(name)
			return val{}
		}
		c.program(words)
	}
	return val{}
}

// program follows any other program: appcmd, cscript, Install-WindowsFeature.
func (c *psCommand) program(words []script.Word) {
	args := make([]command.Arg, 0, len(words))
	for i, w := range words {
		text := c.values[i]
		if n := len(args); n > 0 && text.kind == valText && strings.HasSuffix(args[n-1].Text, ":") && args[n-1].End == w.Pos {
			// -section:"…": one argument for the program.
			args[n-1].Text += text.text
			args[n-1].End = w.End
			continue
		}
		if text.kind == valList { // $arguments, @arguments
			for _, e := range text.list {
				args = append(args, command.Arg{Text: e.pathText(), Pos: w.Pos, End: w.End, Computed: true})
			}
			continue
		}
		args = append(args, command.Arg{Text: text.pathText(), Pos: w.Pos, End: w.End})
	}
	c.shell.Run(args)
}

// arguments sorts the words behind the first.
func (c *psCommand) arguments(words []script.Word) {
	for i := 1; i < len(words); i++ {
		w := words[i]
		if w.Kind == script.Splat {
			for k, v := range c.values[i].hash {
				c.named[k] = psArg{v, w.Pos, w.End}
			}
			continue
		}
		name, isParam := parameterName(w)
		switch {
		case !isParam:
			c.positional = append(c.positional, psArg{c.values[i], w.Pos, w.End})
		case strings.Contains(name, ":"):
			key, value, _ := strings.Cut(name, ":")
			v := textVal(value)
			if len(w.Parts) > 1 { // -Value:$true
				rest := w
				rest.Pos, rest.Parts, rest.Variable = w.Pos+len(key)+2, w.Parts[1:], value == ""
				if value != "" {
					rest.Parts = append([]script.Part{{Text: value}}, rest.Parts...)
				}
				v = c.wordValue(rest)
			}
			c.named[strings.ToLower(key)] = psArg{v, w.Pos, w.End}
		case i+1 < len(words) && !isParameter(words[i+1]):
			i++
			a := psArg{c.values[i], words[i].Pos, words[i].End}
			for i+1 < len(words) && strings.Contains(c.text[words[i].End:words[i+1].Pos], ",") {
				i++
				if a.kind != valList {
					a.val = val{kind: valList, list: []val{a.val}}
				}
				a.list = append(a.list, c.values[i])
				a.end = words[i].End
			}
			c.named[strings.ToLower(name)] = a
		default:
			c.named[strings.ToLower(name)] = psArg{textVal("true"), w.Pos, w.End}
		}
	}
}

func isParameter(w script.Word) bool { _, ok := parameterName(w); return ok }

// parameterName is the name of a word such as -Filter, with ":value" if it has one.
func parameterName(w script.Word) (string, bool) {
	if w.Kind != script.Text || w.Quoted || w.Variable || len(w.Parts) == 0 {
		return "", false
	}
	text := w.Parts[0].Text
	if len(text) < 2 || text[0] != '-' || text[1] >= '0' && text[1] <= '9' {
		return "", false
	}
	return text[1:], true
}

// arg is the parameter of that name (or an unambiguous beginning of it, as
// PowerShell allows), else the positional one.
func (c *psCommand) arg(name string, position int) psArg {
	if a, ok := c.named[name]; ok {
		return a
	}
	for _, k := range slices.Sorted(maps.Keys(c.named)) { // -Loc for -Location
		if strings.HasPrefix(name, k) {
			return c.named[k]
		}
	}
	if position >= 0 && position < len(c.positional) {
		return c.positional[position]
	}
	return psArg{}
}

// orEmpty is the text, "" for a parameter that is not given.
func (a psArg) orEmpty() string {
	if a.kind == valUnknown && a.end > 0 {
		return claim.Unknown
	}
	return a.text
}

// scope is what -PSPath and -Location name, else the current location.
func (c *psCommand) scope() claim.Scope {
	p := c.arg("pspath", 1)
	text := p.orEmpty()
	if p.end == 0 && strings.HasPrefix(strings.ToLower(c.dir), "iis:") {
		text = c.dir
	}
	return claim.SiteScope(text).Below(c.arg("location", -1).orEmpty())
}

// webConfiguration follows Set-WebConfigurationProperty and its relatives.
func (c *psCommand) webConfiguration() {
	filter := c.arg("filter", 0)
	value := c.arg("value", -1)
	scope := c.scope()
	if o, ok := c.element(); ok {
		if value.end == 0 || value.kind == valObject {
			c.writeBack(o)
			return
		}
		if filter.end == 0 { // Get-WebConfiguration … | Set-WebConfigurationProperty -Name enabled -Value True
			filter.val, scope = textVal(o.section), o.scope
		}
	}
	if filter.kind != valText {
		return
	}
	full, attr := elementPath(filter.text, c.arg("name", -1).orEmpty())
	if value.kind == valHash {
		for _, key := range slices.Sorted(maps.Keys(value.hash)) {
			c.setWeb(full, key, psArg{value.hash[key], value.pos, value.end}, scope)
		}
		c.denyRule(full, value.hash, scope)
		return
	}
	c.setWeb(full, attr, value, scope)
}

// setWeb sets one attribute of the section that a filter names.
func (c *psCommand) setWeb(filter, attr string, value psArg, scope claim.Scope) {
	text, ok := value.value()
	if !ok {
		return
	}
	value.text = text
	lower := strings.ToLower(filter)
	if i := strings.Index(lower, "applicationpools"); i >= 0 && strings.EqualFold(attr, "enable32BitAppOnWin64") {
		c.rawPos = value.pos
		c.setPool(quotedName(filter), value.text)
		return
	}
	section := claim.SectionName(filter)
	if attr == "" && strings.EqualFold(section, "access") {
		attr = "sslFlags" // Set-WebConfiguration …/access -Value Ssl
	}
	raw := section + " " + attr + " = " + c.valueText(attr, value)
	if strings.Contains(lower, "rewrite/rules") && strings.EqualFold(attr, "url") && claim.IsHTTPS(value.text) ||
		strings.EqualFold(section, "httpRedirect") && strings.EqualFold(attr, "destination") && claim.IsHTTPS(value.text) {
		c.claim(claim.Claim{Name: claim.SSLRedirect, Value: "true", Raw: raw, Scope: scope})
		return
	}
	if name, normal, ok := claim.SectionSetting(section, attr, value.text); ok {
		c.claim(claim.Claim{Name: name, Value: normal, Raw: raw, Prop: attr, ValueAt: c.written(section, attr, normal, value), Scope: scope, Section: section})
	}
}

// written is the place of a value, if the script writes it out there.
func (c *psCommand) written(section, attr, normal string, value psArg) source.Place {
	if c.fixed.IsValid() || value.kind == valList || value.pos >= value.end || value.end > len(c.text) {
		return source.Place{}
	}
	at := source.Place{Path: c.f.Path, Pos: value.pos, End: value.end}
	if strings.IndexByte(`"'`, c.text[at.Pos]) >= 0 && at.End-at.Pos > 2 {
		at.Pos, at.End = at.Pos+1, at.End-1
	}
	if _, again, ok := claim.SectionSetting(section, attr, c.text[at.Pos:at.End]); !ok || again != normal {
		return source.Place{} // a variable, a splatted or default value
	}
	return at
}

// valueText is a value as the script writes it.
func (c *psCommand) valueText(attr string, value psArg) string {
	if claim.IsSecret(attr) {
		return "…"
	}
	if value.end > len(c.text) || value.pos >= value.end || c.text[value.pos] == '@' {
		return value.text
	}
	written := c.text[value.pos:value.end]
	if strings.HasPrefix(written, "-") { // -Value:$true
		_, written, _ = strings.Cut(written, ":")
	}
	if strings.Contains(written, "$") && !strings.Contains(strings.ToLower(written), strings.ToLower(value.text)) {
		written += " (" + value.text + ")"
	}
	return written
}

// quotedName is the name in a filter such as add[@name='Classic'], "" if there is none.
func quotedName(filter string) string {
	_, rest, ok := strings.Cut(filter, "@name=")
	if !ok || rest == "" {
		return ""
	}
	name, _, _ := strings.Cut(rest[1:], rest[:1])
	return name
}

// denyRule finds Add-WebConfiguration …/authorization @{accessType="Deny"; users="?"}.
func (c *psCommand) denyRule(filter string, hash map[string]val, scope claim.Scope) {
	if strings.EqualFold(path.Base(filter), "authorization") && strings.EqualFold(hash["accesstype"].text, "Deny") && claim.ListHas(hash["users"].text, "?", "*") {
		c.claim(claim.Claim{Name: claim.DenyAnonymous, Value: "true", Raw: `authorization accessType="Deny" users="?"`, Scope: scope})
	}
}

// clearConfiguration takes back what the script has set, and finds the removal
// of the rule that allows everybody.
func (c *psCommand) clearConfiguration() {
	filter := c.arg("filter", 0).orEmpty()
	if section := claim.SectionName(filter); claim.IsAuthSection(section) {
		c.f.Retract(c.scope(), section, c.arg("name", -1).orEmpty())
	}
	if strings.Contains(filter, "security/authorization") && strings.Contains(filter, "@users='*'") ||
		strings.HasSuffix(filter, "security/authorization") && claim.ListHas(c.arg("atelement", -1).hash["users"].text, "*") {
		c.claim(claim.Claim{Name: claim.DenyAnonymous, Value: "true", Raw: `removes authorization users="*"`, Scope: c.scope()})
	}
}

func (c *psCommand) lock(allow bool) {
	section := claim.SectionName(c.arg("filter", 0).orEmpty())
	if claim.IsAuthSection(section) {
		c.f.Locks = append(c.f.Locks, claim.Lock{Section: section, Scope: c.scope(), Allow: allow, At: c.place()})
	}
}

// setAttributeValue follows Set-IISConfigAttributeValue.
func (c *psCommand) setAttributeValue() {
	element := c.arg("configelement", -1).val
	if element.kind != valObject {
		element = c.pipe
	}
	if element.is(objPool) {
		attr := c.arg("attributename", -1)
		c.rawPos = attr.pos
		c.assignPool(element.obj, strings.ToLower(attr.text), c.arg("attributevalue", -1).val)
	}
	if element.is(objSection) {
		attr := c.arg("attributename", -1)
		c.rawPos = attr.pos
		value := c.arg("attributevalue", -1)
		if _, normal, ok := claim.SectionSetting(element.obj.section, attr.text, value.text); ok {
			c.valueAt = c.written(element.obj.section, attr.text, normal, value)
		}
		c.setAttribute(element.obj, attr.text, value.val)
	}
}

// configElement follows Get-IISConfigCollection, Get-IISConfigCollectionElement
// and Get-IISConfigElement of the pools.
func (c *psCommand) configElement() val {
	of := c.pipe
	for _, name := range []string{"configelement", "configcollection"} {
		if a := c.arg(name, -1); a.kind == valObject {
			of = a.val
		}
	}
	switch {
	case !of.is(objSection) || !isPools(of.obj.section):
		return val{}
	case c.arg("configattribute", -1).kind == valHash:
		name := c.arg("configattribute", -1).hash["name"]
		return objVal(object{kind: objPool, site: name.pathText()})
	case strings.EqualFold(c.arg("childelementname", -1).text, "applicationPoolDefaults"):
		return objVal(object{kind: objPool})
	}
	return of
}
