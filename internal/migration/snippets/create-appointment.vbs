DavSet strCalendar & "/" & strName & ".EML", _
	"<d:contentclass>urn:content-classes:appointment</d:contentclass>" & _
	"<e:outlookmessageclass>IPM.Appointment</e:outlookmessageclass>" & _
	"<m:subject>" & DavXml(strSubject) & "</m:subject>" & _
	"<c:location>" & DavXml(strLocation) & "</c:location>" & _
	"<c:dtstart dt:dt=""dateTime.tz"">" & DavDate(datStart) & "</c:dtstart>" & _
	"<c:dtend dt:dt=""dateTime.tz"">" & DavDate(datEnd) & "</c:dtend>" & _
	"<c:instancetype dt:dt=""int"">0</c:instancetype>" & _
	"<c:busystatus>BUSY</c:busystatus><c:alldayevent dt:dt=""boolean"">0</c:alldayevent>"
