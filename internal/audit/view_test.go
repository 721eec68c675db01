package audit

import "testing"

func TestLead(t *testing.T) {
	for _, tt := range []struct {
		fails, may, exposed, cleared int
		want                         string
	}{
		{0, 0, 0, 0, "Nothing here logs on to Exchange with CDO 1.21."},
		{1, 0, 0, 0, "The one place that logs on to Exchange with CDO 1.21 fails for every visitor who does not sit at the web server itself."},
		{0, 1, 0, 0, "The one place that logs on to Exchange with CDO 1.21 may fail for visitors who do not sit at the web server itself."},
		{0, 0, 0, 1, "The one place that logs on to Exchange with CDO 1.21 does not fail, as far as the code base shows."},
		{2, 0, 0, 0, "Both places that log on to Exchange with CDO 1.21 fail for every visitor who does not sit at the web server itself."},
		{3, 0, 0, 0, "All three places that log on to Exchange with CDO 1.21 fail for every visitor who does not sit at the web server itself."},
		{1, 1, 0, 2, "One of the four places that log on to Exchange with CDO 1.21 fails for every visitor who does not sit at the web server itself; one more may."},
		{0, 0, 1, 2, "None of the three places that log on to Exchange with CDO 1.21 fails, as far as the code base shows. One works but sends passwords in clear text."},
		{1200, 0, 0, 34, "1,200 of the 1,234 places that log on to Exchange with CDO 1.21 fail for every visitor who does not sit at the web server itself."},
	} {
		r := &Report{Summary: Summary{Logons: tt.fails + tt.may + tt.exposed + tt.cleared}}
		for v, n := range map[Verdict]int{Fails: tt.fails, MayFail: tt.may, Exposed: tt.exposed, Cleared: tt.cleared} {
			r.Summary.Verdicts = append(r.Summary.Verdicts, VerdictCount{Verdict: v, Logons: n})
		}
		if got := lead(r); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestWordsForPeople(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{capital("run the pages"), "Run the pages"},
		{capital("web.config line 3"), "web.config line 3"},
		{capital("lib/open.inc"), "lib/open.inc"},
		{capital(""), ""},
		{some([]string{"a", "b"}, 2), "a, b"},
		{some([]string{"a", "b", "c", "d"}, 2), "a, b and 2 more"},
		{shorten("short.inc"), "short.inc"},
		{shorten("a-rather-long-name-for-an-include-file.inc"), "a-rather-long-…nclude-file.inc"},
		{mib(12), "12 bytes"},
		{mib(20 << 10), "20 KiB"},
		{mib(2 << 30), "2,048 MiB"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func TestTheBarIsFullAndEveryPartIsSeen(t *testing.T) {
	for _, counts := range [][]int{{1}, {1, 1, 1}, {5000, 1, 1, 1, 1, 1}, {3, 3, 1}, {0, 7, 0, 2}} {
		v := &view{Report: &Report{}}
		for i, n := range counts {
			v.Summary.Verdicts = append(v.Summary.Verdicts, VerdictCount{Verdict: Verdicts()[i], Logons: n})
			v.Summary.Logons += n
		}
		v.bar()
		x := 0
		for _, s := range v.Bar {
			if s.X != x || s.Width < 10 {
				t.Errorf("%v: %+v", counts, v.Bar)
			}
			x += s.Width
		}
		if x != 1000 {
			t.Errorf("%v: the parts add up to %d", counts, x)
		}
	}
}
