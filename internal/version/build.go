package version

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

// Build tells this build from all others, for what must not outlive it. It is
// "" if that cannot be told.
func Build() string {
	info, _ := debug.ReadBuildInfo()
	v := semantic(release, source, info)
	if !strings.Contains(v, "-dev") && (release != "" || info != nil && setting(info, "vcs.modified") != "true") {
		return strings.Join([]string{v, runtime.Version(), runtime.GOARCH}, " ")
	}
	// Between releases the source may be anything: the file tells.
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	file, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprint(v, " ", runtime.Version(), " ", file.Size(), " ", file.ModTime().UnixNano())
}
