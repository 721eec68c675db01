package iis

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// A server has thousands of virtual directories, a repository thousands of
// pages. What holds for one is therefore looked up along its path, and never
// searched for in all that is said.

// mostSaid bounds how often one setting is said of one scope, or guessed. What is
// said last counts.
const mostSaid = 300

// entryIndex finds entries, by their number in [Config.entries].
type entryIndex struct {
	guessed []int
	host    map[string][]int // by siteKey
	folder  map[string]*folderIndex
}

// folderIndex are the entries that are said in a folder: by build configuration
// and what stands below the folder. deepest is the most parts of that.
type folderIndex struct {
	said    map[string][]int
	deepest int
}

func folderKey(variant string, parts []string) string {
	return variant + "\x00" + strings.Join(parts, "/")
}

// indexEntries fills in the index of entries.
func (c *Config) indexEntries() {
	x := &entryIndex{host: map[string][]int{}, folder: map[string]*folderIndex{}}
	for i, e := range c.entries {
		switch {
		case e.kind != claim.ScopeHost:
			f := x.folder[e.folder]
			if f == nil {
				f = &folderIndex{said: map[string][]int{}}
				x.folder[e.folder] = f
			}
			key := folderKey(e.Variant, e.parts)
			f.said[key] = append(f.said[key], i)
			f.deepest = max(f.deepest, len(e.parts))
		case e.Guess:
			x.guessed = append(x.guessed, i)
		default:
			key := siteKey(e.site, e.parts)
			x.host[key] = append(x.host[key], i)
		}
	}
	x.guessed = c.lastSaid(c.entries, x.guessed)
	for key, list := range x.host {
		x.host[key] = c.lastSaid(c.entries, list)
	}
	for _, f := range x.folder {
		for key, list := range f.said {
			f.said[key] = c.lastSaid(c.entries, list)
		}
	}
	c.index = x
}

// lastSaid leaves out what goes beyond [mostSaid] of one setting, and says so.
// The list has numbers of entries.
func (c *Config) lastSaid(entries []*entry, list []int) []int {
	if len(list) <= mostSaid {
		return list
	}
	said := map[claim.Name]int{}
	over := false
	kept := make([]int, 0, len(list))
	for i := len(list) - 1; i >= 0; i-- {
		e := entries[list[i]]
		if said[e.Name]++; said[e.Name] <= mostSaid {
			kept = append(kept, list[i])
		} else if !over {
			over = true
			c.problems = append(c.problems, claim.Problem{
				At: e.At, ID: "limit",
				Message: fmt.Sprintf("a setting is said more than %d times of one scope; this one and those before it are left out", mostSaid),
			})
		}
	}
	slices.Reverse(kept)
	return kept
}

// near are the entries that may apply to an address in a build configuration, in
// their order.
func (c *Config) near(a *address, variant string) []int {
	if list, ok := a.near[variant]; ok {
		return list
	}
	list := slices.Clone(c.index.guessed)
	for n := range len(a.parts) + 1 {
		list = append(list, c.index.host[siteKey("", a.parts[:n])]...)
		if a.site != "" {
			list = append(list, c.index.host[siteKey(a.site, a.parts[:n])]...)
		}
		if a.site != "" && a.site != claim.Unknown {
			list = append(list, c.index.host[siteKey(claim.Unknown, a.parts[:n])]...)
		}
	}
	said := func(folder string, parts []string) {
		f := c.index.folder[folder]
		if f == nil {
			return
		}
		for n := range min(len(parts), f.deepest) + 1 {
			list = append(list, f.said[folderKey("", parts[:n])]...)
			if variant != "" {
				list = append(list, f.said[folderKey(variant, parts[:n])]...)
			}
		}
	}
	for i, folder := range a.folders {
		said(folder, a.parts[i:])
	}
	for _, folder := range a.around {
		if rest, ok := within(a.page, folder); ok {
			said(folder, rest)
		}
	}
	slices.Sort(list)
	list = slices.DeleteFunc(slices.Compact(list), func(i int) bool { return !c.inVariant(c.entries[i], variant) })
	if a.near == nil {
		a.near = map[string][]int{}
	}
	a.near[variant] = list
	return list
}

// virtualPath is what mounts say of one.
type virtualPath struct {
	application bool
	pool        string
}

// indexMounts fills in what finds mounts, once all of them have their folders.
func (s *sites) indexMounts() {
	s.order = map[string]int{}
	for i, site := range s.known {
		s.order[site] = i
	}
	s.serving, s.first, s.virtual = map[string][]*mount{}, map[string]*mount{}, map[string]virtualPath{}
	type served struct{ folder, key string }
	seen := map[served]bool{}
	for _, m := range s.mounts {
		key := siteKey(m.site, m.parts)
		if m.folder != "" && s.first[m.folder] == nil {
			s.first[m.folder] = m
		}
		v := s.virtual[key]
		s.virtual[key] = virtualPath{v.application || m.Application, cmp.Or(m.Pool, v.pool)}
		if _, known := s.order[m.site]; !known || m.folder == "" || seen[served{m.folder, key}] {
			continue
		}
		seen[served{m.folder, key}] = true
		s.serving[m.folder] = append(s.serving[m.folder], m)
	}
	for _, list := range s.serving {
		slices.SortStableFunc(list, func(a, b *mount) int { return s.order[a.site] - s.order[b.site] })
	}
}

// crowded says which folder more virtual paths lead to than are judged, or
// than the pages below it are.
func (s *sites) crowded() []claim.Problem {
	for _, folder := range slices.Sorted(maps.Keys(s.serving)) {
		n := 0
		for above := folder; ; above = path.Dir(above) {
			if n += len(s.serving[above]); n > mostAddresses || above == "." {
				break
			}
		}
		if n > mostAddresses {
			list := s.serving[folder]
			return []claim.Problem{{
				At: list[len(list)-1].At, ID: "limit",
				Message: fmt.Sprintf("more than %d virtual paths lead to the folder %s; its pages are judged under some of them", mostAddresses, s.folders.spelling(folder)),
			}}
		}
	}
	return nil
}

// poolIndex finds entries of pools, by their number in [Config.pools].
type poolIndex struct {
	named map[string][]int // by name, lower case
	any   []int            // of every pool
}

// indexPools fills in the index of pools.
func (c *Config) indexPools() {
	c.byPool = poolIndex{named: map[string][]int{}}
	for i, e := range c.pools {
		pool := e.claim.Scope.Site
		if pool == "" || e.claim.Value != claim.Unsaid && (e.Guess || pool == claim.Unknown) {
			c.byPool.any = append(c.byPool.any, i)
			continue
		}
		key := strings.ToLower(pool)
		c.byPool.named[key] = append(c.byPool.named[key], i)
	}
	c.byPool.any = c.lastSaid(c.pools, c.byPool.any)
	for key, list := range c.byPool.named {
		c.byPool.named[key] = c.lastSaid(c.pools, list)
	}
}

// nearPools are the entries that may be of the pool of an address, in their order.
func (c *Config) nearPools(a *address) []int {
	pool := strings.ToLower(a.pool)
	if pool == "" {
		pool = "defaultapppool"
	}
	list := slices.Concat(c.byPool.any, c.byPool.named[pool])
	slices.Sort(list)
	return list
}
