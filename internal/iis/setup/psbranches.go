package setup

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// conditional follows if (…) { … } elseif (…) { … } else { … } and switch, and
// returns the number of statements to pass over. A condition that hangs on
// literals and what a caller passed alone is decided; of the others each block
// is a branch.
func (r *psReader) conditional(list []script.Statement) int {
	if r.branches >= deepestBranch || len(list) < 2 || list[1].Kind != script.OpenBlock {
		return 0
	}
	r.branches++
	defer func() { r.branches-- }()
	if n := r.switched(list); n > 0 {
		return n
	}
	end, arm := 0, 0
	for i := 0; i+1 < len(list) && list[i].Kind == script.Run && list[i+1].Kind == script.OpenBlock; i = end + 1 {
		tokens := trimEnd(script.Scan(r.text[list[i].Pos:list[i].End], script.PowerShell, list[i].Pos))
		length := blockEnd(list[i:])
		if len(tokens) == 0 || length == 0 {
			break
		}
		holds, known := true, true
		switch {
		case i == 0 && isName(tokens[0], "if"), i > 0 && isName(tokens[0], "elseif"):
			holds, known = r.truth(tokens[1:])
		case i > 0 && isName(tokens[0], "else"):
		default:
			return end
		}
		end = i + length
		switch {
		case known && !holds:
			continue
		case known && arm == 0:
			r.statements(list[i+2 : end])
		default:
			r.inArm(list[0].Pos, arm, list[i+2:end])
			arm++
		}
		if known {
			return r.behindElse(list, end)
		}
	}
	return end
}

// inArm follows a block that is one of the branches of a condition.
func (r *psReader) inArm(pos, n int, block []script.Statement) {
	outer, outerOfShell := r.arms, r.shell.Arms
	if len(outer) < mostArms && !r.fixed.IsValid() { // text within text has no places of its own
		r.arms = append(slices.Clip(outer), claim.Arm{Pos: pos, N: n})
		r.shell.Arms = r.arms
	}
	r.statements(block)
	r.arms, r.shell.Arms = outer, outerOfShell
}

// behindElse is the index of the last statement of an if whose block that is
// taken ends at an index.
func (r *psReader) behindElse(list []script.Statement, end int) int {
	for i := end + 1; i+1 < len(list) && list[i].Kind == script.Run && list[i+1].Kind == script.OpenBlock; i = end + 1 {
		word := strings.ToLower(r.text[list[i].Pos:list[i].End])
		length := blockEnd(list[i:])
		if !strings.HasPrefix(word, "else") || length == 0 {
			break
		}
		end = i + length
	}
	return end
}

// switched follows switch (…) { value { … } default { … } }, likewise.
func (r *psReader) switched(list []script.Statement) int {
	head := list[0]
	tokens := trimEnd(script.Scan(r.text[head.Pos:head.End], script.PowerShell, head.Pos))
	end := blockEnd(list)
	if len(tokens) < 4 || !isName(tokens[0], "switch") || end == 0 {
		return 0
	}
	var value val
	if tokens[1].Text == "(" && len(inBrackets(tokens[1:]))+3 == len(tokens) { // no -regex, no -file
		e := r.evaluator(inBrackets(tokens[1:]))
		e.strict = true
		if value = e.expr(); e.i < len(e.toks) {
			value = val{}
		}
	}
	inner := list[2:end]
	arm, taken := 0, false
	for i := 0; i+1 < len(inner) && inner[i].Kind == script.Run && inner[i+1].Kind == script.OpenBlock; {
		length := blockEnd(inner[i:])
		if length == 0 {
			break
		}
		block := inner[i+2 : i+length]
		label := strings.TrimSpace(r.text[inner[i].Pos:inner[i].End])
		i += length + 1
		switch same, known := r.labelled(label, value); {
		case !known:
			r.inArm(head.Pos, arm, block)
			arm++
		case same && !taken, strings.EqualFold(label, "default") && !taken:
			taken = taken || same
			r.statements(block)
		}
	}
	return end
}

// labelled reports whether a label of switch is the value.
func (r *psReader) labelled(label string, value val) (same, known bool) {
	if !value.known() {
		return false, false
	}
	if strings.EqualFold(label, "default") {
		return false, true
	}
	text := strings.Trim(label, `'"`)
	if strings.ContainsAny(text, "$({*?`") {
		return false, false
	}
	return strings.EqualFold(text, value.text), true
}
