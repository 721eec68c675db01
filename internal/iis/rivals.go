package iis

import (
	"slices"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// rival is one of those that contradict each other: a file, or a branch of one.
type rival struct {
	system string
	arm    claim.Arm
	inArm  bool
}

// excludes reports whether an entry is of another branch than the rival.
func (r rival) excludes(e *entry) bool {
	return r.inArm && e.system == r.system && slices.ContainsFunc(e.claim.Arms, func(a claim.Arm) bool { return a.Pos == r.arm.Pos && a.N != r.arm.N })
}

// exclusive is the arm of the first list where two places stand in different
// arms of one condition: at most one of them is reached.
func exclusive(a, b []claim.Arm) (claim.Arm, bool) {
	for i := range min(len(a), len(b)) {
		if a[i].Pos != b[i].Pos {
			break
		}
		if a[i].N != b[i].N {
			return a[i], true
		}
	}
	return claim.Arm{}, false
}
