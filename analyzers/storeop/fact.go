package storeop

import (
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/migration"
	"github.com/cdolint/cdolint/internal/source"
)

// Fact is one thing that a page does with the Exchange store.
type Fact struct {
	fact.Base

	// Interface is cdo, or exoledb (ExOLEDB and CDOEX).
	Interface string `json:"interface" expr:"interface" enum:"cdo,exoledb" doc:"cdo, or exoledb (ExOLEDB and CDOEX)"`
	// Operation is the row of docs/migration.md, "" for ExOLEDB.
	Operation migration.ID `json:"operation,omitempty" expr:"operation" doc:"row of docs/migration.md, empty for exoledb"`
	// Member is what was done to the session, lower case, such as
	// "inbox.messages.getfirst".
	Member string `json:"member" expr:"member" case:"lower" doc:"members from the session on, lower case (inbox.messages.getfirst)"`
	// Folder is inbox, outbox, sentitems, deleteditems, calendar, contacts,
	// journal, notes, tasks or public, "" if it is none of these or not known.
	Folder string `json:"folder,omitempty" expr:"folder" doc:"inbox, outbox, sentitems, deleteditems, calendar, contacts, journal, notes, tasks, public or empty"`
	// Property is the tag of a MAPI property, "&H00600040".
	Property string `json:"property,omitempty" expr:"property" doc:"tag of a MAPI property, such as &H00600040"`
	// Session is where the session is made that it is done with; invalid for
	// ExOLEDB.
	Session source.Place `json:"-" expr:"-"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "store_operation" }

// The interfaces.
const (
	CDO     = "cdo"
	ExOLEDB = "exoledb" // ExOLEDB and CDOEX: on the Exchange server only
)
