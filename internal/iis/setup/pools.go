package setup

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// isPools reports whether a section is system.applicationHost/applicationPools.
func isPools(section string) bool { return strings.EqualFold(section, "applicationPools") }

// poolMember evaluates members of the pools of a ServerManager, of one of them,
// and of the section that holds them.
func (in *interp) poolMember(o *object, lower string, args []val) val {
	if isCommit(lower, len(args)) {
		in.commit(o.copyKey())
		return val{}
	}
	switch lower {
	case "add", "item", "getchildelement":
		if len(args) == 0 {
			return val{}
		}
		if args[0].is(objPool) { // what FindElement has found
			return args[0]
		}
		name := args[0].pathText()
		if strings.EqualFold(name, "applicationPoolDefaults") {
			name = ""
		}
		if o.kind == objPool { // an attribute by its name
			return objVal(object{kind: objAttribute, section: "applicationPools", site: o.site, prop: name, key: o.key})
		}
		return objVal(object{kind: objPool, site: name, key: o.key})
	case "getcollection", "collection", "childelements":
		return objVal(*o)
	case "attributes", "properties", "properties_":
		return objVal(object{kind: objAttributes, section: "applicationPools", site: o.site, key: o.key})
	case "getattribute":
		if len(args) == 1 {
			return objVal(object{kind: objAttribute, section: "applicationPools", site: o.site, prop: args[0].text, key: o.key})
		}
	case "setattributevalue":
		if len(args) == 2 {
			in.assignPool(o, strings.ToLower(args[0].text), args[1])
		}
	}
	return val{}
}

// foundElement is what the function that the configuration editor of IIS writes
// into its scripts finds: FindElement(collection, "add", "name", "X") of C#,
// FindElement(collection, "add", Array("name", "X")) of VBScript.
func foundElement(name string, args []val) (val, bool) {
	if name != "findelement" || len(args) < 3 || !args[0].is(objSection) || !isPools(args[0].obj.section) {
		return val{}, false
	}
	rest := args[2:]
	if rest[0].kind == valList {
		rest = rest[0].list
	}
	for pair := range slices.Chunk(rest, 2) {
		if len(pair) == 2 && strings.EqualFold(pair[0].text, "name") {
			return objVal(object{kind: objPool, site: pair[1].pathText(), key: args[0].obj.key}), true
		}
	}
	return objVal(object{kind: objPool, site: claim.Unknown, key: args[0].obj.key}), true
}

// assignPool follows the assignment of an attribute of a pool, in lower case.
func (in *interp) assignPool(o *object, lower string, v val) {
	if lower != "enable32bitapponwin64" || !v.known() {
		return
	}
	if c, ok := in.poolClaim(o.site, v.text); ok {
		in.hold(o.copyKey(), c)
		if in.lang == script.PowerShell {
			in.commit(o.copyKey())
		}
	}
}

// setPool sets the bitness of an application pool; "" means all pools.
func (in *interp) setPool(pool, text string) {
	if c, ok := in.poolClaim(pool, text); ok {
		in.claim(c)
	}
}

func (in *interp) poolClaim(pool, text string) (claim.Claim, bool) {
	n, normal, ok := claim.BoolSetting(claim.Enable32Bit, text)
	return claim.Claim{Name: n, Value: normal, Raw: in.raw(), Scope: claim.PoolScope(pool)}, ok
}
