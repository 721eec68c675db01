// Package outline reads as much of YAML as playbooks and pipelines use to run
// commands: mappings and sequences by indentation, scalars plain, quoted and
// in blocks, with their places in the text. It refuses nothing: templates,
// tags and whatever else it does not know are text.
package outline

import "strings"

// Node is a key with its value, or an item of a sequence.
type Node struct {
	Key string // "" for an item
	// Value is the scalar, "" if Children hold the value. Line ends of a
	// folded scalar are blanks.
	Value string
	// Pos and End delimit the value in the text, without quotes; of a block
	// from its first line to its last.
	Pos, End int
	// Block is '|' or '>' for a scalar in lines of its own.
	Block byte
	// Escaped: the value is not what stands at its place, because of quotes.
	Escaped  bool
	Children []*Node
	indent   int
}

// longestPlain bounds what is joined of a plain scalar over several lines.
const longestPlain = 4096 // bytes

// deepest is the number of levels that are kept apart.
const deepest = 100

// Parse reads a document; of several, all as one.
func Parse(text string) []*Node {
	p := &parser{text: text, root: &Node{indent: -1}}
	p.open = []*Node{p.root}
	for p.pos < len(text) {
		p.line()
	}
	return p.root.Children
}

// Child is the value of a key, nil if there is none. A nil node has none.
func (n *Node) Child(key string) *Node {
	if n == nil {
		return nil
	}
	for _, c := range n.Children {
		if strings.EqualFold(c.Key, key) {
			return c
		}
	}
	return nil
}

// Text is the value, "" for a nil node.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	return n.Value
}

type parser struct {
	text string
	pos  int
	root *Node
	open []*Node // from the root to the node of the last line
}

// next is the line from the current place: its text, its indentation in
// bytes, and where the next one begins.
func (p *parser) next() (line string, indent, after int) {
	after = len(p.text)
	if i := strings.IndexByte(p.text[p.pos:], '\n'); i >= 0 {
		after = p.pos + i + 1
	}
	line = strings.TrimRight(p.text[p.pos:after], "\r\n")
	return line, len(line) - len(strings.TrimLeft(line, " \t")), after
}

func (p *parser) line() {
	line, indent, after := p.next()
	start := p.pos
	p.pos = after
	rest := line[indent:]
	if rest == "" || rest[0] == '#' || strings.HasPrefix(rest, "---") {
		return
	}
	for strings.HasPrefix(rest, "- ") || rest == "-" {
		p.add(&Node{indent: indent})
		trimmed := strings.TrimLeft(rest[1:], " ")
		indent += len(rest) - len(trimmed)
		rest = trimmed
		if rest == "" {
			return
		}
	}
	at := start + indent
	key, value, isKey := cutKey(rest)
	if !isKey {
		n := p.open[len(p.open)-1]
		switch {
		case n.indent < indent && n != p.root && n.Value == "" && n.Block == 0 && len(n.Children) == 0:
			p.scalar(n, rest, at)
		case n.indent < indent && n.Value != "" && n.Block == 0 && !n.Escaped && len(n.Value) < longestPlain: // goes on
			n.Value += " " + strings.TrimSpace(rest)
			n.End = at + len(rest)
		}
		return
	}
	n := &Node{Key: key, indent: indent}
	p.add(n)
	p.scalar(n, value, at+len(rest)-len(value))
}

// add puts a node where its indentation says. An item may stand as deep as the
// key whose value its sequence is.
func (p *parser) add(n *Node) {
	for len(p.open) > 1 {
		top := p.open[len(p.open)-1]
		if top.indent < n.indent || top.indent == n.indent && n.Key == "" && top.Key != "" {
			break
		}
		p.open = p.open[:len(p.open)-1]
	}
	parent := p.open[len(p.open)-1]
	parent.Children = append(parent.Children, n)
	if len(p.open) < deepest {
		p.open = append(p.open, n)
	}
}

// cutKey splits "key: value" and "key:".
func cutKey(s string) (key, value string, ok bool) {
	if s[0] == '"' || s[0] == '\'' {
		end := strings.IndexByte(s[1:], s[0])
		if end < 0 || !strings.HasPrefix(s[end+2:], ":") {
			return "", "", false
		}
		return s[1 : end+1], strings.TrimLeft(s[end+3:], " \t"), true
	}
	if s[0] == '{' || s[0] == '[' {
		return "", "", false
	}
	const longest = 200 // bytes of a key
	for i := 0; i < min(len(s), longest); i++ {
		switch {
		case s[i] == ':' && (i+1 == len(s) || s[i+1] == ' ' || s[i+1] == '\t'):
			return strings.TrimSpace(s[:i]), strings.TrimLeft(s[i+1:], " \t"), i > 0
		case s[i] == '#' && i > 0 && s[i-1] == ' ':
			return "", "", false
		}
	}
	return "", "", false
}

// scalar gives a node its value, which begins at pos.
func (p *parser) scalar(n *Node, value string, pos int) {
	if value == "" {
		return
	}
	switch c := value[0]; c {
	case '#':
		return
	case '|', '>':
		if isBlockHeader(value) {
			p.block(n, c)
			return
		}
	case '"', '\'':
		n.Pos, n.End = pos+1, pos+1
		end := closing(value)
		inner := value[1:end]
		n.Value, n.End = unquote(inner, c), pos+1+len(inner)
		n.Escaped = n.Value != inner
		return
	case '{':
		if end := strings.LastIndexByte(value, '}'); end > 0 && !strings.HasPrefix(value, "{{") {
			n.Children, n.Pos, n.End = flow(value[1:end]), pos, pos+end+1
			return
		}
	case '[':
		if end := strings.LastIndexByte(value, ']'); end > 0 {
			n.Children, n.Pos, n.End = flow(value[1:end]), pos, pos+end+1
			return
		}
	}
	if i := strings.Index(value, " #"); i >= 0 {
		value = value[:i]
	}
	value = strings.TrimRight(value, " \t")
	n.Value, n.Pos, n.End = value, pos, pos+len(value)
}

// isBlockHeader accepts |, >-, |2+, with a comment.
func isBlockHeader(s string) bool {
	header, _, _ := strings.Cut(s, " ")
	return strings.Trim(header[1:], "+-0123456789") == ""
}

// block reads the lines of a block scalar.
func (p *parser) block(n *Node, style byte) {
	n.Block, n.Pos, n.End = style, p.pos, p.pos
	started := false
	for p.pos < len(p.text) {
		line, indent, after := p.next()
		if len(line) > indent && indent <= n.indent {
			break
		}
		if len(line) > indent {
			if !started {
				n.Pos, started = p.pos+indent, true
			}
			n.End = p.pos + len(line)
		}
		p.pos = after
	}
	n.Value = p.text[n.Pos:n.End]
	if style == '>' {
		n.Value = strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' {
				return ' '
			}
			return r
		}, n.Value)
	}
}

// closing is the index of the quote that ends the string at the start of s,
// its length if there is none.
func closing(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case s[0] == '"' && s[i] == '\\':
			i++
		case s[i] == s[0] && s[0] == '\'' && i+1 < len(s) && s[i+1] == '\'':
			i++
		case s[i] == s[0]:
			return i
		}
	}
	return len(s)
}

func unquote(s string, quote byte) string {
	if quote == '\'' {
		return strings.ReplaceAll(s, "''", "'")
	}
	return strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n", `\t`, "\t", `\/`, "/").Replace(s)
}

// flow reads what stands in { } or [ ], without nesting.
func flow(s string) []*Node {
	var list []*Node
	for _, part := range splitFlow(s) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		n := &Node{Escaped: true}
		value := part
		if key, v, ok := cutKey(part); ok {
			n.Key, value = key, v
		}
		if value != "" && (value[0] == '"' || value[0] == '\'') {
			value = unquote(value[1:closing(value)], value[0])
		}
		n.Value = value
		list = append(list, n)
	}
	return list
}

// splitFlow splits at commas outside of quotes and brackets.
func splitFlow(s string) []string {
	var parts []string
	from, depth := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"', '\'':
			i += closing(s[i:])
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, s[from:i])
				from = i + 1
			}
		}
	}
	return append(parts, s[from:])
}
