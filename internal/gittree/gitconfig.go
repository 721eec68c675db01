package gittree

import "strings"

// configured is the last value that a configuration file of git gives a key, ""
// if none. Sections and keys are compared without regard to letter case,
// subsections with it. Files that it includes are not read.
func configured(text, section, subsection, key string) string {
	value, in := "", false
	for text != "" {
		var line string
		line, text = logicalLine(text)
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			end := sectionEnd(line)
			if end < 0 {
				return value // git refuses the file
			}
			name, sub, _ := strings.Cut(line[1:end], " ")
			in = strings.EqualFold(name, section) && unquoted(sub) == subsection
			line = strings.TrimSpace(line[end+1:])
		}
		name, v, _ := strings.Cut(line, "=")
		if in && strings.EqualFold(strings.TrimSpace(name), key) {
			value = unquoted(v)
		}
	}
	return value
}

// sectionEnd is the index of the bracket that ends the head of a section.
func sectionEnd(line string) int {
	quoted := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case c == ']' && !quoted:
			return i
		}
	}
	return -1
}

// logicalLine is the first line, with those that it continues on.
func logicalLine(text string) (line, rest string) {
	line, rest, _ = strings.Cut(text, "\n")
	line = strings.TrimSuffix(line, "\r")
	if !strings.HasSuffix(line, `\`) {
		return line, rest
	}
	var b strings.Builder
	for strings.HasSuffix(line, `\`) && rest != "" {
		b.WriteString(line[:len(line)-1])
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimSuffix(line, "\r")
	}
	b.WriteString(line)
	return b.String(), rest
}

// unquoted is a value without quotes, escapes and the comment behind it.
func unquoted(s string) string {
	s = strings.TrimSpace(s)
	var b strings.Builder
	quoted, end := false, 0 // end of what is no blank before a comment
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '"':
			quoted = !quoted
			end = b.Len()
			continue
		case (c == '#' || c == ';') && !quoted:
			return b.String()[:end]
		case c == '\\' && i+1 < len(s):
			i++
			c = s[i]
			switch c {
			case 'n':
				c = '\n'
			case 't':
				c = '\t'
			}
			b.WriteByte(c)
			end = b.Len()
			continue
		}
		b.WriteByte(c)
		if quoted || c != ' ' && c != '\t' {
			end = b.Len()
		}
	}
	return b.String()[:end]
}
