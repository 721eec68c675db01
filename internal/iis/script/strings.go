package script

import "strings"

// quoted reads a string that begins here.
func (s *scanner) quoted(c byte) bool {
	switch s.lang {
	case Basic:
		if c == '"' || c == '$' && s.peek(1) == '"' {
			s.basicString(c == '$')
			return true
		}
	case C:
		switch {
		case c == '"' || c == '\'':
			s.escapedString(0, false)
			return true
		case c == '@' && s.peek(1) == '"':
			s.doubledString(1, false)
			return true
		case c == '$' && s.peek(1) == '"':
			s.escapedString(1, true)
			return true
		case (c == '$' && s.peek(1) == '@' || c == '@' && s.peek(1) == '$') && s.peek(2) == '"':
			s.doubledString(2, true)
			return true
		}
	case PowerShell:
		if c == '@' && (s.peek(1) == '"' || s.peek(1) == '\'') {
			s.hereString()
			return true
		}
		if c == '"' || c == '\'' {
			text, parts, n := powerShellString(s.text[s.pos:])
			s.string(n, text, parts)
			return true
		}
	}
	return false
}

func (s *scanner) string(n int, text string, parts []Part) {
	from := s.pos
	s.pos += n
	s.emit(String, text, from)
	s.tokens[len(s.tokens)-1].Parts = parts
}

// basicString reads "a ""b""", which ends with its line at the latest.
func (s *scanner) basicString(interpolated bool) {
	start := s.pos
	i := start + 1
	if interpolated {
		i++
	}
	from := i
	for i < len(s.text) && s.text[i] != '\n' && s.text[i] != '\r' {
		if s.text[i] == '"' {
			if i+1 < len(s.text) && s.text[i+1] == '"' {
				i += 2
				continue
			}
			break
		}
		i++
	}
	raw := strings.ReplaceAll(s.text[from:i], `""`, `"`)
	if i < len(s.text) && s.text[i] == '"' {
		i++
	}
	var parts []Part
	if interpolated {
		parts = braces(raw)
	}
	s.string(i-start, raw, parts)
}

// escapedString reads "a\\b" or 'a', which ends with its line at the latest.
func (s *scanner) escapedString(prefix int, interpolated bool) {
	start := s.pos
	quote := s.text[start+prefix]
	i := start + prefix + 1
	var b strings.Builder
	for i < len(s.text) && s.text[i] != quote && s.text[i] != '\n' && s.text[i] != '\r' {
		if s.text[i] == '\\' && i+1 < len(s.text) && s.text[i+1] != '\n' && s.text[i+1] != '\r' {
			i++
			b.WriteByte(unescape(s.text[i]))
		} else {
			b.WriteByte(s.text[i])
		}
		i++
	}
	if i < len(s.text) && s.text[i] == quote {
		i++
	}
	var parts []Part
	if interpolated {
		parts = braces(b.String())
	}
	s.string(i-start, b.String(), parts)
}

func unescape(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	}
	return c
}

// doubledString reads C#'s @"a\b ""c""", over several lines if need be.
func (s *scanner) doubledString(prefix int, interpolated bool) {
	start := s.pos
	i := start + prefix + 1
	from := i
	for i < len(s.text) {
		if s.text[i] == '"' {
			if i+1 < len(s.text) && s.text[i+1] == '"' {
				i += 2
				continue
			}
			break
		}
		i++
	}
	raw := strings.ReplaceAll(s.text[from:i], `""`, `"`)
	var parts []Part
	if interpolated {
		parts = braces(raw)
	}
	s.string(min(i+1, len(s.text))-start, raw, parts)
}

// braces splits the text of $"…{name}…".
func braces(text string) []Part {
	var parts []Part
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		if strings.HasPrefix(text[open:], "{{") {
			parts = append(parts, literal(text[:open+1]))
			text = text[open+2:]
			continue
		}
		length := strings.IndexByte(text[open:], '}')
		if length < 0 {
			break
		}
		if open > 0 {
			parts = append(parts, literal(text[:open]))
		}
		parts = append(parts, Part{Variable: plainName(text[open+1 : open+length])})
		text = text[open+length+1:]
	}
	return append(parts, literal(text))
}

// plainName is the expression, if it is a name or a chain of members, else "?".
func plainName(expression string) string {
	expression = strings.TrimSpace(expression)
	for rest := expression; ; rest = rest[1:] {
		n := len(word(rest))
		if n == 0 {
			return "?"
		}
		if rest = rest[n:]; rest == "" {
			return expression
		}
		if rest[0] != '.' {
			return "?"
		}
	}
}

// hereString reads @" … "@.
func (s *scanner) hereString() {
	text, parts, n := hereStringText(s.text[s.pos:])
	s.string(n, text, parts)
}

// hereStringText reads the here-string at the start of text, as
// [powerShellString] does. Blanks before its end are passed over: they are
// those of a block of YAML around the script.
func hereStringText(text string) (value string, parts []Part, n int) {
	inner, n := hereStringEnd(text)
	body := text[min(2, inner):inner]
	if i := strings.IndexByte(body, '\n'); i >= 0 {
		body = body[i+1:]
	}
	if body = strings.TrimSuffix(body, "\r"); text[1] == '\'' {
		return body, nil, n
	}
	var b strings.Builder
	for i := 0; i < len(body); {
		switch c := body[i]; {
		case c == '`' && i+1 < len(body):
			b.WriteByte(body[i+1])
			i += 2
		case c == '$' && i+1 < len(body) && (isLetter(body[i+1]) || body[i+1] == '{' || body[i+1] == '('):
			name, length := stringVariable(body[i:])
			if b.Len() > 0 {
				parts = append(parts, literal(b.String()))
				b.Reset()
			}
			parts = append(parts, Part{Variable: name})
			i += length
		default:
			b.WriteByte(c)
			i++
		}
	}
	return finish(parts, &b, n)
}

// hereStringEnd is where the text of the here-string at the start of text
// ends, its last line end left out, and the length of all of it.
func hereStringEnd(text string) (inner, n int) {
	closing := text[1:2] + "@"
	for i := 2; i < len(text); {
		line := strings.IndexByte(text[i:], '\n')
		if line < 0 {
			break
		}
		i += line + 1
		blanks := len(text[i:]) - len(strings.TrimLeft(text[i:], " \t"))
		if strings.HasPrefix(text[i+blanks:], closing) {
			return i - 1, i + blanks + len(closing)
		}
		i += blanks
	}
	return len(text), len(text)
}

// powerShellString reads the string at the start of text: its value if it
// has no variables, its parts if it has, and its length.
func powerShellString(text string) (value string, parts []Part, n int) {
	quote := text[0]
	var b strings.Builder
	i := 1
	for i < len(text) {
		c := text[i]
		switch {
		case c == quote && i+1 < len(text) && text[i+1] == quote:
			b.WriteByte(quote)
			i += 2
			continue
		case c == quote:
			i++
			return finish(parts, &b, i)
		case quote == '\'':
		case c == '`' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
			i++
			continue
		case c == '$' && i+1 < len(text) && (isLetter(text[i+1]) || text[i+1] == '{' || text[i+1] == '('):
			name, length := stringVariable(text[i:])
			if b.Len() > 0 {
				parts = append(parts, literal(b.String()))
				b.Reset()
			}
			parts = append(parts, Part{Variable: name})
			i += length
			continue
		}
		b.WriteByte(c)
		i++
	}
	return finish(parts, &b, i)
}

func finish(parts []Part, b *strings.Builder, n int) (string, []Part, int) {
	if parts != nil {
		return "", append(parts, literal(b.String())), n
	}
	return b.String(), nil, n
}

// stringVariable reads $name, ${name} or $(expression) in a string.
func stringVariable(text string) (name string, n int) {
	if text[1] != '(' {
		return variableName(text)
	}
	depth := 0
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				inner := strings.TrimSpace(text[2:i])
				if strings.HasPrefix(inner, "$") {
					return plainName(inner[1:]), i + 1
				}
				return "?", i + 1
			}
		case '\n', '\r':
			return "?", i
		}
	}
	return "?", len(text)
}

// variableName reads $name, ${name}, $scope:name at the start of text.
func variableName(text string) (string, int) {
	if text[1] == '{' {
		const longest = 256 // bytes; without a limit, "${${${…" would take quadratic time
		if end := strings.IndexByte(text[:min(len(text), longest)], '}'); end > 0 {
			return unscoped(text[2:end]), end + 1
		}
		return "?", 2
	}
	n := 1 + len(word(text[1:]))
	switch strings.ToLower(text[1:n]) {
	case "env", "script", "global", "local", "private", "using":
		if n+1 < len(text) && text[n] == ':' && isLetter(text[n+1]) {
			n += 1 + len(word(text[n+1:]))
		}
	}
	return unscoped(text[1:n]), n
}

// unscoped drops script:, global: … ; env: stays, it is another name space.
func unscoped(name string) string {
	scope, rest, ok := strings.Cut(name, ":")
	if ok && !strings.EqualFold(scope, "env") {
		return rest
	}
	return name
}
