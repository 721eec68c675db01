package bench

// recordTable reads a recordset into a table: code in blocks, in attributes,
// and blocks that are nothing but Else or Loop.
func (b *builder) recordTable() {
	noun, a, c, d := pick(b.rng, nouns), pick(b.rng, columns), pick(b.rng, columns), pick(b.rng, columns)
	open := "Set rs = OpenRecordset(sql)"
	if b.inline {
		open = "Set rs = Server.CreateObject(\"ADODB.Recordset\")\nrs.Open sql, conn, adOpenForwardOnly, adLockReadOnly"
	}
	b.add(`<%%
' %s
sql = "SELECT %s, %s, %s FROM %s" & _
      " WHERE Status = '" & Replace(Request.QueryString("status"), "'", "''") & "'" & _
      " ORDER BY %s"
%s
If rs.EOF Then
%%>
<p class="empty">%s</p>
<%% Else %%>
<table width="100%%" border="0" cellspacing="1" cellpadding="2">
<tr bgcolor="#cccccc"><th>%s</th><th>%s</th><th>&nbsp;</th></tr>`, b.text(6), a, c, d, noun, a, open, b.text(5), a, c)
	b.add(`<%%
  row = 0
  Do While Not rs.EOF
    row = row + 1
%%>
<tr bgcolor="<%% If row Mod 2 = 0 Then %%>#ffffff<%% Else %%>#eeeeee<%% End If %%>">
  <td><a href="view_%s.asp?id=<%%= rs("ID") %%>&amp;page=<%%= page %%>"><%%= Server.HTMLEncode(rs("%s") & "") %%></a></td>
  <td align="right"><%%= FormatNumber(rs("%s"), 2) %%></td>
  <td><%% If rs("%s") > 0 Then Response.Write("*") %%></td>
</tr>
<%%
    rs.MoveNext
  Loop
%%>
</table>
<%% End If
rs.Close
Set rs = Nothing %%>`, noun, a, c, d)
}

func (b *builder) form() {
	noun := pick(b.rng, nouns)
	b.add(`<form name="frm%s" method="post" action="save_%s.asp" onsubmit="return check%s(this);">
<input type="hidden" name="id" value="<%%= id %%>">
<table border="0">`, noun, noun, noun)
	for range 3 + b.rng.IntN(6) {
		column := pick(b.rng, columns)
		b.add(`<tr>
  <td class="label">%s:</td>
  <td><input type="text" name="txt%s" size="40" maxlength="80" value="<%%=Server.HTMLEncode(fields("%s"))%%>" <%%If readOnly Then%%>disabled<%%End If%%>></td>
</tr>`, b.text(2), column, column)
	}
	b.add(`</table>
<input type="submit" value="%s">
</form>`, b.text(1))
}

func (b *builder) procedure() {
	name, noun := b.name(), pick(b.rng, nouns)
	b.add(`<%%
' ------------------------------------------------------------
' %s
' ------------------------------------------------------------
Function %s(ByVal value, ByRef count, options)
  Dim i, part, result, parts
  result = ""
  count = 0
  If IsNull(value) Or value = "" Then
    %s = ""
    Exit Function
  End If
  parts = Split(value, ";")
  For i = LBound(parts) To UBound(parts)
    part = Trim(parts(i))
    If Len(part) > 2 And InStr(1, part, "\", vbTextCompare) = 0 Then
      result = result & "<li>" & Server.HTMLEncode(part) & "</li>" & vbCrLf
      count = count + 1
    ElseIf options = &H10 Then
      result = result & UCase(Left(part, 1)) & LCase(Mid(part, 2)) & " (""%s"")"
    End If
  Next ' part
  %s = result
End Function

Sub Show%s(id)
  On Error Resume Next
  Session("Last%s") = id
  Response.Write "<b>" & %s(Session("Last%s"), 0, 16) & "</b>"
  If Err.Number <> 0 Then Response.Write "<!-- " & Err.Description & " -->"
  On Error GoTo 0
End Sub
%%>`, b.text(8), name, name, b.text(1), name, name, noun, name, noun)
}

func (b *builder) saveCommand() {
	noun, a, c := pick(b.rng, nouns), pick(b.rng, columns), pick(b.rng, columns)
	create := "NewCommand()"
	if b.inline {
		create = `Server.CreateObject("ADODB.Command")`
	}
	b.add(`<%%
If Request.ServerVariables("REQUEST_METHOD") = "POST" Then
  Set cmd = %s
  With cmd
    .ActiveConnection = Application("ConnectionString")
    .CommandText = "sp_Save%s"
    .CommandType = 4 : .CommandTimeout = 30
    .Parameters.Append .CreateParameter("@%s", 200, 1, 80, Left(Request.Form("txt%s"), 80))
    .Parameters.Append .CreateParameter("@%s", 3, 1, , CLng("0" & Request.Form("txt%s")))
    .Execute affected, , 128
  End With
  Set cmd = Nothing
  If affected > 0 Then Response.Redirect "list_%s.asp?saved=" & Now() Else message = "%s"
End If
%%>`, create, noun, a, a, c, c, noun, b.text(4))
}

func (b *builder) menu() {
	b.add(`<ul id="menu">`)
	for range 4 + b.rng.IntN(8) {
		b.add(`<li><a href="../%s/%s_%s.asp" <%% If InStr(Request.ServerVariables("SCRIPT_NAME"), "%s") > 0 Then %%>class="here"<%% End If %%>>%s</a></li>`,
			pick(b.rng, sectionNames), pick(b.rng, verbs), pick(b.rng, nouns), pick(b.rng, nouns), b.text(2))
	}
	b.add("</ul>")
}

func (b *builder) prose() {
	for range 2 + b.rng.IntN(4) {
		b.add("<p>%s</p>", b.text(20+b.rng.IntN(40)))
	}
	b.add(`<!-- %s
     <%% ' Response.Write "%s" %%> -->`, b.text(6), b.text(3))
}

func (b *builder) clientScript() {
	name := b.name()
	b.add(`<script language="JavaScript" type="text/javascript">
<!--
function %s(form) {
  var rows = <%%= CLng("0" & rowCount) %%>;
  for (var i = 0; i < form.elements.length; i++) {
    if (form.elements[i].value == "" && form.elements[i].type != "hidden") {
      alert("%s");
      form.elements[i].focus();
      return false;
    }
  }
  return rows > 0 || confirm('%s');
}
//-->
</script>`, name, b.text(5), b.text(3))
}

func (b *builder) decision() {
	b.add(`<%%
Select Case LCase(Request("action"))`)
	for range 3 + b.rng.IntN(5) {
		b.add(`Case "%s", "%s"
  title = "%s" : icon = "%s.gif"
  If Session("Level") >= %d Then
    allowed = True
  Else
    allowed = (Session("User") = owner) And Not IsEmpty(Application("Open"))
  End If`, pick(b.rng, verbs), pick(b.rng, nouns), b.text(3), pick(b.rng, verbs), b.rng.IntN(9))
	}
	b.add(`Case Else
  Response.Status = "404 Not Found"
  Response.End
End Select
%%>`)
}
