package setup

import (
	"slices"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// mostArms is the number of conditions within conditions that are told apart.
const mostArms = 10

// arm follows If, ElseIf, Else and End If of Basic whose condition is not known,
// and Select Case, Case and End Select, whose first branch begins with a Case.
func (in *interp) arm(s []script.Token) {
	if in.lang != script.Basic || len(s) == 0 {
		return
	}
	if _, opens := blockIf(s, "if"); opens {
		in.openArm(s[0].Pos, 0)
		return
	}
	if isName(s[0], "select") {
		in.openArm(s[0].Pos, -1)
		return
	}
	n := len(in.arms)
	switch {
	case n == 0:
	case isName(s[0], "elseif"), isName(s[0], "else"), isName(s[0], "case"):
		if in.deeper == 0 {
			in.arms = slices.Clone(in.arms)
			in.arms[n-1].N++
			if isName(s[0], "else") || len(s) > 1 && isName(s[1], "else") {
				in.f.Exhausts(in.arms[n-1].Pos, in.arms[n-1].N+1)
			}
		}
	case isName(s[0], "end") && len(s) > 1 && (isName(s[1], "if") || isName(s[1], "select")):
		in.closeArm()
	}
}

// openArm begins a branch of a condition; arms beyond the limit are
// counted, so that they end with their own condition.
func (in *interp) openArm(pos, n int) {
	if len(in.arms) >= mostArms || in.fixed.IsValid() { // text within text has no places of its own
		in.deeper++
		return
	}
	in.arms = append(slices.Clip(in.arms), claim.Arm{Pos: pos, N: n})
}

func (in *interp) closeArm() {
	if in.deeper > 0 {
		in.deeper--
		return
	}
	if n := len(in.arms); n > 0 {
		in.arms = in.arms[:n-1]
	}
}

// armsOf are the branches that a command of a batch file stands in.
func (s *Shell) armsOf(open []script.Condition) []claim.Arm {
	var arms []claim.Arm
	for _, c := range open[:min(len(open), mostArms)] {
		if fails, ok := failed(c.Words); ok && fails == c.Else { // reached when all goes well
			continue
		}
		n := 0
		if c.Else {
			n = 1
			s.Fragment.Exhausts(c.Pos(), 2)
		}
		arms = append(arms, claim.Arm{Pos: c.Pos(), N: n})
	}
	return arms
}
