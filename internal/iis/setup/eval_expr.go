package setup

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// evaluator walks the tokens of one statement.
type evaluator struct {
	in    *interp
	toks  []script.Token
	i     int
	depth int
	// strict: variables count only as [interp.passed], or if they are certain.
	strict bool
}

// maxExpression is the depth to which brackets of an expression are followed.
const maxExpression = 80

func (e *evaluator) peek() script.Token {
	if e.i < len(e.toks) {
		return e.toks[e.i]
	}
	return script.Token{Kind: script.End}
}

func (e *evaluator) punct(text string) bool {
	t := e.peek()
	return t.Kind == script.Punct && t.Text == text
}

func (e *evaluator) word(text string) bool {
	t := e.peek()
	return t.Kind == script.Name && !t.Variable && strings.EqualFold(t.Text, text)
}

// expr evaluates up to the end of the expression: Or of And of comparisons.
func (e *evaluator) expr() val {
	start := e.i
	v := e.disjunction()
	if e.in.lang == script.C && e.punct("?") {
		return e.ternary(start)
	}
	return v
}

// ternary evaluates what follows the condition of c ? a : b, which began at start.
func (e *evaluator) ternary(start int) val {
	holds, known := e.in.truth(e.toks[start:e.i])
	e.i++
	a := e.expr()
	if !e.punct(":") {
		return val{}
	}
	e.i++
	b := e.expr()
	switch {
	case !known:
		return val{}
	case holds:
		return a
	}
	return b
}

// iif evaluates the arguments of IIf of Visual Basic.
func (e *evaluator) iif() val {
	inner := inBrackets(e.toks[e.i:])
	args := e.args()
	comma := slices.IndexFunc(inner, func(t script.Token) bool { return t.Kind == script.Punct && t.Text == "," })
	if len(args) != 3 || comma < 0 {
		return val{}
	}
	switch holds, known := e.in.truth(inner[:comma]); {
	case !known:
		return val{}
	case holds:
		return args[1]
	}
	return args[2]
}

func (e *evaluator) disjunction() val {
	v := e.conjunction()
	for n := e.logical("or", "||", "orelse"); n > 0; n = e.logical("or", "||", "orelse") {
		e.i += n
		v = or(v, e.conjunction())
	}
	return v
}

// conjunction evaluates a And b And ….
func (e *evaluator) conjunction() val {
	v := e.comparison()
	for n := e.logical("and", "&&", "andalso"); n > 0; n = e.logical("and", "&&", "andalso") {
		e.i += n
		v = and(v, e.comparison())
	}
	return v
}

// logical is the number of tokens of an operator on truth values that comes
// next: a word, an operator of C, a word of Visual Basic; -word of PowerShell. 0 for others.
func (e *evaluator) logical(word, operator, second string) int {
	switch {
	case e.in.lang == script.PowerShell && e.punct("-") && e.i+1 < len(e.toks) && isName(e.toks[e.i+1], word):
		return 2
	case e.word(word), e.word(second), e.punct(operator):
		return 1
	}
	return 0
}

// comparison evaluates an expression without And and Or of truth values: text is
// joined, flags are combined; everything else makes the value unknown.
func (e *evaluator) comparison() val {
	if e.depth++; e.depth > maxExpression {
		e.i = len(e.toks)
		return val{}
	}
	defer func() { e.depth-- }()
	v := e.unary()
	for {
		t := e.peek()
		op := strings.ToLower(t.Text)
		switch {
		case v.kind == valFlags && (t.Kind == script.Name && !t.Variable && op == "and" || t.Kind == script.Punct && op == "&" && e.in.lang == script.C):
			e.i++
			v = e.mask(v)
		case t.Kind == script.Punct && (op == "&" || op == "+"):
			e.i++
			if op == "+" {
				v = plus(v, e.unary())
			} else {
				v = concat(v, e.unary())
			}
		case t.Kind == script.Punct && op == "|", t.Kind == script.Name && !t.Variable && op == "or" && v.kind != valUnknown && !v.isTruthValue():
			e.i++
			v = orFlags(v, e.unary())
		case t.Kind == script.Name && !t.Variable && (op == "or" || op == "and" || op == "andalso" || op == "orelse"), t.Kind == script.Punct && (op == "&&" || op == "||"):
			return v
		case t.Kind == script.Punct && op == "-" && e.in.lang == script.PowerShell && e.i+1 < len(e.toks) && (isName(e.toks[e.i+1], "and") || isName(e.toks[e.i+1], "or")):
			return v
		case t.Kind == script.Punct && op == "-" && e.in.lang == script.PowerShell:
			e.i++
			v = e.dashOperator(v)
		case t.Kind == script.Punct && (op == "=" || op == "==" || op == "===" || op == "<>" || op == "!=" || op == "!==" || op == "<" || op == ">" || op == "<=" || op == ">="):
			e.i++
			v = compare(op, v, e.joined())
		case t.Kind == script.Punct && isOperator(op), t.Kind == script.Name && !t.Variable && isWordOperator(op):
			e.i++
			e.unary()
			v = val{}
		default:
			return v
		}
	}
}

// mask evaluates what flags are combined with by And: Not n, ~n, in brackets
// or not; others make them unknown.
func (e *evaluator) mask(flags val) val {
	brackets := 0
	for e.punct("(") {
		e.i++
		brackets++
	}
	v := val{}
	if e.word("not") || e.punct("~") {
		e.i++
		v = andNot(flags, e.unary())
	} else {
		e.unary()
	}
	for ; brackets > 0; brackets-- {
		e.skipTo(")")
	}
	return v
}

// joined evaluates the right side of a comparison.
func (e *evaluator) joined() val {
	v := e.unary()
	for e.punct("&") || e.punct("+") {
		e.i++
		v = concat(v, e.unary())
	}
	return v
}

// dashOperator evaluates -f (format) and -bor; others make the value unknown.
func (e *evaluator) dashOperator(left val) val {
	op := strings.ToLower(e.peek().Text)
	e.i++
	switch op {
	case "f":
		args := []val{e.unary()}
		for e.punct(",") {
			e.i++
			args = append(args, e.unary())
		}
		return formatText(left, args)
	case "bor":
		return orFlags(left, e.unary())
	case "eq", "ne", "lt", "gt", "le", "ge":
		return compare(op, left, e.joined())
	}
	e.unary()
	return val{}
}

// formatText replaces {0}, {1} ….
func formatText(format val, args []val) val {
	if format.kind != valText {
		return val{}
	}
	text := format.text
	for i, a := range args {
		text = LimitText(strings.ReplaceAll(text, "{"+string(rune('0'+i%10))+"}", a.pathText()))
	}
	return textVal(text)
}

func isOperator(op string) bool {
	switch op {
	case "*", "/", "-", "^", "??", "%", "\\":
		return true
	}
	return false
}

func isWordOperator(op string) bool {
	switch op {
	case "xor", "mod", "is", "like", "eqv", "imp":
		return true
	}
	return false
}

func (e *evaluator) unary() val {
	if e.depth++; e.depth > maxExpression {
		e.i = len(e.toks)
	}
	defer func() { e.depth-- }()
	t := e.peek()
	if e.in.lang == script.PowerShell && t.Text == "-" && e.i+1 < len(e.toks) && isName(e.toks[e.i+1], "not") {
		e.i++
		t = e.peek()
	}
	switch {
	case t.Kind == script.Punct && (t.Text == "-" || t.Text == "!" || t.Text == "+"), e.word("not"), e.word("await"):
		e.i++
		v := e.unary()
		if t.Text == "-" && v.known() {
			return textVal("-" + v.text)
		}
		if b, ok := claim.ParseBool(v.text); ok && v.known() && (t.Text == "!" || e.toks[e.i-1].Kind == script.Name) && !strings.EqualFold(t.Text, "await") && t.Text != "+" {
			return textVal(claim.BoolText(!b))
		}
		return val{}
	}
	v := e.primary()
	return e.postfix(v)
}

// primary evaluates a literal, a name, a bracket or an object creation.
func (e *evaluator) primary() val {
	t := e.peek()
	e.i++
	switch t.Kind {
	case script.String:
		if e.strict && t.Parts != nil {
			return textVal(LimitText(t.Expand(e.in.certainly)))
		}
		return textVal(e.in.vars.tokenText(t))
	case script.Number:
		return numVal(t.Text)
	case script.Punct:
		return e.bracket(t)
	case script.Name:
		if !t.Variable {
			if v, ok := e.keyword(t); ok {
				return v
			}
		}
		return e.name(t)
	}
	e.i = min(e.i, len(e.toks))
	return val{}
}

func (e *evaluator) bracket(t script.Token) val {
	switch t.Text {
	case "(":
		v := e.expr()
		e.skipTo(")")
		// (Type)value of C#, and value of (expression).
		if next := e.peek(); e.in.lang == script.C && v.kind != valText && (next.Kind == script.String || next.Kind == script.Name && !strings.EqualFold(next.Text, "or")) {
			return e.unary()
		}
		return v
	case "[":
		// [type]value of PowerShell, [type]::member.
		name := e.peek().Text
		for e.i < len(e.toks) && !e.punct("]") {
			e.i++
			if n := e.peek(); n.Kind == script.Name {
				name = n.Text
			}
		}
		e.skipTo("]")
		if next := e.peek(); next.Kind == script.String || next.Kind == script.Name || next.Kind == script.Punct && (next.Text == "(" || next.Text == "[") {
			v := e.unary()
			if strings.EqualFold(name, "ADSI") || strings.EqualFold(name, "DirectoryEntry") || strings.EqualFold(name, "wmi") {
				return e.in.getObject(v)
			}
			return v
		}
	case ".":
		// A member of the object of With.
		e.i--
		return e.in.withObject()
	}
	return val{}
}

func (e *evaluator) keyword(t script.Token) (val, bool) {
	switch strings.ToLower(t.Text) {
	case "true", "false":
		return textVal(strings.ToLower(t.Text)), true
	case "null", "nothing", "empty":
		return val{}, true
	case "vbnullstring":
		return textVal(""), true
	case "new":
		return e.newObject(), true
	case "set", "let", "in", "byval", "byref", "out", "ref":
		return e.unary(), true
	}
	return val{}, false
}

// newObject evaluates what follows "new".
func (e *evaluator) newObject() val {
	name := ""
	for e.peek().Kind == script.Name {
		name = e.peek().Text
		e.i++
		if !e.punct(".") {
			break
		}
		e.i++
	}
	var args []val
	if e.punct("[") { // new object[] { … }
		e.args()
	} else if e.punct("(") {
		args = e.args()
	}
	if e.punct("{") && len(args) == 0 { // New Object() { … }
		return val{kind: valList, list: e.args()}
	}
	return e.in.create(name, args)
}

// name evaluates a variable, or a function that stands alone.
func (e *evaluator) name(t script.Token) val {
	lower := strings.ToLower(t.Text)
	if e.strict && !isTruth(lower) && (!e.punct("(") || e.in.proc(lower) != nil) {
		if v, ok := e.in.constants[lower]; ok {
			return v
		}
		if v, ok := e.in.passed(lower); ok || e.in.isParameter(lower) || !e.in.sure.holds(lower, e.in.arms) {
			return v
		}
		return e.in.vars[lower]
	}
	v, ok := e.in.get(lower)
	if ok && v.kind != valUnknown {
		return v
	}
	if t.Variable {
		switch lower {
		case "true", "false":
			return textVal(lower)
		}
		return val{}
	}
	if lower == "iif" && e.punct("(") && e.in.proc(lower) == nil {
		return e.iif()
	}
	if e.in.isFunction(lower) && e.punct("(") {
		return e.in.callFunction(lower, e.args())
	}
	if lower == "new-object" {
		return val{}
	}
	if p := e.in.proc(lower); p != nil && !ok && e.in.lang == script.Basic && !e.punct(".") { // a function without brackets
		return e.in.call(p, e.in.selfOf(p), nil)
	}
	if v, ok := e.in.selfOrStatic(lower); ok {
		return v
	}
	// WScript, Server, Marshal …: a member decides.
	return val{}
}

func isTruth(name string) bool { return name == "true" || name == "false" }

// args evaluates a bracketed argument list, the opening bracket next.
func (e *evaluator) args() []val {
	closing := ")"
	switch e.peek().Text {
	case "[":
		closing = "]"
	case "{":
		closing = "}"
	}
	e.i++
	args := e.argsTo(closing)
	if e.punct(closing) {
		e.i++
	}
	return args
}

// argsTo evaluates arguments up to a bracket, or, where that is missing or "",
// to the end of the statement.
func (e *evaluator) argsTo(closing string) []val {
	var args []val
	var last []script.Token
	for e.peek().Kind != script.End && !e.punct(closing) {
		if e.punct(",") {
			e.i++
			continue
		}
		before := e.i
		args = append(args, e.expr())
		if e.i == before {
			e.i++
		}
		last = e.toks[before:e.i]
	}
	e.in.lastName = bareName(last)
	return args
}

// bareName is the name that an argument is, "" for others.
func bareName(s []script.Token) string {
	if len(s) == 1 && s[0].Kind == script.Name {
		return s[0].Text
	}
	return ""
}

// skipTo moves behind the closing bracket of the one that was read.
func (e *evaluator) skipTo(closing string) {
	depth := 0
	for ; e.i < len(e.toks); e.i++ {
		t := e.toks[e.i]
		if t.Kind != script.Punct {
			continue
		}
		if depth == 0 && t.Text == closing {
			e.i++
			return
		}
		switch t.Text {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		}
	}
}

// postfix evaluates members, calls and indices.
func (e *evaluator) postfix(v val) val {
	for {
		t := e.peek()
		switch {
		case t.Kind == script.Punct && (t.Text == "." || t.Text == "?." || t.Text == "::"):
			e.i++
			name := e.peek()
			if name.Kind != script.Name {
				return val{}
			}
			e.i++
			var args []val
			called := e.punct("(")
			if called {
				args = e.args()
			}
			v = e.in.member(v, name, args, called)
		case t.Kind == script.Punct && (t.Text == "[" || t.Text == "("):
			args := e.args()
			v = e.in.index(v, args)
		default:
			return v
		}
	}
}
