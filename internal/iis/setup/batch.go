package setup

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/command"
	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/source"
)

// batchFile is a batch file whose jumps and calls are followed: what lies
// behind "goto end" and is called by nobody sets nothing.
type batchFile struct {
	commands []script.Command
	labels   map[string]int // index in commands
	alone    map[int]bool   // labels that one jump alone leads to
	passed   map[int]bool   // labels that nothing before them jumps to
	calls    int            // calls within calls
	guards   map[int]bool   // conditions of jumps, by where they stand
}

// ReadBatch reads a batch file.
func ReadBatch(f *claim.Fragment, text string) {
	s := NewShell(f, text, source.Place{})
	b := &batchFile{commands: script.Batch(text, 0), labels: map[string]int{}, guards: map[int]bool{}}
	s.batch = b
	for i, c := range b.commands {
		if _, seen := b.labels[c.Label]; c.Label != "" && !seen {
			b.labels[c.Label] = i
		}
	}
	b.findAlone()
	b.learn(s.sure)
	if f.Given != nil {
		s.parameters(f.Given.Args)
	}
	b.follow(s, 0)
	b.dropGuards(f)
}

// walk follows a file or what a call reaches of it.
type walk struct {
	*batchFile
	shell   *Shell
	entries []entry // where else it may go on
	all     bool    // every label is one of them
	// arms are the branches that jumps made of what is being followed.
	arms    []claim.Arm
	reached map[int]bool
	// jumped are the conditions under which it goes elsewhere.
	jumped map[int]bool
}

// entry is where a walk goes on, and in which branches.
type entry struct {
	index int
	arms  []claim.Arm
	clock int // when it was found, see certain
}

// findAlone finds the labels that one jump alone leads to: behind "if x goto
// there", what stands there and what follows the jump are two branches. Others
// are where ways meet.
func (b *batchFile) findAlone() {
	leading, earlier := map[string]int{}, map[string]bool{}
	before := map[int]bool{} // labels that the command before runs into
	falls := true
	for i, c := range b.commands {
		if c.Label != "" {
			before[i] = falls
			falls = true
			continue
		}
		target, jumps := jump(c, nil)
		if strings.Contains(target, claim.Unknown) {
			return // it may lead anywhere
		}
		if c.Call && len(c.Words) > 0 {
			target = strings.ToLower(strings.TrimPrefix(c.Words[0].Expand(variables(nil).lookup), ":"))
		}
		leading[target]++
		if at, known := b.labels[target]; known && i < at || c.Call {
			earlier[target] = true
		}
		falls = !jumps || len(c.Conditions) > 0 || c.Conditional
	}
	b.alone, b.passed = map[int]bool{}, map[int]bool{}
	for label, i := range b.labels {
		b.passed[i] = !earlier[label]
		b.alone[i] = leading[label] == 1 && !before[i]
	}
}

// follow follows commands from an index on, and what they may jump to.
func (b *batchFile) follow(s *Shell, at int) {
	w := &walk{batchFile: b, shell: s, entries: []entry{{at, nil, s.sure.clock}}, reached: map[int]bool{}, jumped: map[int]bool{}}
	for len(w.entries) > 0 {
		next := w.entries[0]
		w.entries = w.entries[1:]
		w.arms = next.arms
		s.sure.doubt(next.clock)
		w.run(next.index)
	}
}

// run follows commands as far as they were not reached before.
func (w *walk) run(i int) {
	for i < len(w.commands) && !w.reached[i] {
		if w.shell.runs++; w.shell.runs > MostRuns {
			return
		}
		w.reached[i] = true
		c := w.commands[i]
		if c.Label != "" && !w.alone[i] && !w.passed[i] {
			w.arms = nil
		}
		i++
		outer := w.shell.Arms
		w.shell.Arms = slices.Concat(outer, w.arms)
		open, holds := w.shell.conditions(c)
		w.shell.Arms = outer
		if !holds {
			continue
		}
		target, jumps := jump(c, w.shell.vars)
		if !jumps {
			w.shell.Arms = slices.Concat(outer, w.arms, w.shell.armsOf(open))
			w.shell.command(c)
			w.shell.Arms = outer
			continue
		}
		if len(c.Conditions) == 0 && c.Conditional { // a && goto b
			w.later(target)
			continue
		}
		for n := len(open); n > 0; n-- { // if a (goto b) else goto c
			if last := open[n-1]; !w.jumped[last.Pos()] {
				w.jumped[last.Pos()] = true
				break
			}
			open = open[:n-1]
		}
		if len(open) > 0 {
			w.branch(target, open)
			i = behind(w.commands, i, c.Conditions)
			continue
		}
		if strings.Contains(target, claim.Unknown) {
			w.later(target)
			return
		}
		to, known := w.labels[target]
		if !known {
			return // :eof, exit, or a label that is missing: the end
		}
		i = to
	}
}

// behind is the index of the first command from i on that does not stand in the
// same block, which a jump leaves.
func behind(commands []script.Command, i int, conditions []script.Condition) int {
	n := len(conditions)
	same := func(a, b script.Condition) bool { return a.Pos() == b.Pos() && a.Else == b.Else }
	for i < len(commands) && commands[i].Label == "" && len(commands[i].Conditions) >= n && slices.EqualFunc(commands[i].Conditions[:n], conditions, same) {
		i++
	}
	return i
}

// branch notes that a label may be jumped to, and that what follows is the other
// branch.
func (w *walk) branch(target string, open []script.Condition) {
	outer := w.arms
	arms := w.shell.armsOf(open)
	if len(outer)+len(arms) > mostArms {
		w.later(target)
		return
	}
	w.arms = slices.Concat(outer, arms)
	w.later(target)
	w.arms = outer
	if len(open) != 1 {
		return
	}
	c := open[0]
	if fails, ok := failed(c.Words); ok && fails != c.Else { // the way on is that of success
		return
	}
	n := 1
	if c.Else {
		n = 0
	}
	w.arms = append(slices.Clip(outer), claim.Arm{Pos: c.Pos(), N: n})
	if len(arms) == 1 {
		w.guards[c.Pos()] = true
		w.shell.Fragment.Exhausts(c.Pos(), 2)
	}
}

// dropGuards takes what stands behind "if … goto end" for what the script does,
// where it does nothing else: that it ends early is for those who call it wrongly.
func (b *batchFile) dropGuards(f *claim.Fragment) {
	within := map[claim.Arm]int{} // what is done in each branch
	all := make([]*[]claim.Arm, 0, len(f.Claims)+len(f.Runs))
	for i := range f.Claims {
		all = append(all, &f.Claims[i].Arms)
	}
	for i := range f.Runs {
		if path.Ext(f.Runs[i].Script) != "" { // else most likely echo
			all = append(all, &f.Runs[i].Arms)
		}
	}
	for _, arms := range all {
		for i, a := range *arms {
			if slices.Index(*arms, a) == i {
				within[a]++
			}
		}
	}
	for _, arms := range all {
		*arms = slices.DeleteFunc(slices.Clone(*arms), func(a claim.Arm) bool { return b.guards[a.Pos] && within[a] == len(all) })
	}
}

// later notes that a label, or any where the name is not known, may be jumped to.
func (w *walk) later(target string) {
	if i, known := w.labels[target]; known {
		w.entries = append(w.entries, entry{i, w.arms, w.shell.sure.clock})
	}
	if !strings.Contains(target, claim.Unknown) || w.all {
		return
	}
	w.all = true
	for i, c := range w.commands {
		if c.Label != "" {
			w.entries = append(w.entries, entry{i, nil, 0})
		}
	}
}

// conditions of a command: open are those that nothing decides; holds is false
// if one is known not to hold.
func (s *Shell) conditions(c script.Command) (open []script.Condition, holds bool) {
	for _, cond := range c.Conditions {
		switch value, known := s.condition(cond.Words); {
		case !known:
			open = append(open, cond)
		case value == cond.Else:
			return nil, false
		}
	}
	return open, true
}

// condition evaluates a == b and a equ b of what a call of a label passes.
func (s *Shell) condition(words []script.Word) (value, known bool) {
	known, not, fold := true, false, false
	var text []string
	for _, w := range words {
		one := w.Expand(func(name string) (string, bool) {
			v, ok := s.certainly(name)
			known = known && ok
			return v, ok
		})
		switch {
		case len(text) == 0 && strings.EqualFold(one, "/i"):
			fold = true
		case len(text) == 0 && strings.EqualFold(one, "not"):
			not = true
		default:
			text = append(text, one)
		}
	}
	if !known || len(text) == 0 {
		return false, false
	}
	a, b, ok := strings.Cut(strings.Join(text, " "), "==")
	if len(text) == 3 && strings.EqualFold(text[1], "equ") {
		a, b, ok = text[0], text[2], true
	}
	if !ok {
		return false, false // exist, defined, errorlevel, other comparisons
	}
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return (a == b || fold && strings.EqualFold(a, b)) != not, true
}

// certainly is the text of a variable that decides.
func (s *Shell) certainly(name string) (string, bool) {
	name = strings.ToLower(name)
	v, ok := s.vars[name]
	passed := len(name) == 1 && (name[0] >= '1' && name[0] <= '9') || strings.HasPrefix(name, "%%")
	return v.text, ok && (passed || s.sure.holds(name, s.Arms)) && v.known()
}

// learn looks for variables that the text sets where it is not followed step by
// step: in loops, by what a user types, behind && and ||.
func (b *batchFile) learn(c *certain) {
	for i, x := range b.commands {
		target, jumps := jump(x, nil)
		if x.Label != "" || !jumps {
			continue
		}
		if strings.Contains(target, claim.Unknown) {
			c.open = true
			return
		}
		if at, known := b.labels[target]; known && at < i { // a loop
			for _, y := range b.commands[at:i] {
				c.learnSet(y, true)
			}
		}
	}
	for _, x := range b.commands {
		c.learnSet(x, x.Loose)
	}
}

func (c *certain) learnSet(x script.Command, loose bool) {
	if len(x.Words) < 2 || !strings.EqualFold(x.Words[0].Expand(variables(nil).lookup), "set") || !loose {
		return
	}
	for _, w := range x.Words[1:] {
		if name, _, ok := strings.Cut(w.Expand(variables(nil).lookup), "="); ok {
			c.loose[strings.ToLower(strings.TrimSpace(name))] = true
			return
		}
	}
}

// jump is the label that a command goes to, "" for the end of the file.
func jump(c script.Command, vars variables) (target string, jumps bool) {
	if len(c.Words) == 0 || c.Call {
		return "", false
	}
	first := strings.ToLower(c.Words[0].Expand(vars.lookup))
	switch {
	case first == "exit":
		return "", true
	case first == "goto" && len(c.Words) > 1:
		target = c.Words[1].Expand(vars.lookup)
	case strings.HasPrefix(first, "goto:"):
		target = first[len("goto:"):]
	default:
		return "", false
	}
	return strings.ToLower(strings.TrimPrefix(target, ":")), true
}

// batchParameters are the names of what a label or a file is called with.
const batchParameters = "123456789*"

// parameters sets %1 to %9 and %*.
func (s *Shell) parameters(args []claim.Argument) {
	all := ""
	for i := range batchParameters {
		value := ""
		if i < len(args) {
			value = args[i].Value
			all = LimitText(strings.TrimLeft(all+" "+value, " "))
		}
		s.vars[batchParameters[i:i+1]] = textVal(value)
	}
	s.vars["*"] = textVal(all)
}

// call follows "call :label arguments", which stands at a place, to the end of
// what stands behind the label.
func (b *batchFile) call(s *Shell, args []command.Arg, place source.Place) {
	const deepest = 8
	if b == nil || b.calls >= deepest {
		return
	}
	at, known := b.labels[strings.ToLower(args[0].Text[1:])]
	if !known {
		return
	}
	var outer [len(batchParameters)]val
	for i := range batchParameters {
		outer[i] = s.vars[batchParameters[i:i+1]]
	}
	given := make([]claim.Argument, len(args)-1)
	for i, a := range args[1:] {
		given[i].Value = a.Text
	}
	s.parameters(given)
	calledAt := s.CalledAt
	if len(args) > 1 {
		s.CalledAt = place
	}
	b.calls++
	b.follow(s, at)
	b.calls--
	s.CalledAt = calledAt
	for i := range batchParameters {
		s.vars[batchParameters[i:i+1]] = outer[i]
	}
}
