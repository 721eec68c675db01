package managed

import (
	"slices"
	"strings"
)

// far is how many tokens are looked at around a name: of one call, or of the
// statement that a name stands in.
const far = 64

// span is a part of a file, in bytes of its text.
type span struct{ pos, end int }

// is reports whether token i is the text, letter case ignored.
func (ts tokens) is(i int, text string) bool {
	return i >= 0 && i < len(ts) && ts[i].kind != str && strings.EqualFold(ts[i].text, text)
}

// last is the last part of a name: CreateObject of Server.CreateObject.
func last(name string) string { return strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]) }

// from is the code from token i on to the end of token j, and of the arguments
// that follow it.
func (ts tokens) from(i, j, base int) span {
	s := span{base + ts[i].pos, base + ts[j].end}
	if ts.is(j+1, "(") && ts[j+1].closed > 0 {
		s.end = base + ts[ts[j+1].closed].end
	}
	return s
}

// made is the token `new` where it creates an object of the class that token i
// names, -1 if it does not: new C, or C name = new().
func (ts tokens) made(i int) int {
	switch {
	case ts.is(i-1, "new"):
		return i - 1
	case ts.is(i+2, "=") && ts.is(i+3, "new") && ts.is(i+4, "("):
		return i + 3
	}
	return -1
}

// named are the creations of the class that string i names: those that are given
// the variable it is kept in, the call that it is handed to, or, where it is kept
// for others, the string itself. A string that is printed or compared creates
// nothing.
func (ts tokens) named(i int, c code, given map[string]*calls) []span {
	itself := []span{{c.pos + ts[i].pos, c.pos + ts[i].end}}
	if ts.is(i-1, "=") && !ts.is(i-2, ":") { // := names an argument in Visual Basic
		if ts.compared(i, c.language) {
			return nil
		}
		if calls := given[ts.variable(i)]; calls != nil {
			return calls.once()
		}
		return itself
	}
	if callee := ts.callee(i); callee >= 0 {
		if at, ok := ts.maker(callee, c.pos); ok {
			return []span{at}
		}
		return nil
	}
	if ts.is(i-1, "return") || ts.is(i-1, ">") && ts.is(i-2, "=") || ts.is(i-1, "?") || ts.is(i-1, ":") { // C#: => "…", a ? "…" : "…"
		return itself
	}
	return nil
}

// calls are those that are given one variable.
type calls struct {
	at   []span
	told bool
}

// once are the calls, the first time that they are asked for.
func (c *calls) once() []span {
	if c.told {
		return nil
	}
	c.told = true
	return c.at
}

// variable is the last part of the name of what string i is assigned to.
func (ts tokens) variable(i int) string {
	name := i - 2
	if ts.is(name-1, "as") { // Dim x As String = "…"
		name -= 2
	}
	if name < 0 || ts[name].kind != word {
		return ""
	}
	return last(ts[name].text)
}

// callee is the name of the function that token i is an argument of, -1 if it is
// none.
func (ts tokens) callee(i int) int {
	k := ts[i].in
	if ts.is(k, "(") && k > 0 && ts[k-1].kind == word && !keyword(ts[k-1].text) {
		return k - 1
	}
	return -1
}

// keyword reports a word in front of a bracket that is no function.
func keyword(name string) bool {
	return slices.Contains([]string{"if", "elseif", "while", "until", "return", "and", "or", "not", "andalso", "orelse", "switch", "case", "when"}, strings.ToLower(name))
}

// maker is the call that makes an object of what token i, the name of a function,
// is given; of a class ID that is made first, the call around it.
func (ts tokens) maker(i, base int) (span, bool) {
	if !makes(ts[i].text) {
		return span{}, false
	}
	begin := i
	if ts.is(i-1, "new") {
		begin--
	}
	if last(ts[i].text) == "guid" {
		if outer := ts.callee(begin); outer >= 0 && makes(ts[outer].text) && last(ts[outer].text) != "guid" {
			begin, i = outer, outer
		}
	}
	return ts.from(begin, i, base), true
}

// makes reports whether a function, by its name, makes an object of a ProgID or
// class ID, as CreateObject, Type.GetTypeFromProgID and helpers around them do.
func makes(name string) bool {
	name = last(name)
	return name == "guid" || slices.ContainsFunc([]string{"create", "progid", "clsid", "getobject", "activ", "instan", "moniker"}, func(part string) bool {
		return strings.Contains(name, part)
	})
}

// compared reports whether the = before token i compares. In Visual Basic it
// does in a condition.
func (ts tokens) compared(i int, lang language) bool {
	for _, op := range []string{"=", "!", "<", ">"} {
		if ts.is(i-2, op) {
			return true
		}
	}
	if lang != visualBasic {
		return false
	}
	for k := i - 2; k >= 0 && k > i-far && ts[k].line == ts[i].line; k-- {
		if ts[k].kind == word && keyword(ts[k].text) {
			return true
		}
	}
	return false
}

// makers adds the calls that make an object of a variable, by the last part of
// its name.
func (ts tokens) makers(base int, given map[string]*calls) {
	for i := range ts {
		if ts[i].kind != word || !ts.is(i+1, "(") || !makes(ts[i].text) {
			continue
		}
		at, _ := ts.maker(i, base)
		for k := i + 2; k < len(ts) && k < i+far && !ts.is(k, ")"); k++ {
			if ts[k].kind == word {
				name := last(ts[k].text)
				if given[name] == nil {
					given[name] = &calls{}
				}
				given[name].at = append(given[name].at, at)
			}
		}
	}
}
