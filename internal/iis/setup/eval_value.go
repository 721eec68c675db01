package setup

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// val is what a script reader knows of a value.
type val struct {
	kind valKind
	text string // of valText; may hold Unknown
	obj  *object
	hash map[string]val // keys in lower case
	list []val
	// set and clear are the bits of valFlags.
	set, clear int
	// number: the text is that of a number of the language, no string.
	number bool
}

type valKind uint8

const (
	valUnknown valKind = iota
	valText            // a string, number or truth value
	valObject
	valHash
	valList
	valFlags // flags of which some are set and some cleared, the others left as they were
)

func textVal(s string) val { return val{kind: valText, text: s} }

// numVal is a number as the language writes it.
func numVal(s string) val { return val{kind: valText, text: s, number: true} }

// known reports whether the value is text without an open part.
func (v val) known() bool { return v.kind == valText && !strings.Contains(v.text, claim.Unknown) }

// value is the text of a value, the parts of a list joined by commas; ok is
// false if some of it is not known.
func (v val) value() (text string, ok bool) {
	if v.kind != valList {
		return v.text, v.known()
	}
	parts := make([]string, len(v.list))
	for i, e := range v.list {
		if !e.known() {
			return "", false
		}
		parts[i] = e.text
	}
	return strings.Join(parts, ","), true
}

// pathText is the value as part of a key: Unknown where it is not known.
func (v val) pathText() string {
	if v.kind == valText {
		return v.text
	}
	return claim.Unknown
}

// element is an element of a hash table or a dictionary; with a second argument
// it is set.
func (v val) element(args []val) val {
	key := strings.ToLower(args[0].text)
	if len(args) > 1 && v.hash != nil {
		v.hash[key] = args[1]
	}
	return v.hash[key]
}

// hashMember is a member of a hash table: one of its values, or what there is
// to go through. The order of the keys is not known; the alphabet serves.
func (v val) hashMember(lower string) val {
	if member, ok := v.hash[lower]; ok {
		return member
	}
	list := val{kind: valList}
	for _, key := range slices.Sorted(maps.Keys(v.hash)) {
		switch lower {
		case "keys":
			list.list = append(list.list, textVal(key))
		case "values":
			list.list = append(list.list, v.hash[key])
		case "getenumerator":
			list.list = append(list.list, val{kind: valHash, hash: map[string]val{"key": textVal(key), "name": textVal(key), "value": v.hash[key]}})
		default:
			return val{}
		}
	}
	return list
}

// object is a thing of the server that a script holds in a variable.
type object struct {
	kind    objectKind
	key     string // metabase key as the script writes it; of a section of WMI its path
	prop    string // property or attribute
	section string
	scope   claim.Scope
	site    string // objSite, objApplication
	path    string
	class   *class // objInstance
	fields  variables
}

type objectKind uint8

const (
	_              objectKind = iota
	objKey                    // ADSI or WMI object of a metabase key
	objProperties             // its .Properties
	objProperty               // one of them
	objProvider               // WMI name space root\MicrosoftIISv2
	objAdmin                  // ServerManager, WritableAdminManager
	objConfig                 // a configuration file of the server
	objSection                // a section of it
	objAttributes             // its .Attributes or .Properties
	objAttribute              // one of them
	objSites                  // .Sites of a ServerManager
	objSite                   // one of them
	objApplication            // one of its applications
	objPools                  // .ApplicationPools of a ServerManager
	objPool                   // one of them
	objShell                  // WScript.Shell: runs command lines
	objPlace                  // a site or an application of WMI
	objScript                 // a script block made of text
	objInstance               // of a class of the script
)

func objVal(o object) val { return val{kind: valObject, obj: &o} }

// is reports whether the value is an object of that kind.
func (v val) is(kind objectKind) bool { return v.kind == valObject && v.obj.kind == kind }

// concat joins text; what is not known stays open.
func concat(a, b val) val {
	if a.kind != valText && b.kind != valText {
		return val{}
	}
	return textVal(LimitText(a.pathText() + b.pathText()))
}

// plus is a + b: a sum of numbers, else text joined.
func plus(a, b val) val {
	if a.number && b.number {
		x, ok := claim.ParseNumber(a.text)
		y, ok2 := claim.ParseNumber(b.text)
		if ok && ok2 {
			return numVal(strconv.Itoa(x + y))
		}
	}
	return concat(a, b)
}

// orFlags is a Or b of two numbers or flag names, or of flags as they were and
// a number.
func orFlags(a, b val) val {
	if b.kind == valFlags {
		a, b = b, a
	}
	if a.kind == valFlags {
		n, ok := claim.ParseFlags(b.pathText())
		if !ok || b.kind != valText {
			return val{}
		}
		a.set, a.clear = a.set|n, a.clear&^n
		return a
	}
	x, ok := claim.ParseFlags(a.pathText())
	y, ok2 := claim.ParseFlags(b.pathText())
	if !ok || !ok2 || a.kind != valText || b.kind != valText {
		return val{}
	}
	return numVal(strconv.Itoa(x | y))
}

// andNot is a And Not b of flags as they were and a number.
func andNot(a, b val) val {
	n, ok := claim.ParseFlags(b.pathText())
	if a.kind != valFlags || !ok || b.kind != valText {
		return val{}
	}
	a.set, a.clear = a.set&^n, a.clear|n
	return a
}

// variables of a script, names in lower case.
type variables map[string]val

// lookup is the text of a variable, or of a member of one that is a hash table.
func (vars variables) lookup(name string) (string, bool) {
	name = strings.ToLower(name)
	v, ok := vars[name]
	if first, rest, dotted := strings.Cut(name, "."); dotted && !ok {
		for v = vars[first]; rest != ""; v = v.hash[first] {
			first, rest, _ = strings.Cut(rest, ".")
		}
		ok = true
	}
	if !ok || v.kind != valText {
		return "", false
	}
	return v.text, true
}

// tokenText is the value of a string token.
func (vars variables) tokenText(t script.Token) string { return LimitText(t.Expand(vars.lookup)) }
