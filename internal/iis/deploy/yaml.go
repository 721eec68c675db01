package deploy

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/command"
	"github.com/cdolint/cdolint/internal/iis/outline"
	"github.com/cdolint/cdolint/internal/iis/setup"
	"github.com/cdolint/cdolint/internal/source"
)

// ReadYAML reads the tasks of Ansible playbooks and the steps of pipelines:
// commands that they run, and modules for IIS.
func ReadYAML(f *claim.Fragment, text string) {
	y := &yamlReader{f: f, text: text, vars: map[string]string{}}
	root := &outline.Node{Children: outline.Parse(text)}
	y.learn(root)
	y.walk(root)
}

type yamlReader struct {
	f    *claim.Fragment
	text string
	vars map[string]string // lower case
	runs int
}

// learn notes the variables of a playbook or a pipeline.
func (y *yamlReader) learn(n *outline.Node) {
	for _, c := range n.Children {
		if strings.EqualFold(c.Key, "vars") || strings.EqualFold(c.Key, "variables") {
			for _, v := range c.Children {
				switch {
				case v.Key != "" && v.Value != "":
					y.vars[strings.ToLower(v.Key)] = setup.LimitText(v.Value)
				case v.Child("name") != nil && v.Child("value") != nil: // of Azure Pipelines
					y.vars[strings.ToLower(v.Child("name").Value)] = setup.LimitText(v.Child("value").Value)
				}
			}
		}
		y.learn(c)
	}
}

// walk follows the tasks in order.
func (y *yamlReader) walk(n *outline.Node) {
	loop := n.Child("loop")
	if loop == nil {
		loop = n.Child("with_items")
	}
	for _, c := range n.Children {
		y.task(c, loop)
		y.walk(c)
	}
}

// task follows a key of a task, once for each element of the task's loop.
func (y *yamlReader) task(n, loop *outline.Node) {
	run := y.module(n)
	if run == nil {
		return
	}
	if loop == nil || len(loop.Children) == 0 {
		run()
		return
	}
	for _, item := range loop.Children[:min(len(loop.Children), setup.MostRounds)] {
		y.vars["item"] = item.Value
		for _, c := range item.Children {
			y.vars["item."+strings.ToLower(c.Key)] = c.Value
		}
		run()
	}
	delete(y.vars, "item")
}

// module is what follows the module of Ansible or the step that a key is, nil
// for other keys.
func (y *yamlReader) module(n *outline.Node) func() {
	name := strings.ToLower(n.Key)
	name = name[strings.LastIndexByte(name, '.')+1:]
	switch name {
	case "win_shell", "win_command", "win_powershell", "powershell", "pwsh", "script", "run", "inlinescript", "inline", "command":
		return func() { y.command(n) }
	case "appcmdcommands":
		return func() { y.appcmd(n) }
	case "win_feature":
		return func() { y.features(n) }
	case "win_iis_website", "win_iis_webapplication", "win_iis_virtualdirectory":
		return func() { y.site(name, n) }
	case "win_iis_webapppool":
		return func() { y.pool(n) }
	case "win_dsc":
		return func() { y.dsc(n) }
	case "inputs":
		return func() { y.inputs(n) }
	}
	return nil
}

// expand fills in {{ name }} of Ansible and $(name) of pipelines; what is not
// known stays open.
func (y *yamlReader) expand(text string) string {
	text = fillIn(text, "{{", "}}", func(name string) string {
		if value, known := y.vars[strings.ToLower(strings.TrimSpace(name))]; known {
			return value
		}
		return claim.Unknown
	})
	return fillIn(text, "$(", ")", func(name string) string {
		if value, known := y.vars[strings.ToLower(name)]; known {
			return value
		}
		return "$(" + name + ")" // an expression of PowerShell
	})
}

// fillIn replaces what stands between open and closing.
func fillIn(text, open, closing string, value func(name string) string) string {
	var b strings.Builder
	for {
		before, inner, ok := strings.Cut(text, open)
		name, after, closed := strings.Cut(inner, closing)
		if !ok || !closed {
			return b.String() + text
		}
		b.WriteString(before + value(name))
		text = after
	}
}

// command follows a script or a command line.
func (y *yamlReader) command(n *outline.Node) {
	for _, key := range []string{"cmd", "script", "_raw_params"} {
		if c := n.Child(key); n.Value == "" && c != nil && c.Value != "" {
			if key == "script" {
				return // a key of its own
			}
			n = c
		}
	}
	if y.runs += len(n.Value); n.Value == "" || y.runs > len(y.text)+setup.MostRuns {
		return
	}
	expanded := y.expand(n.Value)
	if expanded == n.Value && !n.Escaped && n.Block != '>' && n.End <= len(y.text) {
		y.script(y.text, n.Pos, n.End, source.Place{})
		return
	}
	y.script(expanded, 0, len(expanded), y.place(n))
}

// script follows a script of PowerShell or, if it looks like that, of cmd.
func (y *yamlReader) script(text string, pos, end int, fixed source.Place) {
	body := text[pos:end]
	if strings.Contains(body, "%") && strings.Contains(strings.ToLower(body), `%\system32`) || strings.Contains(body, "^\n") {
		setup.NewShell(y.f, text, fixed).RunLines(pos, end)
		return
	}
	setup.ReadPowerShell(y.f, text, pos, end, fixed)
}

// appcmd follows commands of appcmd without its name.
func (y *yamlReader) appcmd(n *outline.Node) {
	text := y.expand(n.Value)
	s := setup.NewShell(y.f, text, y.place(n))
	for line := range strings.Lines(text) {
		s.RunText(command.Arg{Text: "appcmd " + strings.TrimPrefix(strings.TrimSpace(line), "appcmd ")})
	}
}

func (y *yamlReader) place(n *outline.Node) source.Place {
	return source.Place{Path: y.f.Path, Pos: n.Pos, End: n.End}
}

// features follows win_feature: name: [Web-Windows-Auth, …].
func (y *yamlReader) features(n *outline.Node) {
	names := n.Child("name")
	if names == nil {
		return
	}
	list := names.Children
	if names.Value != "" {
		list = []*outline.Node{names}
	}
	for _, c := range list {
		at := c
		if c.End == 0 {
			at = names
		}
		s := command.Line{Fragment: y.f, Text: y.text, At: y.place(at)}
		s.Features([]command.Arg{{Text: y.expand(c.Value)}})
	}
}

// site follows win_iis_website, win_iis_webapplication and win_iis_virtualdirectory.
func (y *yamlReader) site(module string, n *outline.Node) {
	get := func(key string) string { return y.expand(n.Child(key).Text()) }
	if n.Child("name") == nil || strings.EqualFold(get("state"), "absent") {
		return
	}
	scope := claim.SiteScope(get("name"))
	if module != "win_iis_website" {
		scope = claim.SiteScope(get("site")).Below(get("application")).Below(get("name"))
	}
	y.f.Mounts = append(y.f.Mounts, claim.Mount{
		Site: scope.Site, Path: "/" + strings.TrimPrefix(scope.Path, "/"), Physical: get("physical_path"), Pool: get("application_pool"),
		Folder: path.Dir(y.f.Path), Application: module != "win_iis_virtualdirectory", At: y.place(n.Child("name")), Origin: y.f.Origin,
	})
}

// pool follows win_iis_webapppool: attributes as a mapping, or as "a:b|c:d".
func (y *yamlReader) pool(n *outline.Node) {
	attributes := n.Child("attributes")
	if attributes == nil {
		return
	}
	scope := claim.PoolScope(y.expand(n.Child("name").Text()))
	add := func(key, value string, at *outline.Node) {
		if at.End == 0 {
			at = attributes
		}
		if name, normal, ok := claim.BoolSetting(claim.Enable32Bit, value); ok && strings.EqualFold(key, "enable32BitAppOnWin64") {
			y.f.Claims = append(y.f.Claims, claim.Claim{Name: name, Value: normal, Raw: key + ": " + value, At: y.place(at), Origin: y.f.Origin, Scope: scope})
		}
	}
	for _, c := range attributes.Children {
		add(c.Key, y.expand(c.Value), c)
	}
	for pair := range strings.SplitSeq(attributes.Value, "|") {
		key, value, _ := strings.Cut(pair, ":")
		add(strings.TrimSpace(key), y.expand(strings.TrimSpace(value)), attributes)
	}
}

// dsc follows win_dsc: the resources for one property and for several.
func (y *yamlReader) dsc(n *outline.Node) {
	get := func(key string) string { return y.expand(n.Child(key).Text()) }
	if !strings.HasSuffix(strings.ToLower(get("resource_name")), "webconfigproperty") {
		return
	}
	section := claim.SectionName(get("filter"))
	attr, value := get("propertyname"), n.Child("value")
	if value == nil {
		return
	}
	y.section(section, attr, value, claim.SiteScope(get("websitepath")).Below(get("location")))
}

func (y *yamlReader) section(section, attr string, value *outline.Node, scope claim.Scope) {
	text := y.expand(value.Value)
	if name, normal, ok := claim.SectionSetting(section, attr, text); ok && !strings.Contains(text, claim.Unknown) {
		y.f.Claims = append(y.f.Claims, claim.Claim{
			Name: name, Value: normal, Raw: section + " " + attr + ": " + text, Prop: attr, At: y.place(value),
			Origin: y.f.Origin, Scope: scope, Section: section,
		})
	}
}

// inputs follows the task of Azure Pipelines that manages a site of IIS.
func (y *yamlReader) inputs(n *outline.Node) {
	site := n.Child("websitename").Text()
	if site == "" {
		return
	}
	scope := claim.SiteScope(y.expand(site))
	for _, c := range n.Children {
		method, ok := strings.CutSuffix(strings.ToLower(c.Key), "authenticationforwebsite")
		if ok && claim.AuthName(method) != "" {
			y.section(method+"Authentication", "enabled", c, scope)
		}
	}
	if physical := n.Child("websitephysicalpath"); physical != nil {
		y.f.Mounts = append(y.f.Mounts, claim.Mount{
			Site: scope.Site, Path: "/", Physical: y.expand(physical.Value), Pool: y.expand(n.Child("apppoolnameforwebsite").Text()),
			Folder: path.Dir(y.f.Path), Application: true, At: y.place(physical), Origin: y.f.Origin,
		})
	}
}
