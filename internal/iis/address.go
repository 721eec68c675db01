package iis

import (
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
}

// addresses of a page, given in lower case. There is at least one.
func (c *Config) addresses(page string) []address {
	dir, file := path.Dir(page), path.Base(page)
	var list []address
	for _, site := range c.sites.known {
		deepest := -1
		var found []address
		for _, m := range c.sites.mounts {
			if m.site != site || m.folder == "" {
				continue
			}
			rest, ok := within(dir, m.folder)
			if !ok || depth(m.folder) < deepest {
				continue
			}
			if depth(m.folder) > deepest {
				deepest, found = depth(m.folder), found[:0]
			}
			a := address{site: site, parts: append(append(slices.Clone(m.parts), rest...), file)}
			if !slices.ContainsFunc(found, func(b address) bool { return slices.Equal(a.parts, b.parts) }) {
				found = append(found, a)
			}
		}
		list = append(list, found...)
	}
	if len(list) == 0 {
		rest, _ := within(dir, ".")
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
	for i := range a.parts {
		var folder string
		app := false
		if a.site == "" {
			folder = join(".", a.parts[:i])
		} else {
			folder = c.sites.folderOf(a.site, a.parts[:i])
		}
		for _, m := range c.sites.mounts {
			if m.site == a.site && slices.Equal(m.parts, a.parts[:i]) {
				app = app || m.Application
				if m.Pool != "" {
					a.pool = m.Pool
				}
			}
		}
		if folder != "" && slices.Contains(c.apps, folder) {
			app = true
		}
		a.folders = append(a.folders, folder)
		a.applications = append(a.applications, app)
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
