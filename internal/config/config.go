package config

import (
	"io/fs"
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/source"
)

// Config is what holds for one path. The zero value is the defaults.
type Config struct {
	file  *file // nil: the defaults
	site  site
	rules [][]ruleSetting // one list for each layer, the later over the earlier
}

// forPath puts the entries of "paths" that match over the whole file.
func (f *file) forPath(lower string) *Config {
	c := &Config{file: f, site: f.site, rules: [][]ruleSetting{f.rules}}
	for _, e := range f.paths {
		if !matchAny(e.globs, lower) {
			continue
		}
		c.site = c.site.or(e.site)
		c.rules = append(c.rules, e.rules)
	}
	return c
}

// Assertions are what the user says of the site at this path.
func (c *Config) Assertions() Assertions { return c.site.assertions() }

// Level is the level of a rule at this path and whether it is on. def is its
// own level, packOn whether its pack is on by default.
//
// What is said later counts: "rules" of the file, then those of each entry of
// "paths" that matches. Within one of them an entry for the rule, by id or name,
// counts before one for its pack. "on" leaves the level as it is.
func (c *Config) Level(pack, id, name, def string, packOn bool) (level string, on bool) {
	level, on = def, packOn
	apply := func(s ruleSetting) {
		on = s.on
		if s.level != "" {
			level = s.level
		}
	}
	for _, layer := range c.rules {
		for _, s := range layer {
			if strings.EqualFold(s.key, pack) {
				apply(s)
			}
		}
		for _, s := range layer {
			if strings.EqualFold(s.key, id) || strings.EqualFold(s.key, name) {
				apply(s)
			}
		}
	}
	return level, on
}

// PageExtensions are the extensions of pages, with the dot, in lower case; nil
// for those that IIS maps out of the box.
func (c *Config) PageExtensions() []string {
	if c.file == nil {
		return nil
	}
	return c.file.pages.v
}

// VirtualRoot says in which folder a virtual path such as "/common" lies.
type VirtualRoot struct {
	Virtual string
	Folder  string // of the tree; it begins with "../" if it lies outside
}

// VirtualRoots are the virtual roots in the order of the file.
func (c *Config) VirtualRoots() []VirtualRoot {
	if c.file == nil {
		return nil
	}
	var out []VirtualRoot
	for _, r := range c.file.virtualRoots {
		out = append(out, VirtualRoot{r.virtual, c.file.loc.abs(r.folder)})
	}
	return out
}

// Encoding is the name of the encoding of files that do not say theirs
// (source.Options.Encoding), "" for none.
func (c *Config) Encoding() string {
	if c.file == nil {
		return ""
	}
	return c.file.codepage.v
}

// Limits bound an analysis.
type Limits struct {
	FileSize     int64 // of one file, in bytes
	IncludeDepth int   // how deep includes of one page are followed
	Includes     int   // how many includes of one page are followed
}

// DefaultLimits are those that hold unless the configuration says otherwise.
func DefaultLimits() Limits {
	return Limits{FileSize: source.DefaultMaxSize, IncludeDepth: 64, Includes: 10_000}
}

// Limits are the bounds of the analysis.
func (c *Config) Limits() Limits {
	l := DefaultLimits()
	if f := c.file; f != nil {
		if f.fileSize.at.IsValid() {
			l.FileSize = f.fileSize.v
		}
		if f.includeDepth.at.IsValid() {
			l.IncludeDepth = f.includeDepth.v
		}
		if f.includes.at.IsValid() {
			l.Includes = f.includes.v
		}
	}
	return l
}

// FailOn is the lowest level of findings that makes the exit status 1: error,
// warning (the default), note, or never.
func (c *Config) FailOn() string {
	if c.file == nil || c.file.failOn.v == "" {
		return "warning"
	}
	return c.file.failOn.v
}

// Gitignore reports whether .gitignore is honoured; it is by default.
func (c *Config) Gitignore() bool {
	return c.file == nil || !c.file.gitignore.at.IsValid() || c.file.gitignore.v
}

// PackFile is a file of an own rule pack.
type PackFile struct {
	Path string // slash-separated, relative to the folder of the configuration; never outside of it
	At   Where
	file *file
}

// Packs are the own rule packs in the order of the file.
func (c *Config) Packs() []PackFile {
	if c.file == nil {
		return nil
	}
	return c.file.packs
}

// Name is the file as messages call it: relative to the analysed folder.
func (p PackFile) Name() string { return path.Join(path.Dir(p.file.loc.name), p.Path) }

// ReadPack reads a pack, at most 1 MiB and one byte of it. The error is Errors
// and says where the pack was named.
func (s *Set) ReadPack(p PackFile) ([]byte, error) {
	var raw []byte
	var err error
	if base := p.file.loc.base; base != "" {
		raw, err = readOutside(base, p.Path)
	} else {
		raw, err = s.tree.Read(path.Join(p.file.loc.dir, p.Path))
	}
	if err == nil {
		return raw, nil
	}
	if missing(err) {
		err = fs.ErrNotExist
	}
	return nil, Errors{p.file.errorAt(p.At, "the pack %q cannot be read: %w", p.Path, err)}
}
