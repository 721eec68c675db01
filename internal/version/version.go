// Package version tells which version of cdolint is running.
package version

import (
	"runtime/debug"
	"strings"
)

// release is set by the release build: -ldflags "-X …/internal/version.release=1.2.3".
var release string

// Semantic is the version without "v": that of the release, of `go install
// …@version`, or "0.0.0-dev" with the revision for a build from a work tree.
func Semantic() string {
	if release != "" {
		return strings.TrimPrefix(release, "v")
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "0.0.0-dev"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return strings.TrimPrefix(v, "v")
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "0.0.0-dev+" + s.Value[:12]
		}
	}
	return "0.0.0-dev"
}
