package iis

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/script"
)

// split cuts tokens into statements and sets procedures apart.
func (in *interp) split(tokens []script.Token) [][]script.Token {
	var main [][]script.Token
	var open *proc
	depth := 0 // braces of C since the procedure began
	add := func(s []script.Token) {
		if len(s) == 0 {
			return
		}
		if p := in.procHead(s); p != nil {
			in.procs[p.name] = p
			open, depth = p, 0
			return
		}
		if in.lang == script.Basic && len(s) == 2 && isName(s[0], "end") && isProcWord(s[1]) {
			open = nil
			return
		}
		if open != nil {
			open.body = append(open.body, s)
			return
		}
		main = append(main, s)
	}
	from, lists := 0, 0
	for i, t := range tokens {
		brace := in.lang == script.C && t.Kind == script.Punct && (t.Text == "{" || t.Text == "}")
		switch {
		case brace && t.Text == "{" && i > 0 && tokens[i-1].Text == "]": // new object[] { … }
			lists++
			continue
		case brace && t.Text == "}" && lists > 0:
			lists--
			continue
		}
		if t.Kind != script.End && !brace {
			continue
		}
		add(tokens[from:i])
		from = i + 1
		if brace && t.Text == "{" {
			depth++
		} else if brace {
			if depth--; depth <= 0 {
				open = nil
			}
		}
	}
	add(tokens[from:])
	return main
}

// procHead recognises the head of a procedure.
func (in *interp) procHead(s []script.Token) *proc {
	i := 0
	for i < len(s) && s[i].Kind == script.Name && isModifier(s[i].Text) {
		i++
	}
	if i+1 >= len(s) || !isProcWord(s[i]) || s[i+1].Kind != script.Name {
		return nil
	}
	p := &proc{name: strings.ToLower(s[i+1].Text)}
	for j := i + 2; j < len(s); j++ {
		t := s[j]
		before := s[j-1]
		if t.Kind == script.Name && !isModifier(t.Text) && (before.Text == "(" || before.Text == "," || isModifier(before.Text)) {
			p.params = append(p.params, strings.ToLower(t.Text))
		}
		if t.Text == ")" {
			break
		}
	}
	return p
}

func isProcWord(t script.Token) bool {
	return isName(t, "sub") || isName(t, "function")
}

func isModifier(word string) bool {
	switch strings.ToLower(word) {
	case "public", "private", "friend", "protected", "shared", "static", "byval", "byref", "optional", "default", "internal", "override", "overrides", "async":
		return true
	}
	return false
}

func (in *interp) sortedProcs() []*proc {
	list := make([]*proc, 0, len(in.procs))
	for _, p := range in.procs {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *proc) int { return cmp.Compare(a.name, b.name) })
	return list
}

func isName(t script.Token, word string) bool {
	return t.Kind == script.Name && !t.Variable && strings.EqualFold(t.Text, word)
}
