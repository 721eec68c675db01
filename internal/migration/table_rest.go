package migration

func calendarRows() []Operation {
	return []Operation{
		{
			ID: ListAppointments, Group: Calendar, Title: "list appointments of a time",
			CDO: "GetDefaultFolder(0).Messages, Filter.Fields.Add &H00600040 (PR_START_DATE), &H00610040 (PR_END_DATE)",
			WebDAV: WebDAV{
				Verb: "SEARCH", URL: "/exchange/{mailbox}/Calendar/", Headers: []string{"Brief: t"},
				Properties: []string{
					"urn:schemas:httpmail:subject", "urn:schemas:calendar:dtstart", "urn:schemas:calendar:dtend", "urn:schemas:calendar:location",
					"urn:schemas:calendar:alldayevent", "urn:schemas:calendar:busystatus", "urn:schemas:calendar:instancetype",
				},
				Note: "`WHERE \"DAV:contentclass\" = 'urn:content-classes:appointment' AND \"urn:schemas:calendar:dtstart\" < CAST(\"…Z\" as 'dateTime.tz') " +
					"AND \"urn:schemas:calendar:dtend\" > CAST(…)`. A shallow traversal expands recurring appointments. Times are UTC.",
				Snippet: "list-appointments",
			},
			EWS:   Call{Name: "FindItem", Note: "`CalendarView` with StartDate and EndDate"},
			Graph: Call{Name: "GET /me/calendarView?startDateTime=…&endDateTime=…"},
		},
		{
			ID: CreateAppointment, Group: Calendar, Title: "create an appointment",
			CDO: "GetDefaultFolder(0).Messages.Add, .StartTime, .EndTime, .Location, .Update",
			WebDAV: WebDAV{
				Verb: "PROPPATCH", URL: "/exchange/{mailbox}/Calendar/{name}.EML", Headers: []string{"Translate: f"},
				Properties: []string{
					"DAV:contentclass", "http://schemas.microsoft.com/exchange/outlookmessageclass", "urn:schemas:mailheader:subject",
					"urn:schemas:calendar:dtstart", "urn:schemas:calendar:dtend", "urn:schemas:calendar:location", "urn:schemas:calendar:alldayevent",
					"urn:schemas:calendar:busystatus", "urn:schemas:calendar:instancetype", "urn:schemas:calendar:reminderoffset",
				},
				Note: "`dtstart` and `dtend` need `dt:dt=\"dateTime.tz\"`, `instancetype` needs `dt:dt=\"int\"`. Set dispidRecurring as KB827432 says.", Snippet: "create-appointment",
			},
			EWS:   Call{Name: "CreateItem", Note: "`CalendarItem`, `SendMeetingInvitations` SendToNone"},
			Graph: Call{Name: "POST /me/events"},
			KB:    []string{"KB827432"},
		},
		{
			ID: SendMeetingRequest, Group: Calendar, Title: "send a meeting request",
			CDO: "AppointmentItem.MeetingStatus = 1, Recipients.Add, .Send",
			WebDAV: WebDAV{
				Verb: "PUT, then MOVE", URL: "/exchange/{mailbox}/Drafts/{name}.EML",
				Headers: []string{"Translate: f", "Content-Type: message/rfc822", "Destination: {sendmsg}"},
				Note:    "Built by hand as KB308373 shows; Microsoft does not support WebDAV for complex calendaring and meeting requests. Prefer EWS where the server has it.",
			},
			EWS:   Call{Name: "CreateItem", Note: "`CalendarItem` with attendees, `SendMeetingInvitations` SendToAllAndSaveCopy"},
			Graph: Call{Name: "POST /me/events", Note: "with `attendees` it sends the invitations"},
			KB:    []string{"KB308373"},
		},
		{
			ID: RespondToMeeting, Group: Calendar, Title: "answer a meeting request",
			CDO: "MeetingItem.Respond, .GetAssociatedAppointment",
			WebDAV: WebDAV{
				None: "meeting requests are not supported by WebDAV beyond what KB308373 builds by hand",
			},
			EWS:   Call{Name: "CreateItem", Note: "`AcceptItem`, `TentativelyAcceptItem`, `DeclineItem`"},
			Graph: Call{Name: "POST /me/events/{id}/accept, /tentativelyAccept, /decline"},
			KB:    []string{"KB308373"},
		},
		{
			ID: Recurrence, Group: Calendar, Title: "read or set a recurrence",
			CDO: "AppointmentItem.GetRecurrencePattern, .IsRecurring",
			WebDAV: WebDAV{
				None: "complex calendaring is not supported; reading is possible, since a SEARCH expands recurring appointments",
			},
			EWS:   Call{Name: "GetItem, CreateItem, UpdateItem", Note: "`Recurrence` of `CalendarItem`"},
			Graph: Call{Name: "GET, POST or PATCH /me/events/{id}", Note: "`recurrence`"},
		},
		{
			ID: FreeBusy, Group: Calendar, Title: "look up free/busy times",
			CDO: "AddressEntry.GetFreeBusy, Recipient.GetFreeBusy",
			WebDAV: WebDAV{
				Verb: "GET", URL: "/public/?Cmd=freebusy&start={from}&end={to}&interval={minutes}&u=SMTP:{address}",
				Note: "A request of Outlook Web Access.", Undocumented: true, Snippet: "free-busy",
			},
			EWS:   Call{Name: "GetUserAvailability"},
			Graph: Call{Name: "POST /me/calendar/getSchedule"},
		},
	}
}

func addressRows() []Operation {
	return []Operation{
		{
			ID: ListContacts, Group: Addresses, Title: "list contacts",
			CDO: "GetDefaultFolder(5).Messages, Fields(PR_GIVEN_NAME)",
			WebDAV: WebDAV{
				Verb: "SEARCH", URL: "/exchange/{mailbox}/Contacts/", Headers: []string{"Brief: t"},
				Properties: []string{
					"urn:schemas:contacts:cn", "urn:schemas:contacts:givenName", "urn:schemas:contacts:sn", "urn:schemas:contacts:fileas", "urn:schemas:contacts:email1",
					"urn:schemas:contacts:o", "urn:schemas:contacts:title", "urn:schemas:contacts:telephoneNumber", "urn:schemas:contacts:mobile",
				},
				Snippet: "list-contacts",
			},
			EWS:   Call{Name: "FindItem", Note: "folder contacts"},
			Graph: Call{Name: "GET /me/contacts"},
			KB:    []string{"KB296126"},
		},
		{
			ID: CreateContact, Group: Addresses, Title: "create a contact",
			CDO: "GetDefaultFolder(5).Messages.Add, Fields.Add, .Update",
			WebDAV: WebDAV{
				Verb: "PROPPATCH", URL: "/exchange/{mailbox}/Contacts/{name}.EML", Headers: []string{"Translate: f"},
				Properties: []string{
					"DAV:contentclass", "http://schemas.microsoft.com/exchange/outlookmessageclass",
					"urn:schemas:contacts:givenName", "urn:schemas:contacts:sn", "urn:schemas:contacts:fileas", "urn:schemas:contacts:email1",
				},
				Note: "`DAV:contentclass` is `urn:content-classes:person`, the message class `IPM.Contact`.", Snippet: "create-contact",
			},
			EWS:   Call{Name: "CreateItem", Note: "`Contact`"},
			Graph: Call{Name: "POST /me/contacts"},
			KB:    []string{"KB296126"},
		},
		{
			ID: CurrentUser, Group: Addresses, Title: "find out who the user is",
			CDO:    "Session.CurrentUser",
			WebDAV: WebDAV{None: "the URL names the mailbox; look the name up in Active Directory by LDAP or ADSI"},
			EWS:    Call{Name: "ResolveNames"},
			Graph:  Call{Name: "GET /me"},
		},
		{
			ID: ListAddresses, Group: Addresses, Title: "list an address book",
			CDO:    `Session.AddressLists("Global Address List").AddressEntries, Session.GetAddressList`,
			WebDAV: WebDAV{None: "the address book is Active Directory: read it by LDAP or ADSI"},
			EWS:    Call{Name: "FindPeople", Note: "or ResolveNames"},
			Graph:  Call{Name: "GET /users?$filter=…"},
		},
		{
			ID: FindAddress, Group: Addresses, Title: "look up or resolve a name",
			CDO: "Recipient.Resolve, Recipients.Resolve, AddressEntries.Filter, Session.GetAddressEntry",
			WebDAV: WebDAV{
				Verb: "GET", URL: "/public/?Cmd=galfind&DN={name}",
				Note: "A request of Outlook Web Access; LDAP or ADSI are the documented way. To send, no name has to be resolved: write addresses into `To:`.", Undocumented: true,
				Snippet: "find-address",
			},
			EWS:   Call{Name: "ResolveNames"},
			Graph: Call{Name: "GET /users?$filter=…", Note: "or `/me/people`"},
		},
		{
			ID: ReadAddress, Group: Addresses, Title: "read an address entry",
			CDO:    "AddressEntry.Name, .Address, .Manager, .Fields(PR_…)",
			WebDAV: WebDAV{None: "the address book is Active Directory: read it by LDAP or ADSI"},
			EWS:    Call{Name: "ResolveNames", Note: "`ReturnFullContactData`"},
			Graph:  Call{Name: "GET /users/{id}", Note: "`/manager` for the manager"},
		},
		{
			ID: ExpandList, Group: Addresses, Title: "list the members of a distribution list",
			CDO:    "AddressEntry.Members",
			WebDAV: WebDAV{None: "the address book is Active Directory: read the group's `member` by LDAP or ADSI"},
			EWS:    Call{Name: "ExpandDL"},
			Graph:  Call{Name: "GET /groups/{id}/members"},
		},
	}
}

func mailboxRows() []Operation {
	return []Operation{
		{
			ID: OutOfOffice, Group: Mailbox, Title: "read or set the out-of-office reply",
			CDO: "Session.OutOfOffice, Session.OutOfOfficeText",
			WebDAV: WebDAV{
				None: "no documented property of the mailbox holds it",
			},
			EWS:   Call{Name: "GetUserOofSettings, SetUserOofSettings"},
			Graph: Call{Name: "GET or PATCH /me/mailboxSettings", Note: "`automaticRepliesSetting`"},
		},
		{
			ID: InboxRules, Group: Mailbox, Title: "read or set inbox rules",
			CDO:    "MSExchange.Rules: .Folder, .Add, .Update",
			WebDAV: WebDAV{None: "no documented request for rules is known"},
			EWS:    Call{Name: "GetInboxRules, UpdateInboxRules"},
			Graph:  Call{Name: "GET or POST /me/mailFolders/inbox/messageRules"},
		},
		{
			ID: RenderItem, Group: Mailbox, Title: "render an item or folder as HTML",
			CDO:    "AMHTML.Application: .CreateRenderer, ObjectRenderer.DataSource, ContainerRenderer.DataSource",
			WebDAV: WebDAV{None: "nothing renders for the page: ask for `urn:schemas:httpmail:htmldescription` and write the HTML around it"},
			EWS:    Call{Name: "GetItem", Note: "`BodyType` HTML; the page writes the rest"},
			Graph:  Call{Name: "GET /me/messages/{id}", Note: "`body`; the page writes the rest"},
		},
		{
			ID: Spooler, Group: Mailbox, Title: "deliver at once",
			CDO:    "Session.DeliverNow",
			WebDAV: WebDAV{None: "not needed: the server sends what is submitted to it"},
			EWS:    Call{None: "not needed"},
			Graph:  Call{None: "not needed"},
		},
		{
			ID: CompareItems, Group: Mailbox, Title: "compare ids",
			CDO:    "Session.CompareIDs, .IsSameAs",
			WebDAV: WebDAV{None: "compare the URLs (`DAV:href`)"},
			EWS:    Call{None: "compare the ids"},
			Graph:  Call{None: "compare the ids"},
		},
		{
			ID: AddressDialog, Group: Mailbox, Title: "show a dialog",
			CDO:    "Session.AddressBook, Message.Options, AddressEntry.Details",
			WebDAV: WebDAV{None: "a dialog opens on the server, where nobody sees it: leave it out"},
			EWS:    Call{None: "a page of your own"},
			Graph:  Call{None: "a page of your own"},
		},
	}
}
