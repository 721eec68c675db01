package storeop

import (
	"strings"
)

// class is a class of the CDO 1.21 object model.
type class uint8

// The classes, as far as operations depend on them. The zero value is
// invalid; other is everything else, and what is not known.
const (
	other class = iota + 1
	session
	stores
	store
	folders
	folder
	messages
	message
	filter
	fields
	field
	recipients
	recipient
	attachments
	attachment
	addressLists
	addressList
	addressEntries
	addressEntry
)

// element is what a collection holds, 0 for what is none.
func (c class) element() class {
	switch c {
	case stores:
		return store
	case folders:
		return folder
	case messages:
		return message
	case fields:
		return field
	case recipients:
		return recipient
	case attachments:
		return attachment
	case addressLists:
		return addressList
	case addressEntries:
		return addressEntry
	default:
		return 0
	}
}

// walk is how an object was got from the session.
type walk struct {
	class class
	// from is the folder that it lies in: a member of the session
	// (inbox, outbox, getdefaultfolder), or store for any other.
	from string
	// created: it is a message that Messages.Add made, or lies in one.
	created bool
	// byID: it is a message that GetMessage gave, or lies in one.
	byID bool
	// filtered: it belongs to a filter.
	filtered bool
	// addresses: the filter is one of an address book.
	addresses bool
	// sender: it is the sender of a message, which a list of messages names.
	sender bool
}

// follow walks a member path from the session.
func follow(path string) walk {
	w := walk{class: session}
	for name := range strings.SplitSeq(path, ".") {
		w = w.get(name)
	}
	return w
}

// get is what a member yields.
func (w walk) get(name string) walk {
	if e := w.class.element(); e != 0 {
		switch name {
		case "item", "getfirst", "getnext", "getlast", "getprevious":
			w.class = e
			return w
		case "add":
			w.class = e
			w.created = w.created || e == message
			return w
		case "filter":
			w.addresses = w.class == addressEntries
			w.class, w.filtered = filter, true
			return w
		case "parent", "session", "application", "count", "sort", "delete", "resolve", "class", "rawtable":
		default:
			w.class = e // Messages(3).Subject: an index, then a member of the element
		}
	}
	next := w.member(name)
	if next == 0 {
		// Not known: the names of the model are nearly all unique.
		next = byName(name)
	}
	switch {
	case name == "inbox" || name == "outbox" || name == "getdefaultfolder":
		w = walk{from: name}
	case name == "getfolder" || name == "rootfolder" || next == folders:
		w = walk{from: "store"}
	case next == session:
		w = walk{}
	case name == "getmessage" || name == "getarticle":
		w = walk{byID: true}
	}
	w.class = next
	w.sender = name == "sender"
	return w
}

// member is the class of a member of a class, 0 if it has none of that name.
func (w walk) member(name string) class {
	switch w.class {
	case filter:
		if name == "fields" {
			return fields
		}
		return other
	case addressEntry, addressList:
		if name == "members" || name == "addressentries" {
			return addressEntries
		}
	case message:
		if name == "sender" {
			return addressEntry
		}
	default:
	}
	return 0
}

func byName(name string) class {
	switch name {
	case "inbox", "outbox", "getdefaultfolder", "getfolder", "rootfolder":
		return folder
	case "infostores":
		return stores
	case "getinfostore":
		return store
	case "folders":
		return folders
	case "messages", "hiddenmessages":
		return messages
	case "getmessage", "getarticle", "reply", "replyall", "forward", "getassociatedappointment", "getassociatedmeetingitem":
		return message
	case "filter":
		return filter
	case "fields":
		return fields
	case "recipients", "addressbook":
		return recipients
	case "attachments":
		return attachments
	case "addresslists":
		return addressLists
	case "getaddresslist":
		return addressList
	case "addressentries":
		return addressEntries
	case "addressentry", "getaddressentry", "currentuser", "sender", "manager", "organizer":
		return addressEntry
	case "session":
		return session
	}
	return other
}
