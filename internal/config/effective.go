package config

import (
	"path"
	"strconv"
)

// Origin is one value that is in effect and where it comes from.
type Origin struct {
	// Key as it is written in the file, with dots: "site.exchange.servers",
	// "rules.CDO109". Several files may say the same key of include and
	// exclude; all of them hold. A part that is no plain word is in quotes.
	Key string
	// Value as YAML, in one line; "" where nothing is said and nothing is
	// the default.
	Value string
	// At is not valid for a default.
	At Where
}

// Effective lists every value that holds for a path of the tree, in the order
// of the manual, for "cdolint config". Entries of "rules" stand in the order in
// which they are applied, see [Config.Level].
func (s *Set) Effective(p string) []Origin {
	c, root := s.For(p), s.Root()
	out := []Origin{{"version", strconv.Itoa(Version), Where{}}}
	out = append(out, c.site.origins()...)
	for _, layer := range c.rules {
		for _, r := range layer {
			out = append(out, Origin{"rules." + quoteYAML(r.key), r.value(), r.at})
		}
	}
	out = append(out, s.globOrigins(p)...)
	return append(out, root.origins()...)
}

func (s site) origins() []Origin {
	return []Origin{
		list("site.auth", s.auth),
		text("site.ssl", s.ssl),
		text("site.logonMethod", s.logonMethod),
		list("site.webServers", s.webServers),
		list("site.exchange.servers", s.exchangeServers),
		text("site.exchange.version", s.exchangeVersion),
	}
}

func (r ruleSetting) value() string {
	switch {
	case !r.on:
		return "off"
	case r.level == "":
		return "on"
	}
	return r.level
}

func (s *Set) globOrigins(p string) []Origin {
	var include, exclude []Origin
	for _, f := range s.chain(path.Dir(p)) {
		include = append(include, globs("include", f.include)...)
		exclude = append(exclude, globs("exclude", f.exclude)...)
	}
	if include == nil {
		include = []Origin{{Key: "include"}}
	}
	if exclude == nil {
		exclude = []Origin{{Key: "exclude"}}
	}
	return append(include, exclude...)
}

func globs(key string, list []glob) []Origin {
	var out []Origin
	for _, g := range list {
		out = append(out, Origin{key, quoteYAML(g.text), g.at})
	}
	return out
}

// origins of what can only be said once.
func (c *Config) origins() []Origin {
	f := c.file
	if f == nil {
		f = &file{}
	}
	l := c.Limits()
	out := []Origin{list("extensions.pages", f.pages)}
	if out[0].Value == "" {
		out[0].Value = flow(defaultPages())
	}
	for _, r := range f.virtualRoots {
		out = append(out, Origin{"virtualRoots." + quoteYAML(r.virtual), quoteYAML(r.folder), r.at})
	}
	if f.virtualRoots == nil {
		out = append(out, Origin{Key: "virtualRoots"})
	}
	out = append(out, text("codepage", f.codepage))
	for _, p := range f.packs {
		out = append(out, Origin{"packs", quoteYAML(p.Path), p.At})
	}
	if f.packs == nil {
		out = append(out, Origin{Key: "packs"})
	}
	return append(out,
		Origin{"limits.fileSize", formatSize(l.FileSize), f.fileSize.at},
		Origin{"limits.includeDepth", strconv.Itoa(l.IncludeDepth), f.includeDepth.at},
		Origin{"limits.includes", strconv.Itoa(l.Includes), f.includes.at},
		Origin{"failOn", c.FailOn(), f.failOn.at},
		Origin{"gitignore", strconv.FormatBool(c.Gitignore()), f.gitignore.at},
	)
}

func text(key string, s said[string]) Origin {
	if s.v == "" {
		return Origin{key, "", s.at}
	}
	return Origin{key, quoteYAML(s.v), s.at}
}

func list(key string, s said[[]string]) Origin {
	if s.v == nil {
		return Origin{key, "", s.at}
	}
	return Origin{key, flow(s.v), s.at}
}
