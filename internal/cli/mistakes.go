package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/nearest"
)

// unknownCommand is the mistake of naming a command that there is not.
func unknownCommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	return usagef("unknown command %q%s", args[0], lookUp(didYouMean("", args[0], names), c.CommandPath()+" --help"))
}

// heeded is a command line without the flags of a command that there is not:
// with --help behind it, cobra answers with the help of what it is a command of,
// and status 0.
func heeded(root *cobra.Command, args []string) []string {
	if len(args) < 2 || strings.HasPrefix(args[0], "-") || strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		return args
	}
	root.InitDefaultHelpCmd() // which is there when a command is executed, not before
	c, rest, err := root.Find(args)
	if err != nil || !c.HasSubCommands() || len(rest) == 0 || strings.HasPrefix(rest[0], "-") {
		return args
	}
	return args[:len(args)-len(rest)+1]
}

// arguments is a check of how many arguments a command gets; what says which
// these are. most < 0 is any number.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		name := strings.TrimPrefix(c.CommandPath(), c.Root().Name()+" ")
		help := fmt.Sprintf("; see %q", c.CommandPath()+" --help")
		switch {
		case len(args) < least:
			return usagef("%q needs %s%s", name, what, help)
		case most == 0 && len(args) > 0:
			return usagef("%q takes no arguments, so not %q%s", name, args[0], help)
		case most >= 0 && len(args) > most:
			return usagef("%q takes %s, and not %q beside it%s", name, what, args[most], help)
		}
		return nil
	}
}

// flagMistake says where a mistake in the flags can be looked up, and what was
// probably meant.
func flagMistake(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && len(unknown.GetSpecifiedName()) > 1:
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		return usagef("%w%s", err, lookUp(didYouMean("--", unknown.GetSpecifiedName(), names), c.CommandPath()+" --help"))
	case errors.As(err, &invalid):
		kind := map[string]string{"int": "a whole number", "bool": "true or false"}[invalid.GetFlag().Value.Type()]
		if kind != "" {
			return usagef("--%s takes %s, not %q", invalid.GetFlag().Name, kind, invalid.GetValue())
		}
	}
	return usagef("%w%s", err, lookUp("", c.CommandPath()+" --help"))
}

// emptyFlag is the mistake of giving a flag an empty value, as a script does
// whose variable is not set: to go on would be to do something else.
func emptyFlag(c *cobra.Command, _ []string) error {
	var mistakes []error
	c.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.Type() == "string" && f.Value.String() == "" {
			mistakes = append(mistakes, usagef("--%s needs a value, and this one is empty", f.Name))
		}
	})
	return errors.Join(mistakes...)
}

// oneOf is the mistake of giving a flag a word that is none of its words.
func oneOf(flag, said string, words []string) error {
	if slices.Contains(words, said) {
		return nil
	}
	hint := ""
	if meant := didYouMean("", said, words); meant != "" {
		hint = fmt.Sprintf("; did you mean %q?", meant)
	}
	return usagef("--%s takes %s, not %q%s", flag, english.List(words, "or"), said, hint)
}

// didYouMean is the word of names that is meant by what was said, "" if there
// is none.
func didYouMean(prefix, said string, names []string) string {
	if n := nearest.Of(said, names); n != "" {
		return prefix + n
	}
	return ""
}

// lookUp is the end of a message about a word that nobody knows: what was
// probably meant, if anything, and the command that lists what there is.
func lookUp(meant, command string) string {
	if meant == "" {
		return fmt.Sprintf("; run %q for a list", command)
	}
	return fmt.Sprintf("; did you mean %q? Run %q for a list", meant, command)
}
