package asp

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBlocksBeyondALimitAreSaid: what is on another line, what spans lines and
// what brings code from elsewhere is kept.
func TestBlocksBeyondALimitAreSaid(t *testing.T) {
	const line = "more than 4 blocks of code and text on one line; the rest of the line is not analysed"
	const page = "more than 10 blocks of code and text; the rest of them is not analysed"
	for name, c := range map[string]struct {
		text     string
		kept     string // of code and includes, by what is in them
		problems []string
	}{
		"few":                  {"<%a%><%b%><%c%><%d%>\n<%e%>", "abcde", nil},
		"a line":               {"<%a%><%b%><%c%><%d%><%x%>x<%x%>\n<%e%>", "abcde", []string{line}},
		"expressions":          {"<%=a%><%=b%><%=c%><%=d%><%=x%>\r<%e%>", "abcde", []string{line}},
		"a block to the next":  {"<%a%><%b%><%c%><%d%><%x%><%x%><%\ne%><%f%>", "abcdef", []string{line}},
		"two lines":            {"<%a%><%b%><%c%><%d%><%x%>\n<%e%><%f%><%g%><%h%><%x%>", "abcdefgh", []string{line, line}},
		"text between":         {"<%a%>,<%b%>,<%x%>,<%x%>\n<%e%>", "abe", []string{line}},
		"includes and scripts": {"<%a%><%b%><%c%><%d%><%x%><!--#include file=\"i\"--><script runat=server>s</script>", "abcdis", []string{line}},
		"a page":               {strings.Repeat("<%a%>\n", 9) + "<!--#include file=\"i\"-->", "aaaaai", []string{page}},
	} {
		t.Run(name, func(t *testing.T) {
			p := new(Splitter).Split(c.text, Limits{Line: 4, Page: 10})
			kept := ""
			for i := range p.Segments {
				switch s := &p.Segments[i]; s.Kind {
				case Code, Expr, Script:
					kept += strings.TrimSpace(c.text[s.Body:s.BodyEnd])
				case Include:
					kept += s.Value("file")
				case HTML, Directive, Object, TypeLib:
				}
			}
			if kept != c.kept {
				t.Errorf("kept %q, want %q", kept, c.kept)
			}
			var problems []string
			for _, q := range p.Problems {
				problems = append(problems, q.Message)
				if !q.IsLimit {
					t.Errorf("%q is no limit", q.Message)
				}
			}
			if diff := cmp.Diff(c.problems, problems); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}
