package cli

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// waysOn says what somebody can do whose commit was stopped, who may never have
// heard of cdolint: pre-commit shows what its hooks print, and nothing else.
func (a *app) waysOn(r *finding.Report) {
	fixed, rule := false, ""
	for _, x := range r.Findings {
		if !x.Open() {
			continue
		}
		rule = cmp.Or(rule, x.Rule)
		for _, w := range x.Workarounds {
			fixed = fixed || len(w.Edits) > 0
		}
	}
	a.note("The commit is stopped by what it introduces. Mend that, or")
	if fixed {
		a.note("- make the changes of the first way out, and stage them:  %s check --fix=basic-ssl", program())
	}
	a.note("- leave a place as it is, by a comment behind it or on the line above:  ' cdolint:ignore %s -- reason", rule)
	a.note("- say what only the web server knows, in .cdolint.yaml:  %s init", program())
	a.note("More: https://github.com/cdolint/cdolint/blob/main/docs/ci.md#pre-commit")
}

// program is what to call this program in a shell. The hook of pre-commit builds
// one for itself, in a folder that is on the path of hooks alone.
func program() string {
	const name = "cdolint"
	self, err := os.Executable()
	if err != nil || os.Getenv("PRE_COMMIT") == "" {
		return name
	}
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		found, err := os.Stat(filepath.Join(dir, filepath.Base(self)))
		if err == nil && found.Mode().IsRegular() && dir != filepath.Dir(self) {
			return name
		}
	}
	if strings.ContainsAny(self, " ()&;'") {
		return `"` + self + `"`
	}
	return self
}
