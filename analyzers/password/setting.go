package password

import (
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/iis"
)

// settings states the passwords of accounts that the web server's
// configuration, and the scripts that set it up, hold literally.
func (c *collector) settings() {
	for _, s := range c.in.Site.Config.Settings() {
		if s.Name != iis.AnonymousPassword || s.Value != "set" || !s.ValueAt.IsValid() {
			continue
		}
		src, err := c.in.Site.Source(s.ValueAt.Path)
		if err != nil || s.ValueAt.End > len(src.Text) || s.ValueAt.Pos >= s.ValueAt.End {
			continue
		}
		if Placeholder(src.Text[s.ValueAt.Pos:s.ValueAt.End]) {
			continue
		}
		f := &Fact{Via: "setting", Target: "the anonymous account of the web server", Script: true}
		f.At, f.Secret, f.Called, f.Confidence = s.ValueAt, true, true, fact.High
		if s.Prop != "" {
			f.Target += " (" + s.Prop + ")"
		}
		if app := c.in.Site.AppOf(s.ValueAt.Path); app != nil {
			f.Application = app.Folder
		}
		c.add(f)
	}
}
