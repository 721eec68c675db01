package version

import (
	"runtime/debug"
	"testing"
)

func TestEveryWayToBuildKnowsItsVersion(t *testing.T) {
	const rev = "4fa7da007323967acd7105e3878e333d285f0903"
	build := func(module, revision string) *debug.BuildInfo {
		info := &debug.BuildInfo{Main: debug.Module{Version: module}}
		if revision != "" {
			info.Settings = []debug.BuildSetting{{Key: "GOOS", Value: "linux"}, {Key: "vcs.revision", Value: revision}}
		}
		return info
	}
	for name, c := range map[string]struct {
		release, source string
		info            *debug.BuildInfo
		want            string
	}{
		"a release":                                  {"v1.2.3", "1.2.3", build("(devel)", rev), "1.2.3"},
		"go install …@v1.2.3":                        {"", "1.2.3", build("v1.2.3", ""), "1.2.3"},
		"go install …@v1.3.0-rc.1":                   {"", "1.3.0-rc.1", build("v1.3.0-rc.1", ""), "1.3.0-rc.1"},
		"go install …@main":                          {"", "1.3.0-dev", build("v1.2.4-0.20261123165049-4fa7da007323", ""), "1.3.0-dev+4fa7da007323"},
		"pre-commit, which fetches no tags":          {"", "1.2.3", build("v0.0.0-20261123165049-4fa7da007323+dirty", rev), "1.2.3"},
		"pre-commit at a commit between releases":    {"", "1.3.0-dev", build("v0.0.0-20261123165049-4fa7da007323+dirty", rev), "1.3.0-dev+4fa7da007323"},
		"a work tree, with an old Go or -buildvcs":   {"", "1.3.0-dev", build("(devel)", rev), "1.3.0-dev+4fa7da007323"},
		"a work tree without git":                    {"", "1.3.0-dev", build("(devel)", ""), "1.3.0-dev"},
		"a build without information":                {"", "1.3.0-dev", nil, "1.3.0-dev"},
		"a tag whose name only looks like a pseudo-": {"", "2.0.0-dev", build("v2.0.0-rc.1-hotfix", ""), "2.0.0-rc.1-hotfix"},
	} {
		if got := semantic(c.release, c.source, c.info); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
