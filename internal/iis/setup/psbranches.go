package setup

import (
	"strings"

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
	end, w := 0, newWays(list[0].Pos)
	for i := 0; i+1 < len(list) && list[i].Kind == script.Run && list[i+1].Kind == script.OpenBlock; i = end + 1 {
		tokens := trimEnd(script.Scan(r.text[list[i].Pos:list[i].End], script.PowerShell, list[i].Pos))
		length := blockEnd(list[i:])
		if len(tokens) == 0 || length == 0 {
			break
		}
		o := always
		switch {
		case i == 0 && isName(tokens[0], "if"), i > 0 && isName(tokens[0], "elseif"):
			o = r.outcome(tokens[1:])
		case i == 0 && isName(tokens[0], "catch"):
			o = failure
		case i > 0 && isName(tokens[0], "else"):
		default:
			return end
		}
		end = i + length
		if w.follow(r.interp, o, func() { r.block(list[i+2 : end]) }) {
			return r.behindElse(list, end)
		}
		if o == failure && isName(tokens[0], "catch") {
			return end
		}
	}
	return end
}

// block follows a block of a condition, of which the branches are known.
func (r *psReader) block(block []script.Statement) {
	outer := r.shell.Arms
	r.shell.Arms = r.arms
	r.statements(block)
	r.shell.Arms = outer
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
	w, taken, covered := newWays(head.Pos), false, false
	for i := 0; i+1 < len(inner) && inner[i].Kind == script.Run && inner[i+1].Kind == script.OpenBlock; {
		length := blockEnd(inner[i:])
		if length == 0 {
			break
		}
		block := inner[i+2 : i+length]
		label := strings.TrimSpace(r.text[inner[i].Pos:inner[i].End])
		i += length + 1
		same, known := r.labelled(label, value)
		if strings.EqualFold(label, "default") {
			same, covered = !taken, true
		}
		if known && taken {
			continue
		}
		w.follow(r.interp, outcomeOf(same, known), func() { r.block(block) })
		taken = taken || known && same
	}
	if covered && w.n > 0 {
		r.f.Exhausts(w.pos, w.n)
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
