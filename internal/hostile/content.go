package hostile

import (
	"fmt"
	"runtime"
	"strings"
	"unicode/utf16"
)

// Escapes are texts that a terminal, a log of a pipeline or a browser would
// take for more than text.
var escapes = []string{
	"\x1b[2J\x1b[H", "\x1b]0;owned\x07", "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\", "\x9b31m", "\u009b31m", "\x07\x08\x7f",
	"\u202egpj.exe\u202c", "\u2066x\u2069", "\u200f", "\u2028\u2029", "\ufeff",
	"::error file=x::owned", "%0A::error::owned", "##vso[task.setvariable variable=x]y", "##[error]owned",
	"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "]]><x>", "--><x>", "&lt;&#60;",
	"[x](javascript:alert(1))", "`x`|y|", "{{ .Root }}", "${IFS}$(touch owned)", "=cmd|' /C calc'!A0",
}

// Escapes are the texts, for tests of what is shown of them.
func Escapes() []string { return escapes }

// names of files that are code of another language, as far as the platform
// takes them.
func (w *writer) names() {
	if runtime.GOOS == "windows" {
		return
	}
	for i, e := range escapes {
		e = strings.ReplaceAll(e, "/", "_")
		w.page(fmt.Sprintf("names/%d %s.asp", i, e), "")
	}
	for _, name := range []string{
		"\xff\xfe", "\xed\xa0\x80", "a\nb", "a\rb", "a\tb", "a:1:2", "a%0Ab,c=d", "con", "-rf", "--help", "~", "$HOME", "`id`", "a'b\"c", "a\\b", "..\\..\\outside", " ", "a b", "*", "?", strings.Repeat("n", 240),
	} {
		w.page("names/"+name+".asp", "")
	}
	w.page("names/"+strings.Repeat(strings.Repeat("d", 200)+"/", 15)+"deep.asp", "")
	w.page("names/CASE.asp", "")
	w.page("names/case.asp", "")
	w.raw("names/\x1b[31m.inc", "<% x = %>\n")
	w.page("names/includer.asp", "<!--#include file=\"\x1b[31m.inc\"-->\n<!--#include file=\"gone \x1b[31m\u202e.inc\"-->\n")
	w.odd("missing-include", "names/includer.asp")
}

// contents are bytes that are not what the name says, and texts that are more
// than text where they are shown.
func (w *writer) contents() {
	for i, e := range escapes {
		e = strings.NewReplacer("\"", "\"\"", "\n", "").Replace(e)
		w.page(fmt.Sprintf("text/page%02d.asp", i), fmt.Sprintf("<%% Const cdo = \"%s\"\nSet x = Server.CreateObject(\"CDO.%s\")\n' %s\nApplication(\"%s\") = x : If If ( \"%s %%>\n%s\n", e, e, e, e, e, e))
		w.odd("parse-error", fmt.Sprintf("text/page%02d.asp", i))
	}
	utf := func(s string, big bool) string {
		var b strings.Builder
		for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
			if big {
				b.WriteByte(byte(u >> 8))
			}
			b.WriteByte(byte(u))
			if !big {
				b.WriteByte(byte(u >> 8))
			}
		}
		return b.String()
	}
	for name, raw := range map[string]string{
		"utf16le.asp": utf(logon, false), "utf16be.asp": utf(logon, true), "bom.asp": "\xef\xbb\xbf" + logon,
		"cr.asp": strings.ReplaceAll(logon, "\n", "\r"), "mixed.asp": strings.ReplaceAll(logon, "\n", "\r\n\r"),
	} {
		w.raw("bytes/"+name, raw)
		w.tree.Findings = append(w.tree.Findings, "bytes/"+name)
	}
	w.raw("bytes/odd16.asp", utf(logon, false)+"\x00")
	w.raw("bytes/utf32.asp", "\xff\xfe\x00\x00<\x00\x00\x00%\x00\x00\x00")
	w.raw("bytes/binary.asp", "MZ\x90\x00"+strings.Repeat("\x00\x01\xff\xfe", 1000)+"mapi.session createobject")
	w.raw("bytes/empty.asp", "")
	w.raw("bytes/utf7.asp", "<%@CODEPAGE=65000%>\n+ADw-script+AD4-\n"+logon)
	w.raw("bytes/codepage.asp", "<%@CODEPAGE=99999999999999999999%><%@LANGUAGE=\""+strings.Repeat("x", 10_000)+"\"%>\n"+logon)
	w.raw("bytes/lfs.asp", "version https://git-lfs.github.com/spec/v1\noid sha256:"+strings.Repeat("0", 64)+"\nsize 12345\n")
	w.odd("unreadable-file", "bytes/lfs.asp")
	// Larger than the limit, and as large as it may be on one line.
	w.raw("bytes/large.asp", strings.Repeat("<p>createobject mapi.session</p>\n", 400_000))
	w.odd("file-too-large", "bytes/large.asp")
	const line = 10<<20 - 4096
	w.page("bytes/line.asp", "<% x = \""+strings.Repeat("y", line/2)+"\" & \""+strings.Repeat("z", line/2)+"\" %>\n")
	// Secrets are shown nowhere.
	w.page("text/secret.asp", "<% c.Open \"Provider=SQLOLEDB;Data Source=db;User ID=sa;Password="+Password+"\"\ns.Logon \"p\", \""+Password+"\" : If If ( "+Password+" %>\n")
}

// Password is one that a page holds.
const Password = "Winter2003!Swordfish"

// nesting is a page for each construct, 200,000 deep, with an ordinary finding
// behind it where the construct leaves one.
func (w *writer) nesting() {
	const deep = 200_000
	for name, unit := range map[string]string{
		"parens": "<% x = %s1 %>:(", "if": "<%%s %>:If a Then\n", "for": "<%%s %>:For i = 1 To 2\n", "sub": "<%%s %>:Sub a\n", "class": "<%%s %>:Class c\n",
		"select": "<%%s %>:Select Case a\nCase b\n", "with": "<%%s %>:With a\n", "not": "<% x = %s1 %>:Not ", "minus": "<% x = %s1 %>:-", "calls": "<% x = %s1 %>:f(",
		"members": "<% x = a%s %>:.b", "concat": "<% x = a%s %>: & \"b\"", "continued": "<% x = a%s %>: _\n", "elseif": "<% If a Then\n%sEnd If %>:ElseIf b Then\n",
		"blocks": "%s:<% If a Then %>b", "delimiters": "%s:<%", "closed": "%s:<%%>", "shown": "%s:<%=", "quotes": "<% %s %>:\"", "comments": "%s:<!--", "directives": "%s:<%@ x ",
		"scripts": "%s:<script runat=server>", "objects": "%s:<object runat=server>", "execute": "<% %s %>:Execute \"", "jsparens": "<script runat=server language=jscript>x=%s</script>:(",
		"jsblocks": "<script runat=server language=jscript>%s</script>:{", "jsfunctions": "<script runat=server language=jscript>%s</script>:function f(){", "jsarrays": "<script runat=server language=jscript>x=%s</script>:[",
		"jstemplates": "<script runat=server language=jscript>x=%s</script>:`${", "jsregexp": "<script runat=server language=jscript>x=%s</script>:/(",
	} {
		frame, piece, _ := strings.Cut(unit, ">:")
		if !strings.HasPrefix(unit, "%s:") {
			frame += ">"
		} else {
			frame, piece = "%s", strings.TrimPrefix(unit, "%s:")
		}
		n := min(deep, (9<<20)/len(piece))
		// What stands before must be found whatever comes after.
		w.page("nesting/"+name+".asp", "")
		w.raw("nesting/"+name+".asp", logon+strings.Replace(frame, "%s", strings.Repeat(piece, n), 1)+"\n")
	}
}
