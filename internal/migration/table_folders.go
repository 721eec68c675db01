package migration

func folderRows() []Operation {
	return []Operation{
		{
			ID: OpenDefaultFolder, Group: Folders, Title: "open a default folder",
			CDO: "Session.Inbox, Session.Outbox, Session.GetDefaultFolder(n)",
			WebDAV: WebDAV{
				Verb: "PROPFIND", URL: "/exchange/{mailbox}/", Headers: []string{"Depth: 0"},
				Properties: []string{
					"urn:schemas:httpmail:inbox", "urn:schemas:httpmail:outbox", "urn:schemas:httpmail:sentitems", "urn:schemas:httpmail:deleteditems",
					"urn:schemas:httpmail:drafts", "urn:schemas:httpmail:calendar", "urn:schemas:httpmail:contacts", "urn:schemas:httpmail:tasks",
					"urn:schemas:httpmail:notes", "urn:schemas:httpmail:journal",
				},
				Note:    "Folders have names in the language of the mailbox; the properties hold their URLs.",
				Snippet: "open-default-folder",
			},
			EWS:   Call{Name: "GetFolder", Note: "`DistinguishedFolderId`: inbox, calendar, contacts …"},
			Graph: Call{Name: "GET /me/mailFolders/inbox", Note: "`/users/{id}/…` for another mailbox"},
		},
		{
			ID: ListStores, Group: Folders, Title: "list or choose stores",
			CDO: "Session.InfoStores, Session.GetInfoStore",
			WebDAV: WebDAV{
				Verb: "PROPFIND", URL: "/exchange/{mailbox}/", Headers: []string{"Depth: 0"},
				Properties: []string{"urn:schemas:httpmail:msgfolderroot"},
				Note:       "There is no list of stores: each mailbox is a URL, `/exchange/{mailbox}/`, and the public folders are `/public/`.",
			},
			EWS:   Call{Name: "GetFolder", Note: "`DistinguishedFolderId` msgfolderroot or publicfoldersroot, with `Mailbox` for another mailbox"},
			Graph: Call{Name: "GET /users/{id}/mailFolders", Note: "mailboxes only"},
		},
		{
			ID: PublicFolder, Group: Folders, Title: "read public folders",
			CDO: `Session.InfoStores("Public Folders"), Fields(&H66310102), Session.GetFolder(id, storeID)`,
			WebDAV: WebDAV{
				Verb: "SEARCH", URL: "/public/{folder}/", Headers: []string{"Brief: t", "Range: rows=0-9"},
				Properties: []string{"DAV:href", "urn:schemas:httpmail:subject", "urn:schemas:httpmail:datereceived"},
				Note:       "The path in the URL replaces entry ids.",
				Snippet:    "public-folder",
			},
			EWS:   Call{Name: "GetFolder, FindItem", Note: "`DistinguishedFolderId` publicfoldersroot"},
			Graph: Call{None: "Graph v1.0 has no public folders"},
		},
		{
			ID: OpenFolder, Group: Folders, Title: "open a folder by id",
			CDO: "Session.GetFolder(id, storeID)",
			WebDAV: WebDAV{
				Verb: "PROPFIND", URL: "{folder}/", Headers: []string{"Depth: 0"}, Properties: []string{"DAV:displayname", "DAV:href"},
				Note: "The folder's URL (`DAV:href`) takes the place of its entry id; ids that were stored have to be replaced once.",
			},
			EWS:   Call{Name: "GetFolder", Note: "`FolderId`; `ConvertId` for entry ids that were stored"},
			Graph: Call{Name: "GET /me/mailFolders/{id}"},
		},
		{
			ID: ListFolders, Group: Folders, Title: "list folders",
			CDO: "Folder.Folders, InfoStore.RootFolder",
			WebDAV: WebDAV{
				Verb: "SEARCH", URL: "{folder}/", Headers: []string{"Brief: t"},
				Properties: []string{"DAV:href", "DAV:displayname", "DAV:hassubs", "urn:schemas:httpmail:unreadcount"},
				Note:       "`WHERE \"DAV:isfolder\" = True AND \"DAV:ishidden\" = False`; PROPFIND with `Depth: 1` does it, too.",
				Snippet:    "list-folders",
			},
			EWS:   Call{Name: "FindFolder", Note: "Traversal Shallow or Deep"},
			Graph: Call{Name: "GET /me/mailFolders/{id}/childFolders"},
		},
		{
			ID: CreateFolder, Group: Folders, Title: "create a folder",
			CDO: "Folders.Add",
			WebDAV: WebDAV{
				Verb: "MKCOL", URL: "{folder}/{name}/", Properties: []string{"DAV:contentclass"},
				Note: "`DAV:contentclass` is `urn:content-classes:mailfolder`.", Snippet: "create-folder",
			},
			EWS:   Call{Name: "CreateFolder"},
			Graph: Call{Name: "POST /me/mailFolders/{id}/childFolders"},
		},
		{
			ID: ChangeFolder, Group: Folders, Title: "rename, move, copy or delete a folder",
			CDO: "Folder.Name, Folder.Update, Folder.MoveTo, Folder.CopyTo, Folder.Delete",
			WebDAV: WebDAV{
				Verb: "MOVE, COPY or DELETE", URL: "{folder}/", Headers: []string{"Destination: {url}", "Overwrite: F"},
				Snippet: "change-folder",
			},
			EWS:   Call{Name: "UpdateFolder, MoveFolder, CopyFolder, DeleteFolder"},
			Graph: Call{Name: "PATCH /me/mailFolders/{id}, POST …/move, …/copy, DELETE"},
		},
		{
			ID: FolderPermissions, Group: Folders, Title: "read or set permissions of a folder",
			CDO: "MSExchange.ACLObject: .CDOItem, .ACEs",
			WebDAV: WebDAV{
				None: "no documented request does what the ACL component does",
			},
			EWS:   Call{Name: "GetFolder, UpdateFolder", Note: "`PermissionSet`"},
			Graph: Call{None: "no call for mail folders is known"},
			KB:    []string{"KB295558"},
		},
	}
}
