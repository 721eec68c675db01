package cli_test

import (
	"flag"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/cdolint/cdolint/internal/cli"
)

var update = flag.Bool("update", false, "rewrite the expected output of scripts")

func TestMain(m *testing.M) {
	testscript.Main(withCache{m}, map[string]func(){
		"cdolint": func() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// withCache runs tests with a cache folder of their own, which they share.
type withCache struct{ *testing.M }

func (m withCache) Run() int {
	dir, err := os.MkdirTemp("", "cdolint-cache-*")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	for _, name := range cacheVariables() {
		_ = os.Setenv(name, dir)
	}
	return m.M.Run()
}

// cacheVariables are what tells where caches are, on one system or another.
func cacheVariables() []string { return []string{"XDG_CACHE_HOME", "LocalAppData"} }

// TestScripts runs the command line as its users do: testdata/script/*.txtar.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", UpdateScripts: *update, RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("NO_COLOR", "1")
			e.Setenv("HOME", e.WorkDir)
			for _, name := range cacheVariables() {
				e.Setenv(name, os.Getenv(name))
			}
			for _, who := range []string{"AUTHOR", "COMMITTER"} {
				e.Setenv("GIT_"+who+"_NAME", "Ann")
				e.Setenv("GIT_"+who+"_EMAIL", "ann@example.com")
			}
			e.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			return nil
		},
	})
}
