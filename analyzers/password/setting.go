package password

import (
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// settings states the passwords of accounts that the web server's
// configuration, and the scripts that set it up, hold literally.
func (c *collector) settings() {
	sources := site.NewSources(c.in.Site) // a file may hold thousands
	for _, s := range c.in.Site.Config.Settings() {
		if s.Name != iis.AnonymousPassword && s.Name != iis.AccountPassword || s.Value != "set" || !s.ValueAt.IsValid() {
			continue
		}
		src, err := sources.Source(s.ValueAt.Path)
		if err != nil || s.ValueAt.End > len(src.Text) || s.ValueAt.Pos >= s.ValueAt.End {
			continue
		}
		if Placeholder(src.Text[s.ValueAt.Pos:s.ValueAt.End]) {
			continue
		}
		f := &Fact{Via: "setting", Target: target(s), Script: true}
		f.At, f.Secret, f.Called, f.Confidence = literalAt(s, src.Text), true, true, fact.High
		if app := c.in.Site.AppOf(s.ValueAt.Path); app != nil {
			f.Application = app.Folder
		}
		c.add(f)
	}
}

// literalAt is the place of a value as its language writes it: in code the
// quotes belong to the literal, to an attribute of XML they do not.
func literalAt(s *iis.Setting, text string) source.Place {
	at := s.ValueAt
	switch s.Origin {
	case iis.FromADSI, iis.FromAdminAPI, iis.FromPowerShell, iis.FromDSC:
		if at.Pos > 0 && at.End < len(text) && text[at.Pos-1] == text[at.End] && strings.IndexByte(`"'`, text[at.End]) >= 0 {
			at.Pos--
			at.End++
		}
	}
	return at
}

// target names the account: "an account of the web server (identity password)".
func target(s *iis.Setting) string {
	out := "an account of the web server"
	if s.Name == iis.AnonymousPassword {
		out = "the anonymous account of the web server"
	}
	prop := s.Prop
	if element, _, ok := strings.Cut(s.Raw, " "); ok && s.Name == iis.AccountPassword && strings.HasPrefix(s.Raw, element+" "+prop+"=") {
		prop = element + " " + prop
	}
	if prop != "" {
		out += " (" + prop + ")"
	}
	return out
}
