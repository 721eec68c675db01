package hostile

import (
	"fmt"
	"strings"
)

// code is what is cheap to write and dear to analyse: values that double,
// paths that multiply, procedures that call one another, code that makes code.
func (w *writer) code() {
	script := func(name, text string) { w.page("code/"+name+".asp", "<%\n"+text+"\n%>\n") }
	many := func(n int, line func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(line(i))
			b.WriteByte('\n')
		}
		return b.String()
	}
	script("doubling", "s = \"MAPI.Session\"\n"+strings.Repeat("s = s & s\n", 200)+"Set o = Server.CreateObject(s)\no.Logon s")
	script("loop", "s = \"a\"\nWhile True\ns = s & s & \"MAPI\"\nt = Replace(s, \"a\", s)\nWend\nSet o = CreateObject(t)")
	script("functions", "s = String(2000000000, \"x\") & Space(2147483647)\nt = Join(Split(s, \"x\"), s)\nu = Replace(s, \"x\", s)\nv = StrReverse(UCase(s))\nSet o = CreateObject(s & t & u & v)")
	script("branches", many(5000, func(i int) string {
		return fmt.Sprintf("If a%d Then s = s & \"a\" Else s = s & \"b\"", i)
	})+"Set o = CreateObject(s)")
	script("values", many(5000, func(i int) string { return fmt.Sprintf("If a%d Then s = \"MAPI.Session.%d\"", i, i) })+"Set o = CreateObject(s)\no.Logon s, s, s, s, s, s, s & s")
	script("recursion", "Function f(x)\nf = f(f(x & x)) & f(x)\nEnd Function\nSet o = CreateObject(f(\"MAPI.Session\"))")
	script("mutual", many(400, func(i int) string {
		return fmt.Sprintf("Function f%d(x)\nf%d = f%d(x) & f%d(x & \"a\") & f%d(f%d(x))\nEnd Function", i, i, (i+1)%400, (i*7+3)%400, (i*13+5)%400, (i*29+7)%400)
	})+"Set o = CreateObject(f0(\"MAPI.Session\"))")
	script("tower", many(60, func(i int) string {
		return fmt.Sprintf("Sub p%d(x)\np%d x & \"a\"\np%d x & \"b\"\nEnd Sub", i, i+1, i+1)
	})+"Sub p60(x)\nSet o = CreateObject(x)\no.Logon x\nEnd Sub\np0 \"MAPI.Session\"")
	script("parameters", many(300, func(i int) string { return fmt.Sprintf("p \"v%d\", CreateObject(\"MAPI.Session\")", i) })+
		"Sub p(a, b)\nb.Logon a\nSet c = b\np a & a, c\nEnd Sub")
	script("aliases", many(3000, func(i int) string { return fmt.Sprintf("Set o%d = o%d", i+1, i) })+"Set o0 = CreateObject(\"MAPI.Session\")\no3000.Logon")
	script("items", many(3000, func(i int) string { return fmt.Sprintf("Set Session(\"k%d\") = Session(\"k%d\")", i+1, i) })+"Set Session(\"k0\") = CreateObject(\"MAPI.Session\")")
	script("computed", many(2000, func(i int) string { return fmt.Sprintf("Session(k & %d) = Application(k & %d)", i, i+1) }))
	script("execute", "Execute \"Execute \"\"Execute \"\"\"\"x = 1\"\"\"\"\"\"\"\nExecute s : ExecuteGlobal t : Eval u\ns = \"Execute s & s\"\nExecute s\nx = Eval(\"Eval(x) & Eval(x)\")\n"+
		strings.Repeat("ExecuteGlobal \"Sub a : Execute s : End Sub\"\n", 3000))
	script("dispatch", many(300, func(i int) string {
		return fmt.Sprintf("Class c%d\nPublic Default Function m(x)\nSet m = x.m(x.m(Me))\nEnd Function\nEnd Class", i)
	})+
		many(300, func(i int) string { return fmt.Sprintf("If a Then Set x = New c%d", i) })+"x.m(x.m(x)).Logon")
	script("reference", "Set f = GetRef(\"g\")\nSub g\nSet f = GetRef(\"g\")\nf\nExecute \"g\"\nEnd Sub\n"+strings.Repeat("f\n", 5000))
	script("handlers", strings.Repeat("On Error Resume Next\nIf Err.Number <> 0 Then\nOn Error Goto 0\nEnd If\nOn Error Goto 0\n", 5000))
	script("exits", "Sub p\n"+many(900, func(i int) string {
		return fmt.Sprintf("Do While a%d\nIf b Then Exit Do\nIf c Then Exit Sub\nIf d Then Response.End", i)
	})+strings.Repeat("Loop\n", 900)+"End Sub\np")
	script("dims", "Dim a("+strings.Repeat("9", 10_000)+")\nReDim Preserve a(1e308, &HFFFFFFFFFFFFFFFF, -1)\nx = 1e99999 + &O777777777777777777777 + #99/99/9999#\nx = 2 ^ 2 ^ 2 ^ 2 ^ 2 ^ 999999\nx = 1 \\ 0 + 1 Mod 0 + Chr(-1) & ChrW(1e9) & Mid(\"a\", -5, 1e9) & Left(\"a\", -1) & Array()(99)")
	script("declared", strings.Repeat("Dim a : Const b = b : ", 50_000))
	w.page("code/jscript.asp", "<script language=\"JScript\" runat=\"server\">\nvar s='MAPI.Session';\n"+strings.Repeat("s+=s;\n", 200)+
		"while(true){s=s.replace(/a/g,s);eval(s);new Function(s)();}\nfunction f(x){return f(f(x+x))+arguments.callee(x);}\nvar o=Server.CreateObject(f(s));o.Logon(s);\n"+
		"o.constructor.constructor('x')();this['ev'+'al'](s);with(o){Logon()}\nx=/(a+)+$/.test(s);y=new Array(4294967295).join(s);\n</script>\n")
	w.raw("code/global.asa", "<script language=vbscript runat=server>\nSub Session_OnStart\nSet Session(\"s\") = Server.CreateObject(\"MAPI.Session\")\nSession_OnStart\nEnd Sub\nSub Application_OnStart\nServer.Execute \"doubling.asp\"\nEnd Sub\n</script>\n")
	for i := range 30 { // each page runs two others, and so on
		w.raw(fmt.Sprintf("code/run%d.asp", i), fmt.Sprintf("<%% Server.Execute \"run%d.asp\" : Server.Transfer \"run%d.asp\"\nSet s = Session(\"s\") : s.Logon %%>\n", (i+1)%30, (i*2)%30))
	}
}
