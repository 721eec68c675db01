Dav "PUT", "/public/" & strPath & "/" & strName & ".EML", Array("Translate: f", "Content-Type: message/rfc822"), _
	"Subject: " & strSubject & vbCrLf & "MIME-Version: 1.0" & vbCrLf & _
	"Content-Type: text/plain; charset=utf-8" & vbCrLf & vbCrLf & strText
DavSet "/public/" & strPath & "/" & strName & ".EML", "<e:outlookmessageclass>IPM.Post</e:outlookmessageclass>"
