//go:build unix

package cli_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/cdolint/cdolint/internal/cli"
)

// flowShapes are pages that are short to parse and long to follow.
func flowShapes() map[string]func(n int) map[string]string {
	return map[string]func(n int) map[string]string{
		"call chain": func(n int) map[string]string {
			return page(each(n/4, "Function f#(a)\nf# = f~#(a & \"x\")\nEnd Function\n") + "y = f0(\"\")")
		},
		"call trees": func(n int) map[string]string { // of ten levels, each procedure with two calls of the next
			var b strings.Builder
			for tree := range n / 40 {
				for level := range 10 {
					fmt.Fprintf(&b, "Sub t%[1]dl%[2]d(a)\nt%[1]dl%[3]d a & \"l\"\nt%[1]dl%[3]d a & \"r\"\nv = a\nEnd Sub\n", tree, level, level+1)
				}
				fmt.Fprintf(&b, "Sub t%[1]dl10(a)\nw = a\nEnd Sub\nt%[1]dl0 \"x\"\n", tree)
			}
			return page(b.String())
		},
		"mutual recursion": func(n int) map[string]string {
			return page(each(n/8, "Function a#(x)\nIf x Then a# = b#(x & \"a\")\nEnd Function\nFunction b#(x)\nb# = a#(x & \"b\")\nEnd Function\ny = a#(\"x\")\n"))
		},
		"one ring of procedures": func(n int) map[string]string {
			return page(each(n/8, "Function a#(x)\nIf x Then a# = a~#(x)\nIf y Then a# = a0(x)\nEnd Function\n") + "y = a0(\"x\")")
		},
		"loops and calls": func(n int) map[string]string {
			return page("Sub p(a)\nx = a\nEnd Sub\n" + each(n/32, "For i = 1 To 9\nFor Each j In k\nDo\np i\np j\np x & \"#\"\nLoop Until z\nNext\nNext\n"))
		},
		"globals": func(n int) map[string]string {
			return page(each(n/2, "g# = \"#\"\n") + "Sub p()\n" + each(n/2, "g# = g# & \"x\"\n") + "End Sub\np\np\np")
		},
		"string in a loop": func(n int) map[string]string {
			return page("For i = 1 To 9\n" + each(n, "h = h & \"<tr>\" & g & i & \"</tr>\"\n") + "Next\nResponse.Write h")
		},
		"branches of a procedure": func(n int) map[string]string {
			return page("Sub p()\n" + each(n/2, "If Request(\"a\") = \"#\" Then\nx = \"#\"\nElse\ny# = x\nEnd If\n") + "End Sub\np")
		},
		"early exits": func(n int) map[string]string {
			return page("Sub p()\n" + each(n/2, "g# = \"#\"\nIf Request(\"a#\") = \"\" Then Exit Sub\n") + "End Sub\n" + each(n/2, "g# = 1\n") + "p")
		},
		"exits of a loop": func(n int) map[string]string {
			return page("Do\n" + each(n/2, "g# = \"#\"\nIf Request(\"a#\") = \"\" Then Exit Do\n") + "Loop\n")
		},
		"pages that end": func(n int) map[string]string {
			return page(each(n/2, "g# = \"#\"\nIf Request(\"a#\") = \"\" Then Response.End\n"))
		},
		"instances": func(n int) map[string]string {
			return page("Class C\nPublic a, b\nSub put(x)\na = x\nb = a & x\nEnd Sub\nFunction take()\ntake = a\nEnd Function\nEnd Class\n" +
				each(n/8, "Set o# = New C\no#.put \"v#\"\nx = o#.take()\n"))
		},
		"sessions of a class": func(n int) map[string]string {
			return page("Class C\nPrivate s\nSub Class_Initialize\nSet s = CreateObject(\"MAPI.Session\")\nEnd Sub\nSub open(x)\ns.Logon \"\", \"\", False, True, 0, True, x\nEnd Sub\nEnd Class\n" +
				each(n/16, "Set o# = New C\no#.open \"v#\"\n"))
		},
		"session items": func(n int) map[string]string {
			return page(each(n/4, "Session(\"k#\") = \"v\" & x#\nIf Session(\"k#\") = \"\" Then Session(\"l#\") = Session(\"k#\")\n"))
		},
		"session items of procedures": func(n int) map[string]string {
			return page("Sub put(k, v)\nSession(k) = v\nEnd Sub\nFunction take(k)\ntake = Session(k)\nEnd Function\n" +
				each(n/4, "put \"k#\", \"v#\"\nx = take(\"k#\")\n"))
		},
		"cases": func(n int) map[string]string {
			return page("Select Case Request(\"a\")\n" + each(n/2, "Case \"#\", \"x#\"\nx = \"#\"\ny# = x\n") + "End Select\n")
		},
		"cases of the authentication": func(n int) map[string]string {
			return page("Select Case Request.ServerVariables(\"AUTH_TYPE\")\n" + each(n/8, "Case \"#\"\nx = \"#\"\n") + "End Select\n")
		},
		"conditions of the authentication with a session in each": func(n int) map[string]string {
			return page(each(n/32, "If Request.ServerVariables(\"AUTH_TYPE\") = \"Basic\" And Request(\"y\") = \"#\" Then\nSet s# = CreateObject(\"MAPI.Session\")\ns#.Logon \"p\"\nEnd If\n"))
		},
		"elements": func(n int) map[string]string {
			return page("Dim a(9)\nSet d = CreateObject(\"Scripting.Dictionary\")\n" + each(n/4, "a(#) = d(\"k#\")\nd.Add \"k#\", a(#)\n") + "x = a(i)\nFor Each y In a\nz = y\nNext\n")
		},
		"elements of a list": func(n int) map[string]string {
			return page("%><script runat=server language=jscript>\nvar a=[" + each(4*n, "\"v#\",") + "];x=a[9];\n</script><%")
		},
		"logons with checks": func(n int) map[string]string {
			return page("On Error Resume Next\n" + each(n/40, "Set s# = CreateObject(\"MAPI.Session\")\ns#.Logon \"p#\"\nIf Err.Number = 0 Then\nx = s#.Inbox.Messages.Count\ns#.Logoff\nEnd If\nErr.Clear\n"))
		},
		"logons and uses of one session": func(n int) map[string]string {
			return page("Set s = CreateObject(\"MAPI.Session\")\n" + each(n/16, "s.Logon \"p#\"\nx = s.Inbox.Messages.Count\ns.Logoff\n"))
		},
		"conditions that are asked again": func(n int) map[string]string {
			return page("f = rs(\"x\")\nSet s = CreateObject(\"MAPI.Session\")\n" +
				each(n/40, "If f And Request(\"y\") = \"#\" Then\ns.Logon \"p#\"\nElse\ng# = f\nEnd If\nIf f Then s.Logoff\n"))
		},
		"other cases with a session in each": func(n int) map[string]string {
			return page("Set s = CreateObject(\"MAPI.Session\")\nIf a = \"\" Then\ns.Logon \"p\"\n" + each(n/40, "ElseIf a = \"#\" Then\nIf b Then s.Logoff Else s.Logon \"#\"\n") + "End If\ns.Logoff\n")
		},
		"logons in one variable": func(n int) map[string]string {
			return page("Sub open(n)\nSet s = CreateObject(\"MAPI.Session\")\ns.Logon n\nIf Err.Number <> 0 Then Exit Sub\nx = s.Inbox.Messages.Count\ns.Logoff\nEnd Sub\n" + each(n/4, "open \"p#\"\n"))
		},
	}
}

// TestLinearFlow is TestLinear for what following values costs.
func TestLinearFlow(t *testing.T) { doubles(t, flowShapes(), "--format", "json") }

// TestBlocksInBlocksInTime: what a block writes is merged with what was there at the
// end of each block around it, of which there may be a thousand.
func TestBlocksInBlocksInTime(t *testing.T) {
	const depth = 450
	for name, block := range map[string][2]string{
		"for":          {"For i#@ = 1 To 3\n", "Next\n"},
		"while":        {"While c#\nv#@ = 1\n", "Wend\n"},
		"if":           {"If c# Then\nv#@ = 1\n", "End If\n"},
		"while and if": {"While c#\nv#@ = 1\nIf d# Then\n", "End If\nWend\n"},
	} {
		t.Run(name, func(t *testing.T) {
			code := "Set s = CreateObject(\"MAPI.Session\")\n"
			for i := range 10 {
				code += strings.ReplaceAll(each(depth, block[0]), "@", fmt.Sprintf("_%d", i)) + "s.Logon \"profile\"\n" + strings.Repeat(block[1], depth)
			}
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "a.asp"), []byte("<%\n"+code+"%>"), 0o600); err != nil {
				t.Fatal(err)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := processor(t)
			var out bytes.Buffer
			if status := cli.Main([]string{"check", "--no-cache", "--quiet", "--root", dir, dir}, nil, &out, io.Discard); status != 1 {
				t.Fatalf("exit status %d", status)
			}
			took := processor(t) - start
			runtime.ReadMemStats(&after)
			size := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%d KiB: %v, %d MiB allocated", len(code)>>10, took, size)
			if took > 3*time.Second || size > 2000 {
				t.Error("too much")
			}
			if n := strings.Count(out.String(), "CDO002"); n != 10 {
				t.Errorf("%d findings:\n%s", n, out.String())
			}
		})
	}
}

// TestCasesThatFallInCasesInTime: a case that falls into the next one runs that, too, and
// with it the cases that fall there: two for each that is nested.
func TestCasesThatFallInCasesInTime(t *testing.T) {
	const depth = 40
	code := "var s = Server.CreateObject('MAPI.Session');\n" + each(depth, "switch (c#) { case 1: v# = 1; case 2:\n") + "s.Logon('profile');\n" + strings.Repeat("}", depth)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.asp"), []byte("<%@Language=JScript%><%\n"+code+"%>"), 0o600); err != nil {
		t.Fatal(err)
	}
	start := processor(t)
	var out bytes.Buffer
	if status := cli.Main([]string{"check", "--no-cache", "--root", dir, dir}, nil, &out, io.Discard); status != 1 {
		t.Fatalf("exit status %d", status)
	}
	if took := processor(t) - start; took > time.Second {
		t.Errorf("%v", took)
	}
	for _, want := range []string{"CDO002", "what depends on a branch was not told apart"} {
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), want) {
			t.Errorf("without %q:\n%s", want, out.String())
		}
	}
}
