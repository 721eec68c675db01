package setup

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/script"
)

// learnStatements looks for what the text of a PowerShell script assigns, and where.
func (r *psReader) learnStatements(list []script.Statement) {
	type block struct {
		owner int
		loop  bool
	}
	open := []block{{}}
	functions := 0
	head := ""
	for _, s := range list {
		top := open[len(open)-1]
		switch s.Kind {
		case script.OpenBlock:
			inner := top
			switch word, _, _ := strings.Cut(strings.TrimLeft(strings.ToLower(head), " "), " "); strings.TrimRight(word, "(") {
			case "function", "filter":
				functions++
				inner = block{owner: functions}
			case "if", "elseif", "else", "switch", "try", "catch", "finally", "default", "begin", "process", "end", "":
			default: // loops; blocks that are run when others like it
				inner.loop = top.owner > 0 || !isLabel(head)
			}
			open = append(open, inner)
			head = ""
		case script.CloseBlock:
			if len(open) > 1 {
				open = open[:len(open)-1]
			}
			head = ""
		case script.Run:
			head = r.text[s.Pos:s.End]
			r.learnStatement(script.Scan(head, script.PowerShell, s.Pos), top.owner, top.loop)
		}
	}
}

// isLabel reports whether the head of a block is that of a branch of switch: a value.
func isLabel(head string) bool {
	head = strings.TrimSpace(head)
	return head != "" && (head[0] == '\'' || head[0] == '"' || head[0] >= '0' && head[0] <= '9')
}

func (r *psReader) learnStatement(tokens []script.Token, owner int, loop bool) {
	if len(tokens) == 0 {
		return
	}
	c := r.sure
	c.heads["_"] = true
	switch first := tokens[0]; {
	case isName(first, "param"):
		for _, name := range paramNames(tokens) {
			c.loose[name] = true
		}
	case isName(first, "function"), isName(first, "filter"):
		for i, t := range tokens {
			if t.Text == "(" {
				for _, name := range paramNames(tokens[i:]) {
					c.loose[name] = true
				}
				break
			}
		}
	case isName(first, "foreach") && len(tokens) > 3 && tokens[2].Variable:
		c.heads[strings.ToLower(tokens[2].Text)] = true
	case first.Text == "." && len(tokens) > 1 && tokens[1].Pos > first.End,
		isName(first, "iex"), first.Kind == script.Name && !first.Variable && len(tokens) > 2 && tokens[1].Text == "-" &&
			(isName(first, "invoke") && isName(tokens[2], "expression") || isName(tokens[2], "variable")):
		c.open = true
	}
	for i, t := range tokens {
		if !t.Variable || i > 0 && tokens[i-1].Text == "." {
			continue
		}
		if i+1 < len(tokens) && assigns(tokens[i+1].Text, script.C) || i > 0 && (tokens[i-1].Text == "++" || tokens[i-1].Text == "--") {
			c.assigned(t.Text, owner, loop)
		}
		if i >= 2 && tokens[i-1].Text == "]" && isName(tokens[i-2], "ref") {
			c.loose[strings.ToLower(t.Text)] = true
		}
	}
}
