package migration

func messageRows() []Operation {
	return []Operation{
		{
			ID: ListMessages, Group: Messages, Title: "list messages",
			CDO: "Folder.Messages: For Each, GetFirst, GetNext, GetLast, GetPrevious, Item, Count",
			WebDAV: WebDAV{
				Verb: "SEARCH", URL: "/exchange/{mailbox}/Inbox/", Headers: []string{"Brief: t", "Range: rows=0-24"},
				Properties: []string{
					"DAV:href", "urn:schemas:httpmail:subject", "urn:schemas:httpmail:fromname", "urn:schemas:httpmail:fromemail",
					"urn:schemas:httpmail:datereceived", "urn:schemas:httpmail:read", "urn:schemas:httpmail:hasattachment",
				},
				Note: "One request brings the properties of all rows.", Snippet: "list-messages",
			},
			EWS:   Call{Name: "FindItem", Note: "Traversal Shallow, `ItemShape`, `IndexedPageItemView`"},
			Graph: Call{Name: "GET /me/mailFolders/inbox/messages", Note: "`$select`, `$top`, `$skip`"},
			KB:    []string{"KB310283"},
		},
		{
			ID: FilterMessages, Group: Messages, Title: "filter messages",
			CDO: "Messages.Filter: Unread, Subject, Sender, TimeFirst, TimeLast, Fields",
			WebDAV: WebDAV{
				Verb: "SEARCH", URL: "/exchange/{mailbox}/Inbox/", Headers: []string{"Brief: t"},
				Properties: []string{"urn:schemas:httpmail:read", "urn:schemas:httpmail:subject", "urn:schemas:httpmail:datereceived"},
				Note:       "The filter is the `WHERE` of the query: `\"urn:schemas:httpmail:read\" = False`.",
				Snippet:    "filter-messages",
			},
			EWS:   Call{Name: "FindItem", Note: "`Restriction`"},
			Graph: Call{Name: "GET /me/mailFolders/inbox/messages?$filter=isRead eq false"},
		},
		{
			ID: SortMessages, Group: Messages, Title: "sort messages",
			CDO: "Messages.Sort",
			WebDAV: WebDAV{
				Verb: "SEARCH", URL: "/exchange/{mailbox}/Inbox/", Properties: []string{"urn:schemas:httpmail:datereceived"},
				Note: "`ORDER BY \"urn:schemas:httpmail:datereceived\" DESC` in the query.", Snippet: "list-messages",
			},
			EWS:   Call{Name: "FindItem", Note: "`SortOrder`"},
			Graph: Call{Name: "GET /me/mailFolders/inbox/messages?$orderby=receivedDateTime desc"},
		},
		{
			ID: OpenMessage, Group: Messages, Title: "open a message by id",
			CDO: "Session.GetMessage(id, storeID)",
			WebDAV: WebDAV{
				Verb: "PROPFIND", URL: "{item}", Headers: []string{"Depth: 0", "Brief: t"}, Properties: []string{"urn:schemas:httpmail:subject", "urn:schemas:httpmail:textdescription"},
				Note:    "The item's URL (`DAV:href` of the list) takes the place of its entry id, in links between pages as well.",
				Snippet: "read-message",
			},
			EWS:   Call{Name: "GetItem", Note: "`ItemId`; `ConvertId` for entry ids that were stored"},
			Graph: Call{Name: "GET /me/messages/{id}"},
		},
		{
			ID: ReadMessage, Group: Messages, Title: "read a message",
			CDO: "Message.Text, .Subject, .Sender, .TimeReceived, .Recipients",
			WebDAV: WebDAV{
				Verb: "PROPFIND", URL: "{item}", Headers: []string{"Depth: 0", "Brief: t"},
				Properties: []string{
					"urn:schemas:httpmail:textdescription", "urn:schemas:httpmail:htmldescription", "urn:schemas:httpmail:subject",
					"urn:schemas:httpmail:fromname", "urn:schemas:httpmail:to", "urn:schemas:mailheader:*",
				},
				Note: "GET with `Translate: f` brings the message as MIME.", Snippet: "read-message",
			},
			EWS:   Call{Name: "GetItem", Note: "`IncludeMimeContent` for MIME"},
			Graph: Call{Name: "GET /me/messages/{id}", Note: "`/$value` for MIME"},
		},
		{
			ID: ReadProperty, Group: Messages, Title: "read or set a MAPI property",
			CDO: "Fields(PR_…), Fields.Add",
			WebDAV: WebDAV{
				Verb: "PROPFIND or PROPPATCH", URL: "{item}", Headers: []string{"Depth: 0", "Brief: t"},
				Properties: []string{"http://schemas.microsoft.com/mapi/proptag/x{tag}"},
				Note:       "The tag in hexadecimal is part of the name: &H001A001E is `x001A001E`.", Snippet: "read-property",
			},
			EWS:   Call{Name: "GetItem, UpdateItem", Note: "`ExtendedFieldURI PropertyTag`"},
			Graph: Call{Name: "GET /me/messages/{id}?$expand=singleValueExtendedProperties(…)"},
		},
		{
			ID: MarkRead, Group: Messages, Title: "mark a message read or unread",
			CDO: "Message.Unread = False, Message.Update",
			WebDAV: WebDAV{
				Verb: "PROPPATCH", URL: "{item}", Properties: []string{"urn:schemas:httpmail:read"}, Snippet: "mark-read",
			},
			EWS:   Call{Name: "UpdateItem", Note: "`SetItemField` message:IsRead"},
			Graph: Call{Name: "PATCH /me/messages/{id}", Note: "`isRead`"},
		},
		{
			ID: UpdateMessage, Group: Messages, Title: "change an item",
			CDO: "Message.Subject = …, Message.Update",
			WebDAV: WebDAV{
				Verb: "PROPPATCH", URL: "{item}", Headers: []string{"Translate: f", "Brief: t"}, Properties: []string{"the properties to set"},
				Snippet: "update-message",
			},
			EWS:   Call{Name: "UpdateItem", Note: "`SetItemField`"},
			Graph: Call{Name: "PATCH /me/messages/{id} or /me/events/{id}"},
		},
		{
			ID: MoveMessage, Group: Messages, Title: "move a message",
			CDO: "Message.MoveTo",
			WebDAV: WebDAV{
				Verb: "MOVE", URL: "{item}", Headers: []string{"Destination: {folder}/{name}.EML", "Overwrite: F"},
				Note: "BMOVE moves several items of a folder.", Snippet: "move-message",
			},
			EWS:   Call{Name: "MoveItem"},
			Graph: Call{Name: "POST /me/messages/{id}/move"},
		},
		{
			ID: CopyMessage, Group: Messages, Title: "copy a message",
			CDO: "Message.CopyTo",
			WebDAV: WebDAV{
				Verb: "COPY", URL: "{item}", Headers: []string{"Destination: {folder}/{name}.EML", "Overwrite: F"}, Snippet: "copy-message",
			},
			EWS:   Call{Name: "CopyItem"},
			Graph: Call{Name: "POST /me/messages/{id}/copy"},
		},
		{
			ID: DeleteMessage, Group: Messages, Title: "delete a message",
			CDO: "Message.Delete, Messages.Delete",
			WebDAV: WebDAV{
				Verb: "DELETE", URL: "{item}", Note: "MOVE it to Deleted Items to keep it there; BDELETE deletes several items of a folder.",
				Snippet: "delete-message",
			},
			EWS:   Call{Name: "DeleteItem", Note: "`DeleteType` MoveToDeletedItems, SoftDelete, HardDelete"},
			Graph: Call{Name: "DELETE /me/messages/{id}"},
		},
		{
			ID: SendMessage, Group: Messages, Title: "send a message",
			CDO: "Outbox.Messages.Add, Recipients.Add, Recipients.Resolve, Message.Send",
			WebDAV: WebDAV{
				Verb: "PUT, then MOVE", URL: "/exchange/{mailbox}/Drafts/{name}.EML",
				Headers:    []string{"Translate: f", "Content-Type: message/rfc822", "Destination: {sendmsg}"},
				Properties: []string{"urn:schemas:httpmail:sendmsg"},
				Note: "The destination is `/exchange/{mailbox}/##DavMailSubmissionURI##/`, with `#` as `%23`; `urn:schemas:httpmail:sendmsg` of the mailbox holds it. " +
					"`Saveinsent: f` keeps it out of Sent Items. No `From:` header: requests with one were seen to fail with 403.",
				Snippet: "send-message",
			},
			EWS:   Call{Name: "CreateItem", Note: "`MessageDisposition` SendAndSaveCopy"},
			Graph: Call{Name: "POST /me/sendMail", Note: "`saveToSentItems`"},
		},
		{
			ID: ReplyMessage, Group: Messages, Title: "reply to or forward a message",
			CDO: "Message.Reply, .ReplyAll, .Forward",
			WebDAV: WebDAV{
				Verb: "PUT, then MOVE", URL: "/exchange/{mailbox}/Drafts/{name}.EML",
				Headers: []string{"Translate: f", "Content-Type: message/rfc822", "Destination: {sendmsg}"},
				Note:    "There is no request for it: write the new message with `In-Reply-To` and `References`, and the quoted text, and send it.",
				Snippet: "send-message",
			},
			EWS:   Call{Name: "CreateItem", Note: "`ReplyToItem`, `ReplyAllToItem`, `ForwardItem`"},
			Graph: Call{Name: "POST /me/messages/{id}/reply, /replyAll, /forward"},
		},
		{
			ID: PostItem, Group: Messages, Title: "write an item into a folder",
			CDO: `Folder.Messages.Add, Message.Type = "IPM.Post", Message.Update`,
			WebDAV: WebDAV{
				Verb: "PUT", URL: "{folder}/{name}.EML", Headers: []string{"Translate: f", "Content-Type: message/rfc822"},
				Properties: []string{"http://schemas.microsoft.com/exchange/outlookmessageclass"}, Snippet: "post-item",
			},
			EWS:   Call{Name: "CreateItem", Note: "`MessageDisposition` SaveOnly, `PostItem` for posts"},
			Graph: Call{Name: "POST /me/mailFolders/{id}/messages", Note: "mail folders alone"},
		},
		{
			ID: ListAttachments, Group: Messages, Title: "list attachments",
			CDO: "Message.Attachments: Count, Item, .Name, .Type",
			WebDAV: WebDAV{
				Verb: "X-MS-ENUMATTS", URL: "{item}",
				Properties: []string{
					"DAV:href", "urn:schemas:httpmail:attachmentfilename",
					"http://schemas.microsoft.com/mapi/proptag/x37050003", "http://schemas.microsoft.com/mapi/proptag/x0E200003",
				},
				Snippet: "list-attachments",
			},
			EWS:   Call{Name: "GetItem", Note: "`item:Attachments`"},
			Graph: Call{Name: "GET /me/messages/{id}/attachments"},
		},
		{
			ID: ReadAttachment, Group: Messages, Title: "read an attachment",
			CDO: "Attachment.WriteToFile, Attachment.Source",
			WebDAV: WebDAV{
				Verb: "GET", URL: "{attachment}", Headers: []string{"Translate: f"},
				Note: "`{attachment}` is a `DAV:href` that X-MS-ENUMATTS gives.", Snippet: "read-attachment",
			},
			EWS:   Call{Name: "GetAttachment"},
			Graph: Call{Name: "GET /me/messages/{id}/attachments/{id}/$value"},
		},
		{
			ID: AddAttachment, Group: Messages, Title: "add or remove an attachment",
			CDO: "Attachments.Add, Attachment.ReadFromFile, Attachment.Delete",
			WebDAV: WebDAV{
				Verb: "PUT", URL: "{item}", Headers: []string{"Translate: f", "Content-Type: message/rfc822"},
				Note: "There is no request for it: write the whole message anew as MIME with the attachment in it.",
			},
			EWS:   Call{Name: "CreateAttachment, DeleteAttachment"},
			Graph: Call{Name: "POST /me/messages/{id}/attachments", Note: "`createUploadSession` for large files"},
		},
	}
}
