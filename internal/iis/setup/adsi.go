package setup

import (
	"path"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// getObject is what GetObject, [ADSI] or DirectoryEntry give for a moniker:
// IIS://server/W3SVC/…, or a WMI path of the IIS 6 provider.
func (in *interp) getObject(moniker val) val {
	if moniker.kind != valText {
		return val{}
	}
	text := moniker.text
	lower := strings.ToLower(text)
	switch {
	case strings.HasPrefix(lower, "iis:"):
		return objVal(object{kind: objKey, key: text})
	case strings.Contains(lower, "microsoftiisv2"):
		if key, ok := wmiKey(text); ok {
			return objVal(object{kind: objKey, key: key})
		}
		return objVal(object{kind: objProvider})
	case strings.Contains(lower, `root\webadministration`), strings.Contains(lower, "root/webadministration"):
		const space = "webadministration:"
		if i := strings.Index(lower, space); i >= 0 {
			return wmiSection(text[i+len(space):])
		}
		return objVal(object{kind: objProvider})
	}
	return val{}
}

// create is what New, CreateObject or new give.
func (in *interp) create(name string, args []val) val {
	lower := strings.ToLower(name)
	if c := in.classes[lower]; c != nil {
		return val{kind: valObject, obj: in.instance(c, args)}
	}
	if i := strings.LastIndexByte(lower, '.'); i >= 0 && lower != "wscript.shell" {
		lower = lower[i+1:]
	}
	switch lower {
	case "directoryentry":
		if len(args) > 0 {
			return in.getObject(args[0])
		}
	case "managementobject": // of System.Management
		return managementObject(args, in)
	case "managementpath", "managementscope":
		if len(args) > 0 {
			return args[0]
		}
	case "activexobject":
		if len(args) > 0 {
			return in.create(args[0].text, nil)
		}
	case "servermanager", "writableadminmanager":
		return objVal(object{kind: objAdmin, scope: claim.Scope{Kind: claim.ScopeHost, Text: "server"}})
	case "dictionary": // Scripting.Dictionary
		return val{kind: valHash, hash: map[string]val{}}
	case "wscript.shell":
		return objVal(object{kind: objShell})
	}
	return val{}
}

// member evaluates object.name, a call of it if called.
func (in *interp) member(v val, name script.Token, args []val, called bool) val {
	lower := strings.ToLower(name.Text)
	if v.kind != valObject {
		return in.looseMember(v, lower, args)
	}
	switch v.obj.kind {
	case objProperty, objProperties, objAttribute, objAttributes:
		// What is worth quoting begins before: Properties("AuthFlags").Value = 4
	default:
		in.rawPos = name.Pos
	}
	switch v.obj.kind {
	case objInstance:
		return in.instanceMember(v.obj, lower, args)
	case objKey:
		return in.keyMember(v.obj, name.Text, args, called)
	case objProperties, objAttributes:
		if lower == "item" {
			return in.index(v, args)
		}
	case objProperty:
		switch lower {
		case "add":
			if len(args) > 0 {
				in.setProperty(v.obj.key, v.obj.prop, args[0])
			}
		case "value":
			return in.keyMember(v.obj, v.obj.prop, nil, false)
		case "item":
			return v
		}
	case objProvider:
		switch lower {
		case "get", "execquery", "instancesof", "associatorsof":
			return in.providerGet(args)
		}
	case objPlace:
		if lower == "getsection" && len(args) > 0 {
			section := sectionOf(v.obj.scope, args[0])
			if len(args) > 1 && in.lastName != "" { // a parameter that is handed back
				in.set(in.lastName, section)
			}
			return section
		}
	case objShell:
		switch lower {
		case "run", "exec":
			if len(args) > 0 && args[0].kind == valText {
				in.commandText(args[0].text)
			}
		}
	default:
		return in.adminMember(v.obj, lower, args, called)
	}
	return val{}
}

// looseMember evaluates a member of something unknown: WScript.CreateObject,
// Server.CreateObject, Marshal.BindToMoniker, text.Trim() ….
func (in *interp) looseMember(v val, lower string, args []val) val {
	if isCommit(lower, len(args)) {
		in.commitAll()
		return val{}
	}
	if v.kind == valHash {
		if (lower == "add" || lower == "item") && len(args) > 0 && args[0].kind == valText {
			return v.element(args)
		}
		return v.hashMember(lower)
	}
	if v.kind == valList && (lower == "count" || lower == "length") {
		return numVal(strconv.Itoa(len(v.list)))
	}
	if len(args) > 0 {
		switch lower {
		case "getobject", "bindtomoniker":
			return in.getObject(args[0])
		case "createobject":
			return in.create(args[0].text, nil)
		case "create":
			if in.lang == script.PowerShell && args[0].kind == valText { // [scriptblock]::Create(…)
				return objVal(object{kind: objScript, key: args[0].text})
			}
		case "connectserver":
			if len(args) > 1 {
				switch path.Base(strings.ReplaceAll(strings.ToLower(args[1].text), `\`, "/")) {
				case "microsoftiisv2", "webadministration":
					return objVal(object{kind: objProvider})
				}
			}
		case "format":
			return formatText(args[0], args[1:])
		case "combine":
			return concat(concat(args[0], textVal("/")), args[len(args)-1])
		case "new":
			return in.getObject(args[0])
		}
	}
	if lower == "arguments" && in.f.Given != nil { // WScript.Arguments
		list := val{kind: valList}
		for _, a := range in.f.Given.Args {
			list.list = append(list.list, textVal(a.Value))
		}
		if len(args) > 0 {
			return in.index(list, args)
		}
		return list
	}
	switch lower {
	case "tostring", "trim", "ispresent", "tobool": // the last two of a switch of PowerShell
		return v
	}
	return val{}
}

// keyMember evaluates a member of an ADSI or WMI object.
func (in *interp) keyMember(o *object, name string, args []val, called bool) val {
	child := func(name val) val {
		return objVal(object{kind: objKey, key: o.key + "/" + name.pathText()})
	}
	lower := strings.ToLower(name)
	if isCommit(lower, len(args)) {
		in.commit(o.key)
		return val{}
	}
	switch lower {
	case "authflags", "accesssslflags":
		return val{kind: valFlags}
	case "psbase", "base":
		return objVal(*o)
	case "adspath":
		if !strings.HasPrefix(strings.ToLower(o.key), "iis:") {
			return textVal("IIS://localhost/" + strings.TrimPrefix(o.key, "/"))
		}
		return textVal(o.key)
	case "properties", "properties_":
		if called && len(args) > 0 {
			return objVal(object{kind: objProperty, key: o.key, prop: args[0].text})
		}
		return objVal(object{kind: objProperties, key: o.key})
	case "children":
		return objVal(object{kind: objKey, key: o.key})
	case "put", "invokeset", "setpropertyvalue":
		if len(args) >= 2 {
			in.setProperty(o.key, args[0].text, args[1])
		}
	case "putex":
		if len(args) >= 3 {
			in.setProperty(o.key, args[1].text, args[2])
		}
	case "create":
		if len(args) >= 2 {
			return in.created(o.key, args[0].text, args[1])
		}
	case "add":
		if len(args) >= 2 {
			return in.created(o.key, args[1].text, args[0])
		}
	case "find":
		if len(args) >= 1 {
			return child(args[0])
		}
	case "getobject", "opendsobject":
		if len(args) >= 2 {
			return child(args[1])
		}
	case "appcreate", "appcreate2", "appcreate3":
		in.mountAt(o.key).Application = true
	case "invoke":
		if len(args) > 0 && args[0].kind == valText {
			rest := args[1:]
			if len(rest) == 1 && rest[0].kind == valList { // Invoke("Put", new object[] {"AuthFlags", 4})
				rest = rest[0].list
			}
			return in.keyMember(o, args[0].text, rest, true)
		}
	}
	return val{}
}

// created notes a virtual directory that a script creates.
func (in *interp) created(key, class string, name val) val {
	key += "/" + name.pathText()
	if strings.EqualFold(class, "IIsWebVirtualDir") || strings.EqualFold(class, "IIsWebVirtualDirSetting") {
		in.mountAt(key)
	}
	return objVal(object{kind: objKey, key: key})
}

// mountAt is the mount of a key, added to the fragment if the key is one of
// the web service with a virtual path; else a mount that nobody sees.
func (in *interp) mountAt(key string) *claim.Mount {
	scope, ok := claim.MetabaseScope(key)
	if !ok || scope.Kind != claim.ScopeHost || scope.Path == "" {
		return &claim.Mount{}
	}
	lower := strings.ToLower(scope.Site + scope.Path)
	if in.uncalled { // what runs keeps its own
		lower += " uncalled"
	}
	i, seen := in.mounts[lower]
	if !seen {
		i = len(in.f.Mounts)
		in.mounts[lower] = i
		in.f.Mounts = append(in.f.Mounts, claim.Mount{Site: scope.Site, Path: scope.Path, Folder: path.Dir(in.f.Path), At: in.place(), Origin: in.f.Origin, Uncalled: in.uncalled})
	}
	return &in.f.Mounts[i]
}

// setProperty follows the assignment of a metabase property.
func (in *interp) setProperty(key, prop string, v val) {
	key = strings.TrimSuffix(key, "*") // PowerShell lets a collection of one be that one
	switch strings.ToLower(prop) {
	case "path":
		in.mountAt(key).Physical = v.pathText()
		return
	case "apppoolid":
		in.mountAt(key).Pool = v.pathText()
		return
	case "appfriendlyname", "approot":
		in.mountAt(key).Application = true
		return
	}
	scope, ok := claim.MetabaseScope(key)
	if !ok {
		return
	}
	if v.kind == valFlags {
		for _, setting := range flagSettings(prop, v) {
			in.hold(key, claim.Claim{Name: setting.Name, Value: setting.Value, Raw: in.raw(), Prop: prop, Scope: scope, Metabase: true})
		}
		return
	}
	if !v.known() {
		return
	}
	values, ok := claim.MetabaseProperty(prop, v.text)
	if !ok {
		return
	}
	for _, setting := range values {
		in.hold(key, claim.Claim{Name: setting.Name, Value: setting.Value, Raw: in.quoted(prop, v.text), Prop: prop, ValueAt: in.valueAt, Scope: scope, Metabase: true})
	}
}

// flagSettings are the settings of the bits that a statement sets or clears.
func flagSettings(prop string, v val) []claim.Value {
	var list []claim.Value
	add := func(bit int, name claim.Name, on, off string) {
		if v.set&bit != 0 {
			list = append(list, claim.Value{Name: name, Value: on})
		} else if v.clear&bit != 0 {
			list = append(list, claim.Value{Name: name, Value: off})
		}
	}
	switch strings.ToLower(prop) {
	case "authflags":
		add(claim.FlagAuthAnonymous, claim.Anonymous, "true", "false")
		add(claim.FlagAuthBasic, claim.Basic, "true", "false")
		add(claim.FlagAuthNTLM, claim.Windows, "true", "false")
		add(claim.FlagAuthMD5, claim.Digest, "true", "false")
		add(claim.FlagAuthPassport, claim.Passport, "true", "false")
	case "accesssslflags":
		add(claim.FlagAccessSSL, claim.SSL, "required", "optional")
	}
	return list
}

// assignMember follows object.member = value.
func (in *interp) assignMember(o val, name string, pos int, v val) {
	if o.kind != valObject {
		return
	}
	switch o.obj.kind {
	case objInstance:
		in.instanceAssign(o.obj, strings.ToLower(name), v)
	case objKey:
		in.rawPos = pos
		in.setProperty(o.obj.key, name, v)
	case objProperty:
		if strings.EqualFold(name, "Value") {
			in.setProperty(o.obj.key, o.obj.prop, v)
		}
	default:
		in.adminAssign(o.obj, name, pos, v)
	}
}

// assignIndex follows object(index) = value.
func (in *interp) assignIndex(o val, args []val, v val) {
	if o.kind == valHash && len(args) == 1 && args[0].kind == valText {
		o.element([]val{args[0], v})
		return
	}
	if o.kind != valObject || len(args) == 0 {
		return
	}
	switch o.obj.kind {
	case objProperties, objKey: // a ManagementObject has its properties itself
		in.setProperty(o.obj.key, args[0].text, v)
	case objProperty:
		in.setProperty(o.obj.key, o.obj.prop, v)
	case objSection, objAttributes:
		in.setAttribute(o.obj, args[0].text, v)
	case objPool:
		in.assignPool(o.obj, strings.ToLower(args[0].text), v)
	}
}

// index evaluates object(index).
func (in *interp) index(v val, args []val) val {
	if v.kind == valList && len(args) == 1 {
		if n, ok := claim.ParseNumber(args[0].pathText()); ok && n >= 0 && n < len(v.list) {
			return v.list[n]
		}
		return val{}
	}
	if v.is(objInstance) && v.obj.class.standard != "" {
		return in.instanceMember(v.obj, v.obj.class.standard, args)
	}
	if v.kind == valHash && len(args) == 1 && args[0].kind == valText {
		return v.hash[strings.ToLower(args[0].text)]
	}
	if v.kind != valObject || len(args) == 0 {
		return val{}
	}
	switch v.obj.kind {
	case objProperties:
		return objVal(object{kind: objProperty, key: v.obj.key, prop: args[0].text})
	case objProperty:
		return v
	case objSection, objAttributes:
		return v.obj.attribute(args[0].text)
	case objSites, objSite, objPools, objPool:
		return in.adminMember(v.obj, "item", args, true)
	}
	return val{}
}
