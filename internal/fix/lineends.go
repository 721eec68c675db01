package fix

import "strings"

// lineEnd is how lines end around an offset: as the line before does, else as
// the line itself, else "\n".
func lineEnd(text string, pos int) string {
	if i := strings.LastIndexAny(text[:pos], "\r\n"); i >= 0 {
		switch {
		case text[i] == '\r':
			if i+1 < len(text) && text[i+1] == '\n' { // pos stands within a CRLF
				return "\r\n"
			}
			return "\r"
		case i > 0 && text[i-1] == '\r':
			return "\r\n"
		}
		return "\n"
	}
	switch i := strings.IndexAny(text[pos:], "\r\n"); {
	case i < 0 || text[pos+i] == '\n':
		return "\n"
	case strings.HasPrefix(text[pos+i:], "\r\n"):
		return "\r\n"
	}
	return "\r"
}

// withLineEnds is s with every line end, of whatever kind, as given.
func withLineEnds(s, end string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	if end == "\n" {
		return s
	}
	return strings.ReplaceAll(s, "\n", end)
}
