package audit

import "strings"

// block is a piece of Markdown as package advice writes it: paragraphs,
// headings, lists, tables and code. Nothing in it is HTML, and links lead
// nowhere: what the text names comes from the analysed files.
type block struct {
	// Kind is p, h (a heading), ul, ol, table or pre.
	Kind  string
	Spans []span   // of p and h
	Items [][]span // of ul and ol
	Rows  [][][]span
	Code  string // of pre
}

// span is a piece of a line: text or code.
type span struct {
	Text string
	Kind string // "", code or strong
}

// blocks takes Markdown apart. It is linear, and everything that it does not
// know is text.
func blocks(text string) []block {
	var out []block
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); {
		line := strings.TrimRight(lines[i], " \t\r")
		switch {
		case line == "":
			i++
		case strings.HasPrefix(line, "```"):
			i++
			from := i
			for i < len(lines) && !strings.HasPrefix(lines[i], "```") {
				i++
			}
			out = append(out, block{Kind: "pre", Code: strings.Join(lines[from:i], "\n")})
			i++
		case strings.HasPrefix(line, "#"):
			out = append(out, block{Kind: "h", Spans: spans(strings.TrimLeft(line, "# "))})
			i++
		case isItem(line) != "":
			kind := isItem(line)
			b := block{Kind: kind}
			for i < len(lines) && isItem(lines[i]) == kind {
				_, item, _ := strings.Cut(lines[i], " ")
				i++
				for i < len(lines) && strings.HasPrefix(lines[i], "  ") { // goes on
					item += " " + strings.TrimSpace(lines[i])
					i++
				}
				b.Items = append(b.Items, spans(item))
			}
			out = append(out, b)
		case strings.HasPrefix(line, "|"):
			b := block{Kind: "table"}
			for i < len(lines) && strings.HasPrefix(lines[i], "|") {
				if strings.Trim(lines[i], "|-: \r") != "" {
					b.Rows = append(b.Rows, row(lines[i]))
				}
				i++
			}
			out = append(out, b)
		default:
			from := i
			for i < len(lines) && strings.TrimSpace(lines[i]) != "" && !strings.HasPrefix(lines[i], "```") && !strings.HasPrefix(lines[i], "|") {
				if i > from && isItem(lines[i]) != "" {
					break
				}
				i++
			}
			out = append(out, block{Kind: "p", Spans: spans(strings.Join(lines[from:i], " "))})
		}
	}
	return out
}

// isItem is ul or ol for a line that begins an item of a list.
func isItem(line string) string {
	if strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") {
		return "ul"
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && digits < 4 && strings.HasPrefix(line[digits:], ". ") {
		return "ol"
	}
	return ""
}

// row is the cells of a line of a table.
func row(line string) [][]span {
	line = strings.TrimSpace(strings.ReplaceAll(line, `\|`, "\x00"))
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	var out [][]span
	for cell := range strings.SplitSeq(line, "|") {
		out = append(out, spans(strings.ReplaceAll(strings.TrimSpace(cell), "\x00", "|")))
	}
	return out
}

// spans takes a line apart: `code`, **strong** and [text](address), of which the
// text stays.
func spans(s string) []span {
	var out []span
	text := func(t, kind string) {
		if t != "" {
			out = append(out, span{t, kind})
		}
	}
	from := 0
	for i := 0; i < len(s); {
		switch {
		case s[i] == '`':
			end := strings.IndexByte(s[i+1:], '`')
			if end < 0 {
				text(s[from:], "")
				return out
			}
			text(s[from:i], "")
			text(s[i+1:i+1+end], "code")
			i += end + 2
			from = i
		case strings.HasPrefix(s[i:], "**"):
			end := strings.Index(s[i+2:], "**")
			if end < 0 {
				text(s[from:], "")
				return out
			}
			text(s[from:i], "")
			text(s[i+2:i+2+end], "strong")
			i += end + 4
			from = i
		case s[i] == '[':
			label, length := link(s[i:])
			if length == 0 {
				i++
				continue
			}
			text(s[from:i], "")
			text(label, "")
			i += length
			from = i
		default:
			i++
		}
	}
	text(s[from:], "")
	return out
}

// link reads [label](address) at the beginning of s.
func link(s string) (label string, length int) {
	const longest = 400 // keeps the search for brackets linear
	s = s[:min(len(s), longest)]
	end := strings.Index(s, "](")
	if end < 0 || strings.ContainsAny(s[1:end], "[]`") {
		return "", 0
	}
	closing := strings.IndexByte(s[end:], ')')
	if closing < 0 || strings.Contains(s[end:end+closing], " ") {
		return "", 0
	}
	return s[1:end], end + closing + 1
}
