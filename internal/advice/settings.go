package advice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// change is a setting that the first workaround needs otherwise.
type change struct {
	name iis.Name
	// at is the setting that decides today, nil if nothing says it.
	at *iis.Setting
	// beside is a setting of the same pages beside which it belongs, where
	// nothing says it; nil if the repository holds none.
	beside *iis.Setting
}

// changes are what the first workaround needs at the pages: Basic on,
// everything that browsers prefer to it off (KB264921), SSL required, and a
// logon method whose token can leave the machine (KB207671).
func (a *Adviser) changes(pages []string) []change {
	type key struct {
		name iis.Name
		at   source.Place
	}
	var out []change
	seen := map[key]bool{}
	for _, page := range pages {
		list := a.in.Config.Effective(page)
		for i := range list {
			for _, c := range changesOf(&list[i]) {
				k := key{name: c.name}
				if c.at != nil {
					k.at = c.at.At
				} else if c.beside != nil {
					k.at = c.beside.At
				}
				if !seen[k] {
					seen[k] = true
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// changesOf are the changes for one way in which a page is served.
func changesOf(e *iis.Effective) []change {
	var out []change
	add := func(name iis.Name, want string, needed bool) {
		v := e.Get(name)
		if v.String() == want || v.Setting == nil && !needed {
			return
		}
		c := change{name: name, at: v.Setting}
		if c.at == nil {
			c.beside = anchor(e)
		}
		out = append(out, c)
	}
	add(iis.Windows, "false", false)
	add(iis.Digest, "false", false)
	add(iis.Anonymous, "false", true)
	add(iis.Basic, "true", true)
	add(iis.SSL, "required", true)
	if e.Get(iis.LogonMethod).String() == "network" {
		add(iis.LogonMethod, "cleartext", true)
	}
	return out
}

// anchor is the setting beside which a new one belongs.
func anchor(e *iis.Effective) *iis.Setting {
	for _, name := range []iis.Name{iis.Basic, iis.Windows, iis.Anonymous, iis.Digest} {
		if s := e.Get(name).Setting; s != nil {
			return s
		}
	}
	return nil
}

// place is the setting that names the file and line of the change, nil if the
// repository holds none.
func (c change) place() *iis.Setting {
	if c.at != nil {
		return c.at
	}
	return c.beside
}

// byHand reports a value that is not written where it is set, so that no patch
// changes it there.
func (s *subject) byHand(c change) bool {
	return c.at != nil && slices.Contains(s.plan.ByHand, c.at.At)
}

// configured reports whether the repository holds a setting to change.
func configured(list []change) bool {
	for _, c := range list {
		if c.place() != nil {
			return true
		}
	}
	return false
}

// words say the outcome in general.
func (c change) words() string {
	switch c.name {
	case iis.Windows:
		return "Integrated off"
	case iis.Digest:
		return "Digest off"
	case iis.Anonymous:
		return "anonymous off"
	case iis.Basic:
		return "Basic on"
	case iis.SSL:
		return "SSL required"
	case iis.LogonMethod:
		return "logon method ClearText"
	default:
		return string(c.name)
	}
}

// written is the outcome as the file that holds the setting writes it.
func (c change) written() string {
	s := c.place()
	if s == nil {
		return c.inXML()
	}
	switch s.Origin {
	case iis.FromWebConfig, iis.FromApplicationHost, iis.FromTransform:
		return c.inXML()
	case iis.FromMetaBase:
		return c.inMetabase()
	default:
		return c.words() // scripts have too many forms
	}
}

func (c change) inXML() string {
	switch c.name {
	case iis.Windows:
		return `windowsAuthentication enabled="false"`
	case iis.Digest:
		return `digestAuthentication enabled="false"`
	case iis.Anonymous:
		return `anonymousAuthentication enabled="false"`
	case iis.Basic:
		return `basicAuthentication enabled="true"`
	case iis.SSL:
		return `access sslFlags="Ssl"`
	case iis.LogonMethod:
		return `logonMethod="ClearText"`
	default:
		return string(c.name)
	}
}

func (c change) inMetabase() string {
	switch c.name {
	case iis.SSL:
		return `AccessSSLFlags="AccessSSL"`
	case iis.LogonMethod:
		return `LogonMethod="3"`
	default:
		return `AuthFlags="AuthBasic"`
	}
}

// todo says the changes by place: "web.config line 13: set …, add …".
func (a *Adviser) todo(s *subject, list []change) []string {
	var places []string
	said := map[string][]string{}
	for _, c := range list {
		set := c.place()
		if set == nil {
			continue
		}
		verb, text := "set ", c.written()
		switch {
		case c.at == nil:
			verb = "add "
		case text == c.words():
			verb = ""
		}
		place := a.whereSet(set)
		switch {
		case s.byHand(c) && set.CalledAt.IsValid():
			place = "by hand, in the call in " + a.line(set.CalledAt)
		case s.byHand(c):
			place = "by hand, " + place
		}
		if said[place] == nil {
			places = append(places, place)
		}
		if !contains(said[place], text) {
			said[place] = append(said[place], verb+text)
		}
	}
	out := make([]string, len(places))
	for i, place := range places {
		out[i] = place + ": " + strings.Join(said[place], ", ")
	}
	return out
}

// behind says the changes where no edit makes them: the settings are made for
// other paths, too, or their values are not written where they are set.
func (a *Adviser) behind(list []change) string {
	var places, words []string
	for _, c := range list {
		words = append(words, c.words())
		if c.place() != nil {
			places = append(places, a.whereSet(c.place()))
		}
	}
	return fmt.Sprintf("no patch of %s does it for these pages alone: %s by the commands, put behind it or run after it", some(unique(places), 2), english.List(unique(words), "and"))
}

// whereSet is the line of a setting, and of the call that it hangs on.
func (a *Adviser) whereSet(s *iis.Setting) string {
	switch {
	case s.CalledAt.IsValid() && s.CalledAt.Path != s.At.Path:
		return fmt.Sprintf("%s (run by %s)", a.line(s.At), a.line(s.CalledAt))
	case s.CalledAt.IsValid():
		return fmt.Sprintf("%s (called in line %d)", a.line(s.At), a.lineNumber(s.CalledAt))
	}
	return a.line(s.At)
}

// contains reports whether a text stands in the list, whatever its verb.
func contains(list []string, text string) bool {
	for _, x := range list {
		if x == text || strings.HasSuffix(x, " "+text) {
			return true
		}
	}
	return false
}
