package advice

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis"
)

// locked are the sections, in the order of the patch, that a web.config holds
// after it and that IIS does not read there unless the server says so: those of
// authentication and access are locked in applicationHost.config as installed
// (iis-docs: how to use locking in IIS configuration).
type locked []string

// locked names the sections that the patch brings into a web.config, and those
// that stand there although the repository shows that they are locked. What a
// web.config holds already and nothing says a lock of is taken to be unlocked.
func (a *Adviser) locked(s *subject) locked {
	var out locked
	web := map[string]bool{}
	for _, c := range s.changes {
		p := c.place()
		if p == nil || p.Origin != iis.FromWebConfig && p.Origin != iis.FromTransform {
			continue
		}
		web[p.At.Path] = true
		if c.at != nil && c.at.Locked {
			section, _, _ := strings.Cut(c.inXML(), " ")
			out = unique(append(out, section))
		}
	}
	for _, e := range s.plan.Edits {
		if !web[e.At.Path] || !strings.HasPrefix(strings.TrimSpace(e.Text), "<") {
			continue
		}
		added, _ := inserted(e.Text)
		for _, x := range added {
			section, _, _ := strings.Cut(x, " ")
			if slices.ContainsFunc(perFolder(s.pages), func(page string) bool {
				no, said := a.in.Config.SectionLocked(page, section)
				return no || !said
			}) {
				out = unique(append(out, section))
			}
		}
	}
	return out
}

// perFolder leaves one page of each folder: what locks a section is said for
// folders, and those of one web.config may be of several applications.
func perFolder(pages []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, p := range pages {
		if dir := path.Dir(p); !seen[dir] {
			seen[dir] = true
			out = append(out, p)
		}
	}
	return out
}

// lockedSummary is short: the commands stand beside it.
const lockedSummary = "HTTP 500.19 unless the sections are unlocked on the server"

// commands unlock the sections.
func (l locked) commands() []string {
	out := make([]string, len(l))
	for i, section := range l {
		path := "system.webServer/security/"
		if section != "access" {
			path += "authentication/"
		}
		out[i] = "appcmd unlock config /section:" + path + section
	}
	return out
}

func (l locked) text() string {
	return fmt.Sprintf("\nIIS 7 and later lock the sections of authentication and `<access>` in applicationHost.config as installed: a web.config that holds one gets HTTP 500.19 on every request below it. "+
		"Before this patch goes out, unlock on the server what is not unlocked yet:\n\n```bat\n%s\n```\n\n"+
		"Who may not unlock it puts the same sections into a `<location path=\"site/application\">` of applicationHost.config instead.\n", strings.Join(l.commands(), "\n"))
}
