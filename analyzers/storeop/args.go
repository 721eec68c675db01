package storeop

import (
	"strings"

	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/program"
)

// folderName is the default folder that an argument of GetDefaultFolder
// names, "" if it is not known. The constants are known by name even where no
// type library declares them: the advice is on what the code means to do.
func folderName(a flow.Arg) string {
	if a.Expr != nil && a.Expr.Kind == program.ExprName {
		name := program.Fold(a.Expr.Str())
		for _, prefix := range []string{"cdodefaultfolder", "actmsgdefaultfolder", "mapidefaultfolder"} {
			if rest, ok := strings.CutPrefix(name, prefix); ok && isDefaultFolder(rest) {
				return rest
			}
		}
	}
	n, ok := a.Val.Const()
	if !ok || n < 0 || n > 8 || n != float64(int(n)) {
		return ""
	}
	return [...]string{"calendar", "inbox", "outbox", "sentitems", "deleteditems", "contacts", "journal", "notes", "tasks"}[int(n)]
}

func isDefaultFolder(name string) bool {
	switch name {
	case "calendar", "inbox", "outbox", "sentitems", "deleteditems", "contacts", "journal", "notes", "tasks":
		return true
	}
	return false
}

// propertyTag is the MAPI property that an argument names, 0 if it is not
// known. VBScript's hexadecimal literals are signed.
func propertyTag(a flow.Arg) uint32 {
	if a.Val != nil {
		if n, ok := a.Val.Const(); ok && n == float64(int64(n)) && n >= -1<<31 && n < 1<<32 {
			if tag := uint32(int64(n)); tag > 0xffff { // smaller numbers are indices
				return tag
			}
		}
	}
	if a.Expr == nil || a.Expr.Kind != program.ExprName {
		return 0
	}
	switch strings.TrimPrefix(program.Fold(a.Expr.Str()), "cdo") {
	case "pr_start_date":
		return prStartDate
	case "pr_end_date":
		return prEndDate
	case "pr_ipm_public_folders_entryid":
		return prPublicFoldersRoot
	}
	return 0
}

// namesPublicFolders reports whether an argument is the name of the store of
// public folders.
func namesPublicFolders(a flow.Arg) bool {
	if a.Val == nil {
		return false
	}
	for _, s := range a.Val.Strings() {
		if text, ok := s.Exact(); ok && strings.EqualFold(strings.TrimSpace(text), "Public Folders") {
			return true
		}
	}
	return false
}
