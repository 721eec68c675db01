package iis

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/script"
)

// batchFile is a batch file whose jumps and calls are followed: what lies
// behind "goto end" and is called by nobody sets nothing.
type batchFile struct {
	commands []script.Command
	labels   map[string]int // index in commands
	entries  []int          // where else the file may go on
	all      bool           // every label is one of them
	calls    int            // calls within calls
}

// readBatch reads a batch file.
func readBatch(f *Fragment, text string) {
	s := &shell{f: f, text: text, vars: variables{}}
	b := &batchFile{commands: script.Batch(text, 0), labels: map[string]int{}}
	s.batch = b
	for i, c := range b.commands {
		if _, seen := b.labels[c.Label]; c.Label != "" && !seen {
			b.labels[c.Label] = i
		}
	}
	reached := map[int]bool{}
	b.entries = append(b.entries, 0)
	for len(b.entries) > 0 {
		entry := b.entries[0]
		b.entries = b.entries[1:]
		b.run(s, entry, reached)
	}
}

// mostRuns are the commands that are followed: calls and loops within each
// other are not followed without end.
const mostRuns = 200_000

// run follows commands from an index on, as far as they were not reached before.
func (b *batchFile) run(s *shell, i int, reached map[int]bool) {
	for i < len(b.commands) && !reached[i] {
		if s.runs++; s.runs > mostRuns {
			return
		}
		reached[i] = true
		c := b.commands[i]
		i++
		target, jumps := jump(c)
		if !jumps {
			s.command(c)
			continue
		}
		if c.Conditional {
			b.later(target)
			continue
		}
		if strings.Contains(target, Unknown) {
			b.later(target)
			return
		}
		to, known := b.labels[target]
		if !known {
			return // :eof, exit, or a label that is missing: the end
		}
		i = to
	}
}

// later notes that a label, or any where the name is not known, may be jumped
// to. Within a call, conditions are taken as not met.
func (b *batchFile) later(target string) {
	if b.calls > 0 {
		return
	}
	if i, known := b.labels[target]; known {
		b.entries = append(b.entries, i)
	}
	if !strings.Contains(target, Unknown) || b.all {
		return
	}
	b.all = true
	for i, c := range b.commands {
		if c.Label != "" {
			b.entries = append(b.entries, i)
		}
	}
}

// jump is the label that a command goes to, "" for the end of the file.
func jump(c script.Command) (target string, jumps bool) {
	if len(c.Words) == 0 || c.Call {
		return "", false
	}
	unknown := func(string) (string, bool) { return "", false }
	first := strings.ToLower(c.Words[0].Expand(unknown))
	switch {
	case first == "exit":
		return "", true
	case first == "goto" && len(c.Words) > 1:
		target = c.Words[1].Expand(unknown)
	case strings.HasPrefix(first, "goto:"):
		target = first[len("goto:"):]
	default:
		return "", false
	}
	return strings.ToLower(strings.TrimPrefix(target, ":")), true
}

// call follows "call :label arguments" to the end of what stands there.
func (b *batchFile) call(s *shell, args []arg) {
	const deepest = 8
	if b == nil || b.calls >= deepest {
		return
	}
	at, known := b.labels[strings.ToLower(args[0].text[1:])]
	if !known {
		return
	}
	const parameters = "123456789*"
	var outer [len(parameters)]val
	all := ""
	for i := range parameters {
		name := parameters[i : i+1]
		outer[i] = s.vars[name]
		value := ""
		if i+1 < len(args) {
			value = args[i+1].text
			all = limitText(strings.TrimLeft(all+" "+value, " "))
		}
		s.vars[name] = textVal(value)
	}
	s.vars["*"] = textVal(all)
	b.calls++
	b.run(s, at, map[int]bool{})
	b.calls--
	for i := range parameters {
		s.vars[parameters[i:i+1]] = outer[i]
	}
}
