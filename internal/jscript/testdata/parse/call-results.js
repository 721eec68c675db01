// Assignment to what a call returns: the default property of a COM object.
Session("mapi") = session;
Application("count") += 1;
Response.Cookies("portal")("lang") = "de";
rs(i) = value, rs.Fields("name") = rs.Fields("name") + "x";
whr.Option(4) = 13056;
for (Session("k") in o) f();
Session("n")++;
(Session("p")) = 1;
