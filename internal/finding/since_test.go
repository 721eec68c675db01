package finding_test

import (
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/finding"
)

func TestEarlierFindingsAreFoundAgain(t *testing.T) {
	for name, c := range map[string]struct {
		edit func(m memory)
		news int
	}{
		"nothing changed":    {func(memory) {}, 0},
		"lines added above":  {func(m memory) { m.add("mail/inbox.asp", "<!-- a -->\n"+inbox) }, 0},
		"a folder renamed":   {func(m memory) { delete(m, "mail/inbox.asp"); m.add("post/inbox.asp", inbox) }, 0},
		"a finding mended":   {func(m memory) { m.add("mail/inbox.asp", strings.Replace(inbox, "s.GetFolder(strID)", "Nothing", 1)) }, 0},
		"a copy of the file": {func(m memory) { m.add("calendar/inbox.asp", inbox) }, 3},
		"an equal line beside it": {func(m memory) {
			m.add("mail/inbox.asp", strings.Replace(inbox, "\tSet objInbox", "\ts.Logon(\"\", \"\", False, True, 0, True, strProfile)\n\tSet objInbox", 1))
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			before := memory{}
			before.add("mail/inbox.asp", inbox)
			old := before.analyse()
			m := memory{}
			m.add("mail/inbox.asp", inbox)
			c.edit(m)
			now := m.analyse()
			news := 0
			for i, was := range finding.Earlier(now, m, old, before) {
				switch {
				case was == nil:
					news++
				case was.Rule != now[i].Rule || was.Snippet != now[i].Snippet:
					t.Errorf("%+v was not %+v", now[i], *was)
				}
			}
			if news != c.news {
				t.Errorf("%d of %d findings are news, want %d", news, len(now), c.news)
			}
		})
	}
}

func TestASuppressionTakenAwayMakesNews(t *testing.T) {
	m := memory{}
	m.add("mail/inbox.asp", inbox)
	before, now := m.analyse(), m.analyse()
	before[0].Suppressed = "only the mail server asks"
	got := finding.Earlier(now, m, before, m)
	for i, was := range got {
		if (was == nil) != (i == 0) {
			t.Errorf("finding %d: %v", i, was)
		}
	}
}
