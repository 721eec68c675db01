package iis

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// respelled is the statement with another setting in the place of its own.
func (s *statement) respelled(said *claim.Claim, w wish) (string, bool) {
	if said.Metabase {
		return s.otherProperty(said, w)
	}
	return s.otherSection(said, w)
}

// otherProperty names another property of the metabase: flags beside flags,
// a truth value beside one.
func (s *statement) otherProperty(said *claim.Claim, w wish) (string, bool) {
	old := s.text[s.valueAt.Pos:s.valueAt.End]
	var prop, value string
	switch strings.ToLower(said.Prop) {
	case "authflags", "accesssslflags":
		if w.name == claim.SSL {
			prop, value = "AccessSSLFlags", likeNumber(old, "8")
		} else {
			prop, value = "AuthFlags", likeNumber(old, "2")
		}
	default:
		if _, ok := claim.ParseBool(old); !ok {
			return "", false
		}
		prop, value = booleanProperty(w.name), likeBool(old, w.value == "true" || w.value == "required")
	}
	at := wordsIn(s.text, said.Prop)
	if len(at) == 0 || prop == "" {
		return "", false
	}
	return s.with(replacement{at[len(at)-1], len(said.Prop), prop}, replacement{s.valueAt.Pos, len(old), value}), true
}

// booleanProperty is the property of the metabase that says one thing.
func booleanProperty(name claim.Name) string {
	switch name {
	case claim.Basic:
		return "AuthBasic"
	case claim.Windows:
		return "AuthNTLM"
	case claim.Digest:
		return "AuthMD5"
	case claim.Anonymous:
		return "AuthAnonymous"
	case claim.SSL:
		return "AccessSSL"
	default:
		return ""
	}
}

// otherSection names another section of IIS 7 and its attribute, in a
// statement that names each once.
func (s *statement) otherSection(said *claim.Claim, w wish) (string, bool) {
	old := s.text[s.valueAt.Pos:s.valueAt.End]
	sections, attrs := wordsIn(s.text, said.Section), wordsIn(s.text, said.Prop)
	if len(sections) != 1 || len(attrs) != 1 || said.Section == "" || said.Prop == "" {
		return "", false
	}
	section, attr := sectionOf(w.name)
	if section == "" {
		return "", false
	}
	value := w.value
	if section == "access" {
		value = "Ssl"
		if strings.HasPrefix(old, "$") { // a word stands in quotes in its place
			value = "'Ssl'"
		}
	} else if _, ok := claim.ParseBool(old); ok {
		value = likeBool(old, value == "true")
	} else if said.Origin == claim.FromPowerShell && !strings.ContainsAny(s.text[max(0, s.valueAt.Pos-1):s.valueAt.Pos], `"'`) {
		value = "$" + value
	}
	return s.with(append(slices.Clone(s.cuts), sectionReplacement(s.text, said.Section, sections[0], section), replacement{attrs[0], len(said.Prop), attr}, replacement{s.valueAt.Pos, len(old), value})...), true
}

// sectionOf is the section of IIS 7 that holds a setting, and the attribute.
func sectionOf(name claim.Name) (section, attr string) {
	switch name {
	case claim.Basic:
		return "basicAuthentication", "enabled"
	case claim.Windows:
		return "windowsAuthentication", "enabled"
	case claim.Digest:
		return "digestAuthentication", "enabled"
	case claim.Anonymous:
		return "anonymousAuthentication", "enabled"
	case claim.SSL:
		return "access", "sslFlags"
	default:
		return "", ""
	}
}

// likeNumber writes a number in the manner of another one.
func likeNumber(old, digit string) string {
	switch {
	case strings.HasPrefix(old, "&"):
		return "&H" + digit
	case len(old) > 1 && strings.EqualFold(old[:2], "0x"):
		return "0x" + digit
	}
	return digit
}

type replacement struct {
	pos, length int
	text        string
}

// with is the text of the statement with replacements that do not overlap.
func (s *statement) with(list ...replacement) string {
	out, shift := s.text, 0
	for len(list) > 0 {
		first := 0
		for i := range list {
			if list[i].pos < list[first].pos {
				first = i
			}
		}
		r := list[first]
		list = append(list[:first:first], list[first+1:]...)
		out = out[:r.pos+shift] + r.text + out[r.pos+shift+r.length:]
		shift += len(r.text) - r.length
	}
	return out
}

// wordsIn are the places where a word stands in a text, letter case ignored.
func wordsIn(text, word string) []int {
	var at []int
	if word == "" {
		return nil
	}
	lower, want := strings.ToLower(text), strings.ToLower(word)
	if len(lower) != len(text) {
		return nil
	}
	for from := 0; ; {
		i := strings.Index(lower[from:], want)
		if i < 0 {
			return at
		}
		i += from
		from = i + len(want)
		if (i == 0 || !isWordByte(lower[i-1])) && (from == len(lower) || !isWordByte(lower[from])) {
			at = append(at, i)
		}
	}
}

func isWordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
