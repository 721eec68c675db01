package cli

import (
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/ruletest"
	"github.com/cdolint/cdolint/internal/terminal"
	"github.com/cdolint/cdolint/rules"
)

func (a *app) testRulesCommand() *cobra.Command {
	var packFiles []string
	c := &cobra.Command{
		Use:   "test-rules DIR…",
		Short: "Check rules against fixtures with want comments",
		Long: `test-rules analyses every fixture (*.txtar) below the folders and compares the
findings with its want comments. Fixtures are described in
https://github.com/cdolint/cdolint/blob/main/docs/packs.md.`,
		Example: "  cdolint test-rules --packs acme.yaml acme",
		Args:    arguments(1, -1, "the folders of the fixtures"),
		RunE: func(_ *cobra.Command, args []string) error {
			packs, err := loadPacks(packFiles)
			if err != nil {
				return err
			}
			return a.testRules(packs, args)
		},
	}
	c.Flags().StringSliceVar(&packFiles, "packs", nil, "rule packs of your own (`FILE,...`)")
	return c
}

func (a *app) testRules(packs []*rules.Pack, dirs []string) error {
	var files []string
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && filepath.Ext(p) == ".txtar" {
				files = append(files, p)
			}
			return err
		})
		if err != nil {
			return usagef("%s: %w", dir, unwrapPath(err))
		}
	}
	if len(files) == 0 {
		return usagef("no fixture (*.txtar) in %s", strings.Join(dirs, ", "))
	}
	failed := 0
	for _, file := range files {
		fix, err := ruletest.Read(file)
		if err != nil {
			return usagef("%s: %w", file, unwrapPath(err))
		}
		bad, err := fix.Check(packs)
		if err != nil {
			return usagef("%s: %w", file, err)
		}
		if len(bad) > 0 {
			failed++
			a.showMismatches(fix, file, bad)
		}
	}
	a.printf("%s, %d failed\n", english.Count(len(files), "fixture"), failed)
	if failed > 0 {
		a.status = exitFindings
	}
	return nil
}

// showMismatches prints what is wrong with a fixture, as wide as the terminal.
func (a *app) showMismatches(fix *ruletest.Fixture, file string, bad []ruletest.Mismatch) {
	const plainWidth = 120 // where the output is no terminal
	w := terminal.Width(a.out)
	if w == 0 {
		w = plainWidth
	}
	var mark func(int, string) string
	fail := "FAIL"
	if terminal.Color("auto", a.out) {
		fail = "\x1b[1;31mFAIL\x1b[0m"
		mark = func(column int, cell string) string {
			switch {
			case cell == "" || column == 0:
				return cell
			case column == 1:
				return "\x1b[32m" + cell + "\x1b[0m"
			}
			return "\x1b[31m" + cell + "\x1b[0m"
		}
	}
	const indent = "  "
	a.printf("%s %s:%d\n", fail, filepath.ToSlash(file), fix.Line(bad[0].At()))
	for line := range strings.Lines(ruletest.Table(bad, w-len(indent), mark)) {
		a.printf("%s", strings.TrimRight(indent+line, " "))
	}
	a.printf("\n")
}
