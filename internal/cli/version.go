package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/version"
)

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  arguments(0, 0, ""),
		Run: func(*cobra.Command, []string) {
			a.printf("%s", versionLine())
		},
	}
}

func versionLine() string {
	return fmt.Sprintf("cdolint %s (%s, %s/%s)\n", version.Semantic(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
