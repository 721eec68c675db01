package com

// Wrapper is a component of a company's own that keeps a CDO 1.21 session to
// itself and logs it on when one of its methods is called. A rule pack
// declares it (docs/packs.md, "sessions"), so that the analysis sees through
// it: its source is not in the repository.
type Wrapper struct {
	// ProgID of the component, its version left out or not.
	ProgID string
	// Logon is the method that logs on.
	Logon string
	// Server and Mailbox are the arguments of Logon, from 1, that hold the
	// parts of ProfileInfo; 0: none, the component knows.
	Server, Mailbox int
	// ProfileInfo is the argument, from 1, that holds both, joined as CDO
	// wants it; 0: none.
	ProfileInfo int
	// Logoff is the method that logs off; "": the component does it by itself.
	Logoff string
}
