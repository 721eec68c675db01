// Package version tells which version of cdolint is running.
package version

import (
	"runtime/debug"
	"strings"
)

// source is the version of this source. A release commit takes "-dev" away,
// the next one raises the number and puts it back: so a build from a clone
// without tags, as pre-commit makes it, knows its version. The release workflow
// checks that the tag says the same.
const source = "0.1.0-dev"

// release is set by the release build:
// -ldflags "-X github.com/cdolint/cdolint/internal/version.release=1.2.3".
var release string

// Semantic is the version without "v", as Semantic Versioning writes it: that
// of the release, or of `go install …@v1.2.3`; for a build between releases
// that of the next one with "-dev", and the revision where it is known.
func Semantic() string {
	info, _ := debug.ReadBuildInfo()
	return semantic(release, source, info)
}

func semantic(release, source string, info *debug.BuildInfo) string {
	if release != "" {
		return strings.TrimPrefix(release, "v")
	}
	if info == nil {
		return source
	}
	module := strings.TrimPrefix(info.Main.Version, "v")
	module, _, _ = strings.Cut(module, "+") // +dirty, +incompatible
	revision := pseudo(module)
	switch {
	case module != "" && module != "(devel)" && revision == "":
		return module // of a tag
	case !strings.HasSuffix(source, "-dev"):
		return source // the tag is there, but was not fetched
	case revision == "":
		revision = setting(info, "vcs.revision")
	}
	if len(revision) < 12 {
		return source
	}
	return source + "+" + revision[:12]
}

// pseudo is the revision of a pseudo-version such as
// 0.0.0-20261123165049-4fa7da007323, "" for the version of a tag.
func pseudo(v string) string {
	i := strings.LastIndexByte(v, '-')
	if i < 0 || len(v)-i-1 != 12 || i < 14 || !digits(v[i-14:i]) {
		return ""
	}
	return v[i+1:]
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

func setting(info *debug.BuildInfo, key string) string {
	for _, s := range info.Settings {
		if s.Key == key {
			return s.Value
		}
	}
	return ""
}
