package config

import (
	"strconv"
	"strings"
	"unicode"
)

// flow is a list in YAML's flow form.
func flow(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = quoteYAML(w)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// quoteYAML is a scalar that reads back as the same text. Plain words stay as
// they are; all else stands in double quotes, with what has no shape escaped.
func quoteYAML(s string) string {
	plain := s != "" && !isNumber(s)
	for i, r := range s {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', r == '_':
		case i > 0 && ('0' <= r && r <= '9' || r == '-' || r == '.' || r == '/'):
		case i == 0 && r == '.' && len(s) > 1:
		default:
			plain = false
		}
	}
	switch strings.ToLower(s) {
	case "null", "true", "false", "on", "off", "yes", "no", "y", "n":
		plain = false
	}
	if plain {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"', r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsPrint(r):
			b.WriteRune(r)
		case r < 0x100:
			b.WriteString(`\x` + hex(r, 2))
		case r < 0x10000:
			b.WriteString(`\u` + hex(r, 4))
		default:
			b.WriteString(`\U` + hex(r, 8))
		}
	}
	b.WriteByte('"')
	return b.String()
}

func hex(r rune, digits int) string {
	s := strconv.FormatInt(int64(r), 16)
	return strings.Repeat("0", digits-len(s)) + s
}

// isNumber reports what YAML would read as a number.
func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}
