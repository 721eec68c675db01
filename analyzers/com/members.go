package com

import "strings"

// ReturnsObject reports whether the last member of a path from a session, such
// as "inbox.messages.getfirst", yields an object and not a string, number or
// date (object model of CDO 1.21). "item" is an element of a collection.
func ReturnsObject(path string) bool {
	last := path[strings.LastIndexByte(path, '.')+1:]
	switch last {
	case "item", "application", "session", "parent",
		// Session
		"addresslists", "currentuser", "inbox", "outbox", "infostores",
		"getaddressentry", "getaddresslist", "getarticle", "getdefaultfolder", "getfolder", "getinfostore", "getmessage", "addressbook",
		// InfoStore, Folder
		"rootfolder", "folders", "messages", "hiddenmessages", "fields",
		// collections
		"add", "getfirst", "getlast", "getnext", "getprevious", "filter",
		// Message, AppointmentItem, MeetingItem
		"attachments", "recipients", "sender", "organizer", "forward", "reply", "replyall", "copyto", "moveto",
		"getassociatedappointment", "getassociatedmeetingitem", "getrecurrencepattern", "respond", "source",
		// Recipient, AddressEntry, AddressList
		"addressentry", "addressentries", "members", "manager":
		return true
	}
	return false
}
