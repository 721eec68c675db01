package flow

import (
	"math"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// builtin is a function of VBScript or JScript. ok is false if there is none
// of that name; a nil value with ok says that the page ends in it.
func (m *machine) builtin(folded string, args []Arg, e *program.Expr) (*Val, bool) {
	at := m.place(e.Span)
	if len(args) == 0 {
		switch folded {
		case "now", "date", "time", "timer", "rnd":
			return Unknown, true
		case "array":
			return m.newArray(nil, e.Span), true
		case "getobjectcontext":
			return refVal(m.objects.intrinsic("objectcontext"), nil), true
		}
		return nil, false
	}
	first := args[0].Val
	if !safe(folded) {
		m.mayFail()
	}
	switch folded {
	case "createobject":
		return m.create(first, "CreateObject", at, args[0].At), true
	case "getobject":
		if text, ok := first.Exact(); ok && text == "" && len(args) > 1 { // GetObject("", class) makes one
			first = mapStrings(args[1].Val, at, Lit("new:").concat)
		}
		return m.create(first, "GetObject", at, args[0].At), true
	case "getref":
		return m.getRef(first), true
	case "array":
		return m.newArray(args, e.Span), true
	case "execute", "executeglobal":
		return m.execute(first, args[0], e)
	case "eval":
		return m.evaluate(first, args[0])
	case "chr", "chrw", "chrb":
		if n, ok := first.Const(); ok && n >= 0 && n < 0x10000 {
			return textVal(string(rune(int(n))), at), true
		}
		return Unknown, true
	case "string":
		if len(args) > 1 { // VBScript: String(number, character)
			return repeated(first, args[1].Val, at), true
		}
		return mapStrings(first, at, func(s Str) Str { return s }), true
	case "cstr", "server.htmlencode":
		return mapStrings(first, at, func(s Str) Str { return s }), true
	case "cbool", "cint", "clng", "cdbl", "csng", "cbyte", "fix", "int", "abs", "parseint", "parsefloat", "number":
		return first.keepSplit(convert(folded, first), func(w *Val) *Val { return convert(folded, w) }), true
	case "split":
		return m.split(args, e), true
	case "join":
		for _, o := range first.Objects() {
			return m.joinArray(o, args[1:]), true
		}
		return Unknown, true
	case "isobject", "isempty", "isnull":
		return presenceOf(folded, first), true
	case "filter":
		return m.some(first, at), true
	case "ubound", "lbound", "lenb", "asc", "ascw", "isnumeric", "isarray", "isdate", "typename", "vartype",
		"formatdatetime", "formatnumber", "dateadd", "datediff", "year", "month", "day", "hour", "minute", "second", "oct", "round", "sgn", "sqr", "weekday":
		return Unknown, true
	case "hex", "len": // Hex(Err.Number) <> "0", Len(Err.Description) > 0
		if len(first.Atoms) == 1 && len(first.Atoms[0].Str) == 1 && first.Atoms[0].Str[0].Kind == ErrPart {
			return first, true
		}
		return Unknown, true
	case "strcomp":
		if len(args) > 1 {
			if t := testOf("=", first, args[1].Val); t != nil {
				return one(Atom{Kind: Truth, Test: not(t)}), true
			}
		}
		return Unknown, true
	case "iif":
		if len(args) > 2 {
			return join(args[1].Val, args[2].Val), true
		}
	}
	return text(folded, args, at)
}

// safe reports a function that takes whatever it is given.
func safe(folded string) bool {
	switch folded {
	case "array", "server.htmlencode", "isobject", "isempty", "isnull", "isnumeric", "isarray", "isdate", "len", "hex", "typename", "vartype",
		"lcase", "ucase", "trim", "ltrim", "rtrim", "replace", "left", "right", "mid", "instr", "escape":
		return true
	}
	return false
}

// text is a function on strings.
func text(folded string, args []Arg, at source.Place) (*Val, bool) {
	first := args[0].Val
	switch folded {
	case "lcase":
		return mapStrings(first, at, func(s Str) Str { return s.mapText(strings.ToLower) }), true
	case "ucase":
		return mapStrings(first, at, func(s Str) Str { return s.mapText(strings.ToUpper) }), true
	case "trim", "ltrim", "rtrim":
		return mapStrings(first, at, func(s Str) Str { return trimStr(folded, s) }), true
	case "strreverse":
		return mapStrings(first, at, func(s Str) Str {
			if t, ok := s.Exact(); ok {
				return Lit(reverse(t))
			}
			return s.derived()
		}), true
	case "unescape":
		return mapStrings(first, at, func(s Str) Str { return s.mapText(unescape) }), true
	case "decodeuricomponent", "decodeuri":
		return mapStrings(first, at, func(s Str) Str { return s.mapText(decodeURI) }), true
	case "escape", "encodeuricomponent", "encodeuri", "server.urlencode":
		return mapStrings(first, at, func(s Str) Str { return s }), true
	case "space":
		return repeated(first, textVal(" ", at), at), true
	case "replace":
		return replace(args, at), true
	case "left", "right", "mid":
		return part(folded, args, at), true
	case "instr", "instrrev", "indexof":
		return find(folded, args), true
	}
	return nil, false
}

// presenceOf is IsObject, IsEmpty or IsNull of a value.
func presenceOf(folded string, v *Val) *Val {
	t := goneTest(v)
	kinds, present := []AtomKind{Empty}, Fails
	switch folded {
	case "isobject":
		kinds, present = []AtomKind{Ref, Nothing}, 0
		if t != nil {
			t = not(t)
		}
	case "isnull":
		kinds = []AtomKind{Null}
	}
	if t = t.onPaths(v.when(condition{passes: isKind(kinds...), present: present}, nil)); t == nil {
		return Unknown
	}
	return one(Atom{Kind: Truth, Test: t})
}

// repeated is a character, or the one that has a number, some times over.
func repeated(times, character *Val, at source.Place) *Val {
	n, ok := times.Const()
	if !ok || n < 0 || n >= 1000 {
		return Unknown
	}
	c, exact := character.Exact()
	if !exact || c == "" {
		return Unknown
	}
	if code, isCode := character.Const(); isCode && character.Atoms[0].Kind == Number && code >= 0 && code < 0x10000 {
		c = string(rune(int(code)))
	}
	_, size := utf8.DecodeRuneInString(c)
	return textVal(strings.Repeat(c[:size], int(n)), at)
}

func reverse(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

// trimStr trims what is known of the ends.
func trimStr(how string, s Str) Str {
	out := append(Str(nil), s...)
	if n := len(out); how != "rtrim" && n > 0 && out[0].Kind == Literal {
		out[0].Text = strings.TrimLeft(out[0].Text, " ")
	}
	if n := len(out); how != "ltrim" && n > 0 && out[n-1].Kind == Literal {
		out[n-1].Text = strings.TrimRight(out[n-1].Text, " ")
	}
	if len(out) == 1 && out[0].Kind == Literal && out[0].Text == "" {
		return nil
	}
	return out
}

// mapStrings applies f, which hangs on its argument alone, to every alternative.
func mapStrings(v *Val, at source.Place, f func(Str) Str) *Val {
	return v.keepSplit(mapTexts(v, at, f), func(w *Val) *Val { return mapTexts(w, at, f) })
}

func mapTexts(v *Val, at source.Place, f func(Str) Str) *Val {
	out := &Val{Open: v.Open}
	for _, a := range v.Atoms {
		s, ok := a.text()
		if !ok {
			out.Open = true
			continue
		}
		out.Atoms = append(out.Atoms, Atom{Kind: Text, Str: f(s), How: a.How})
	}
	if len(out.Atoms) == 0 {
		return strVal(Str{{Kind: Opaque, At: at}}, at).opened()
	}
	return out
}

func replace(args []Arg, at source.Place) *Val {
	if len(args) < 3 {
		return mapStrings(args[0].Val, at, Str.derived)
	}
	from, okFrom := args[1].Val.Exact()
	to, okTo := args[2].Val.Exact()
	return mapStrings(args[0].Val, at, func(s Str) Str {
		switch {
		case okFrom && okTo && from != "":
			out := s.mapText(func(t string) string { return strings.ReplaceAll(t, from, to) })
			return out
		case okFrom && from != "" && len(args[2].Val.Strings()) == 1 && !args[2].Val.Open:
			return substitute(s, from, args[2].Val.Strings()[0])
		}
		return s.derived()
	})
}

// substitute puts a string in pieces in place of a literal part of another.
func substitute(s Str, from string, with Str) Str {
	var out Str
	for range maxSegs {
		before, after, found := s.Split(from)
		out = out.concat(before)
		if !found {
			return out
		}
		out = out.concat(with)
		s = after
	}
	return out.concat(s)
}

func part(how string, args []Arg, at source.Place) *Val {
	if len(args) < 2 {
		return mapStrings(args[0].Val, at, Str.derived)
	}
	n, okN := args[1].Val.Const()
	l, okL := -1.0, true
	if len(args) > 2 {
		l, okL = args[2].Val.Const()
	}
	return mapStrings(args[0].Val, at, func(s Str) Str {
		t, exact := s.Exact()
		if !exact || !okN || !okL {
			return s.derived()
		}
		return Lit(cut(how, []rune(t), int(n), int(l)))
	})
}

// cut is Left(t, n), Right(t, n) or Mid(t, n, l).
func cut(how string, t []rune, n, l int) string {
	switch how {
	case "left":
		return string(t[:max(0, min(n, len(t)))])
	case "right":
		return string(t[len(t)-max(0, min(n, len(t))):])
	}
	if n < 1 || n > len(t) {
		return ""
	}
	t = t[n-1:]
	if l >= 0 && l < len(t) {
		t = t[:l]
	}
	return string(t)
}

// find is InStr: of a server variable a condition, of known texts a number.
func find(how string, args []Arg) *Val {
	in, what := 0, 1
	if how == "instr" && len(args) >= 3 { // InStr(start, string, what)
		in, what = 1, 2
	}
	if what >= len(args) {
		return Unknown
	}
	needle, ok := args[what].Val.Exact()
	if !ok {
		return Unknown
	}
	hay := args[in].Val
	if t, exact := hay.Exact(); exact && len(args) < 3 {
		i := strings.Index(t, needle)
		if i >= 0 {
			i = len([]rune(t[:i]))
		}
		if how != "indexof" {
			i++
		}
		return numVal(float64(i), args[in].At)
	}
	if len(hay.Atoms) == 1 && hay.Atoms[0].Kind == Text && how != "indexof" {
		if s := hay.Atoms[0].Str; len(s) == 1 && s[0].Kind == ServerVar {
			return one(Atom{Kind: Truth, Test: &Test{Op: TestHas, Var: s[0].Text, Text: strings.ToLower(needle)}})
		}
	}
	return Unknown
}

func convert(how string, v *Val) *Val {
	if t := v.truth(); (how == "cbool" || how == "cint" || how == "clng" || how == "abs") && t != nil && t.Op != TestAny {
		return v
	}
	if text, ok := v.Exact(); how == "cbool" && ok {
		switch program.Fold(text) {
		case "true", "false":
			return boolVal(program.Fold(text) == "true")
		}
	}
	if n, ok := v.Const(); ok {
		var w *Step
		if len(v.Atoms) > 0 {
			w = v.Atoms[0].How
		}
		return one(Atom{Kind: Number, Num: rounded(how, n), How: w})
	}
	for i := range v.Atoms { // a number that the visitor sends is still the visitor's
		if a := &v.Atoms[i]; a.Kind == Text && len(a.Str.taint()) > 0 {
			return mapStrings(v, source.Place{}, Str.derived)
		}
	}
	return Unknown
}

// rounded is a number as a function of VBScript converts it.
func rounded(how string, n float64) float64 {
	switch how {
	case "cbool":
		if n != 0 {
			return -1
		}
	case "abs":
		return math.Abs(n)
	case "fix", "parseint":
		return math.Trunc(n)
	case "int":
		return math.Floor(n)
	case "cint", "clng", "cbyte":
		return math.RoundToEven(n)
	}
	return n
}

// unescape puts characters in place of %0A and %u000A.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := escaped(s[i:], "%u", 4)
		if size == 0 {
			r, size = escaped(s[i:], "%", 2)
		}
		if size == 0 {
			b.WriteByte(s[i])
			i++
			continue
		}
		b.WriteRune(r)
		i += size
	}
	return b.String()
}

// decodeURI is text with its percent escapes, of bytes in UTF-8, resolved; what
// has others is an error in JScript, and stays as it is.
func decodeURI(s string) string {
	if t, err := url.PathUnescape(s); err == nil {
		return t
	}
	return s
}

// escaped is the character that a prefix and so many digits stand for, and its
// size in bytes; 0 if s does not begin with them.
func escaped(s, prefix string, digits int) (r rune, size int) {
	rest, ok := strings.CutPrefix(s, prefix)
	if !ok || len(rest) < digits {
		return 0, 0
	}
	n, err := strconv.ParseUint(rest[:digits], 16, 16)
	if err != nil {
		return 0, 0
	}
	return rune(n), len(prefix) + digits
}

// split cuts known text; of anything else every element is derived from it.
func (m *machine) split(args []Arg, e *program.Expr) *Val {
	at := m.place(e.Span)
	sep := " "
	ok := true
	if len(args) > 1 {
		sep, ok = args[1].Val.Exact()
	}
	o := m.objects.make(Object{Kind: Array, At: at, Path: "split"})
	var rest *Val
	for _, s := range args[0].Val.Strings() {
		t, exact := s.Exact()
		if !exact || !ok || sep == "" {
			rest = join(rest, strVal(s.derived(), at))
			continue
		}
		for i, p := range strings.Split(t, sep) {
			if i > 64 {
				rest = Unknown
				break
			}
			m.setElement(o, []Arg{{Val: numVal(float64(i), at)}}, textVal(p, at))
		}
	}
	if rest != nil {
		m.setElement(o, []Arg{{Val: Unknown}}, rest)
	}
	return refVal(o, nil)
}

// some is an array of some elements of others, as Filter picks them.
func (m *machine) some(v *Val, at source.Place) *Val {
	var all *Val
	for _, o := range v.Objects() {
		if o.Kind == Array {
			all = join(all, m.fields(o))
		}
	}
	if all == nil {
		return Unknown
	}
	out := m.objects.make(Object{Kind: Array, At: at, Path: "filter"})
	m.setElement(out, []Arg{{Val: Unknown}}, all)
	return refVal(out, nil)
}

// joinArray is Join(array, separator) of known elements in order: every
// alternative of one with every other.
func (m *machine) joinArray(o *Object, args []Arg) *Val {
	sep := " "
	if m.frame.proc.Language == program.JScript {
		sep = ","
	}
	if len(args) > 0 && !args[0].Omitted {
		var ok bool
		if sep, ok = args[0].Val.Exact(); !ok {
			return Unknown
		}
	}
	if m.load(key{-o.ID, anyName}) != nil { // in whichever order
		return mapTexts(m.fields(o), o.At, Str.derived).opened()
	}
	var out *Val
	for i := range 65 {
		v := m.load(key{-o.ID, "(" + strconv.Itoa(i) + ")"})
		if v == nil {
			break
		}
		how := &Step{Kind: Created, At: o.At, n: 1}
		if out == nil {
			out = strVal(nil, o.At)
		} else {
			out = out.times([]Atom{{Kind: Text, Str: Lit(sep), How: how}}, how)
		}
		out = out.times(m.asStrings(nil, v, nil), how)
	}
	if out == nil {
		return Unknown
	}
	return out
}

// times is each alternative of a text with each of others behind it.
func (v *Val) times(list []Atom, how *Step) *Val {
	out := &Val{Open: v.Open}
	for _, a := range v.Atoms {
		for _, b := range list {
			if len(out.Atoms) == maxAtoms {
				out.Open = true
				return out
			}
			out.Atoms = append(out.Atoms, Atom{Kind: Text, Str: a.Str.concat(b.Str), How: how})
		}
	}
	return out
}

func (m *machine) getRef(v *Val) *Val {
	name, ok := v.Exact()
	if !ok {
		return Unknown
	}
	m.refs = append(m.refs, program.Fold(name))
	if p := m.linked.procs[program.Fold(name)]; p != nil {
		return one(Atom{Kind: Func, Proc: &Closure{Proc: p}})
	}
	return Unknown
}
