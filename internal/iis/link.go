package iis

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// Options of [Link].
type Options struct {
	// Applications are folders that are applications for a reason outside
	// of the configuration: those with a global.asa.
	Applications []string
	// Search finds files of the repository whose text holds one of the words
	// (lower case), among those that may run a script or load one. nil: only
	// files of configuration are asked.
	Search func(words []string) []*source.File
}

// Config is the configuration of a repository. Its methods are safe for
// concurrent use.
type Config struct {
	sites    *sites
	entries  []*entry
	pools    []*entry
	settings []*Setting
	problems []claim.Problem
	variants []string
	// varied names, per folder of a web.config, the build configurations
	// that change it.
	varied map[string][]string
	apps   map[string]bool // lower case folders of applications
	// fileNames are the last parts of scopes, lower case: settings may name
	// single pages.
	fileNames map[string]bool
	// whole are the systems of files that hold all of a server's configuration.
	whole map[string]bool
	// complete are conditions of scripts, and how many branches they have, of
	// which one is always reached.
	complete map[conditionKey]int
	byFolder sync.Map // folder, lower case, to []Effective
	index    *entryIndex
	byPool   poolIndex
	// locks are those of servers, not of development ones.
	locks lockIndex
	// express are the roots of development sites, see expressKey.
	express map[string]*claim.Mount
	bench   bench
}

// entry is a setting with what its scope means.
type entry struct {
	*Setting
	claim *claim.Claim
	kind  claim.ScopeKind
	// site and parts of a host key. Site "" holds for all sites.
	site  string
	parts []string
	// folder of a web.config; parts are then below it.
	folder string
	level  int // 0 service, 1 site, 2 root of the site, 3 and on below
	system string
	// faint entries (guessed scopes that most likely are elsewhere) lose
	// against every other one.
	faint bool
}

// Link joins fragments. dirs are all folders of the repository,
// slash-separated, "." for the root.
func Link(fragments []*claim.Fragment, dirs []string, opts Options) *Config {
	fragments = slices.Clone(fragments)
	slices.SortStableFunc(fragments, func(a, b *claim.Fragment) int { return cmp.Compare(a.Path, b.Path) })
	c := &Config{varied: map[string][]string{}, fileNames: map[string]bool{}, whole: map[string]bool{}, apps: map[string]bool{}}
	for _, app := range opts.Applications {
		c.apps[strings.ToLower(path.Clean(app))] = true
	}
	trees := linkTrees(fragments)
	c.variants = trees.variants
	c.varied = trees.varied
	c.problems = trees.problems
	for _, f := range fragments {
		if f.Origin != claim.FromWebConfig || isWebConfig(f.Path) || trees.used[f] {
			c.problems = append(c.problems, f.Problems...)
		}
	}
	all := append(slices.Clone(fragments), trees.fragments...)
	c.learnExpress(fragments)
	c.learnConditions(fragments)
	c.problems = append(c.problems, attachNamed(all)...)
	c.sites = linkSites(all, newFolders(dirs), c.apps)
	for _, f := range all {
		for i := range f.Claims {
			c.add(&f.Claims[i], trees.variantOf[f])
		}
	}
	c.guessPools()
	c.markFaint()
	c.indexEntries()
	c.indexPools()
	c.indexLocks(all)
	c.markLocked()
	c.problems = append(c.problems, c.sites.crowded()...)
	slices.SortStableFunc(c.settings, func(a, b *Setting) int {
		return cmp.Or(cmp.Compare(a.At.Path, b.At.Path), cmp.Compare(a.At.Pos, b.At.Pos), cmp.Compare(a.Variant, b.Variant))
	})
	slices.SortStableFunc(c.problems, func(a, b claim.Problem) int {
		return cmp.Or(cmp.Compare(a.At.Path, b.At.Path), cmp.Compare(a.At.Pos, b.At.Pos))
	})
	return c
}

// add ties a claim to folders.
func (c *Config) add(said *claim.Claim, variant string) {
	e := &entry{claim: said, kind: said.Scope.Kind, system: systemOf(said), Setting: &Setting{
		Name: said.Name, Value: said.Value, Raw: said.Raw, At: said.At, Origin: said.Origin,
		Prop: said.Prop, ValueAt: said.ValueAt, Scope: said.Scope.Text, Weak: said.Weak, Uncalled: said.Uncalled, CalledAt: said.CalledAt, Metabase: said.Metabase, Variant: variant, Folder: ".",
	}}
	if said.Origin == claim.FromApplicationHost || said.Origin == claim.FromMetaBase {
		c.whole[e.system] = true
	}
	if said.Name == claim.AccountPassword { // no page's authentication depends on it
		c.settings = append(c.settings, e.Setting)
		return
	}
	switch said.Scope.Kind {
	case claim.ScopePool:
		c.pools = append(c.pools, e)
		if said.Value != claim.Unsaid {
			c.settings = append(c.settings, e.Setting)
		}
		return
	case claim.ScopeHost:
		if !c.addHost(e) {
			return
		}
	case claim.ScopeFolder:
		c.placeFolder(e, strings.ToLower(said.Scope.Folder))
	case claim.ScopePhysical:
		folder, ok := c.sites.folders.physical(said.Scope.Path, said.Scope.Folder)
		if !ok {
			e.Guess, folder = true, "."
		}
		e.kind = claim.ScopeFolder
		c.placeFolder(e, folder)
	}
	if n := len(e.parts); n > 0 {
		c.fileNames[e.parts[n-1]] = true
	}
	c.entries = append(c.entries, e)
	c.settings = append(c.settings, e.Setting)
}

// placeFolder is for settings relative to a folder.
func (c *Config) placeFolder(e *entry, folder string) {
	e.folder = folder
	if e.claim.Scope.Kind == claim.ScopeFolder {
		e.parts = claim.SplitPath(strings.ToLower(e.claim.Scope.Path))
	}
	target := join(e.folder, e.parts)
	e.Folder = c.sites.folders.spelling(target)
	if len(e.parts) > 0 && !c.sites.folders.has(target) && strings.Contains(path.Base(target), ".") {
		e.File = target
		e.Folder = c.sites.folders.spelling(path.Dir(target))
	}
}

// addHost places a key of the server. It reports false for keys that are
// outside of the repository.
func (c *Config) addHost(e *entry) bool {
	scope := e.claim.Scope
	e.site = c.sites.resolve(scope.Site)
	e.parts = claim.SplitPath(strings.ToLower(scope.Path))
	switch {
	case scope.Site == "" && scope.Path == "":
		return e.claim.Origin != claim.FromIISExpress // defaults of every installation
	case scope.Path == "":
		e.level = 1
	default:
		e.level = 2 + len(e.parts)
	}
	if e.Weak {
		return c.addWeakHost(e)
	}
	file := c.sites.isFile(e.site, e.parts, scope.File)
	dir := e.parts
	if file {
		dir = dir[:len(dir)-1]
	}
	folder, below := c.sites.folderOf(e.site, dir), ""
	if !file {
		below = c.sites.above[siteKey(e.site, dir)]
	}
	switch {
	case folder != "" && c.sites.folders.has(folder):
		e.Folder = c.sites.folders.spelling(folder)
		if file {
			e.File = join(folder, e.parts[len(e.parts)-1:])
		}
		if root, below := c.sites.covering(e.site, dir); root.by == byAssuming && len(below) == 0 {
			e.Assumed, e.Unmatched = true, root.Physical
		}
	case below != "": // it lies elsewhere, what inherits from it does not
		e.Folder = c.sites.folders.spelling(below)
	case c.elsewhere(e):
		return false
	default:
		e.Guess = true
	}
	return true
}

// elsewhere reports whether a key that no folder matches is known to be
// outside of the repository: other mounts were matched by their paths, or the
// virtual directory is one that Windows and Exchange set up.
func (c *Config) elsewhere(e *entry) bool {
	if len(e.parts) > 0 && isSystemDirectory(e.parts[0]) {
		return true
	}
	return c.sites.anyByPath
}

// isSystemDirectory knows virtual directories that IIS, Exchange and
// certificate services create for themselves.
func isSystemDirectory(name string) bool {
	switch name {
	case "iishelp", "iisadmin", "iissamples", "msadc", "scripts", "printers", "_vti_bin", "_vti_pvt",
		"_vti_script", "_vti_cnf", "_vti_log", "_private", "aspnet_client", "certsrv", "certenroll", "certcontrol",
		"tsweb", "exchange", "exadmin", "exchweb", "public", "oma", "microsoft-server-activesync",
		"exchange-oma", "owa", "ecp", "ews", "oab", "autodiscover", "rpc", "rpcwithcert", "powershell":
		return true
	}
	return false
}

// addWeakHost ties a development server's key to a folder, through that
// server's own sites: by physical path, else the folder that holds .vs.
func (c *Config) addWeakHost(e *entry) bool {
	e.kind = claim.ScopeFolder
	parts := e.parts
	e.parts = nil
	folder, ok := "", false
	if m := c.express[expressKey(e.At.Path, e.claim.Scope.Site)]; m != nil {
		folder, ok = c.sites.folders.physical(m.Physical, m.Folder)
	}
	if !ok {
		folder, ok = c.sites.byName(strings.ToLower(e.claim.Scope.Site), nil)
	}
	if before, _, found := strings.Cut("/"+strings.ToLower(e.At.Path), "/.vs/"); !ok && found {
		folder, ok = path.Join(".", strings.TrimPrefix(before, "/")), true
	}
	if !ok {
		folder, e.Guess = ".", true
	}
	if below := join(folder, parts); c.sites.folders.has(below) {
		folder = below
	}
	e.folder = folder
	e.Folder = c.sites.folders.spelling(folder)
	return true
}

// expressKey tells the sites of several development servers apart.
func expressKey(file, site string) string { return file + "\x00" + strings.ToLower(site) }

// learnExpress notes where the root of each development site lies.
func (c *Config) learnExpress(fragments []*claim.Fragment) {
	c.express = map[string]*claim.Mount{}
	for _, f := range fragments {
		if f.Origin != claim.FromIISExpress {
			continue
		}
		for i := range f.Mounts {
			if m := &f.Mounts[i]; m.Path == "/" {
				c.express[expressKey(f.Path, m.Site)] = m
			}
		}
	}
}

// systemOf groups claims that override each other by IIS's own rules; claims
// of different systems at one place contradict each other.
func systemOf(c *claim.Claim) string {
	switch c.Origin {
	case claim.FromWebConfig, claim.FromTransform:
		return "config"
	case claim.FromApplicationHost:
		return "config " + c.At.Path
	}
	return c.At.Path
}

// markFaint finds guesses that say too little to compete: guesses beside an
// assumed root, unless all of them name one virtual directory, which then is
// most likely what the repository holds.
func (c *Config) markFaint() {
	named := map[string]bool{}
	for _, e := range c.entries {
		if e.Guess && e.kind == claim.ScopeHost {
			named[e.site+"/"+strings.Join(e.parts, "/")] = true
		}
	}
	for _, e := range c.entries {
		if e.faint = e.Guess && len(named) > 1; e.faint {
			// Keys do not override each other if nobody knows how they lie.
			e.system += "/" + e.site + "/" + strings.Join(e.parts, "/")
		}
	}
}

// guessPools lets the settings of the only pool hold where no application
// says which pool it runs in.
func (c *Config) guessPools() {
	named := map[string]bool{}
	for _, e := range c.pools {
		switch pool := e.claim.Scope.Site; pool {
		case "":
		case claim.Unknown:
			e.Guess = true
		default:
			named[strings.ToLower(pool)] = true
		}
	}
	for _, m := range c.sites.mounts {
		if m.Pool != "" {
			return
		}
	}
	for _, e := range c.pools {
		e.Guess = e.Guess || len(named) == 1 && e.claim.Scope.Site != ""
	}
}

// Settings are all settings that apply somewhere, by file and place.
func (c *Config) Settings() []*Setting { return c.settings }

// Problems are what could not be read, by file and place.
func (c *Config) Problems() []claim.Problem { return c.problems }
