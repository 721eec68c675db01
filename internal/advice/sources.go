package advice

import (
	"fmt"
	"strings"
)

// sourceOf writes as code what a fact says of a text that is not all literal:
// pieces that are not stand in it as <SOURCE>. "" for one that nothing is
// known of.
func sourceOf(text string) string {
	var parts []string
	for text != "" {
		literal, rest, found := strings.Cut(text, "<")
		if literal != "" {
			parts = append(parts, fmt.Sprintf("%q", literal))
		}
		if !found {
			break
		}
		var inner string
		inner, text, _ = strings.Cut(rest, ">")
		parts = append(parts, piece(inner))
	}
	if len(parts) == 1 {
		return strings.Trim(parts[0], "?")
	}
	return strings.ReplaceAll(strings.Join(parts, " & "), "?", "…")
}

// piece is one source as code.
func piece(inner string) string {
	kind, name, ok := strings.Cut(inner, " ")
	if !ok {
		return inner
	}
	switch kind {
	case "QueryString", "Form":
		return fmt.Sprintf("Request.%s(%q)", kind, name)
	case "Cookie":
		return fmt.Sprintf("Request.Cookies(%q)", name)
	case "Request", "Session", "Application":
		return fmt.Sprintf("%s(%q)", kind, name)
	}
	return inner
}
