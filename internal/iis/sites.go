package iis

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// mount is a virtual path tied to a folder of the repository.
type mount struct {
	*claim.Mount
	site   string   // canonical
	parts  []string // of the virtual path, lower case
	folder string   // lower case, "" if none matches
	// how the folder was found.
	by matched
}

// matched says how well a mount is tied to its folder.
type matched uint8

const (
	byNothing  matched = iota
	byAssuming         // the only site's root: the repository's
	byName             // the virtual directory is named like the folder
	byPath             // the physical path ends like the folder
)

// sites knows the sites of all configuration together and their mounts.
type sites struct {
	folders *folders
	alias   map[string]string // number or name, lower case, to canonical name
	display map[string]string // canonical name to the site as first written
	known   []string          // canonical, in order of first mention
	mounts  []*mount
	// at has the best mount with a folder of each virtual path, by siteKey.
	at map[string]*mount
	// paths are the virtual paths of all mounts, by siteKey.
	paths map[string]bool
	// above has, for each virtual path that a mount with a folder lies below,
	// the folder of the first such mount, by siteKey.
	above map[string]string
	// anyByPath: some mount of any site was matched by its physical path.
	anyByPath bool
	apps      map[string]bool // folders of applications, lower case
	// What indexMounts finds: where a site stands in known, the mounts of
	// each folder, one for each virtual path, in the order of their sites, the
	// first mount of each, and what all mounts of a virtual path say of it, by
	// siteKey.
	order   map[string]int
	serving map[string][]*mount
	first   map[string]*mount
	virtual map[string]virtualPath
}

// linkSites joins what all fragments say of sites and finds their folders.
func linkSites(fragments []*claim.Fragment, f *folders, apps map[string]bool) *sites {
	s := &sites{folders: f, alias: map[string]string{}, display: map[string]string{}, apps: apps, at: map[string]*mount{}, paths: map[string]bool{}, above: map[string]string{}}
	s.learnNames(fragments)
	for _, fragment := range fragments {
		if fragment.Origin == claim.FromIISExpress {
			continue
		}
		for i := range fragment.Mounts {
			s.addMount(&fragment.Mounts[i])
		}
		for i := range fragment.Claims {
			if c := &fragment.Claims[i]; c.Scope.Kind == claim.ScopeHost && !c.Weak {
				s.mention(c.Scope.Site)
			}
		}
	}
	s.matchMounts()
	s.assumeRoots(fragments)
	for _, m := range s.mounts {
		s.paths[siteKey(m.site, m.parts)] = true
	}
	s.mountByName(fragments)
	s.notePathsAbove()
	s.indexMounts()
	return s
}

// learnNames ties site names to numbers. Number 1 is the default site unless
// the configuration names it otherwise.
func (s *sites) learnNames(fragments []*claim.Fragment) {
	const defaultSite = "default web site"
	numbers := map[string]string{}
	taken := false
	for _, fragment := range fragments {
		if fragment.Origin == claim.FromIISExpress {
			continue
		}
		for _, m := range fragment.Mounts {
			if m.Site == "" || m.SiteID == "" {
				continue
			}
			name := strings.ToLower(m.Site)
			if _, ok := numbers[m.SiteID]; !ok {
				numbers[m.SiteID] = name
			}
			taken = taken || name == defaultSite
		}
	}
	if _, ok := numbers["1"]; !ok && !taken {
		numbers["1"] = defaultSite
	}
	if name, number, ok := onlyUntied(fragments, numbers); ok {
		numbers[number] = name
	}
	s.alias = numbers
}

// onlyUntied is the one name that no number belongs to and the one number that
// no name belongs to, if there is one of each: they are most likely one site.
func onlyUntied(fragments []*claim.Fragment, numbers map[string]string) (name, number string, ok bool) {
	names, free := map[string]bool{}, map[string]bool{}
	tied := map[string]bool{}
	for _, n := range numbers {
		tied[n] = true
	}
	see := func(site string) {
		site = strings.ToLower(site)
		switch {
		case site == "" || site == claim.Unknown || tied[site] || numbers[site] != "":
		case claim.IsSiteID(site):
			free[site] = true
		default:
			names[site] = true
		}
	}
	for _, f := range fragments {
		if f.Origin == claim.FromIISExpress {
			continue
		}
		for i := range f.Mounts {
			see(f.Mounts[i].Site)
		}
		for i := range f.Claims {
			if c := &f.Claims[i]; c.Scope.Kind == claim.ScopeHost && !c.Weak {
				see(c.Scope.Site)
			}
		}
	}
	if len(names) != 1 || len(free) != 1 {
		return "", "", false
	}
	for name = range names {
		for number = range free {
			return name, number, true
		}
	}
	return "", "", false
}

// canonical is the one name of a site.
func (s *sites) canonical(site string) string {
	site = strings.ToLower(site)
	if name, ok := s.alias[site]; ok {
		return name
	}
	return site
}

// resolve is like canonical, and an unknown site is the only one there is.
func (s *sites) resolve(site string) string {
	if site == claim.Unknown && len(s.known) == 1 {
		return s.known[0]
	}
	return s.canonical(site)
}

func (s *sites) mention(site string) {
	if site == "" || site == claim.Unknown {
		return
	}
	c := s.canonical(site)
	old, seen := s.display[c]
	if !seen {
		s.known = append(s.known, c)
	}
	if old == "" || claim.IsSiteID(old) {
		s.display[c] = site
	}
}

func (s *sites) addMount(m *claim.Mount) {
	site := m.Site
	if site == "" {
		site = m.SiteID
	}
	s.mention(site)
	if m.Path == "" {
		return
	}
	s.mounts = append(s.mounts, &mount{Mount: m, site: s.canonical(site), parts: claim.SplitPath(strings.ToLower(m.Path))})
}

// matchMounts finds folders, by physical path, below the mount of an outer
// virtual path, or by name.
func (s *sites) matchMounts() {
	if len(s.known) == 0 {
		for _, m := range s.mounts {
			s.mention(m.site)
		}
		if len(s.known) == 0 && len(s.mounts) > 0 {
			s.known = []string{claim.Unknown}
		}
	}
	for _, m := range s.mounts {
		if m.site == claim.Unknown && len(s.known) == 1 {
			m.site = s.known[0]
		}
		if folder, ok := s.folders.physical(m.Physical, m.Folder); ok {
			m.folder, m.by = folder, byPath
			s.anyByPath = true
			s.place(m)
		}
	}
	slices.SortStableFunc(s.mounts, func(a, b *mount) int { return len(a.parts) - len(b.parts) })
	for _, m := range s.mounts {
		if m.by != byNothing {
			continue
		}
		if outer, rest := s.covering(m.site, m.parts); outer != nil && len(rest) > 0 && s.folders.has(join(outer.folder, rest)) && m.Physical == "" {
			m.folder, m.by = join(outer.folder, rest), outer.by
		} else if folder, ok := s.byName(m.site, m.parts); ok {
			m.folder, m.by = folder, byName
		}
		if m.folder != "" {
			s.place(m)
		}
	}
}

// byName finds the folder named like a virtual directory, or like the site
// for the site's root.
func (s *sites) byName(site string, parts []string) (string, bool) {
	if len(parts) == 0 {
		if site == "" || site == claim.Unknown {
			return "", false
		}
		return s.folders.suffix([]string{site})
	}
	if slices.Contains(parts, claim.Unknown) {
		return "", false
	}
	return s.folders.suffix(parts)
}

// assumeRoots ties the root of the only site to the repository's root, or to
// the application that the configuration lies in.
func (s *sites) assumeRoots(fragments []*claim.Fragment) {
	if len(s.known) != 1 && !(len(s.known) == 0 && mentionsUnknown(fragments)) {
		return
	}
	site := claim.Unknown
	if len(s.known) == 1 {
		site = s.known[0]
	} else {
		s.known = []string{claim.Unknown}
	}
	var root *mount
	for _, m := range s.mounts {
		if m.site == site && len(m.parts) == 0 {
			if m.folder != "" {
				return
			}
			root = m
		}
	}
	if root == nil {
		root = &mount{Mount: &claim.Mount{Site: site, Path: "/"}, site: site}
		for _, f := range fragments {
			if hasHostClaims(f) {
				root.Folder = path.Dir(f.Path)
				break
			}
		}
		s.mounts = append([]*mount{root}, s.mounts...)
	}
	root.folder, root.by = s.enclosingApp(root.Folder), byAssuming
	if s.confirmed(root) {
		root.by = byName
	}
	s.place(root)
}

// confirmed reports whether a virtual directory below a root lies where it
// would if the root's folder is the one that was assumed.
func (s *sites) confirmed(root *mount) bool {
	return slices.ContainsFunc(s.mounts, func(m *mount) bool {
		return m.site == root.site && len(m.parts) > 0 && m.by >= byName && m.folder == join(root.folder, m.parts)
	})
}

func hasHostClaims(f *claim.Fragment) bool {
	for i := range f.Claims {
		if f.Claims[i].Scope.Kind == claim.ScopeHost && !f.Claims[i].Weak {
			return true
		}
	}
	return false
}

func mentionsUnknown(fragments []*claim.Fragment) bool {
	for _, f := range fragments {
		for i := range f.Claims {
			if c := &f.Claims[i]; c.Scope.Kind == claim.ScopeHost && c.Scope.Site == claim.Unknown && !c.Weak {
				return true
			}
		}
	}
	return false
}

// enclosingApp is the nearest application upwards from folder, "." if there is none.
func (s *sites) enclosingApp(folder string) string {
	for folder = strings.ToLower(path.Clean(folder)); folder != "." && folder != "/"; folder = path.Dir(folder) {
		if s.apps[folder] {
			return folder
		}
	}
	return "."
}

// mountByName adds mounts for virtual directories that settings name and no
// mount covers, where a folder has that name.
func (s *sites) mountByName(fragments []*claim.Fragment) {
	for _, f := range fragments {
		for i := range f.Claims {
			c := &f.Claims[i]
			if c.Scope.Kind != claim.ScopeHost || c.Weak || c.Scope.Path == "" {
				continue
			}
			site, parts := s.resolve(c.Scope.Site), claim.SplitPath(strings.ToLower(c.Scope.Path))
			if s.isFile(site, parts, c.Scope.File) {
				parts = parts[:len(parts)-1]
			}
			if folder := s.folderOf(site, parts); folder != "" && s.folders.has(folder) {
				continue
			}
			if folder, ok := s.byName(site, parts); ok && s.unmounted(site, parts) {
				m := &mount{Mount: &claim.Mount{Site: c.Scope.Site, Path: c.Scope.Path, Folder: path.Dir(f.Path), At: c.At}, site: site, parts: parts, folder: folder, by: byName}
				s.mounts = append(s.mounts, m)
				s.paths[siteKey(site, parts)] = true
				s.place(m)
			}
		}
	}
}

// notePathsAbove fills in above.
func (s *sites) notePathsAbove() {
	for _, m := range s.mounts {
		for n := len(m.parts) - 1; n >= 0 && m.folder != ""; n-- {
			key := siteKey(m.site, m.parts[:n])
			if s.above[key] != "" {
				break
			}
			s.above[key] = m.folder
		}
	}
}

// unmounted reports whether no mount stands at the very virtual path.
func (s *sites) unmounted(site string, parts []string) bool { return !s.paths[siteKey(site, parts)] }

// siteKey is one string for a site and a virtual path.
func siteKey(site string, parts []string) string { return site + "\x00" + strings.Join(parts, "/") }

// place notes that a mount has a folder. Of several mounts of one virtual path
// the one that is tied best counts, else the first.
func (s *sites) place(m *mount) {
	key := siteKey(m.site, m.parts)
	if old := s.at[key]; old == nil || m.by > old.by {
		s.at[key] = m
	}
}

// covering is the mount of the longest virtual path that holds parts, among
// those with a folder, and what remains below it.
func (s *sites) covering(site string, parts []string) (*mount, []string) {
	for n := len(parts); n >= 0; n-- {
		if m := s.at[siteKey(site, parts[:n])]; m != nil {
			return m, parts[n:]
		}
	}
	return nil, nil
}

// folderOf is the folder of a virtual path, "" if no mount covers it. It need not exist.
func (s *sites) folderOf(site string, parts []string) string {
	m, rest := s.covering(site, parts)
	if m == nil {
		return ""
	}
	return join(m.folder, rest)
}

// isFile reports whether a virtual path names a file rather than a folder.
func (s *sites) isFile(site string, parts []string, sure bool) bool {
	if len(parts) == 0 {
		return false
	}
	if sure {
		return true
	}
	last := parts[len(parts)-1]
	dot := strings.LastIndexByte(last, '.')
	if dot < 1 || s.folders.has(s.folderOf(site, parts)) {
		return false
	}
	switch last[dot:] {
	case ".asp", ".asa", ".aspx", ".htm", ".html", ".inc", ".cer", ".cdx":
		return true
	}
	return false
}
