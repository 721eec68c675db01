package lint

import (
	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/site"
)

// assertions are what the user says of the site at a path.
func (o *Options) assertions() func(path string) config.Assertions {
	if o.Config == nil {
		return nil
	}
	return func(path string) config.Assertions { return o.Config.For(path).Assertions() }
}

// configure takes what the configuration says of how the site is read.
// folder is the one that is analysed.
func (o *Options) configure(folder string) {
	if o.Config == nil {
		return
	}
	c := o.Config.Focus(folder)
	o.Site.Source.Encoding = c.Encoding()
	o.Site.Source.MaxSize = int(c.Limits().FileSize)
	o.Site.Skip = o.Config.Skip
	o.Site.IncludeDepth, o.Site.Includes = c.Limits().IncludeDepth, c.Limits().Includes
	if ext := c.PageExtensions(); ext != nil {
		o.Site.PageExtensions = ext
	}
	for _, r := range c.VirtualRoots() {
		o.Site.VirtualRoots = append(o.Site.VirtualRoots, site.VirtualRoot(r))
	}
}
