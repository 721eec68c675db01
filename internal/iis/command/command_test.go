package command_test

import (
	"flag"
	"testing"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/claimtest"
	"github.com/cdolint/cdolint/internal/iis/command"
	"github.com/cdolint/cdolint/internal/iis/script"
)

var update = flag.Bool("update", false, "rewrite the fixtures")

// Each file of a fixture holds one command a line, as package setup would hand
// it over: without cscript before it, variables replaced.
func TestCommandsAreUnderstood(t *testing.T) { claimtest.Run(t, *update, read) }

func read(file, text string) *claim.Fragment {
	f := &claim.Fragment{Path: file}
	for _, c := range script.Batch(text, 0) {
		l := command.Line{Fragment: f, Text: text}
		var args []command.Arg
		for _, w := range c.Words {
			args = append(args, command.Arg{Text: w.Expand(func(string) (string, bool) { return "", false }), Pos: w.Pos, End: w.End})
		}
		l.Follow(args)
	}
	return f
}
