package script

import (
	"slices"
	"strings"
)

// Command is one command of a batch file, or of a command line in any other file.
type Command struct {
	Words    []Word
	Pos, End int
	// Label, lower case: no command, but a place to jump to.
	Label string
	// Call: "call" stands before it.
	Call bool
	// Conditional: whether it is run depends on something: if, for, &&, ||, a block.
	Conditional bool
	// Loose: it stands in a for, or behind && or ||.
	Loose bool
	// Conditions of the ifs that it stands in, outermost first.
	Conditions []Condition
}

// Condition is what stands behind an if.
type Condition struct {
	Words []Word // /i, not and what they hold for included
	// Else: it stands behind else.
	Else bool
}

// Pos is where the condition stands, which tells it apart from all others.
func (c Condition) Pos() int { return c.Words[0].Pos }

// Batch splits a batch file into commands: continuation by ^, "&", "&&",
// "||" and "|" between commands, parentheses of blocks, "if … ", "for … do"
// and "call" before a command dropped but noted, comments (rem, ::) left out.
// Variables (%X%, !X!, %%i, %1) are parts of words.
func Batch(text string, base int) []Command {
	b := &batch{text: text, base: base}
	for b.pos < len(b.text) {
		b.command()
	}
	return b.commands
}

type batch struct {
	text     string
	base     int
	pos      int
	commands []Command
	open     int  // blocks
	maybe    bool // the rest of the line is run under a condition
	// conditions hold for the rest of the line, blocks are those that the
	// open blocks stand under, closed those of the block that was closed last.
	conditions []Condition
	blocks     [][]Condition
	closed     []Condition
	// loose says that the rest of the line stands in a for, or behind && or
	// ||; looseBlocks does of the open blocks.
	loose       bool
	looseBlocks []bool
}

// deepestBlock is the number of blocks within blocks whose conditions are kept.
const deepestBlock = 50

// enter opens a block.
func (b *batch) enter() {
	b.open++
	if len(b.blocks) < deepestBlock {
		b.blocks = append(b.blocks, b.conditions)
		b.looseBlocks = append(b.looseBlocks, b.loose)
	}
}

// leave closes a block.
func (b *batch) leave() {
	b.open--
	if n := len(b.blocks); n > b.open {
		b.closed = b.blocks[n-1]
		b.blocks, b.looseBlocks = b.blocks[:n-1], b.looseBlocks[:n-1]
		b.outside()
	}
}

// outside is what holds at the start of a line, and behind a block.
func (b *batch) outside() {
	b.conditions, b.loose = nil, false
	if n := len(b.blocks); n > 0 {
		b.conditions, b.loose = b.blocks[n-1], b.looseBlocks[n-1]
	}
}

// otherwise begins the else of the block that was closed last.
func (b *batch) otherwise() {
	if n := len(b.closed); n > len(b.conditions) {
		b.conditions = slices.Clone(b.closed)
		b.conditions[n-1].Else = !b.conditions[n-1].Else
	}
}

// command reads up to the end of a command.
func (b *batch) command() {
	c := Command{Pos: b.base + b.pos}
	left := false
	for b.pos < len(b.text) {
		b.blanks()
		if b.pos >= len(b.text) {
			break
		}
		ch := b.text[b.pos]
		if separator(ch) {
			b.separate(ch)
			break
		}
		if ch == '(' && len(c.Words) == 0 {
			b.pos++
			b.enter()
			break
		}
		if ch == ')' {
			b.pos++
			if b.open > 0 && !isFor(c.Words) {
				left = true
			}
			break
		}
		if len(c.Words) == 0 && !c.Call {
			if label := b.label(); label != "" {
				b.commands = append(b.commands, Command{Label: label, Pos: c.Pos, End: b.base + b.pos})
				return
			}
			if b.comment() {
				break
			}
		}
		c.Words = append(c.Words, b.word())
		b.dropPrefix(&c)
		if len(c.Words) == 1 {
			c.Conditional = b.maybe || b.open > 0
			c.Conditions, c.Loose = b.conditions, b.loose
		}
		if n := len(c.Words); n > 3 && isFor(c.Words) && strings.HasSuffix(raw(c.Words[n-1]), ")") {
			break // for %%i in (x)
		}
	}
	c.End = b.base + b.pos
	if len(c.Words) > 0 {
		c.Pos = c.Words[0].Pos
		c.End = c.Words[len(c.Words)-1].End
		b.commands = append(b.commands, c)
	}
	if left {
		b.leave()
	}
}

// separate moves behind what separates commands, of which one byte is next.
func (b *batch) separate(ch byte) {
	b.pos++
	switch {
	case ch == '\n' || ch == '\r':
		b.maybe = false
		b.outside()
	case b.pos < len(b.text) && b.text[b.pos] == ch:
		b.pos++
		b.maybe, b.loose = true, true // a && b, a || b
	}
}

// label reads ":name" where a command may begin; "::" begins a comment.
func (b *batch) label() string {
	rest := b.text[b.pos:]
	if rest[0] != ':' || len(rest) < 2 || rest[1] == ':' {
		return ""
	}
	end := 1
	for end < len(rest) && rest[end] != '\n' && rest[end] != '\r' {
		end++
	}
	name, _, _ := strings.Cut(strings.TrimSpace(rest[1:end]), " ")
	if name != "" { // else it is a comment
		b.pos += end
	}
	return strings.ToLower(name)
}

func separator(c byte) bool {
	return c == '\n' || c == '\r' || c == '&' || c == '|'
}

// blanks skips blanks, continuation lines, and "@" before a command.
func (b *batch) blanks() {
	for b.pos < len(b.text) {
		switch c := b.text[b.pos]; {
		case c == ' ' || c == '\t' || c == '@':
			b.pos++
		case c == '^' && lineEnd(b.text[b.pos+1:]) > 0:
			b.pos += 1 + lineEnd(b.text[b.pos+1:])
		default:
			return
		}
	}
}

// lineEnd is the length of a line end at the start of text, after trailing blanks.
func lineEnd(text string) int {
	i := 0
	for i < len(text) && (text[i] == ' ' || text[i] == '\t') {
		i++
	}
	switch {
	case strings.HasPrefix(text[i:], "\r\n"):
		return i + 2
	case i < len(text) && (text[i] == '\n' || text[i] == '\r'):
		return i + 1
	}
	return 0
}

// comment skips a comment that stands where a command may begin.
func (b *batch) comment() bool {
	rest := b.text[b.pos:]
	isRem := len(rest) >= 3 && strings.EqualFold(rest[:3], "rem") && (len(rest) == 3 || strings.IndexByte(" \t\r\n.:", rest[3]) >= 0)
	if !isRem && rest[0] != ':' {
		return false
	}
	for b.pos < len(b.text) && b.text[b.pos] != '\n' && b.text[b.pos] != '\r' {
		b.pos++
	}
	return true
}

// word reads one word; quotes are dropped, their text kept.
func (b *batch) word() Word {
	w := Word{Kind: Text, Pos: b.base + b.pos, Quoted: b.text[b.pos] == '"'}
	inQuotes, open := false, 0
	from := b.pos
	flush := func() {
		if b.pos > from {
			w.add(b.text[from:b.pos])
		}
	}
	for b.pos < len(b.text) {
		c := b.text[b.pos]
		if c == '\n' || c == '\r' || !inQuotes && (c == ' ' || c == '\t' || separator(c) || c == ')' && open == 0) {
			break
		}
		w.closed = c == '"'
		switch {
		case c == '(' && !inQuotes:
			open++
		case c == ')' && !inQuotes:
			open--
		case c == '"':
			flush()
			b.pos++
			from = b.pos
			inQuotes = !inQuotes
			continue
		case c == '^' && !inQuotes && b.pos+1 < len(b.text):
			flush()
			n := lineEnd(b.text[b.pos+1:])
			b.pos += 1 + n
			from = b.pos
			if n == 0 {
				b.pos++ // the escaped character
			}
			continue
		case c == '%' || c == '!':
			if name, n := batchVariable(b.text[b.pos:]); n > 0 {
				flush()
				w.Variable = w.Variable || len(w.Parts) == 0
				w.Parts = append(w.Parts, Part{Variable: name})
				b.pos += n
				from = b.pos
				continue
			}
		}
		b.pos++
	}
	flush()
	if w.Parts == nil {
		w.add("")
	}
	w.End = b.base + b.pos
	return w
}

// batchVariable reads %NAME%, %NAME:a=b%, !NAME!, %%i, %1, %~dp0 at the start
// of text. Names that the shell itself defines stay literal (n == 0).
func batchVariable(text string) (name string, n int) {
	mark := text[0]
	if mark == '%' && len(text) > 1 {
		switch {
		case text[1] == '%' && len(text) > 2 && isLetter(text[2]):
			return text[:3], 3
		case isDigit(text[1]) || text[1] == '*':
			return text[1:2], 2
		case text[1] == '~':
			i := 2
			for i < len(text) && isLetter(text[i]) {
				i++
			}
			if i < len(text) && isDigit(text[i]) {
				if strings.EqualFold(text[:i+1], "%~dp0") {
					return "", 0
				}
				if i == 2 {
					return text[2:3], 3 // %~1 is %1 without quotes
				}
				return "?", i + 1
			}
			return "", 0
		}
	}
	end := 1
	for end < len(text) && (isLetter(text[end]) || isDigit(text[end]) || strings.IndexByte("()-. ", text[end]) >= 0) {
		end++
	}
	if end == 1 || end >= len(text) || text[end] != mark && text[end] != ':' {
		return "", 0
	}
	name = text[1:end]
	if text[end] == ':' {
		// Substitution: the value is not worked out.
		length := strings.IndexByte(text[end:min(len(text), end+128)], mark)
		if length < 0 {
			return "", 0
		}
		return "?", end + length + 1
	}
	if isShellVariable(name) {
		return "", 0
	}
	return name, end + 1
}

func isShellVariable(name string) bool {
	switch strings.ToLower(name) {
	case "systemdrive", "systemroot", "windir", "programfiles", "programfiles(x86)", "cd", "temp", "tmp", "comspec", "programdata":
		return true
	}
	return false
}

// dropPrefix removes what may stand before a command: call, else, do, if ….
func (b *batch) dropPrefix(c *Command) {
	switch strings.ToLower(plain(c.Words[0])) {
	case "call":
		c.Call = true
		c.Words = nil
	case "else", "do":
		b.maybe = true
		b.loose = b.loose || strings.EqualFold(plain(c.Words[0]), "do")
		if strings.EqualFold(plain(c.Words[0]), "else") {
			b.otherwise()
		}
		c.Words = nil
	case "if":
		words := c.Words
		if c.Words = dropCondition(words); c.Words == nil {
			b.maybe = true
			if len(b.conditions) < deepestBlock {
				b.conditions = append(slices.Clip(b.conditions), Condition{Words: words[1:]})
			}
		}
	}
}

// isFor reports whether words begin the head of "for %%i in (…)".
func isFor(words []Word) bool { return len(words) > 0 && strings.EqualFold(plain(words[0]), "for") }

// dropCondition removes "if [/i] [not] condition" once it is complete.
func dropCondition(words []Word) []Word {
	rest := words[1:]
	for len(rest) > 0 && (strings.EqualFold(plain(rest[0]), "/i") || strings.EqualFold(plain(rest[0]), "not")) {
		rest = rest[1:]
	}
	if len(rest) == 0 {
		return words
	}
	need := 1 // a=="b"
	switch strings.ToLower(plain(rest[0])) {
	case "exist", "defined", "errorlevel":
		need = 2
	default:
		if strings.Contains(raw(rest[0]), "==") {
			if strings.HasSuffix(raw(rest[0]), "==") && !rest[0].closed {
				need = 2
			}
		} else {
			need = 3 // a == b, a equ b
			if len(rest) > 1 && strings.HasPrefix(raw(rest[1]), "==") && raw(rest[1]) != "==" {
				need = 2
			}
		}
	}
	if len(rest) == need {
		return nil
	}
	return words
}

// plain is the text of an unquoted word without variables, else "".
func plain(w Word) string {
	if w.Quoted || len(w.Parts) != 1 || w.Parts[0].Variable != "" {
		return ""
	}
	return w.Parts[0].Text
}

// raw is the literal text of a word.
func raw(w Word) string {
	var b strings.Builder
	for _, p := range w.Parts {
		b.WriteString(p.Text)
	}
	return b.String()
}
