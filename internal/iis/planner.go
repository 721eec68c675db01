package iis

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// planner collects what [Config.BasicSSL] changes.
type planner struct {
	config    *Config
	text      func(path string) (string, bool)
	edits     map[source.Place]string
	inserted  map[source.Place][]string // points to what goes in there
	notes     map[string]bool
	byHand    map[source.Place]bool
	contrary  []*Setting // what contradicts the settings that are changed
	commands  []string
	given     map[string]bool // the commands
	variants  []string        // that commands are for, "" for the base
	commanded []claim.Name    // what they set
	// tried are the places beside which something was put, or could not be.
	tried map[trial]bool
	*bench
}

// trial is an attempt to put settings beside one: pages alike make the same.
type trial struct {
	at      source.Place
	missing string
}

// wish is a value that a setting has to have.
type wish struct {
	name claim.Name
	// value that is wanted; not is a value that is not wanted, for settings
	// of which any other will do.
	value, not string
	// implied: IIS has it so if nothing sets it.
	implied bool
}

func basicSSLWishes() []wish {
	return []wish{
		{name: claim.Basic, value: "true"},
		{name: claim.Windows, value: "false", implied: true},
		{name: claim.Digest, value: "false", implied: true},
		{name: claim.Anonymous, value: "false"},
		{name: claim.SSL, value: "required"},
		{name: claim.LogonMethod, not: "network", value: "cleartext", implied: true},
	}
}

func (w wish) fulfilled(v Value) bool {
	if v.Setting == nil {
		return w.implied
	}
	if w.not != "" {
		return v.String() != w.not
	}
	return v.String() == w.value
}

// page plans for one page as it is served in one way. It reports whether
// nothing has to change.
func (p *planner) page(page string, e *Effective) bool {
	var missing []wish
	done := true
	anchor := p.anchor(e)
	for _, w := range basicSSLWishes() {
		v := e.Get(w.name)
		if e.Metabase && v.Setting == nil && w.name == claim.Windows {
			w.implied = false // the metabase's own default has Integrated on
		}
		if w.fulfilled(v) {
			continue
		}
		done = false
		implied := v.Setting != nil && isTask(v.Setting.Origin) && !v.Setting.ValueAt.IsValid() // by what the element says besides
		if v.Setting == nil || implied || p.shared(v.Setting, w) || anchor.Setting != nil && anchor.level > v.level && w.name != claim.LogonMethod {
			// What an outer scope says is overridden beside the anchor, so
			// that other applications keep what they have.
			missing = append(missing, w)
			continue
		}
		if !p.change(w, v) {
			if anchor.Setting == nil {
				missing = append(missing, w)
			} else {
				p.byHand[v.Setting.At] = true
			}
		}
		for _, alike := range v.Alike {
			p.change(w, Value{Setting: alike})
		}
	}
	for _, w := range basicSSLWishes() {
		for _, other := range e.Get(w.name).Contradicts {
			if !w.fulfilled(Value{Setting: other}) {
				p.contrary = append(p.contrary, other)
			}
		}
	}
	if len(missing) == 0 {
		return done
	}
	if anchor.Setting == nil {
		p.command(page, e, missing)
	} else if rest := p.besideOf(cmp.Or(anchor.always, anchor.Setting), missing); len(rest) > 0 {
		p.command(page, e, rest)
	} else if anchor.always == nil {
		for _, s := range anchor.Alike { // in the other branches, too
			if s.At.Path == anchor.Setting.At.Path {
				p.besideOf(s, missing)
			}
		}
	}
	return done
}

// shared reports whether a value that stands in a loop or a procedure makes
// another setting, too, which has to be otherwise: it cannot be changed for one
// of them alone.
func (p *planner) shared(s *Setting, w wish) bool {
	if !s.ValueAt.IsValid() || strings.HasSuffix(strings.ToLower(s.Prop), "flags") {
		return false
	}
	for _, name := range p.namesAt(p.config, s.ValueAt) {
		for _, x := range basicSSLWishes() {
			if name != s.Name && x.name == name && x.value != w.value {
				return true
			}
		}
	}
	return false
}

// besideOf puts beside a setting what can be put there, together or one by one,
// and returns what cannot.
func (p *planner) besideOf(anchor *Setting, missing []wish) []wish {
	if p.beside(anchor, missing) {
		return nil
	}
	var rest []wish
	for _, w := range missing {
		if len(missing) == 1 || !p.beside(anchor, []wish{w}) {
			rest = append(rest, w)
		}
	}
	return rest
}

// beside puts settings that nothing says beside one, in the manner of its file.
// It reports false if that cannot be done.
func (p *planner) beside(anchor *Setting, missing []wish) bool {
	t := trial{at: anchor.At}
	for _, w := range missing {
		t.missing += " " + string(w.name)
	}
	done, tried := p.tried[t]
	if tried {
		return done
	}
	switch {
	case p.spent > mostRead:
		p.note("Further places of %s were not tried: what would be said there was read for many pages already.", anchor.At.Path)
	case editableXML(anchor.Origin):
		done = p.insert(anchor, missing)
	case isTask(anchor.Origin):
		done = p.insertAttributes(anchor, missing)
	default:
		done = p.insertStatements(anchor, missing)
	}
	p.tried[t] = done
	return done
}

// change edits the value that decides. It reports false, and notes what has to be
// done by hand, where the value is not written out.
func (p *planner) change(w wish, v Value) bool {
	s := v.Setting
	text, ok := p.text(s.At.Path)
	if !ok || !s.ValueAt.IsValid() || s.ValueAt.End > len(text) {
		call := ""
		if at := s.CalledAt; at.IsValid() {
			if caller, ok := p.text(at.Path); ok && at.Pos <= len(caller) {
				call = fmt.Sprintf(", in the call in line %d that hands the value over,", lineOf(caller, at.Pos))
				if at.Path != s.At.Path {
					call = fmt.Sprintf(", in %s line %d, which hands the value over,", at.Path, lineOf(caller, at.Pos))
				}
			}
		}
		p.note("%s: %s has to be changed by hand%s to mean %s=%s.", s.At.Path, s.Raw, call, w.name, w.value)
		return false
	}
	if _, done := p.edits[s.ValueAt]; !done {
		p.edits[s.ValueAt] = respell(s.Prop, text[s.ValueAt.Pos:s.ValueAt.End], w)
	}
	return true
}

// lineOf is the line of an offset, 1-based.
func lineOf(text string, pos int) int {
	before := strings.ReplaceAll(text[:pos], "\r\n", "\n")
	return 1 + strings.Count(before, "\n") + strings.Count(before, "\r")
}

// anchor is the setting of a file beside which new ones can be put: the
// nearest one that decides now and that stands in XML, else in a script. Its
// Setting is nil if there is none.
func (p *planner) anchor(e *Effective) Value {
	var best Value
	for _, xml := range []bool{true, false} {
		for _, name := range []claim.Name{claim.Windows, claim.Basic, claim.Anonymous, claim.Digest, claim.SSL} {
			v := e.Get(name)
			if v.Setting == nil || editableXML(v.Setting.Origin) != xml || !xml && !v.Setting.ValueAt.IsValid() {
				continue
			}
			// Of the statements of one script the last.
			if best.Setting == nil || v.level > best.level || v.level == best.level && !xml && best.Setting.At.Path == v.Setting.At.Path && best.Setting.At.Pos < v.Setting.At.Pos {
				best = v
			}
		}
		if best.Setting != nil {
			break
		}
	}
	return best
}

func editableXML(origin claim.Origin) bool {
	switch origin {
	case claim.FromWebConfig, claim.FromApplicationHost, claim.FromTransform, claim.FromMetaBase:
		return true
	}
	return false
}

func (p *planner) note(format string, args ...any) { p.notes[fmt.Sprintf(format, args...)] = true }

// command says what to run where the repository holds nothing to edit.
func (p *planner) command(page string, e *Effective, missing []wish) {
	if !slices.Contains(p.variants, e.Variant) {
		p.variants = append(p.variants, e.Variant)
	}
	for _, w := range missing {
		if !slices.Contains(p.commanded, w.name) {
			p.commanded = append(p.commanded, w.name)
		}
	}
	site, virtual := "Default Web Site", "/"+path.Dir(page)
	if m, rest := p.config.mountOf(page); m != nil {
		if name := p.config.sites.display[m.site]; name != "" && !claim.IsSiteID(name) {
			site = name
		}
		virtual = "/" + strings.Join(append(slices.Clone(m.parts), rest...), "/")
	}
	location := strings.TrimSuffix(path.Clean(site+virtual), "/.")
	iis6 := "W3SVC/1/ROOT" + strings.TrimSuffix(path.Clean(virtual), "/.")
	iis6 = strings.TrimSuffix(iis6, "/")
	if key, ok := guessedKey(e); ok { // what the rest is said for, too
		location, iis6 = key, key
	}
	metabase := map[claim.Name]string{}
	for _, w := range missing {
		var section string
		attr := "/enabled:" + w.value
		switch w.name {
		case claim.Basic:
			section, metabase[claim.Basic] = "basicAuthentication", iis6+"/AuthFlags 2"
		case claim.Windows:
			section, metabase[claim.Basic] = "windowsAuthentication", iis6+"/AuthFlags 2"
		case claim.Digest:
			section, metabase[claim.Basic] = "digestAuthentication", iis6+"/AuthFlags 2"
		case claim.Anonymous:
			section, metabase[claim.Basic] = "anonymousAuthentication", iis6+"/AuthFlags 2"
		case claim.SSL:
			section, attr, metabase[claim.SSL] = "access", "/sslFlags:Ssl", iis6+"/AccessSSL TRUE"
		default:
			continue
		}
		if !e.Metabase {
			p.addCommand(fmt.Sprintf(`appcmd set config "%s" /section:%s %s /commit:apphost`, location, section, attr))
		}
	}
	if e.Metabase || len(e.Values) == 0 && e.Variant == "" {
		for _, name := range []claim.Name{claim.Basic, claim.SSL} {
			if c := metabase[name]; c != "" {
				p.addCommand("cscript adsutil.vbs SET " + c)
			}
		}
	}
}

// adsi begins the paths by which scripts name keys of the metabase.
const adsi = "IIS://"

// guessedKey is the path that a setting is given for which was taken to apply
// although no folder of the repository matches it; ok is false for none.
func guessedKey(e *Effective) (key string, ok bool) {
	for _, w := range basicSSLWishes() {
		if s := e.Get(w.name).Setting; s != nil && s.Guess {
			key = strings.TrimPrefix(s.Scope, "location ")
			if len(key) > len(adsi) && strings.EqualFold(key[:len(adsi)], adsi) {
				_, key, _ = strings.Cut(key[len(adsi):], "/") // behind the name of the computer
			}
			key = strings.TrimPrefix(strings.TrimPrefix(key, "/"), "LM/")
			return key, key != ""
		}
	}
	return "", false
}

func (p *planner) addCommand(c string) {
	if !p.given[c] {
		p.given[c] = true
		p.commands = append(p.commands, c)
	}
}

// mountOf is the mount that serves a page, with the folders between them.
func (c *Config) mountOf(page string) (*mount, []string) {
	var rest []string
	for folder := path.Dir(strings.ToLower(path.Clean(page))); ; folder = path.Dir(folder) {
		if m := c.sites.first[folder]; m != nil {
			return m, rest
		}
		if folder == "." || folder == "/" {
			return nil, nil
		}
		rest = append([]string{path.Base(folder)}, rest...)
	}
}

// plan puts the edits in order.
func (p *planner) plan() Plan {
	for _, s := range p.contrary {
		if _, changed := p.edits[s.ValueAt]; !changed || !s.ValueAt.IsValid() {
			p.note("%s says otherwise (%s) and has to be changed too.", s.At.Path, s.Raw)
		}
	}
	plan := Plan{Commands: p.commands, Commanded: p.commanded, Notes: slices.Sorted(maps.Keys(p.notes))}
	if !slices.Contains(p.variants, "") {
		plan.Variants = p.variants
	}
	plan.ByHand = slices.SortedFunc(maps.Keys(p.byHand), func(a, b source.Place) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Pos, b.Pos))
	})
	for at, text := range p.edits {
		if old, ok := p.text(at.Path); ok && old[at.Pos:at.End] != text {
			plan.Edits = append(plan.Edits, Edit{At: at, Text: text})
		}
	}
	for at, texts := range p.inserted {
		plan.Edits = append(plan.Edits, Edit{At: at, Text: strings.Join(texts, "")})
	}
	slices.SortFunc(plan.Edits, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.At.Path, b.At.Path), cmp.Compare(a.At.Pos, b.At.Pos), cmp.Compare(a.At.End, b.At.End))
	})
	return plan
}
