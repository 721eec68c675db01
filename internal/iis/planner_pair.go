package iis

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// fetching finds the statement that hands a section to the variable of another
// one, which sets it:
//
//	Set s = m.GetAdminSection("…/windowsAuthentication", "…")
//	s.Properties.Item("enabled").Value = True
//
// The copy of both is what sets another section. It is the nearest before it,
// within some lines.
func fetching(file, text string, origin claim.Origin, s *statement, said *claim.Claim) (statement, bool) {
	const lines = 40
	end := said.ValueAt.Pos - s.valueAt.Pos // of what stands before the statement
	for range lines {
		end = strings.LastIndexAny(text[:end], "\r\n")
		if end < 0 {
			break
		}
		from := strings.LastIndexAny(text[:end], "\r\n") + 1
		at := wordsIn(text[from:end], said.Section)
		if len(at) != 1 {
			continue
		}
		place := source.Place{Path: file, Pos: from + at[0], End: from + at[0] + len(said.Section)}
		f, ok := statementAt(file, text, place, origin)
		if !ok {
			continue
		}
		head, _, ok := strings.Cut(f.text, "=")
		words := strings.Fields(head)
		if !ok || len(words) == 0 {
			continue
		}
		name := words[len(words)-1]
		if len(wordsIn(s.text, strings.TrimPrefix(name, "$"))) == 0 {
			continue
		}
		if strings.HasSuffix(strings.ToLower(file), ".cs") || strings.HasSuffix(strings.ToLower(file), ".vb") {
			f.text = strings.TrimSpace(f.text[strings.LastIndex(head, name):]) // declared already
		}
		return f, true
	}
	return statement{}, false
}

// respelledPair is a statement with the one that fetches its section, both for
// another setting.
func (s *statement) respelledPair(fetch *statement, said *claim.Claim, w wish) (string, bool) {
	section, attr := sectionOf(w.name)
	sections, attrs := wordsIn(fetch.text, said.Section), wordsIn(s.text, said.Prop)
	if section == "" || len(sections) != 1 || len(attrs) != 1 {
		return "", false
	}
	old := s.text[s.valueAt.Pos:s.valueAt.End]
	var value string
	switch _, isTruth := claim.ParseBool(old); {
	case section == "access":
		value = "Ssl"
		if before := s.text[max(0, s.valueAt.Pos-1):s.valueAt.Pos]; !strings.ContainsAny(before, `"'`) {
			value = `"Ssl"`
		}
	case isTruth:
		value = likeBool(old, w.value == "true")
	default:
		return "", false
	}
	f := statement{text: fetch.text}
	fetched := f.with(sectionReplacement(fetch.text, said.Section, sections[0], section))
	return fetched + s.tail + s.lead + s.with(replacement{attrs[0], len(said.Prop), attr}, replacement{s.valueAt.Pos, len(old), value}), true
}

// sectionReplacement puts one section in the place of another in a path of the
// configuration: those of authentication lie a level deeper than access.
func sectionReplacement(text, old string, at int, section string) replacement {
	const below = "authentication/"
	before := strings.ToLower(text[:at])
	switch {
	case section == "access" && strings.HasSuffix(before, below):
		return replacement{at - len(below), len(below) + len(old), section}
	case section != "access" && strings.EqualFold(old, "access") && strings.HasSuffix(before, "security/"):
		return replacement{at, len(old), below + section}
	}
	return replacement{at, len(old), section}
}
