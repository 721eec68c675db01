package config

import "strings"

// MayBeOn reports whether a rule is on at some path that this file counts
// for: by default, or since an entry of "rules", of the file or of "paths",
// switches it on. What is off for certain need not be looked for.
func (c *Config) MayBeOn(pack, id, name string, packOn bool) bool {
	if c.file == nil {
		return packOn
	}
	_, on := (&Config{file: c.file, rules: [][]ruleSetting{c.file.rules}}).Level(pack, id, name, "", packOn)
	for _, e := range c.file.paths {
		for _, s := range e.rules {
			if s.on && (strings.EqualFold(s.key, pack) || strings.EqualFold(s.key, id) || strings.EqualFold(s.key, name)) {
				on = true
			}
		}
	}
	return on
}
