package setup

import (
	"maps"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/script"
)

// function notes a function and returns the number of statements to pass over.
func (r *psReader) function(list []script.Statement) int {
	head := list[0]
	words := script.Scan(r.text[head.Pos:head.End], script.PowerShell, head.Pos)
	if len(words) < 2 || !isName(words[0], "function") && !isName(words[0], "filter") || len(list) < 2 || list[1].Kind != script.OpenBlock {
		return 0
	}
	name := ""
	f := &psFunction{}
	for i, w := range words[1:] {
		if w.Text == "(" {
			f.head = words[i+1:]
			f.params = paramNames(f.head)
			break
		}
		name += w.Text // Verb-Noun is three tokens
	}
	end := blockEnd(list)
	if end > 0 {
		f.body = list[2:end]
		r.functions[strings.ToLower(name)] = f
	}
	return end
}

// blockEnd is the index of the "}" that closes the "{" at list[1], 0 if there is none.
func blockEnd(list []script.Statement) int {
	if list[1].Length == 0 || 1+list[1].Length >= len(list) {
		return 0
	}
	return 1 + list[1].Length
}

// foreach follows foreach ($x in 'a','b') { … } for each element, where they
// are known, and returns the number of statements to pass over.
func (r *psReader) foreach(list []script.Statement) int {
	head := list[0]
	tokens := trimEnd(script.Scan(r.text[head.Pos:head.End], script.PowerShell, head.Pos))
	if len(tokens) < 6 || !isName(tokens[0], "foreach") || tokens[1].Text != "(" || !tokens[2].Variable || !isName(tokens[3], "in") ||
		len(list) < 2 || list[1].Kind != script.OpenBlock {
		return 0
	}
	over := r.value(tokens[4].Pos, tokens[len(tokens)-1].Pos)
	if over.kind == valText && over.known() { // a list of one
		over = val{kind: valList, list: []val{over}}
	}
	return r.rounds(list, tokens[2].Text, over)
}

// forEachObject follows … | ForEach-Object { … }, likewise.
func (r *psReader) forEachObject(list []script.Statement) int {
	head := list[0]
	if !head.Piped || len(list) < 2 || list[1].Kind != script.OpenBlock {
		return 0
	}
	switch strings.ToLower(strings.TrimSpace(r.text[head.Pos:head.End])) {
	case "foreach-object", "foreach", "%":
		return r.rounds(list, "_", r.pipe)
	case "where-object", "where", "?":
		return r.where(list)
	}
	return 0
}

// where follows … | Where-Object { … }, which hands on the elements for which it
// is not known that the condition does not hold.
func (r *psReader) where(list []script.Statement) int {
	end := blockEnd(list)
	if r.pipe.kind != valList || end != 3 || list[2].Kind != script.Run {
		return 0
	}
	cond := trimEnd(script.Scan(r.text[list[2].Pos:list[2].End], script.PowerShell, list[2].Pos))
	kept := val{kind: valList}
	for _, element := range r.pipe.list[:min(len(r.pipe.list), MostRounds)] {
		r.vars["_"] = element
		r.sure.round("_")
		if holds, known := r.truth(cond); holds || !known {
			kept.list = append(kept.list, element)
		}
		r.sure.endRound()
	}
	r.pipe = kept
	return end
}

// rounds follows the block behind the head of a loop for each element of a list.
func (r *psReader) rounds(list []script.Statement, variable string, over val) int {
	const deepest = 10 // loops within loops
	end := blockEnd(list)
	if over.kind != valList || end == 0 || r.loops >= deepest {
		return 0
	}
	r.loops++
	defer func() { r.loops-- }()
	for _, element := range over.list[:min(len(over.list), MostRounds)] {
		r.vars[strings.ToLower(variable)] = element
		r.sure.round(variable)
		r.statements(list[2:end])
		r.sure.endRound()
	}
	return end
}

// callFunction follows the body of a function; entry: nothing in the script
// calls it.
func (r *psReader) callFunction(f *psFunction, named map[string]psArg, positional []psArg, entry bool) {
	const deepest = 6
	if r.running >= deepest {
		return
	}
	f.called = true
	if !entry {
		r.calls++
	}
	params := f.params
	for _, s := range f.body[:min(len(f.body), 3)] { // [CmdletBinding()] may stand before it
		params = append(slices.Clip(params), r.paramNames(s)...)
	}
	bound := variables{}
	call := frame{params: params}
	if len(named)+len(positional) > 0 {
		call.at = r.place()
	}
	for i, p := range params {
		if a, ok := named[p]; ok {
			bound[p] = a.val
		} else if i < len(positional) {
			bound[p] = positional[i].val
		} else if !entry {
			call.absent = append(call.absent, p)
		}
	}
	at, rawPos, valueAt, pipe := r.at, r.rawPos, r.valueAt, r.pipe
	r.running++
	saved := variables{}
	for _, p := range params {
		if v, ok := r.vars[p]; ok {
			saved[p] = v
			delete(r.vars, p)
		}
	}
	maps.Copy(r.vars, bound)
	outer := r.bound
	r.bound = bound
	r.frames = append(r.frames, call)
	calledAt := r.shell.CalledAt
	r.shell.CalledAt = call.at
	r.defaults(f.head)
	r.statements(f.body)
	r.frames = r.frames[:len(r.frames)-1]
	r.shell.CalledAt = calledAt
	r.bound = outer
	r.running--
	r.at, r.rawPos, r.valueAt, r.pipe = at, rawPos, valueAt, pipe
	maps.Copy(r.vars, saved)
}

// paramNames are the names of a param(…) statement.
func (r *psReader) paramNames(s script.Statement) []string {
	tokens := script.Scan(r.text[s.Pos:s.End], script.PowerShell, s.Pos)
	if len(tokens) == 0 || !isName(tokens[0], "param") {
		return nil
	}
	return paramNames(tokens)
}

// paramNames are the variables of ([type]$name = value, …) that no value uses.
func paramNames(tokens []script.Token) []string {
	var names []string
	depth := 0
	for i, t := range tokens {
		switch t.Text {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		}
		if t.Variable && depth == 1 && (i == 0 || tokens[i-1].Text != "=") {
			names = append(names, strings.ToLower(t.Text))
		}
	}
	return names
}
