package advice

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/source"
)

// server is a server name that ProfileInfo holds.
type server struct {
	name   string
	known  bool           // a literal name
	local  bool           // this machine
	places []source.Place // of the logons
}

// servers are the servers that the logons of an application name.
type servers struct {
	all     []server // the most frequent first
	named   []server // of them: literal names of other machines
	unknown []server // of them: names that come from elsewhere
	local   bool     // one of them is this machine
	logons  int      // places that log on to another machine
	// What the advice says of them, made once: in a sentence, and in full by
	// whether the third workaround is in use at the finding.
	summary string
	texts   map[bool]string
}

// servers are those of the finding's application; they are found once.
func (s *subject) servers() *servers {
	if s.app.servers != nil {
		return s.app.servers
	}
	type use struct {
		name string
		at   source.Place
	}
	out := &servers{texts: map[bool]string{}}
	index := map[string]int{}
	seen := map[use]bool{}
	for _, l := range s.app.logons {
		if l.AnonymousProfile {
			continue
		}
		name := l.Server
		known := name != "" && !strings.Contains(name, "<")
		if !known && l.Local == "no" {
			name = sourceOf(name)
		}
		folded := strings.ToLower(name)
		i, ok := index[folded]
		if !ok {
			i = len(out.all)
			index[folded] = i
			out.all = append(out.all, server{name: short(name), known: known, local: l.Local != "no"})
		}
		if u := (use{folded, l.At}); !seen[u] {
			seen[u] = true
			out.all[i].places = append(out.all[i].places, l.At)
		}
	}
	slices.SortStableFunc(out.all, func(x, y server) int { return cmp.Compare(len(y.places), len(x.places)) })
	for _, x := range out.all {
		if x.local {
			out.local = true
			continue
		}
		out.logons += len(x.places)
		if x.known {
			out.named = append(out.named, x)
		} else {
			out.unknown = append(out.unknown, x)
		}
	}
	s.app.servers = out
	return out
}
