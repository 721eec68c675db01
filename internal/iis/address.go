package iis

import (
	"cmp"
	"path"
	"slices"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// address is a way to reach a page: a site and a virtual path, with the
// folder behind each step of it.
type address struct {
	site  string   // canonical; "" where no mount covers the page
	parts []string // virtual path, lower case, the file's name last
	// folders[i] is the folder of parts[:i], lower case, "" if it is not in
	// the repository; applications[i] reports whether an application begins there.
	folders      []string
	applications []bool
	pool         string
	// around are folders above the mount that serves the page, where the
	// mount is tied to its folder by name or assumption only: their
	// web.config files may well apply. mounted is the number of parts of
	// that mount's virtual path.
	around  []string
	mounted int
	page    string // lower case
	// near are the entries that may apply to it, by build configuration.
	near map[string][]int
}

// mostAddresses bounds the virtual paths that one page is judged under.
const mostAddresses = 50

// addresses of a page, given in lower case: of each site the mounts of the
// nearest folder. There is at least one, and at most [mostAddresses], those of
// the nearest folders.
func (c *Config) addresses(page string) []address {
	dir, file := path.Dir(page), path.Base(page)
	var list []address
	served := map[string]bool{} // sites, by a folder further down
	var rest []string           // from folder to dir
	for folder := dir; len(list) < mostAddresses; folder = path.Dir(folder) {
		here := c.sites.serving[folder]
		for _, m := range here {
			if !served[m.site] && len(list) < mostAddresses {
				list = append(list, address{site: m.site, parts: slices.Concat(m.parts, rest, []string{file})})
			}
		}
		for _, m := range here {
			served[m.site] = true
		}
		if folder == "." {
			break
		}
		rest = append([]string{path.Base(folder)}, rest...)
	}
	slices.SortStableFunc(list, func(a, b address) int { return c.sites.order[a.site] - c.sites.order[b.site] })
	if len(list) == 0 {
		list = []address{{parts: append(slices.Clone(rest), file)}}
	}
	for i := range list {
		list[i].page = page
		c.trace(&list[i])
	}
	return list
}

// trace fills in folders, applications and pool of an address.
func (c *Config) trace(a *address) {
	folder := ""
	for i := range a.parts {
		app := false
		if a.site == "" {
			folder = join(".", a.parts[:i])
		} else {
			key := siteKey(a.site, a.parts[:i])
			if m := c.sites.at[key]; m != nil {
				folder = m.folder
			} else if folder != "" {
				folder = join(folder, a.parts[i-1:i])
			}
			v := c.sites.virtual[key]
			app = v.application
			a.pool = cmp.Or(v.pool, a.pool)
		}
		a.folders = append(a.folders, folder)
		a.applications = append(a.applications, app || folder != "" && c.apps[folder])
	}
	m, _ := c.sites.covering(a.site, a.parts)
	if m == nil || m.by == byPath {
		return
	}
	a.mounted = len(m.parts)
	for folder := m.folder; folder != "."; {
		folder = path.Dir(folder)
		if !slices.Contains(a.folders, folder) {
			a.around = append(a.around, folder)
		}
	}
}

// The orders among sources of the same level: the files of a server, scripts
// that change them, web.config files (from the outermost folder inwards).
const (
	orderFile = iota
	orderScript
	orderFolder
)

// level tells whether an entry applies to the address, and how near it is:
// [entry.level], then an order among sources of the same level.
func (a *address) level(e *entry) (level, order int, ok bool) {
	if e.kind == claim.ScopeHost {
		return a.hostLevel(e)
	}
	// A web.config counts where its folder stands in the virtual path.
	for i := len(a.folders) - 1; i >= 0; i-- {
		if a.folders[i] != e.folder || !hasPrefix(a.parts[i:], e.parts) {
			continue
		}
		target := i + len(e.parts)
		if e.claim.Bounded && a.crosses(target) {
			return 0, 0, false
		}
		return 2 + target, orderFolder + 1 + i, true
	}
	if slices.Contains(a.around, e.folder) {
		if rest, ok := within(a.page, e.folder); ok && hasPrefix(rest, e.parts) && !e.claim.Bounded {
			target := len(a.parts) - (len(rest) - len(e.parts))
			return 2 + max(0, a.mounted-1, target), orderFolder, true
		}
	}
	return 0, 0, false
}

func (a *address) hostLevel(e *entry) (level, order int, ok bool) {
	switch {
	case e.Guess:
		// The key fits no folder, so it is taken to mean this one.
	case e.site != "" && e.site != claim.Unknown && e.site != a.site, e.site == claim.Unknown && a.site == "":
		return 0, 0, false
	case !hasPrefix(a.parts, e.parts):
		return 0, 0, false
	case e.claim.Bounded && a.crosses(len(e.parts)):
		return 0, 0, false
	}
	level = e.level
	if e.faint {
		level = 2 // keys of unknown folders say nothing about which is nearer
	}
	switch e.Origin {
	case claim.FromApplicationHost, claim.FromMetaBase:
		return level, orderFile, true
	}
	return level, orderScript, true
}

// crosses reports whether an application begins below parts[:from].
func (a *address) crosses(from int) bool {
	for i := from + 1; i < len(a.applications); i++ {
		if a.applications[i] {
			return true
		}
	}
	return false
}

func hasPrefix(parts, prefix []string) bool {
	return len(parts) >= len(prefix) && slices.Equal(parts[:len(prefix)], prefix)
}
