package filetree

import (
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// ignores are the patterns of .gitignore files, of the outermost first. The last
// one that matches decides. See gitignore(5).
type ignores []ignore

// maxIgnores bounds the patterns that one file is held against.
const maxIgnores = 10_000

type ignore struct {
	glob   string // for doublestar; "" if it is end alone
	again  bool   // with "!" before it: what matches is not ignored
	folder bool   // with "/" behind it: only folders match
	// name: it has no slash, so that it is held against the name of a file or
	// folder alone; else against the path from the folder that it stands in,
	// whose own path, with its slash, is of this length.
	name bool
	from int
	// end is what all that it matches ends with: most files are told by it
	// alone. A usual .gitignore has more than a hundred patterns, and a usual
	// repository tens of thousands of files that none of them means.
	end string
}

// newIgnore reads a line of the .gitignore in a folder, whose path is "" or has
// a slash behind it. ok is false for lines that can match nothing.
func newIgnore(line, folder string) (p ignore, ok bool) {
	if !strings.HasSuffix(line, `\ `) {
		line = strings.TrimRight(line, " ")
	}
	if line == "" || line[0] == '#' {
		return ignore{}, false
	}
	line, p.again = strings.CutPrefix(line, "!")
	line, p.folder = strings.CutSuffix(line, "/")
	p.name = !strings.Contains(line, "/")
	p.from = len(folder)
	line = strings.TrimPrefix(line, "/")
	p.end = line[strings.LastIndexAny(line, `/*?[]\`)+1:]
	if p.name && p.end == line {
		return p, line != ""
	}
	p.glob = strings.ReplaceAll(strings.ReplaceAll(line, "{", `\{`), "}", `\}`) // braces mean nothing to git
	for strings.Contains(p.glob, "***") {
		p.glob = strings.ReplaceAll(p.glob, "***", "**")
	}
	if strings.HasSuffix(line, "/**") {
		p.glob += "/*" // what lies in the folder, not the folder
	}
	return p, doublestar.ValidatePattern(p.glob)
}

func (p *ignore) matches(path, name string) bool {
	switch {
	case !strings.HasSuffix(name, p.end):
		return false
	case p.glob == "":
		return name == p.end
	case p.name:
		return doublestar.MatchUnvalidated(p.glob, name)
	}
	return doublestar.MatchUnvalidated(p.glob, path[p.from:])
}

// match reports whether a file or folder is ignored, in folders that are not.
func (l ignores) match(path string, isDir bool) bool {
	name := path[strings.LastIndexByte(path, '/')+1:]
	for i := len(l) - 1; i >= 0; i-- {
		if p := &l[i]; (isDir || !p.folder) && p.matches(path, name) {
			return !p.again
		}
	}
	return false
}

// matchAbove reports whether a folder is ignored, or one above it.
func (l ignores) matchAbove(folder string) bool {
	for i := range len(folder) {
		if folder[i] == '/' && l.match(folder[:i], true) {
			return true
		}
	}
	return folder != "." && l.match(folder, true)
}
