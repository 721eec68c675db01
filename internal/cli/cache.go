package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/cache"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/version"
)

// cacheFlags say where is kept what is known of files from run to run.
type cacheFlags struct {
	noCache  bool
	cacheDir string
}

func (f *cacheFlags) flags(c *cobra.Command) {
	c.Flags().BoolVar(&f.noCache, "no-cache", false, "neither use nor keep what earlier runs found out about files")
	c.Flags().StringVar(&f.cacheDir, "cache-dir", "", "keep in `DIR` what runs find out about files (default: cdolint in the user's folder for caches)")
}

// use makes an analysis remember what it finds out about the files of a tree.
// Nothing is remembered where that is not possible.
func (f *cacheFlags) use(o *site.Options, origin, root string) {
	build := version.Build()
	if f.noCache || origin == "" || build == "" {
		return
	}
	dir := f.cacheDir
	if dir == "" {
		var err error
		if dir, err = cache.Default(); err != nil {
			return
		}
	}
	o.Cache, o.CacheKey = cache.Open(dir), []string{build, origin, root}
}

// cached says what was remembered, for --stats.
func cached(f *cacheFlags, s *site.Site) string {
	r := s.Recall
	switch {
	case f.noCache:
		return "not used"
	case !r.Used:
		return "none"
	}
	var parts []string
	if r.Files > 0 {
		parts = append(parts, fmt.Sprintf("%d files known, %d programs", r.Files, r.Programs))
	}
	if r.Report {
		parts = append(parts, "nothing changed since the findings were made")
	}
	if r.Saved {
		parts = append(parts, "written")
	}
	if r.Err != nil {
		parts = append(parts, "not written: "+r.Err.Error())
	}
	if len(parts) == 0 {
		return "empty"
	}
	return strings.Join(parts, ", ")
}
