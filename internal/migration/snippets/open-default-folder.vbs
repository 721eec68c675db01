' Folders have names in the language of the mailbox: ask it where they are.
Set objRoot = DavGet("/exchange/" & strMailbox & "/", "<h:inbox/><h:sentitems/><h:calendar/><h:contacts/>")
strInbox = DavValue(objRoot, "h:inbox")
strCalendar = DavValue(objRoot, "h:calendar")
