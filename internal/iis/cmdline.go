package iis

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/source"
)

// arg is a word of a command line with its value.
type arg struct {
	text     string
	pos, end int
	computed bool // text is not what stands there
}

// shell reads command lines: of batch files, and of other scripts that run them.
type shell struct {
	f    *Fragment
	text string // that pos and end point into
	// at, if valid, is where everything stands: a command line that is
	// itself the value of something else.
	at   source.Place
	vars variables
	// lists are the values of the variables of "for %%i in (…)", by "%%i".
	lists map[string][]string
	depth int
	runs  int // commands followed so far
	// arms are the branches that the command stands in.
	arms []Arm
	// uncalled: a procedure runs the command lines that nothing calls.
	uncalled bool
	// batch holds the commands of the file, for calls of labels.
	batch *batchFile
}

// command follows one command of a batch file: an assignment, a call of a
// label, or a program.
func (s *shell) command(c script.Command) {
	if s.runs++; s.runs > mostRuns || len(c.Words) == 0 {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(s.lists)) {
		values := s.lists[name]
		if !uses(c, name) {
			continue
		}
		delete(s.lists, name)
		for _, value := range values[:min(len(values), mostRounds)] {
			s.vars[name] = textVal(value)
			s.command(c)
		}
		delete(s.vars, name)
		s.lists[name] = values
		return
	}
	args := make([]arg, len(c.Words))
	for i, w := range c.Words {
		args[i] = arg{text: limitText(w.Expand(s.vars.lookup)), pos: w.Pos, end: w.End}
	}
	if strings.EqualFold(args[0].text, "for") && len(args) > 3 && strings.EqualFold(args[2].text, "in") && len(c.Words[1].Parts) == 1 {
		s.loop(c.Words[1].Parts[0].Variable, args[3:])
		return
	}
	if strings.EqualFold(args[0].text, "set") {
		s.set(args[1:])
		return
	}
	if c.Call && strings.HasPrefix(args[0].text, ":") {
		s.batch.call(s, args)
		return
	}
	s.run(args)
}

// uses reports whether a variable stands in a command.
func uses(c script.Command, name string) bool {
	for _, w := range c.Words {
		for _, p := range w.Parts {
			if p.Variable != "" && strings.EqualFold(p.Variable, name) {
				return true
			}
		}
	}
	return false
}

// loop notes the values of "for %%i in (a b c)".
func (s *shell) loop(name string, args []arg) {
	name = strings.ToLower(name)
	if s.lists == nil {
		s.lists = map[string][]string{}
	}
	delete(s.lists, name)
	for _, a := range args {
		value := strings.Trim(a.text, "(), ")
		if strings.ContainsAny(value, "*?") {
			return // a set of files
		}
		s.lists[name] = append(s.lists[name], value)
	}
}

// set follows set NAME=value and set "NAME=value"; the value of set /a and
// set /p is not known.
func (s *shell) set(args []arg) {
	var parts []string
	for _, a := range args {
		parts = append(parts, a.text)
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
	s.vars[strings.ToLower(strings.TrimSpace(name))] = textVal(limitText(strings.TrimSpace(value)))
}

// run follows a program with its arguments.
func (s *shell) run(args []arg) {
	const deepest = 4 // cmd /c "powershell -Command \"cmd /c …\""
	if s.depth++; s.depth > deepest {
		s.depth--
		return
	}
	defer func() { s.depth-- }()
	for len(args) > 0 {
		program := programName(args[0].text)
		rest := args[1:]
		switch program {
		case "cscript", "wscript", "start", "cmd", "%comspec%", "call", "runas", "psexec", "&":
			args = dropOptions(program, rest)
			if len(args) == 1 && strings.Contains(args[0].text, " ") {
				s.line(args[0])
				return
			}
			continue
		case "appcmd":
			s.appcmd(args[0], rest)
		case "adsutil", "adsutil.vbs":
			s.adsutil(rest)
		case "mkwebdir", "mkwebdir.vbs":
			s.mkwebdir(rest)
		case "iisvdir", "iisvdir.vbs", "iisweb", "iisweb.vbs":
			s.iisvdir(program, rest)
		case "dism", "pkgmgr", "ocsetup", "servermanagercmd", "add-windowsfeature", "install-windowsfeature", "enable-windowsoptionalfeature":
			s.features(rest)
		case "powershell", "pwsh":
			s.powershell(rest)
		}
		return
	}
}

// programName is the file name of a program in lower case, without .exe.
func programName(text string) string {
	name := strings.ToLower(path.Base(strings.ReplaceAll(strings.Trim(text, `"'`), `\`, "/")))
	name = strings.TrimSuffix(name, ".exe")
	// %windir%… that ends with an unknown variable: the name itself may be in it.
	switch strings.Trim(name, Unknown) {
	case "appcmd", "adsutil.vbs", "cscript":
		return strings.Trim(name, Unknown)
	}
	return name
}

// dropOptions drops the options of a program that runs another one.
func dropOptions(program string, args []arg) []arg {
	for len(args) > 0 && (strings.HasPrefix(args[0].text, "/") || strings.HasPrefix(args[0].text, "-")) {
		args = args[1:]
	}
	if program == "start" && len(args) > 1 && (args[0].text == "" || strings.Contains(args[0].text, " ")) {
		args = args[1:] // the window's title
		return dropOptions("", args)
	}
	return args
}

// line follows a command line that is one word.
func (s *shell) line(a arg) {
	inner := &shell{f: s.f, text: a.text, at: s.placeOf(a), vars: s.vars, depth: s.depth, runs: s.runs, uncalled: s.uncalled, arms: s.arms}
	defer func() { s.runs = inner.runs }()
	for _, c := range script.Batch(a.text, 0) {
		inner.command(c)
	}
}

// placeOf is the place of an argument.
func (s *shell) placeOf(a arg) source.Place {
	if s.at.IsValid() {
		return s.at
	}
	return source.Place{Path: s.f.Path, Pos: a.pos, End: a.end}
}

// shown is an argument as the file writes it.
func (s *shell) shown(a arg) string {
	if s.at.IsValid() || a.computed {
		return a.text
	}
	return s.text[a.pos:a.end]
}

// literal is the place of a value at the end of an argument, if it stands
// there as it is, quotes apart.
func (s *shell) literal(a arg, value string) source.Place {
	if s.at.IsValid() {
		return source.Place{}
	}
	end := a.end
	for end > a.pos && strings.IndexByte(`"'`, s.text[end-1]) >= 0 {
		end--
	}
	if value == "" || !strings.HasSuffix(s.text[a.pos:end], value) {
		return source.Place{}
	}
	return source.Place{Path: s.f.Path, Pos: end - len(value), End: end}
}

// claim adds a setting that stands from one argument to another.
func (s *shell) claim(c Claim, from, to arg) {
	if s.f.Origin == FromDockerfile {
		c.Origin = FromDockerfile
	}
	c.Uncalled, c.Arms = s.uncalled, s.arms
	c.At = s.placeOf(from)
	if !s.at.IsValid() {
		c.At.End = max(to.end, from.end)
	}
	s.f.Claims = append(s.f.Claims, c)
}

// commandText follows a command line that a script runs.
func (in *interp) commandText(text string) {
	s := &shell{f: in.f, text: text, at: in.place(), vars: variables{}, uncalled: in.uncalled, arms: in.arms}
	for _, c := range script.Batch(text, 0) {
		s.command(c)
	}
}

// features finds role services that are installed: weak, since what is
// installed need not be switched on.
func (s *shell) features(args []arg) {
	for _, a := range args {
		for feature := range strings.FieldsFuncSeq(a.text, func(r rune) bool { return r == ',' || r == ';' || r == ':' || r == '"' || r == '\'' || r == '=' }) {
			if name := featureSetting(feature); name != "" {
				s.claim(Claim{
					Name: name, Value: "true", Raw: "installs " + feature, Origin: s.f.Origin, Weak: true,
					Scope: Scope{Kind: ScopeHost, Text: "server"},
				}, a, a)
			}
		}
	}
}

// featureSetting names what a role service makes possible.
func featureSetting(feature string) Name {
	switch strings.ToLower(strings.TrimSpace(feature)) {
	case "web-windows-auth", "iis-windowsauthentication":
		return Windows
	case "web-basic-auth", "iis-basicauthentication":
		return Basic
	case "web-digest-auth", "iis-digestauthentication":
		return Digest
	}
	return ""
}
