package setup

import (
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
	calls    int            // calls within calls
}

// ReadBatch reads a batch file.
func ReadBatch(f *claim.Fragment, text string) {
	s := NewShell(f, text, source.Place{})
	b := &batchFile{commands: script.Batch(text, 0), labels: map[string]int{}}
	s.batch = b
	for i, c := range b.commands {
		if _, seen := b.labels[c.Label]; c.Label != "" && !seen {
			b.labels[c.Label] = i
		}
	}
	b.findAlone()
	if f.Given != nil {
		s.parameters(f.Given.Args)
	}
	b.follow(s, 0)
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
}

// findAlone finds the labels that one jump alone leads to: behind "if x goto
// there", what stands there and what follows the jump are two branches. Others
// are where ways meet.
func (b *batchFile) findAlone() {
	leading := map[string]int{}
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
		falls = !jumps || len(c.Conditions) > 0 || c.Conditional
	}
	b.alone = map[int]bool{}
	for label, i := range b.labels {
		b.alone[i] = leading[label] == 1 && !before[i]
	}
}

// follow follows commands from an index on, and what they may jump to.
func (b *batchFile) follow(s *Shell, at int) {
	w := &walk{batchFile: b, shell: s, entries: []entry{{index: at}}, reached: map[int]bool{}, jumped: map[int]bool{}}
	for len(w.entries) > 0 {
		next := w.entries[0]
		w.entries = w.entries[1:]
		w.arms = next.arms
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
		if c.Label != "" && !w.alone[i] {
			w.arms = nil
		}
		i++
		open, holds := w.shell.conditions(c)
		if !holds {
			continue
		}
		target, jumps := jump(c, w.shell.vars)
		if !jumps {
			outer := w.shell.Arms
			w.shell.Arms = slices.Concat(outer, w.arms, armsOf(open))
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
	arms := armsOf(open)
	if len(outer)+len(arms) > mostArms {
		w.later(target)
		return
	}
	w.arms = slices.Concat(outer, arms)
	w.later(target)
	if w.arms = outer; len(arms) == 1 {
		w.arms = append(slices.Clip(outer), claim.Arm{Pos: arms[0].Pos, N: 1 - arms[0].N})
	}
}

// later notes that a label, or any where the name is not known, may be jumped to.
func (w *walk) later(target string) {
	if i, known := w.labels[target]; known {
		w.entries = append(w.entries, entry{i, w.arms})
	}
	if !strings.Contains(target, claim.Unknown) || w.all {
		return
	}
	w.all = true
	for i, c := range w.commands {
		if c.Label != "" {
			w.entries = append(w.entries, entry{i, nil})
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
			v, ok := s.vars[strings.ToLower(name)]
			passed := len(name) == 1 && (name[0] >= '1' && name[0] <= '9') || strings.HasPrefix(name, "%%")
			if !ok || !passed || v.kind != valText || strings.Contains(v.text, claim.Unknown) {
				known = false
			}
			return v.text, ok
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
