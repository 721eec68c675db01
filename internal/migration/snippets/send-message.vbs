' Write the message into Drafts, then move it to the submission URI. No From:
' header: the store refuses one (403) and puts the mailbox's own.
strDraft = DavValue(DavGet("/exchange/" & strMailbox & "/", "<h:drafts/>"), "h:drafts") & "/" & strName & ".EML"
strSubmit = DavValue(DavGet("/exchange/" & strMailbox & "/", "<h:sendmsg/>"), "h:sendmsg")
Dav "PUT", strDraft, Array("Translate: f", "Content-Type: message/rfc822"), _
	"To: " & strTo & vbCrLf & "Subject: " & strSubject & vbCrLf & "MIME-Version: 1.0" & vbCrLf & _
	"Content-Type: text/plain; charset=utf-8" & vbCrLf & vbCrLf & strText
Dav "MOVE", strDraft, Array("Destination: " & strSubmit), ""
