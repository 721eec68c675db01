function openMailbox(server, box) {
	var s = Session("mapi"), info = server + "\n" + box;
	if (s == null || typeof s === "undefined") {
		s = new ActiveXObject("MAPI.Session");
		try {
			s["Logon"]("", "", false, true, 0, true, info);
			Session("mapi") = s;
		} catch (e) {
			if ((e.number & 0xFFFF) == 0x111) throw e;
			return null;
		} finally {
			count++;
		}
	}
	return s;
}
function Session::OnEnd() { Session("mapi").Logoff() }
with (openMailbox("EX01", user)) { SetLocaleIDs(1031, 0); user = CurrentUser; Response.Write(Inbox.Messages.Count) }
