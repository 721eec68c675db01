package report

import "strings"

const xmlHeader = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

// xmlText escapes text for XML, in elements and attributes alike. XML 1.0 has no
// way to write control characters, so they are spelled out, as are those that
// change the direction of text. Line feeds and tabs stay.
func xmlText(s string) string {
	s = visible(strings.ReplaceAll(s, "\r\n", "\n"), "\n\t")
	if strings.Contains(s, "\uFFFE") || strings.Contains(s, "\uFFFF") { // no characters of XML
		s = strings.NewReplacer("\uFFFE", "\uFFFD", "\uFFFF", "\uFFFD").Replace(s)
	}
	return escape(s, func(c byte) string {
		switch c {
		case '&':
			return "&amp;"
		case '<':
			return "&lt;"
		case '>':
			return "&gt;"
		case '"':
			return "&quot;"
		case '\'':
			return "&#39;"
		}
		return ""
	})
}
