package setup

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/command"
	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/source"
)

// Scripts that others run are files of their own, which a reader does not see:
// it notes what runs them, with the arguments.

// note notes that a command line runs a script.
func (s *Shell) note(program string, args []command.Arg, first command.Arg) {
	switch path.Ext(program) {
	case ".cmd", ".bat":
		s.sure.doubt(0) // it may set variables
	case ".vbs", ".js":
	case ".ps1":
		s.notePowerShell(first, args)
		return
	case "":
		if len(args) == 0 { // call helper a b
			return
		}
	default:
		return
	}
	given := make([]claim.Argument, len(args))
	for i, a := range args {
		given[i].Value = a.Text
	}
	s.addRun(scriptName(first.Text), given, first, args)
}

// notePowerShell notes powershell -File script -Name value ….
func (s *Shell) notePowerShell(first command.Arg, args []command.Arg) {
	var given []claim.Argument
	for i := 0; i < len(args); i++ {
		name, isName := strings.CutPrefix(args[i].Text, "-")
		switch {
		case !isName || name == "":
			given = append(given, claim.Argument{Value: args[i].Text})
		case i+1 < len(args) && !strings.HasPrefix(args[i+1].Text, "-"):
			i++
			given = append(given, claim.Argument{Name: strings.ToLower(name), Value: args[i].Text})
		default:
			given = append(given, claim.Argument{Name: strings.ToLower(name), Value: "true"})
		}
	}
	s.addRun(scriptName(first.Text), given, first, args)
}

func (s *Shell) addRun(name string, given []claim.Argument, first command.Arg, args []command.Arg) {
	at := s.PlaceOf(first)
	if n := len(args); n > 0 && !s.At.IsValid() {
		at.End = max(at.End, args[n-1].End)
	}
	noteRun(s.Fragment, claim.Run{Script: name, Args: given, At: at, Uncalled: s.Uncalled, Arms: s.Arms})
}

// runs notes that a command of PowerShell runs a script.
func (c *psCommand) runs(name string) {
	var given []claim.Argument
	for _, key := range slices.Sorted(maps.Keys(c.named)) {
		given = append(given, claim.Argument{Name: key, Value: c.named[key].orEmptyUnknown()})
	}
	for _, a := range c.positional {
		given = append(given, claim.Argument{Value: a.orEmptyUnknown()})
	}
	noteRun(c.f, claim.Run{Script: scriptName(name), Args: given, At: c.place(), Uncalled: c.uncalled, Arms: c.arms})
}

func noteRun(f *claim.Fragment, r claim.Run) {
	const most = 1000
	if len(f.Runs) < most {
		f.Runs = append(f.Runs, r)
	}
}

// scriptName is a path as a script writes it, lower case, with slashes.
func scriptName(text string) string {
	return strings.ToLower(strings.ReplaceAll(strings.Trim(text, `"'`), `\`, "/"))
}

// orEmptyUnknown is the text of a value, Unknown for another one.
func (a psArg) orEmptyUnknown() string {
	if a.kind != valText {
		return claim.Unknown
	}
	return a.text
}

// given follows the script as one run of it does.
func (r *psReader) given(run *claim.Run, list []script.Statement) {
	named := map[string]psArg{}
	var positional []psArg
	for _, a := range run.Args {
		v := textVal(a.Value)
		if strings.Contains(a.Value, claim.Unknown) {
			v = val{}
		}
		if a.Name != "" {
			named[a.Name] = psArg{val: v}
		} else {
			positional = append(positional, psArg{val: v})
		}
	}
	calls := r.calls
	r.at = source.Place{}
	r.callFunction(&psFunction{body: list}, named, positional, false)
	r.calls = calls + 1
}
