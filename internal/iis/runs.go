package iis

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// What a script sets may hang on what those who run it hand over: setauth.cmd,
// which another one calls for each application. By itself it says little; here
// it is read once for each run of it that the repository shows.

// Bounds of the runs that are followed: of one script, of scripts that run
// scripts, and of the bytes that are read for it.
const (
	mostRuns    = 50
	deepestRuns = 3
	mostRunText = 4 << 20
)

// runFollower follows the runs that scripts make of scripts.
type runFollower struct {
	texts  map[string]string
	byName map[string][]*claim.Fragment          // scripts that take arguments, by name with and without extension
	byPath map[string]*claim.Fragment            // the first of these of each folder, likewise
	found  map[*claim.Fragment][]*claim.Fragment // what runs of them set
	over   map[*claim.Fragment]bool              // more runs of it than are followed
	bytes  int
}

// followRuns replaces the scripts that take arguments and that others run by
// what they set for them.
func followRuns(fragments []*claim.Fragment, files []*source.File, search func(words []string) []*source.File) {
	x := &runFollower{texts: map[string]string{}, byName: map[string][]*claim.Fragment{}, byPath: map[string]*claim.Fragment{}, found: map[*claim.Fragment][]*claim.Fragment{}, over: map[*claim.Fragment]bool{}}
	for _, f := range files {
		x.texts[f.Path] = f.Text
	}
	var names []string
	for _, f := range fragments {
		if isScript(f.Origin) && f.Origin != claim.FromDockerfile && takesArguments(f, x.texts[f.Path]) {
			names = append(names, x.add(f))
		}
	}
	if len(names) == 0 {
		return
	}
	callers := x.callers(fragments, names, files, search)
	for _, f := range callers { // others are followed with what they are given
		if !takesArguments(f, x.texts[f.Path]) {
			x.runs(f, f.Runs, deepestRuns)
		}
	}
	for _, f := range callers {
		if takesArguments(f, x.texts[f.Path]) && len(x.found[f]) == 0 {
			x.runs(f, f.Runs, deepestRuns)
		}
	}
	for target, found := range x.found {
		target.Claims, target.Mounts, target.Library = nil, nil, nil
		seen := map[[3]string]int{} // in Mounts
		for _, f := range found {
			target.Complete = append(target.Complete, f.Complete...)
			target.Claims = append(target.Claims, f.Claims...)
			for _, m := range f.Mounts {
				key := [3]string{m.Site, m.Path, m.Physical}
				if i, known := seen[key]; known {
					target.Mounts[i].Uncalled = target.Mounts[i].Uncalled && m.Uncalled
				} else {
					seen[key] = len(target.Mounts)
					target.Mounts = append(target.Mounts, m)
				}
			}
		}
	}
}

// add files a script that takes arguments under its name, which it returns.
func (x *runFollower) add(f *claim.Fragment) string {
	name := libraryName(f)
	for _, key := range []string{name, name + strings.ToLower(path.Ext(f.Path))} {
		x.byName[key] = append(x.byName[key], f)
		if at := path.Join(path.Dir(f.Path), key); x.byPath[at] == nil {
			x.byPath[at] = f
		}
	}
	return name
}

// callers are scripts that may run those of the names, and scripts that may run
// these with what they hand on.
func (x *runFollower) callers(fragments []*claim.Fragment, names []string, files []*source.File, search func(words []string) []*source.File) []*claim.Fragment {
	var list []*claim.Fragment
	seen := map[string]bool{}
	for _, f := range fragments {
		seen[f.Path] = true
		if len(f.Runs) > 0 {
			list = append(list, f)
		}
	}
	for range deepestRuns {
		if len(names) == 0 {
			break
		}
		candidates := slices.Clone(files)
		if search != nil {
			candidates = append(candidates, searched(search, names, x.byName[names[0]][0])...)
		}
		wanted := namesOf(names)
		names = nil
		for _, file := range candidates {
			origin := runnerOrigin(file.Path)
			if origin == "" || seen[file.Path] || !wanted.in(file.Text) {
				continue
			}
			seen[file.Path] = true
			f := ReadText(file.Path, file.Text, origin)
			if !slices.ContainsFunc(f.Runs, func(r claim.Run) bool { return x.target(f.Path, r.Script) != nil }) {
				continue
			}
			list = append(list, f)
			if x.texts[f.Path] = file.Text; takesArguments(f, file.Text) {
				names = append(names, x.add(f))
			}
		}
	}
	return list
}

// runs follows what a script runs.
func (x *runFollower) runs(caller *claim.Fragment, runs []claim.Run, depth int) {
	for i := range runs {
		r := &runs[i]
		target := x.target(caller.Path, r.Script)
		if target == nil || target.Path == caller.Path || depth == 0 {
			continue
		}
		if x.bytes += len(x.texts[target.Path]); len(x.found[target]) >= mostRuns || x.bytes > mostRunText {
			if !x.over[target] {
				x.over[target] = true
				target.Problems = append(target.Problems, claim.Problem{
					At: r.At, ID: "limit", Message: "more runs of set-up scripts than are followed; what " + target.Path + " sets from here on is not known",
				})
			}
			continue
		}
		f := &claim.Fragment{Path: target.Path, Origin: target.Origin, Given: r}
		readInto(f, x.texts[target.Path])
		for n := range f.Claims {
			c := &f.Claims[n]
			if !c.CalledAt.IsValid() {
				c.CalledAt = r.At
			}
			c.Uncalled = c.Uncalled || r.Uncalled
			c.Arms = slices.Concat(ofCaller(r.Arms), c.Arms)
		}
		for n := range f.Mounts {
			f.Mounts[n].Uncalled = f.Mounts[n].Uncalled || r.Uncalled
		}
		f.Complete = append(f.Complete, ofCaller(caller.Complete)...)
		x.found[target] = append(x.found[target], f)
		x.runs(target, f.Runs, depth-1)
	}
}

// ofCaller makes branches of who runs a script into branches that are none of
// its own.
func ofCaller(arms []claim.Arm) []claim.Arm {
	out := make([]claim.Arm, len(arms))
	for i, a := range arms {
		out[i] = claim.Arm{Pos: -1 - a.Pos, N: a.N}
	}
	return out
}

// target is the script that a name means in another one: that of the folder that
// it names, or of the same folder, or the only one.
func (x *runFollower) target(caller, name string) *claim.Fragment {
	base := path.Base(name)
	base = strings.TrimPrefix(base[strings.LastIndexAny(base, "%"+claim.Unknown)+1:], "~dp0") // %~dp0helper.cmd
	all := x.byName[base]
	if len(all) <= 1 {
		if len(all) == 0 {
			return nil
		}
		return all[0]
	}
	dir := path.Dir(caller)
	if f := x.byPath[path.Join(dir, path.Dir(name), base)]; f != nil {
		return f
	}
	return x.byPath[path.Join(dir, base)]
}

// takesArguments reports whether a script uses what it is given.
func takesArguments(f *claim.Fragment, text string) bool {
	switch f.Origin {
	case claim.FromADSI:
		return indexFold([]byte(text), "wscript.arguments") >= 0
	case claim.FromPowerShell:
		return indexFold([]byte(text), "param") >= 0
	case claim.FromAppcmd:
		for i := 0; i+1 < len(text); i++ {
			if text[i] != '%' {
				continue
			}
			next := strings.TrimLeft(text[i+1:min(len(text), i+8)], "~dpnxfsatz")
			if next != "" && (next[0] >= '1' && next[0] <= '9' || next[0] == '*') {
				return true
			}
		}
	}
	return false
}

// runnerOrigin is how a file is read that may run a script, "" for others.
func runnerOrigin(file string) claim.Origin {
	switch strings.ToLower(path.Ext(file)) {
	case ".cmd", ".bat":
		return claim.FromAppcmd
	case ".ps1", ".psm1":
		return claim.FromPowerShell
	case ".vbs", ".js":
		return claim.FromADSI
	}
	return ""
}
