package cli

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/config"
)

func (a *app) initCommand() *cobra.Command {
	var force, show bool
	c := &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Write a .cdolint.yaml that says what was seen, and asks what only you can know",
		Long: `Writes a .cdolint.yaml into a folder. What is certain is set: virtual roots that
were found, an unusual code page. What only a person can know stands there as a
comment, with what was seen: the authentication of each application, names of
Exchange servers, files that may be pages.`,
		Example: `  cdolint init
  cdolint init wwwroot
  cdolint init --print wwwroot`,
		Args: arguments(0, 1, "one folder"),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			return a.init(dir, force, show)
		},
	}
	c.Flags().BoolVar(&force, "force", false, "replace a .cdolint.yaml that is there")
	c.Flags().BoolVar(&show, "print", false, "print it instead of writing it")
	return c
}

func (a *app) init(dir string, force, show bool) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return usagef("%s: no such folder", dir)
	}
	name := filepath.Join(dir, config.FileName)
	if _, err := os.Lstat(name); err == nil && !force && !show {
		return usagef("%s is there already; --force replaces it", name)
	}
	facts, err := a.seen(dir)
	if err != nil {
		return err
	}
	text := config.Init(facts)
	if show {
		a.printf("%s", text)
		return nil
	}
	if err := replaceFile(dir, config.FileName, text); err != nil {
		return failure{fmt.Errorf("%s was not written: %w", name, unwrapPath(err))}
	}
	a.printf("wrote %s; look through it, every key is optional\n", name)
	return nil
}
