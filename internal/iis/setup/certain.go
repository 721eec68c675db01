package setup

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// certain tells which variables decide conditions: those whose value, as it was
// followed, is what they hold when the script runs. That is so of what stands in
// no loop and under no condition, and of what the text assigns in one procedure,
// or outside of all, alone.
type certain struct {
	loose  map[string]bool // the text assigns them where it is not followed step by step
	heads  map[string]bool // loops give them their values
	owners map[string]int  // what alone assigns them: 0 is the script, others its procedures
	last   map[string]given
	clock  int
	// from and to are when what was given came into doubt: after the one, up to the other.
	from, to int
	each     []string                 // variables of the loops whose rounds are followed one by one
	either   map[string][]alternative // what those hold that branches give other values
	ways     int                      // statements that were followed for those
	// open: text that is not known is run, or another script is loaded.
	open bool
}

// given says how a variable got its last value.
type given struct {
	arms   []claim.Arm // the branches in which it was
	unsure bool        // the value hangs on what is not certain
	at     int         // order
}

func newCertain() *certain {
	return &certain{loose: map[string]bool{}, heads: map[string]bool{}, owners: map[string]int{}, last: map[string]given{}}
}

// assigned notes that a statement of an owner assigns a variable.
func (c *certain) assigned(name string, owner int, loose bool) {
	name = strings.ToLower(name)
	if first, seen := c.owners[name]; loose || seen && first != owner {
		c.loose[name] = true
	}
	c.owners[name] = owner
}

// holds reports whether a variable, lower case, holds within these branches
// what it was seen to be given.
func (c *certain) holds(name string, arms []claim.Arm) bool {
	if c.open || c.loose[name] {
		return false
	}
	if c.heads[name] {
		_, otherwise := c.owners[name]
		return !otherwise && slices.Contains(c.each, name)
	}
	g := c.last[name]
	return !g.unsure && startsWith(arms, g.arms) && (g.at <= c.from || g.at > c.to)
}

// gives notes that a variable, lower case, is given a value in these branches.
func (c *certain) gives(name string, arms []claim.Arm, sure bool) {
	c.clock++
	c.last[name] = given{arms, !sure, c.clock}
}

// doubt notes that what variables were given since a time may not be what they hold.
func (c *certain) doubt(since int) {
	if since == c.clock {
		return
	}
	if c.to == 0 || since < c.from {
		c.from = since
	}
	c.to = c.clock
}

// round begins a round of a loop that gives a variable a value.
func (c *certain) round(name string) { c.each = append(c.each, strings.ToLower(name)) }

func (c *certain) endRound() { c.each = c.each[:len(c.each)-1] }

// learn looks for what the text of a program assigns, and where.
func (in *interp) learn(main [][]script.Token, procs []*proc) {
	c := in.sure
	handsBack := map[string]bool{} // procedures that change what they are given
	for _, p := range procs {
		for _, name := range p.params {
			c.loose[name] = true
		}
		for _, s := range p.body {
			for _, name := range assignedIn(s, in.lang) {
				handsBack[p.name] = handsBack[p.name] || slices.Contains(p.params, name)
			}
		}
	}
	in.learnFrom(main, 0, handsBack)
	for i, p := range procs {
		in.learnFrom(p.body, i+1, handsBack)
	}
}

func (in *interp) learnFrom(list [][]script.Token, owner int, handsBack map[string]bool) {
	c, depth := in.sure, 0
	for _, s := range list {
		if len(s) == 0 {
			continue
		}
		switch {
		case in.lang == script.Basic:
			depth += opensLoop(s)
		case isBrace(s, "{"):
			depth++
		case isBrace(s, "}"):
			depth--
		}
		loop := depth > 0
		if isName(s[0], "for") || isName(s[0], "foreach") || isName(s[0], "while") || isName(s[0], "do") {
			loop = true
			for i, t := range s[1:min(len(s), 8)] {
				if t.Kind == script.Name && i+2 < len(s) && (isName(s[i+2], "in") || s[i+2].Text == "=") {
					c.heads[strings.ToLower(t.Text)] = true
					break
				}
			}
		}
		for _, name := range assignedIn(s, in.lang) {
			c.assigned(name, owner, loop)
		}
		in.learnHandedBack(s, handsBack)
	}
}

// learnHandedBack notes the variables that a statement hands to what may change them.
func (in *interp) learnHandedBack(s []script.Token, handsBack map[string]bool) {
	back := false
	for i, t := range s {
		if t.Kind != script.Name {
			continue
		}
		lower := strings.ToLower(t.Text)
		switch {
		case handsBack[lower], strings.HasPrefix(lower, "get") && strings.HasSuffix(lower, "value"), lower == "enumkey", lower == "enumvalues", lower == "tryparse":
			back = true
		case (lower == "out" || lower == "ref") && i+1 < len(s) && in.lang == script.C && s[i+1].Kind == script.Name:
			in.sure.loose[strings.ToLower(s[i+1].Text)] = true
		case runsText(t) && !isLiteral(s[i+1:]):
			in.sure.open = true
		case back && (i == 0 || s[i-1].Text != "."):
			in.sure.loose[lower] = true
		}
	}
}

// opensLoop is [opens] without Select Case.
func opensLoop(s []script.Token) int {
	if isName(s[0], "select") || isName(s[0], "end") {
		return 0
	}
	return opens(s)
}

// assignedIn are the variables, lower case, that a statement of a program
// assigns, the heads of loops apart.
func assignedIn(s []script.Token, lang script.Language) []string {
	var names []string
	condition := false // an "=" compares
	for i, t := range s {
		if lang == script.Basic && t.Kind == script.Name && (i == 0 || isName(t, "then") || isName(t, "else")) {
			switch strings.ToLower(t.Text) {
			case "if", "elseif", "while", "until", "do", "loop", "case", "select", "for":
				condition = true
			case "then", "else":
				condition = false
			}
		}
		if condition || t.Kind != script.Name || i > 0 && s[i-1].Text == "." {
			continue
		}
		next := i + 1
		if lang == script.Basic && next+1 < len(s) && isName(s[next], "as") { // x As String = "…"
			for next < len(s) && s[next].Text != "=" && s[next].Text != "," {
				next++
			}
		}
		if next < len(s) && assigns(s[next].Text, lang) || i > 0 && (s[i-1].Text == "++" || s[i-1].Text == "--") {
			names = append(names, strings.ToLower(t.Text))
			if lang == script.Basic && !isName(s[0], "const") && !isName(s[0], "dim") {
				condition = true // what follows compares
			}
		}
	}
	return names
}

func assigns(op string, lang script.Language) bool {
	switch op {
	case "=":
		return true
	case "+=", "-=", "|=", "&=", "++", "--":
		return lang != script.Basic
	}
	return false
}

// alternative is one of the values that a variable may hold, and the branches in
// which it is given that one.
type alternative struct {
	val  val
	arms []claim.Arm
}

// mostWays is the number of statements of a file that are followed again for
// other values of their variables.
const mostWays = 2000

// mostAlternatives is the number of values of a variable that are told apart.
const mostAlternatives = 6

// may notes what a variable, lower case, may hold once it is given a value in
// these branches; before is what it held.
func (c *certain) may(name string, v, before val, arms []claim.Arm) {
	if len(arms) == 0 {
		delete(c.either, name)
		return
	}
	list := c.either[name]
	if list == nil && before.kind != valUnknown {
		list = []alternative{{before, c.last[name].arms}}
	}
	list = slices.DeleteFunc(slices.Clone(list), func(a alternative) bool { return startsWith(a.arms, arms) })
	if len(list) >= mostAlternatives {
		list = list[1:]
	}
	for i, a := range list { // the others are what it holds where this branch is not reached
		if !excludes(a.arms, arms) {
			list[i].arms = append(slices.Clip(a.arms), claim.Arm{Pos: arms[len(arms)-1].Pos, N: claim.NoArm})
		}
	}
	if c.either == nil {
		c.either = map[string][]alternative{}
	}
	c.either[name] = append(list, alternative{v, slices.Clone(arms)})
}

// choices are the values that a variable, lower case, may hold within these
// branches, the last one last; nil if there is but one.
func (c *certain) choices(name string, arms []claim.Arm) []alternative {
	if c.ways > mostWays {
		return nil
	}
	list := c.either[name]
	for i, a := range slices.Backward(list) {
		if startsWith(arms, a.arms) { // it is given that value on the way here
			list = list[i:]
			break
		}
	}
	list = slices.DeleteFunc(slices.Clone(list), func(a alternative) bool { return excludes(a.arms, arms) })
	if len(list) == 0 || len(list) == 1 && startsWith(arms, list[0].arms) {
		return nil
	}
	c.ways += len(list)
	return list
}

// wasGiven reports whether a variable has been given a value since it had these.
func (c *certain) wasGiven(name string, list []alternative) bool {
	now := c.either[name]
	return len(now) == 0 || !slices.Equal(now[len(now)-1].arms, list[len(list)-1].arms) || now[len(now)-1].val.text != list[len(list)-1].val.text
}

func startsWith(arms, first []claim.Arm) bool {
	return len(first) <= len(arms) && slices.Equal(first, arms[:len(first)])
}

// excludes reports whether two places stand in different branches of one condition.
func excludes(a, b []claim.Arm) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Pos == y.Pos && x.N != y.N {
				return true
			}
		}
	}
	return false
}

// within are branches and those of an alternative that they do not hold.
func (a alternative) within(arms []claim.Arm) []claim.Arm {
	out := slices.Clip(arms)
	for _, arm := range a.arms {
		if !slices.Contains(arms, arm) && len(out) < mostArms {
			out = append(out, arm)
		}
	}
	return out
}
