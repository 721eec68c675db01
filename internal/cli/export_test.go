package cli

import (
	"io"

	"github.com/spf13/cobra"
)

// Root is the command line as a tree, for its documentation.
func Root() *cobra.Command { return (&app{out: io.Discard, err: io.Discard}).root(nil) }
