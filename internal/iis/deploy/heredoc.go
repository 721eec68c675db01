package deploy

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/setup"
	"github.com/cdolint/cdolint/internal/source"
)

// heredoc is the body of a here-document of a Dockerfile: RUN <<EOF.
type heredoc struct {
	pos, end int
	next     int // where the file goes on
}

// heredocs are the words that end the here-documents which a line opens, with
// a "-" before those that may be indented.
func heredocs(line string) []string {
	word := strings.TrimLeft(line, " \t")
	switch first, _, _ := strings.Cut(word, " "); strings.ToUpper(first) {
	case "RUN", "COPY", "ADD":
	default:
		return nil
	}
	const most = 20 // here-documents of an instruction
	var marks []string
	for rest := line; len(marks) < most; {
		_, after, ok := strings.Cut(rest, "<<")
		if !ok {
			break
		}
		rest = after
		dash := ""
		if strings.HasPrefix(after, "-") {
			dash, after = "-", after[1:]
		}
		end := strings.IndexAny(after, " \t\r><|&;)")
		if end < 0 {
			end = len(after)
		}
		if mark := strings.Trim(after[:end], `"'`); mark != "" {
			marks = append(marks, dash+mark)
		}
	}
	return marks
}

// heredocBody is the body from a line's start up to the line that is the mark.
func heredocBody(text string, pos int, mark string) heredoc {
	word, indented := strings.CutPrefix(mark, "-")
	body := heredoc{pos: min(pos, len(text)), end: len(text), next: len(text)}
	for at := body.pos; at < len(text); {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text) - at
		}
		line := strings.TrimRight(text[at:at+end], "\r")
		if indented {
			line = strings.TrimLeft(line, "\t")
		}
		if line == word {
			body.end, body.next = at, min(at+end+1, len(text))
			return body
		}
		at += end + 1
	}
	return body
}

// documents follows RUN with here-documents: each is a script for the shell, or
// for the program that its first line or the instruction names.
func (d *dockerfile) documents(instruction string) {
	program, _, _ := strings.Cut(instruction, "<<")
	if strings.TrimSpace(program) == "" { // RUN <<EOF powershell
		_, rest, _ := strings.Cut(instruction, "<<")
		_, program, _ = strings.Cut(rest, " ")
	}
	for _, body := range d.bodies {
		by := strings.ToLower(program)
		if head, _, _ := strings.Cut(d.source[body.pos:body.end], "\n"); strings.HasPrefix(head, "#!") {
			by = strings.ToLower(head)
		}
		named := strings.Contains(by, "powershell") || strings.Contains(by, "pwsh")
		if named || d.powerShell && !strings.Contains(by, "cmd") {
			setup.ReadPowerShell(d.f, d.source, body.pos, body.end, source.Place{})
			continue
		}
		shell := *d.shell
		shell.Text = d.source
		shell.RunLines(body.pos, body.end)
	}
}
