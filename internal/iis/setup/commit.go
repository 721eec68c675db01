package setup

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// copies holds what a program sets of objects that are copies until they are
// written back: by SetInfo of ADSI, Put_ of WMI, CommitChanges of .NET.
type copies struct {
	byKey map[string][]copied
	held  int
	taken int // elements that Get-WebConfiguration handed on
	// written are the keys of objects that were written back, all that one
	// was that is not known.
	written map[string]bool
	all     bool
}

type copied struct {
	claim.Claim
	order int
}

// keyOfManager stands for all sections of a ServerManager or
// WritableAdminManager, which are written back together.
const keyOfManager = "\x00manager"

// hold notes a setting of the object of a key until that is written back.
func (in *interp) hold(key string, c claim.Claim) {
	p := &in.copies
	if p.byKey == nil {
		p.byKey = map[string][]copied{}
	}
	p.held++
	p.byKey[key] = append(p.byKey[key], copied{in.placed(c), p.held})
}

// isCommit reports whether a member, in lower case, writes an object back.
func isCommit(lower string, args int) bool {
	switch lower {
	case "setinfo", "put_", "commitchanges", "commit":
		return true
	case "put":
		return args == 0
	}
	return false
}

// commit writes the object of a key back.
func (in *interp) commit(key string) {
	key = strings.TrimSuffix(key, "*")
	in.release(in.copies.byKey[key])
	delete(in.copies.byKey, key)
	if in.copies.written == nil {
		in.copies.written = map[string]bool{}
	}
	in.copies.written[key] = true
}

// commitAll is for an object that is not known: it may be any.
func (in *interp) commitAll() {
	in.copies.all = true
	var list []copied
	for _, claims := range in.copies.byKey {
		list = append(list, claims...)
	}
	in.copies.byKey = nil
	in.release(list)
}

// commitLate is for the end of a program whose methods are not followed call
// by call: writing back may stand before what it writes.
func (in *interp) commitLate() {
	if in.lang != script.C {
		return
	}
	var list []copied
	for key, claims := range in.copies.byKey {
		if in.copies.all || in.copies.written[key] {
			list = append(list, claims...)
		}
	}
	in.release(list)
}

func (in *interp) release(list []copied) {
	slices.SortFunc(list, func(a, b copied) int { return cmp.Compare(a.order, b.order) })
	for _, c := range list {
		in.f.Claims = append(in.f.Claims, c.Claim)
	}
}
