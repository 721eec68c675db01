package finding_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

func TestNotificationsAreBoundedByFileAndKind(t *testing.T) {
	var ns []finding.Notification
	add := func(path, id string, n int) {
		for i := range n {
			ns = append(ns, finding.Notification{ID: id, At: source.Place{Path: path, Pos: 10 * i, End: 10*i + 1}, Message: fmt.Sprint(id, i)})
		}
	}
	add("a.asp", "parse-error", 5)
	add("a.asp", "missing-include", 2)
	add("b.asp", "parse-error", 3)
	add("c.asp", "parse-error", 2)
	add("", "limit", 4) // about no file
	finding.SortNotifications(ns)
	ns = finding.BoundNotifications(ns, 2)
	if got := finding.Amount(ns); got != 16 {
		t.Errorf("%d things are said, want 16", got)
	}
	if !slices.IsSortedFunc(ns, func(a, b finding.Notification) int { return a.At.Pos - b.At.Pos + 1000*int(rank(a)-rank(b)) }) {
		t.Error("not in order")
	}
	var got []string
	for _, n := range ns {
		got = append(got, fmt.Sprintf("%s %d %s", n.At.Path, n.At.Pos, n.Message))
	}
	want := []string{
		" 0 limit0", " 10 limit1", " 20 limit2", " 30 limit3",
		"a.asp 0 missing-include0", "a.asp 0 parse-error0", "a.asp 10 missing-include1", "a.asp 10 parse-error1", "a.asp 20 3 more of this kind in this file",
		"b.asp 0 parse-error0", "b.asp 10 parse-error1", "b.asp 20 parse-error2",
		"c.asp 0 parse-error0", "c.asp 10 parse-error1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func rank(n finding.Notification) byte {
	if n.At.Path == "" {
		return 0
	}
	return n.At.Path[0]
}
