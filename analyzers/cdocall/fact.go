package cdocall

import "github.com/cdolint/cdolint/internal/fact"

// Fact is one use of a member of a CDO 1.21 session, or of an object that was
// got from one.
type Fact struct {
	fact.Base
	// Class of the object that Receiver begins with.
	Class string `json:"class" expr:"class" case:"lower" doc:"class of the object at the root: mapi.session"`
	// Receiver is the way from the session to the receiver.
	Receiver string `json:"receiver" expr:"receiver" case:"lower" doc:"members from the session to the receiver, lower case with dots, such as \"inbox.messages\"; empty for the session itself"`
	// OwnStore: the receiver is the store of the visitor's mailbox.
	OwnStore bool `json:"ownStore,omitempty" expr:"own_store" doc:"the receiver is an InfoStore that is known to be the visitor's own mailbox: got by the StoreID of one of its folders, or by a name such as \"Mailbox - Jane Doe\""`
	// Numbered: the receiver is an element of a collection, taken by its number in
	// the same expression.
	Numbered bool `json:"numbered,omitempty" expr:"numbered" doc:"the receiver is taken from a collection by its number in the same expression: InfoStores(2).RootFolder"`
	// Member as VBScript compares it.
	Member string `json:"member" expr:"member" case:"lower" doc:"the method or property, lower case; \"item\" for the default member"`
	// Path is Receiver and Member.
	Path string `json:"path" expr:"path" case:"lower" doc:"receiver and member: \"infostores.item\""`
	// Args are the arguments in order, up to the last that is given.
	Args []Arg `json:"args,omitempty" expr:"args" doc:"the arguments in order, up to the last one given"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "cdo_call" }

// Arg is one argument of a call.
type Arg struct {
	// Kind of the value, where it is known.
	Kind string `json:"kind" expr:"kind" enum:"omitted,string,number,boolean,empty,null,nothing,object,unknown" doc:"omitted, string, number, boolean, empty, null, nothing, object, or unknown where it may be several things or is not known"`
	// Text is the value as far as it is known.
	Text string `json:"text,omitempty" expr:"text" doc:"the value as text; what is not literal stands as <SOURCE>"`
	// Blank: whatever path is taken, nothing is handed over.
	Blank bool `json:"blank,omitempty" expr:"blank" doc:"left out, or an empty string, Null, Empty or Nothing on every path, or a variable that a Dim declares and nothing gives a value"`
	// Name of a named argument.
	Name string `json:"name,omitempty" expr:"name" case:"lower" doc:"name of a named argument (VB6), lower case"`
}
