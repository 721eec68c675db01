package setup

import (
	"maps"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/command"
	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/source"
)

// Shell follows command lines: of batch files, and of other scripts that run them.
type Shell struct {
	command.Line
	vars variables
	sure *certain
	// chosen are variables that are taken to hold one of the values that they may.
	chosen []string
	// lists are the values of the variables of "for %%i in (…)", by "%%i".
	lists map[string][]string
	depth int
	runs  int // commands followed so far
	// batch holds the commands of the file, for calls of labels.
	batch *batchFile
}

// NewShell makes a shell for the command lines of text; at, if valid, is where
// everything stands.
func NewShell(f *claim.Fragment, text string, at source.Place) *Shell {
	return &Shell{Line: command.Line{Fragment: f, Text: text, At: at}, vars: variables{}, sure: newCertain()}
}

// SetVariable gives a variable of the environment a value.
func (s *Shell) SetVariable(name, value string) {
	name = strings.ToLower(name)
	v := textVal(LimitText(value))
	s.sure.may(name, v, s.vars[name], s.Arms)
	s.vars[name] = v
}

// command follows one command of a batch file: an assignment, a call of a
// label, or a program.
func (s *Shell) command(c script.Command) {
	if s.runs++; s.runs > MostRuns || len(c.Words) == 0 {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(s.lists)) {
		values := s.lists[name]
		if !uses(c, name) {
			continue
		}
		delete(s.lists, name)
		for _, value := range values[:min(len(values), MostRounds)] {
			s.vars[name] = textVal(value)
			s.command(c)
		}
		delete(s.vars, name)
		s.lists[name] = values
		return
	}
	if s.eachWay(c) {
		return
	}
	args := make([]command.Arg, len(c.Words))
	for i, w := range c.Words {
		args[i] = command.Arg{Text: LimitText(w.Expand(s.vars.lookup)), Pos: w.Pos, End: w.End}
	}
	if strings.EqualFold(args[0].Text, "for") && len(args) > 3 && strings.EqualFold(args[2].Text, "in") && len(c.Words[1].Parts) == 1 {
		s.loop(c.Words[1].Parts[0].Variable, args[3:])
		return
	}
	if strings.EqualFold(args[0].Text, "set") {
		s.set(args[1:], s.certain(c.Words[1:]))
		return
	}
	if c.Call && strings.HasPrefix(args[0].Text, ":") {
		s.batch.call(s, args, source.Place{Path: s.Fragment.Path, Pos: c.Words[0].Pos, End: c.Words[len(c.Words)-1].End})
		return
	}
	if strings.EqualFold(args[0].Text, "endlocal") {
		s.sure.doubt(0)
	}
	s.Run(args)
}

// eachWay follows a command once for each value that a variable in it may hold,
// within the branch that gives it that one; it reports false if there is none.
func (s *Shell) eachWay(c script.Command) bool {
	const deepest = 3 // variables of one command
	if len(s.sure.either) == 0 || len(s.chosen) >= deepest {
		return false
	}
	name, list := s.undecided(c)
	if len(list) == 0 {
		return false
	}
	arms, last := s.Arms, s.vars[name]
	s.chosen = append(s.chosen, name)
	for _, a := range list {
		s.vars[name], s.Arms = a.val, a.within(arms)
		s.command(c)
	}
	s.chosen = s.chosen[:len(s.chosen)-1]
	s.Arms = arms
	if !s.sure.wasGiven(name, list) {
		s.vars[name] = last
	}
	return true
}

// undecided is the first variable of a command that may hold several values.
func (s *Shell) undecided(c script.Command) (name string, list []alternative) {
	for _, w := range c.Words {
		for _, p := range w.Parts {
			lower := strings.ToLower(p.Variable)
			if lower == "" || s.sure.either[lower] == nil || slices.Contains(s.chosen, lower) {
				continue
			}
			if list := s.sure.choices(lower, s.Arms); list != nil {
				return lower, list
			}
		}
	}
	return "", nil
}

// RunLines follows the command lines from pos to end of the shell's text.
func (s *Shell) RunLines(pos, end int) {
	for _, c := range script.Batch(s.Text[pos:end], pos) {
		s.command(c)
	}
}

// uses reports whether a variable stands in a command, other than a "for" that
// gives it new values.
func uses(c script.Command, name string) bool {
	words := c.Words
	if len(words) > 3 && len(words[0].Parts) == 1 && strings.EqualFold(words[0].Parts[0].Text, "for") {
		words = words[2:]
	}
	for _, w := range words {
		for _, p := range w.Parts {
			if p.Variable != "" && strings.EqualFold(p.Variable, name) {
				return true
			}
		}
	}
	return false
}

// loop notes the values of "for %%i in (a b c)".
func (s *Shell) loop(name string, args []command.Arg) {
	name = strings.ToLower(name)
	if s.lists == nil {
		s.lists = map[string][]string{}
	}
	delete(s.lists, name)
	for _, a := range args {
		value := strings.Trim(a.Text, "(), ")
		if strings.ContainsAny(value, "*?") {
			return // a set of files
		}
		s.lists[name] = append(s.lists[name], value)
	}
}

// set follows set NAME=value and set "NAME=value"; the value of set /a and
// set /p is not known.
func (s *Shell) set(args []command.Arg, sure bool) {
	var parts []string
	for _, a := range args {
		parts = append(parts, a.Text)
	}
	name, value, ok := strings.Cut(strings.Join(parts, " "), "=")
	if !ok {
		return
	}
	if strings.HasPrefix(name, "/") {
		_, name, _ = strings.Cut(name, " ")
		delete(s.vars, strings.ToLower(strings.TrimSpace(name)))
		return
	}
	name = strings.TrimSpace(name)
	s.SetVariable(name, strings.TrimSpace(value))
	s.sure.gives(strings.ToLower(name), s.Arms, sure)
}

// certain reports whether words consist of what decides.
func (s *Shell) certain(words []script.Word) bool {
	for _, w := range words {
		for _, p := range w.Parts {
			if _, ok := s.certainly(p.Variable); p.Variable != "" && !ok {
				return false
			}
		}
	}
	return true
}

// Run follows a program with its arguments.
func (s *Shell) Run(args []command.Arg) {
	const deepest = 4 // cmd /c "powershell -Command \"cmd /c …\""
	if s.depth++; s.depth > deepest {
		s.depth--
		return
	}
	defer func() { s.depth-- }()
	for len(args) > 0 {
		program := command.ProgramName(args[0].Text)
		rest := args[1:]
		switch program {
		case "cscript", "wscript", "start", "cmd", "%comspec%", "call", "runas", "psexec", "&":
			args = dropOptions(program, rest)
			if len(args) == 1 && strings.Contains(args[0].Text, " ") {
				s.RunText(args[0])
				return
			}
			continue
		case "powershell", "pwsh":
			s.powershell(rest)
		default:
			if !s.Follow(args) {
				s.note(program, rest, args[0])
			}
		}
		return
	}
}

// dropOptions drops the options of a program that runs another one.
func dropOptions(program string, args []command.Arg) []command.Arg {
	for len(args) > 0 && (strings.HasPrefix(args[0].Text, "/") || strings.HasPrefix(args[0].Text, "-")) {
		args = args[1:]
	}
	if program == "start" && len(args) > 1 && (args[0].Text == "" || strings.Contains(args[0].Text, " ")) {
		args = args[1:] // the window's title
		return dropOptions("", args)
	}
	return args
}

// RunText follows a command line that is one word.
func (s *Shell) RunText(a command.Arg) {
	inner := &Shell{
		Line: command.Line{Fragment: s.Fragment, Text: a.Text, At: s.PlaceOf(a), Uncalled: s.Uncalled, Arms: s.Arms, CalledAt: s.CalledAt},
		vars: s.vars, sure: s.sure, depth: s.depth, runs: s.runs,
	}
	defer func() { s.runs = inner.runs }()
	inner.RunLines(0, len(a.Text))
}

// commandText follows a command line that a script runs.
func (in *interp) commandText(text string) {
	s := NewShell(in.f, text, in.place())
	s.Uncalled, s.Arms, s.CalledAt = in.uncalled, in.arms, in.calledAt()
	s.RunLines(0, len(text))
}
