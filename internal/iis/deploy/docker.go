package deploy

import (
	"encoding/json"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/command"
	"github.com/cdolint/cdolint/internal/iis/setup"
	"github.com/cdolint/cdolint/internal/source"
)

// ReadDockerfile reads the RUN instructions of a Dockerfile, in the shell
// that SHELL names (cmd if none does).
func ReadDockerfile(f *claim.Fragment, text string) {
	d := &dockerfile{f: f, source: text, text: maskContinuations(text)}
	d.shell = setup.NewShell(f, d.text, source.Place{})
	pos := 0
	for pos < len(d.text) {
		end := strings.IndexByte(d.text[pos:], '\n')
		if end < 0 {
			end = len(d.text) - pos
		}
		next := pos + end + 1
		d.bodies = d.bodies[:0]
		for _, mark := range heredocs(d.text[pos : pos+end]) {
			body := heredocBody(text, next, mark)
			d.bodies = append(d.bodies, body)
			next = body.next
		}
		d.instruction(pos, pos+end)
		pos = next
	}
}

type dockerfile struct {
	f          *claim.Fragment
	text       string
	shell      *setup.Shell
	powerShell bool
	// bodies are the here-documents of the instruction, from the file as it
	// is: in them nothing is continued.
	bodies []heredoc
	source string
}

// instruction follows one line.
func (d *dockerfile) instruction(pos, end int) {
	line := strings.TrimLeft(d.text[pos:end], " \t")
	pos = end - len(line)
	word, rest, _ := strings.Cut(line, " ")
	switch strings.ToUpper(word) {
	case "SHELL":
		lower := strings.ToLower(rest)
		d.powerShell = strings.Contains(lower, "powershell") || strings.Contains(lower, "pwsh")
	case "ENV", "ARG":
		if name, value, ok := strings.Cut(strings.TrimSpace(rest), "="); ok {
			d.shell.SetVariable(name, strings.Trim(value, `"' `))
		}
	case "RUN":
		pos += len(word)
		trimmed := strings.TrimLeft(d.text[pos:end], " \t")
		pos = end - len(trimmed)
		if args := execForm(trimmed, pos); args != nil {
			d.shell.Run(args)
			return
		}
		if len(d.bodies) > 0 {
			d.documents(trimmed)
			return
		}
		first, _, _ := strings.Cut(strings.ToLower(trimmed), " ")
		if d.powerShell && command.ProgramName(first) != "powershell" && command.ProgramName(first) != "cmd" {
			setup.ReadPowerShell(d.f, d.text, pos, end, source.Place{})
			return
		}
		d.shell.RunLines(pos, end)
	}
}

// execForm reads ["program", "argument"], which begins at pos; nil if text is
// something else.
func execForm(text string, pos int) []command.Arg {
	if !strings.HasPrefix(text, "[") {
		return nil
	}
	var args []command.Arg
	for i := 1; i < len(text); {
		if text[i] != '"' {
			i++
			continue
		}
		end := i + 1
		for end < len(text) && text[end] != '"' {
			if text[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(text) {
			return nil
		}
		var value string
		if json.Unmarshal([]byte(text[i:end+1]), &value) != nil {
			return nil
		}
		args = append(args, command.Arg{Text: setup.LimitText(value), Pos: pos + i, End: pos + end + 1})
		i = end + 1
	}
	return args
}

// maskContinuations puts blanks in place of continued line ends and of
// comment lines, so that an instruction is one line and offsets stay.
func maskContinuations(text string) string {
	escape := byte('\\')
	if head, _, _ := strings.Cut(text, "\n"); strings.HasPrefix(strings.ToLower(strings.ReplaceAll(head, " ", "")), "#escape=`") {
		escape = '`'
	}
	b := []byte(text)
	lineStart, continued := 0, false
	for i := 0; i <= len(b); i++ {
		if i < len(b) && b[i] != '\n' {
			continue
		}
		line := strings.TrimSpace(text[lineStart:i])
		last := i - 1
		for last >= lineStart && (b[last] == ' ' || b[last] == '\t' || b[last] == '\r') {
			last--
		}
		switch {
		case strings.HasPrefix(line, "#"), continued && line == "":
			blank(b[lineStart:i])
			if continued && i < len(b) {
				b[i] = ' '
			}
		case last >= lineStart && b[last] == escape:
			blank(b[last:i])
			if i < len(b) {
				b[i] = ' '
			}
			continued = true
		default:
			continued = false
		}
		lineStart = i + 1
	}
	return string(b)
}

func blank(b []byte) {
	for i := range b {
		b[i] = ' '
	}
}
