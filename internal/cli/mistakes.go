package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

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
	return usagef("unknown command %q%s; run \"cdolint --help\" for a list", args[0], didYouMean("", args[0], names))
}

// flagMistake says where a mistake in the flags can be looked up, and what was
// probably meant.
func flagMistake(c *cobra.Command, err error) error {
	hint := ""
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) && len(unknown.GetSpecifiedName()) > 1 {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		hint = didYouMean("--", unknown.GetSpecifiedName(), names)
	}
	return usageError{fmt.Errorf("%w%s; run \"%s --help\" for a list", err, hint, c.CommandPath())}
}

func didYouMean(prefix, said string, names []string) string {
	n := nearest.Of(said, names)
	if n == "" {
		return ""
	}
	return "; did you mean " + prefix + n + "?"
}
