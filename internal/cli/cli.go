package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/heap"
	"github.com/cdolint/cdolint/internal/plain"
	"github.com/cdolint/cdolint/internal/version"
	"github.com/cdolint/cdolint/rules"
)

// Exit status, which README.md promises.
const (
	exitClean    = 0
	exitFindings = 1 // findings at or above --fail-on
	exitUsage    = 2 // wrong usage or configuration
	exitFailed   = 3 // the analysis could not be done; with --strict: not all of it
)

// app is what the commands share.
type app struct {
	in     io.Reader
	out    io.Writer
	err    io.Writer // hidden characters are spelled out
	screen io.Writer // where err leads to
	status int
	unsaid error // the first error of writing to out
}

// Write writes to standard output. That it failed is told at the end, so that
// no command succeeds whose answer nobody got.
func (a *app) Write(p []byte) (int, error) {
	n, err := a.out.Write(p)
	if a.unsaid == nil {
		a.unsaid = err
	}
	return n, err
}

// usageError is a mistake of the user: exit status 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// Main runs the command line and returns the exit status.
func Main(args []string, in io.Reader, out, errw io.Writer) int {
	heap.Pace()
	a := &app{in: in, out: out, err: plain.Writer(errw), screen: errw}
	errw = a.err
	root := a.root(args)
	root.SetArgs(heeded(root, args))
	err := root.Execute()
	if a.unsaid != nil {
		err = failure{a.unsaid}
	}
	if err == nil {
		return a.status
	}
	var mistakes config.Errors
	var inPacks rules.Errors
	switch { // each with its line
	case errors.As(err, &mistakes):
		fmt.Fprintf(errw, "cdolint: the configuration has mistakes\n\n%s", mistakes.Frames())
	case errors.As(err, &inPacks):
		fmt.Fprintf(errw, "cdolint: a rule pack has mistakes\n\n%s", inPacks.Frames())
		return exitUsage // also where it turned up in the middle of the work
	default:
		fmt.Fprintf(errw, "cdolint: %v\n", err)
	}
	var usage usageError
	switch {
	case errors.As(err, &usage):
		return exitUsage
	case isFailure(err):
		return exitFailed
	}
	// What cobra itself complains about: unknown commands and flags.
	fmt.Fprintln(errw, `Run "cdolint --help" for usage.`)
	return exitUsage
}

// failure is an analysis that could not be done: exit status 3.
type failure struct{ error }

func (e failure) Unwrap() error { return e.error }

func isFailure(err error) bool {
	var f failure
	return errors.As(err, &f)
}

// commands make the commands, by name.
func (a *app) commands() map[string]func() *cobra.Command {
	return map[string]func() *cobra.Command{
		"audit": a.auditCommand, "auth": a.authCommand, "check": a.checkCommand, "config": a.configCommand,
		"explain": a.explainCommand, "facts": a.factsCommand, "init": a.initCommand, "rules": a.rulesCommand,
		"test-rules": a.testRulesCommand, "version": a.versionCommand,
	}
}

// root is the command line for arguments. Where they begin with a command, it has
// that one alone: nothing asks for the others, and to make them all takes longer
// than some of them do.
func (a *app) root(args []string) *cobra.Command {
	root := &cobra.Command{
		Use:   "cdolint",
		Short: "Find the Classic ASP pages that break when Integrated Windows authentication meets CDO 1.21",
		Long: `cdolint reads Classic ASP code bases and finds the pages that log on to Exchange
with CDO 1.21 under an authentication that cannot reach another server
(Microsoft KB918710). It proves each finding from the site's own code and
configuration, and says which of the three workarounds fits.

Exit status: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage or
configuration; 3 the analysis could not be done (with --strict: not all of it).`,
		Example: `  cdolint check                      # the folder that you are in
  cdolint check --staged             # what the next commit introduces
  cdolint explain CDO001             # what a rule means, why, what to do
  cdolint audit -o report.html site  # a report on a whole code base`,
		SilenceUsage:      true,
		SilenceErrors:     true,
		PersistentPreRunE: emptyFlag,
		Args:              unknownCommand,
		RunE:              func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetIn(a.in)
	root.SetOut(a)
	root.SetErr(a.err)
	root.SetFlagErrorFunc(flagMistake)
	root.Version = version.Semantic() // makes the flag
	root.SetVersionTemplate(versionLine())
	commands := a.commands()
	if len(args) > 0 && commands[args[0]] != nil {
		root.AddCommand(commands[args[0]]())
		root.CompletionOptions.DisableDefaultCmd = true
		return root
	}
	for _, command := range commands {
		root.AddCommand(command())
	}
	explainItself(root)
	complete(root)
	return root
}

// note says something about the work, beside the report.
func (a *app) note(format string, args ...any) { _, _ = fmt.Fprintf(a.err, format+"\n", args...) }

func (a *app) printf(format string, args ...any) { _, _ = fmt.Fprintf(a, format, args...) } // Write keeps the error
