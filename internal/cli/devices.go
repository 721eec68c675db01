package cli

import (
	"io/fs"
	"runtime"
	"strings"

	"github.com/cdolint/cdolint/internal/gittree"
	"github.com/cdolint/cdolint/internal/report"
)

// deviceError is the mistake of naming what Windows takes for a device. info is
// what stands there, nil for nothing: there may be a page of that name.
func deviceError(name string, info fs.FileInfo) error {
	if runtime.GOOS != "windows" || !isWindowsDevice(name) || info != nil && (info.IsDir() || info.Mode().IsRegular()) {
		return nil
	}
	return usagef("%s: Windows keeps this name for a device; no file or folder can be read by it", name)
}

// isWindowsDevice reports whether Windows takes the name of a file for a
// device, whatever folder it is looked for in and, before Windows 11, whatever
// extension it has: NUL, con, COM1, aux.asp (Microsoft's "Naming Files, Paths,
// and Namespaces").
func isWindowsDevice(name string) bool {
	base := name[strings.LastIndexAny(name, `/\`)+1:]
	base, _, _ = strings.Cut(base, ".")
	base, _, _ = strings.Cut(base, ":")
	base = strings.ToUpper(strings.TrimRight(base, " "))
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	digit, ok := strings.CutPrefix(base, "COM")
	if !ok {
		digit, ok = strings.CutPrefix(base, "LPT")
	}
	return ok && (len(digit) == 1 && digit[0] >= '1' && digit[0] <= '9' || digit == "¹" || digit == "²" || digit == "³")
}

// bareError is the mistake of naming a bare repository, in which no file lies
// that could be looked at: to find nothing there would say nothing.
func bareError(t *target) error {
	if t.scopes[0] != "." || !gittree.IsBare(t.root) {
		return nil
	}
	return usagef("%s is a bare repository: it has no work tree; cdolint audit --rev REV reads one of its revisions", report.Line(t.root))
}
