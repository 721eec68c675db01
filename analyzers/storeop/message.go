package storeop

import "github.com/cdolint/cdolint/internal/migration"

// ofMessage classifies members of Message, AppointmentItem and MeetingItem.
func (u use) ofMessage() migration.ID {
	switch u.member {
	case "send":
		if u.meeting || u.folder == "calendar" {
			return migration.SendMeetingRequest
		}
		return migration.SendMessage
	case "reply", "replyall", "forward":
		return migration.ReplyMessage
	case "moveto":
		return migration.MoveMessage
	case "copyto":
		return migration.CopyMessage
	case "delete":
		return migration.DeleteMessage
	case "update":
		switch {
		case u.created:
			return u.create()
		case u.onlyRead:
			return migration.MarkRead
		}
		return migration.UpdateMessage
	case "unread":
		if u.set {
			return migration.MarkRead
		}
		return u.read(u.list())
	case "respond", "getassociatedappointment", "getassociatedmeetingitem":
		return migration.RespondToMeeting
	case "getrecurrencepattern", "clearrecurrencepattern", "isrecurring":
		return migration.Recurrence
	case "options":
		return migration.AddressDialog
	case "issameas":
		return migration.CompareItems
	case "attachments":
		if u.created {
			return ""
		}
		return migration.ListAttachments
	case "recipients":
		return "" // what is done with them says more
	case "fields":
		return u.ofFields()
	case "meetingstatus":
		if u.set {
			return migration.SendMeetingRequest
		}
		return u.appointment()
	case "starttime", "endtime", "duration", "location", "alldayevent", "busystatus", "responserequested", "organizer",
		"meetingresponsestatus", "reminderset", "reminderminutesbeforestart", "replytime":
		return u.appointment()
	case "text":
		return u.write(u.read(migration.ReadMessage))
	case "subject", "sender", "timereceived", "timesent", "timecreated", "timelastmodified", "size", "importance", "sensitivity",
		"id", "type", "conversationtopic", "conversationindex", "submitted", "sent", "signed", "encrypted":
		return u.write(u.read(u.list()))
	}
	return ""
}

// appointment is a member that only appointments have.
func (u use) appointment() migration.ID {
	switch {
	case u.created:
		return migration.CreateAppointment
	case u.set:
		return migration.UpdateMessage
	}
	return migration.ListAppointments
}

// read is op for an item of a list, and reading the item for one that was opened by its id.
func (u use) read(op migration.ID) migration.ID {
	switch {
	case u.created:
		return "" // reading back what the page itself wrote
	case u.byID:
		return migration.ReadMessage
	}
	return op
}

// write is op unless the member is assigned: then it belongs to the writing
// of a new item, which counts by itself, or changes an item.
func (u use) write(op migration.ID) migration.ID {
	switch {
	case !u.set:
		return op
	case u.created:
		return ""
	}
	return migration.UpdateMessage
}
