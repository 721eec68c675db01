package storeop

import (
	"github.com/cdolint/cdolint/internal/migration"
)

// use is one use of a member.
type use struct {
	walk

	member string // lower case
	set    bool   // it is assigned
	// folder is the default folder that the walk starts in, "" if it is not
	// one or not known which.
	folder string
	// property is the tag of the argument of Fields, 0 if it is not known.
	property uint32
	// meeting: MeetingStatus of the same item is set.
	meeting bool
	// onlyRead: Unread of the same item is set, and nothing else.
	onlyRead bool
	// public: an argument names the public folders.
	public bool
}

// The properties that tell operations apart.
const (
	prStartDate         = 0x00600040
	prEndDate           = 0x00610040
	prPublicFoldersRoot = 0x66310102 // PR_IPM_PUBLIC_FOLDERS_ENTRYID
)

// operation is the row of the migration table that a use belongs to, "" if
// it is none of its own.
func (u use) operation() migration.ID {
	if e := u.class.element(); e != 0 && !isCollectionMember(u.member) {
		u.class = e // Messages(3).Subject
	}
	switch u.class {
	case session:
		return u.ofSession()
	case stores, store:
		return u.ofStore()
	case folders, folder:
		return u.ofFolder()
	case messages:
		return u.ofMessages()
	case message:
		return u.ofMessage()
	case filter:
		return u.filter()
	case fields:
		return u.ofFields()
	case recipients, recipient:
		return u.ofRecipient()
	case attachments, attachment:
		return u.ofAttachment()
	case addressLists, addressList, addressEntries, addressEntry:
		return u.ofAddress()
	case other, field:
	}
	return ""
}

func isCollectionMember(name string) bool {
	switch name {
	case "item", "getfirst", "getnext", "getlast", "getprevious", "add", "filter", "count", "sort", "delete", "resolve",
		"parent", "session", "application", "class", "rawtable":
		return true
	}
	return false
}

func (u use) ofSession() migration.ID {
	switch u.member {
	case "inbox", "outbox", "getdefaultfolder":
		return migration.OpenDefaultFolder
	case "infostores", "getinfostore":
		if u.public {
			return migration.PublicFolder
		}
		return migration.ListStores
	case "getfolder":
		return migration.OpenFolder
	case "getmessage", "getarticle":
		return migration.OpenMessage
	case "addresslists", "getaddresslist":
		return migration.ListAddresses
	case "getaddressentry":
		return migration.FindAddress
	case "currentuser":
		return migration.CurrentUser
	case "outofoffice", "outofofficetext":
		return migration.OutOfOffice
	case "addressbook":
		return migration.AddressDialog
	case "delivernow":
		return migration.Spooler
	case "compareids":
		return migration.CompareItems
	}
	return ""
}

func (u use) ofStore() migration.ID {
	switch u.member {
	case "rootfolder":
		return migration.ListFolders
	case "fields":
		if u.property == prPublicFoldersRoot {
			return migration.PublicFolder
		}
		return migration.ReadProperty
	case "item":
		if u.public {
			return migration.PublicFolder
		}
		return migration.ListStores
	case "count", "name", "id", "index", "providername":
		return migration.ListStores
	}
	return ""
}

func (u use) ofFolder() migration.ID {
	switch u.member {
	case "folders", "getfirst", "getnext", "getlast", "getprevious", "item", "count":
		return migration.ListFolders
	case "add":
		return migration.CreateFolder
	case "moveto", "copyto", "delete", "update":
		return migration.ChangeFolder
	case "name":
		if u.set {
			return migration.ChangeFolder
		}
	case "fields":
		return migration.ReadProperty
	case "issameas":
		return migration.CompareItems
	}
	return ""
}

// list is the operation that lists the items of the folder.
func (u use) list() migration.ID {
	switch u.folder {
	case "calendar":
		return migration.ListAppointments
	case "contacts":
		return migration.ListContacts
	}
	return migration.ListMessages
}

// create is the operation that writes a new item into the folder.
func (u use) create() migration.ID {
	switch u.folder {
	case "calendar":
		return migration.CreateAppointment
	case "contacts":
		return migration.CreateContact
	case "outbox":
		return migration.SendMessage
	}
	return migration.PostItem
}

func (u use) ofMessages() migration.ID {
	switch u.member {
	case "getfirst", "getnext", "getlast", "getprevious", "item", "count":
		return u.list()
	case "add":
		return u.create()
	case "filter":
		return u.filter()
	case "sort":
		return migration.SortMessages
	case "delete":
		return migration.DeleteMessage
	}
	return ""
}

// filter is the operation of a filter: a range of dates makes a list of
// appointments.
func (u use) filter() migration.ID {
	if u.addresses {
		return migration.FindAddress
	}
	if u.folder == "calendar" || u.property == prStartDate || u.property == prEndDate {
		return migration.ListAppointments
	}
	return migration.FilterMessages
}

func (u use) ofFields() migration.ID {
	switch {
	case u.property == prPublicFoldersRoot:
		return migration.PublicFolder
	case u.filtered:
		return u.filter()
	case u.created && u.folder == "contacts":
		return migration.CreateContact
	case u.folder == "contacts":
		return migration.ListContacts
	}
	return migration.ReadProperty
}

func (u use) ofRecipient() migration.ID {
	switch u.member {
	case "add", "addmultiple":
		if u.meeting {
			return migration.SendMeetingRequest
		}
		return migration.SendMessage
	case "resolve", "checknames", "ambiguousnames":
		return migration.FindAddress
	case "getfreebusy":
		return migration.FreeBusy
	case "addressentry", "name", "address", "type", "getfirst", "getnext", "item", "count":
		if !u.created && !u.set {
			return migration.ReadMessage
		}
	case "fields":
		return migration.ReadProperty
	}
	return ""
}

func (u use) ofAttachment() migration.ID {
	switch u.member {
	case "add", "readfromfile":
		return migration.AddAttachment
	case "delete":
		return migration.AddAttachment
	case "source", "name", "position", "type":
		if u.set {
			return migration.AddAttachment
		}
		if u.member == "source" {
			return migration.ReadAttachment
		}
		return migration.ListAttachments
	case "writetofile":
		return migration.ReadAttachment
	case "count", "item", "getfirst", "getnext":
		return migration.ListAttachments
	case "fields":
		return migration.ReadProperty
	}
	return ""
}

func (u use) ofAddress() migration.ID {
	if u.sender && (u.member == "name" || u.member == "address" || u.member == "type") {
		return u.read(u.list())
	}
	switch u.member {
	case "getfreebusy":
		return migration.FreeBusy
	case "members":
		return migration.ExpandList
	case "filter":
		return migration.FindAddress
	case "addressentries", "getfirst", "getnext", "getlast", "getprevious", "item", "count":
		return migration.ListAddresses
	case "details":
		return migration.AddressDialog
	case "issameas":
		return migration.CompareItems
	case "name", "address", "type", "id", "manager", "fields", "displaytype", "class", "smtpaddress":
		return migration.ReadAddress
	}
	return ""
}
