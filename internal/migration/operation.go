package migration

import "slices"

// ID names an operation. It is part of the public form of facts.
type ID = string

// The operations.
const (
	OpenDefaultFolder  ID = "open-default-folder"
	ListStores         ID = "list-stores"
	PublicFolder       ID = "public-folder"
	OpenFolder         ID = "open-folder"
	ListFolders        ID = "list-folders"
	CreateFolder       ID = "create-folder"
	ChangeFolder       ID = "change-folder"
	FolderPermissions  ID = "folder-permissions"
	ListMessages       ID = "list-messages"
	FilterMessages     ID = "filter-messages"
	SortMessages       ID = "sort-messages"
	OpenMessage        ID = "open-message"
	ReadMessage        ID = "read-message"
	ReadProperty       ID = "read-property"
	MarkRead           ID = "mark-read"
	UpdateMessage      ID = "update-message"
	MoveMessage        ID = "move-message"
	CopyMessage        ID = "copy-message"
	DeleteMessage      ID = "delete-message"
	SendMessage        ID = "send-message"
	ReplyMessage       ID = "reply-message"
	PostItem           ID = "post-item"
	ListAttachments    ID = "list-attachments"
	ReadAttachment     ID = "read-attachment"
	AddAttachment      ID = "add-attachment"
	ListAppointments   ID = "list-appointments"
	CreateAppointment  ID = "create-appointment"
	SendMeetingRequest ID = "send-meeting-request"
	RespondToMeeting   ID = "respond-to-meeting"
	Recurrence         ID = "recurrence"
	FreeBusy           ID = "free-busy"
	ListContacts       ID = "list-contacts"
	CreateContact      ID = "create-contact"
	CurrentUser        ID = "current-user"
	ListAddresses      ID = "list-addresses"
	FindAddress        ID = "find-address"
	ReadAddress        ID = "read-address"
	ExpandList         ID = "expand-list"
	OutOfOffice        ID = "out-of-office"
	InboxRules         ID = "inbox-rules"
	RenderItem         ID = "render-item"
	Spooler            ID = "spooler"
	CompareItems       ID = "compare-items"
	AddressDialog      ID = "address-dialog"
)

// Group is a chapter of the table.
type Group string

// The groups, in the order of the table.
const (
	Folders   Group = "Folders and stores"
	Messages  Group = "Messages"
	Calendar  Group = "Calendar"
	Addresses Group = "Contacts and addresses"
	Mailbox   Group = "Mailbox and session"
)

// Groups are the groups in the order of the table.
func Groups() []Group { return []Group{Folders, Messages, Calendar, Addresses, Mailbox} }

// Operation is a row of the table.
type Operation struct {
	ID    ID
	Group Group
	// Title is what it does, in words: "list messages".
	Title string
	// CDO are the members of CDO 1.21 that do it, as code.
	CDO    string
	WebDAV WebDAV
	EWS    Call
	Graph  Call
	// KB articles that describe it, "KB296126".
	KB []string
}

// WebDAV is how the operation is done by WebDAV.
type WebDAV struct {
	Verb string
	// URL is the pattern of the address; {mailbox}, {folder}, {item} and
	// {attachment} stand for what the program knows.
	URL     string
	Headers []string
	// Properties that the request asks for or sets.
	Properties []string
	// Note says what else to know. Plain Markdown.
	Note string
	// Undocumented: no documentation is known; it has to be tried.
	Undocumented bool
	// Snippet is a file of the snippets, without extension; "" for none.
	Snippet string
	// None says why there is no equivalent; "" where there is one.
	None string
}

// Call is a call of another interface.
type Call struct {
	Name string
	Note string
	// None says why there is no equivalent; "" where there is one.
	None string
}

// Request is the WebDAV request in short: `SEARCH /exchange/{mailbox}/Inbox/`.
func (w WebDAV) Request() string {
	if w.Verb == "" {
		return ""
	}
	return w.Verb + " " + w.URL
}

// Find returns the row of an ID; ok is false if there is none.
func Find(id ID) (o Operation, ok bool) {
	for _, o := range All() {
		if o.ID == id {
			return o, true
		}
	}
	return Operation{}, false
}

// All are the rows, in the order of the table.
func All() []Operation {
	return slices.Concat(folderRows(), messageRows(), calendarRows(), addressRows(), mailboxRows())
}
