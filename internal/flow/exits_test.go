package flow_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestManyExits: however many exits a procedure or a loop has, what may be
// behind it is the same. FILL is where the many are.
func TestManyExits(t *testing.T) {
	pages := map[string]string{
		"procedure": `<%
Set probe = Server.CreateObject("Probe")
w = "kept" : x = "before" : y = "before" : z = "before"
Sub p(c)
	Dim own
	If c = 1 Then Exit Sub
	x = "early"
	If c = 2 Then Exit Sub
	w = "always"
	FILL
	x = "late"
	own = x
	If c = 3 Then
		y = "in a branch"
		Exit Sub
	End If
	If c = 4 Then Exit Sub
	inner
	If c = 5 Then Exit Sub
	z = "of the end"
	x = "last"
End Sub
Sub inner()
	Dim own
	own = "mine"
	u = "of another"
	u = u & "!"
End Sub
u = "before"
p Request("c")
probe.Show w ' = "kept" | "always"
probe.Show x ' = "before" | "early" | "late" | "last"
probe.Show y ' = "before" | "in a branch"
probe.Show z ' = "before" | "of the end"
probe.Show u ' = "before" | "of another!"
%>`,
		"all exits agree": `<%
Set probe = Server.CreateObject("Probe")
x = "before"
Sub p()
	x = "after"
	FILL
End Sub
p
probe.Show x ' = "after"
%>`,
		"loop": `<%
Set probe = Server.CreateObject("Probe")
x = "before" : y = "before" : z = "before"
Do
	x = "early"
	FILL
	If Request("c") = 1 Then
		y = "left"
		Exit Do
	End If
	x = "late"
	If Request("c") = 2 Then Exit Do
	z = x
Loop
probe.Show x ' = "early" | "late"
probe.Show y ' = "before" | "left"
probe.Show z ' = "before" | "late"
%>`,
		"loop in a procedure": `<%
Set probe = Server.CreateObject("Probe")
x = "before"
Function p()
	Do
		x = "looped"
		FILL
		x = "round"
		If Request("c") = 2 Then Exit Function
	Loop
	p = "end"
	FILL
	x = "left"
End Function
probe.Show p() ' = Empty | "end"
probe.Show x ' = "looped" | "round" | "left"
%>`,
	}
	for name, text := range pages {
		for _, n := range []int{3, 61, 62, 63, 64, 65, 66, 67, 150} {
			t.Run(fmt.Sprintf("%s, %d", name, n), func(t *testing.T) {
				exit := "Exit Sub"
				if strings.HasPrefix(name, "loop") {
					exit = "Exit Do"
				}
				fill := strings.Repeat("If Request(\"f\") = \"\" Then "+exit+"\n", n)
				if name == "loop in a procedure" {
					before, after, _ := strings.Cut(text, "p = \"end\"")
					text = strings.Replace(before, "FILL", fill, 1) + "p = \"end\"" + strings.Replace(after, "FILL", strings.ReplaceAll(fill, "Exit Do", "Exit Function"), 1)
				}
				checkValues(t, &txtar.Archive{Files: []txtar.File{{Name: "a.asp", Data: []byte(strings.Replace(text, "FILL", fill, 1))}}})
			})
		}
	}
}
