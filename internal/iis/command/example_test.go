package command_test

import (
	"fmt"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/command"
)

// A command line that a program runs from a variable: its words are known, and
// not where they stand.
func Example() {
	f := &claim.Fragment{Path: "setup.vbs"}
	line := command.Line{Fragment: f}
	line.At.Path, line.At.Pos, line.At.End = "setup.vbs", 120, 160
	var args []command.Arg
	for _, word := range []string{"adsutil.vbs", "SET", "W3SVC/1/ROOT/mail/AuthFlags", "6"} {
		args = append(args, command.Arg{Text: word, Computed: true})
	}
	line.Follow(args)
	for _, c := range f.Claims {
		if c.Value == "true" {
			fmt.Println(c.Name, "for", c.Scope.Text, "by", c.Raw)
		}
	}
	// Output:
	// basic for W3SVC/1/ROOT/mail by SET W3SVC/1/ROOT/mail/AuthFlags 6
	// windows for W3SVC/1/ROOT/mail by SET W3SVC/1/ROOT/mail/AuthFlags 6
}
