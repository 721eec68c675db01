package report

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/cdolint/cdolint/internal/finding"
)

// A segment is a piece of a message: text, or text that links to a related
// place.
type segment struct {
	text string
	link int // 1-based index of the related place, 0 for none
}

// segments takes a message apart. Only [text](n) with an n from 1 to related is a
// link; all else, whatever it looks like, is text.
func segments(message string, related int) []segment {
	var out []segment
	from := 0 // start of text not yet given out
	open := -1
	for i := 0; i < len(message); i++ {
		switch message[i] {
		case '[':
			open = i
		case ']':
			n, end := linkTarget(message, i+1)
			if open >= 0 && n >= 1 && n <= related {
				if from < open {
					out = append(out, segment{text: message[from:open]})
				}
				out = append(out, segment{text: message[open+1 : i], link: n})
				from = end
				i = end - 1
			}
			open = -1
		}
	}
	if from < len(message) {
		out = append(out, segment{text: message[from:]})
	}
	return out
}

// linkTarget reads (n) at message[at:]; end is behind it.
func linkTarget(message string, at int) (n, end int) {
	const longest = 8
	if at >= len(message) || message[at] != '(' {
		return 0, at
	}
	width := strings.IndexByte(message[at:min(len(message), at+longest)], ')')
	if width < 0 {
		return 0, at
	}
	n, err := strconv.Atoi(message[at+1 : at+width])
	if err != nil {
		return 0, at
	}
	return n, at + width + 1
}

// Plain is the message of a finding without its links.
func Plain(f *finding.Finding) string { return plainMessage(f.Message, len(f.Related)) }

// plainMessage is a message without its links.
func plainMessage(message string, related int) string {
	if !strings.Contains(message, "](") {
		return message
	}
	var b strings.Builder
	for _, s := range segments(message, related) {
		b.WriteString(s.text)
	}
	return b.String()
}

// sentence makes sure that a text ends as a sentence does.
func sentence(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?") {
		return s
	}
	return s + "."
}

// firstSentence splits a message behind its first sentence.
func firstSentence(s string) (first, rest string) {
	for i := 0; i+2 < len(s); i++ {
		if s[i] != '.' && s[i] != '?' && s[i] != '!' || s[i+1] != ' ' {
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[i+2:])
		word := s[strings.LastIndexByte(s[:i], ' ')+1 : i]
		if !unicode.IsUpper(next) || word == "e.g" || word == "i.e" || word == "No" || word == "vs" {
			continue
		}
		return s[:i+1], strings.TrimLeft(s[i+1:], " ")
	}
	return s, ""
}
