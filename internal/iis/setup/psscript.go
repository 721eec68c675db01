package setup

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// scriptBlock follows what stands in braces as a value, and returns the number
// of statements to pass over: $x = { … }, which is called later, and & { … }
// arguments and Invoke-Command -ScriptBlock { … } -ArgumentList arguments,
// which are called here.
func (r *psReader) scriptBlock(list []script.Statement) int {
	if len(list) < 2 || list[1].Kind != script.OpenBlock {
		return 0
	}
	end := blockEnd(list)
	head := strings.TrimSpace(r.text[list[0].Pos:list[0].End])
	if end == 0 || head == "" {
		return 0
	}
	body := &psFunction{body: list[2:end]}
	if strings.HasPrefix(head, "$") && strings.HasSuffix(head, "=") {
		name := strings.TrimSpace(strings.TrimSuffix(head, "="))
		if strings.ContainsAny(name, ".[( ") {
			return 0
		}
		r.functions[blockName(name[1:])] = body
		return end
	}
	word, _, _ := strings.Cut(strings.ToLower(head), " ")
	switch word {
	case "&", ".", "invoke-command", "icm", "start-job":
	default:
		return 0
	}
	c := &psCommand{psReader: r, named: map[string]psArg{}}
	if end+1 < len(list) && list[end+1].Kind == script.Run && !strings.ContainsAny(r.text[list[end].End:list[end+1].Pos], "\n;") {
		end++
		c.follow("x "+r.text[list[end].Pos:list[end].End], list[end].Pos-len("x "))
	}
	r.callFunction(body, c.named, c.blockArguments(), false)
	return end
}

// follow sorts the words of a command whose text begins at pos.
func (c *psCommand) follow(text string, pos int) {
	words := script.Words(text, pos)
	c.values = make([]val, len(words))
	for i := 1; i < len(words); i++ {
		c.values[i] = c.wordValue(words[i])
	}
	c.arguments(words)
}

// blockArguments are what a script block is given by position.
func (c *psCommand) blockArguments() []psArg {
	a := c.arg("argumentlist", -1)
	switch {
	case a.kind == valList:
		var list []psArg
		for _, v := range a.list {
			list = append(list, psArg{v, a.pos, a.end})
		}
		return list
	case a.end > 0:
		return []psArg{a}
	}
	return c.positional
}

// blockName is the name under which the script block of a variable is kept
// among the functions.
func blockName(variable string) string { return "$" + strings.ToLower(variable) }

// callBlock calls the script block that a variable holds, with arguments.
func (r *psReader) callBlock(words []script.Word) bool {
	w := words[0]
	if !w.Variable || len(w.Parts) != 1 {
		return false
	}
	c := &psCommand{psReader: r, named: map[string]psArg{}, values: make([]val, len(words))}
	for i := range words {
		c.values[i] = r.wordValue(words[i])
	}
	c.arguments(words)
	if f := r.functions[blockName(w.Parts[0].Variable)]; f != nil {
		r.callFunction(f, c.named, c.positional, false)
		return true
	}
	if c.values[0].is(objScript) {
		r.scriptText(c.values[0], true, c.positional)
		return true
	}
	return false
}

// invokeCommand follows Invoke-Command -ScriptBlock $block -ArgumentList ….
func (c *psCommand) invokeCommand() {
	block := c.arg("scriptblock", 0)
	if block.end > 0 && block.end <= len(c.text) && block.pos < block.end && c.text[block.pos] == '$' {
		if f := c.functions[blockName(c.text[block.pos+1:block.end])]; f != nil {
			c.callFunction(f, nil, c.blockArguments(), false)
			return
		}
	}
	c.scriptText(block.val, false, c.blockArguments())
}

// scriptText follows a script that the value of a string is; given says that
// there is one, though its text may not be known.
func (r *psReader) scriptText(v val, given bool, args []psArg) {
	text := v.text
	if v.is(objScript) {
		text = v.obj.key
	} else if v.kind != valText {
		r.anybody = r.anybody || given
		return
	}
	const deepest = 4
	if r.shell.depth >= deepest || text == "" || strings.TrimSpace(text) == claim.Unknown {
		return
	}
	inner := newPowerShell(r.f, text, r.place())
	inner.vars, inner.shell.vars = r.vars, r.vars
	inner.shell.depth, inner.shell.Uncalled = r.shell.depth+1, r.uncalled
	inner.budget, inner.uncalled, inner.dir = r.budget, r.uncalled, r.dir
	inner.sure = r.sure
	inner.arms, inner.shell.Arms = r.arms, r.arms
	inner.callFunction(&psFunction{body: script.Statements(text, 0)}, nil, args, false)
	r.budget = inner.budget
}
