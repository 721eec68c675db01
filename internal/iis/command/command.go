// Package command knows the commands that set a web server up: appcmd of IIS 7
// and later; adsutil.vbs, mkwebdir.vbs, iisvdir.vbs and iisweb.vbs of IIS 4 to 6;
// and those that install role services (dism, servermanagercmd, pkgmgr …). It is
// given a command line whose words are known; who runs it is for package setup
// to find out.
package command

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// Line is a command line and where it stands.
type Line struct {
	Fragment *claim.Fragment
	Text     string // that the pos and end of arguments point into
	// At, if valid, is where everything stands: a command line that is
	// itself the value of something else.
	At source.Place
	// Arms are the branches that the command stands in.
	Arms []claim.Arm
	// Uncalled: a procedure runs the command line that nothing calls.
	Uncalled bool
	// CalledAt is the call, with arguments, of the procedure that runs it.
	CalledAt source.Place
}

// Arg is a word of a command line: its value, and where it stands in the text of
// the line.
type Arg struct {
	Text     string
	Pos, End int
	Computed bool // Text is not what stands there
}

// Follow follows a program that sets a web server up, args[0], with its
// arguments. Of other programs it reports false.
func (l *Line) Follow(args []Arg) bool {
	program, rest := ProgramName(args[0].Text), args[1:]
	switch program {
	case "appcmd":
		l.appcmd(args[0], rest)
	case "adsutil", "adsutil.vbs":
		l.adsutil(rest)
	case "mkwebdir", "mkwebdir.vbs":
		l.mkwebdir(rest)
	case "iisvdir", "iisvdir.vbs", "iisweb", "iisweb.vbs":
		l.iisvdir(program, rest)
	case "dism", "pkgmgr", "ocsetup", "servermanagercmd", "add-windowsfeature", "install-windowsfeature", "enable-windowsoptionalfeature":
		l.Features(rest)
	default:
		return false
	}
	return true
}

// PlaceOf is the place of an argument.
func (l *Line) PlaceOf(a Arg) source.Place {
	if l.At.IsValid() {
		return l.At
	}
	return source.Place{Path: l.Fragment.Path, Pos: a.Pos, End: a.End}
}

// shown is an argument as the file writes it.
func (l *Line) shown(a Arg) string {
	if l.At.IsValid() || a.Computed {
		return a.Text
	}
	return l.Text[a.Pos:a.End]
}

// literal is the place of a value at the end of an argument, if it stands
// there as it is, quotes apart.
func (l *Line) literal(a Arg, value string) source.Place {
	if l.At.IsValid() {
		return source.Place{}
	}
	end := a.End
	for end > a.Pos && strings.IndexByte(`"'`, l.Text[end-1]) >= 0 {
		end--
	}
	if value == "" || !strings.HasSuffix(l.Text[a.Pos:end], value) {
		return source.Place{}
	}
	return source.Place{Path: l.Fragment.Path, Pos: end - len(value), End: end}
}

// claim adds a setting that stands from one argument to another.
func (l *Line) claim(c claim.Claim, from, to Arg) {
	if l.Fragment.Origin == claim.FromDockerfile {
		c.Origin = claim.FromDockerfile
	}
	c.Uncalled, c.Arms, c.CalledAt = l.Uncalled, l.Arms, l.CalledAt
	c.At = l.PlaceOf(from)
	if !l.At.IsValid() {
		c.At.End = max(to.End, from.End)
	}
	l.Fragment.Claims = append(l.Fragment.Claims, c)
}

// mount adds where a virtual path lies.
func (l *Line) mount(m claim.Mount) {
	m.Uncalled = l.Uncalled
	l.Fragment.Mounts = append(l.Fragment.Mounts, m)
}

// ProgramName is the file name of a program in lower case, without .exe.
func ProgramName(text string) string {
	name := strings.ToLower(path.Base(strings.ReplaceAll(strings.Trim(text, `"'`), `\`, "/")))
	name = strings.TrimSuffix(name, ".exe")
	// %windir%… that ends with an unknown variable: the name itself may be in it.
	switch strings.Trim(name, claim.Unknown) {
	case "appcmd", "adsutil.vbs", "cscript":
		return strings.Trim(name, claim.Unknown)
	}
	return name
}
