package config

import "fmt"

// Assertions are what the user says of the site that the repository does not
// show. Empty fields say nothing.
type Assertions struct {
	// Auth lists the authentication methods that are on: integrated, basic,
	// digest, anonymous.
	Auth []string
	// SSL is "required" or "optional".
	SSL string
	// LogonMethod of Basic: interactive, batch, network, cleartext.
	LogonMethod string
	// WebServers are the names of the machines that run the pages.
	WebServers []string
	// ExchangeServers are the names of the Exchange servers.
	ExchangeServers []string
	// ExchangeVersion such as "2003".
	ExchangeVersion string
	// At is where Auth was said, fit for a message, e.g. ".cdolint.yaml:3".
	At Where
}

// Where is a place in a configuration file. Line and Column are 1-based,
// Column in UTF-16 code units; Line is 0 where nothing was said, and what
// counts is the default.
type Where struct {
	// File is slash-separated and relative to the analysed folder; it begins
	// with "../" for a file above it. One given by --config that lies elsewhere
	// is named as given.
	File         string
	Line, Column int
	// Pos and End are byte offsets into the text of the file, End exclusive.
	Pos, End int
}

// IsValid reports whether something was said.
func (w Where) IsValid() bool { return w.Line > 0 }

// String is "file:line", or "default".
func (w Where) String() string {
	if !w.IsValid() {
		return "default"
	}
	return fmt.Sprintf("%s:%d", w.File, w.Line)
}

// said is a value with the place where it was said.
type said[T any] struct {
	v  T
	at Where
}

// or is the value that a later layer says, else this one.
func (s said[T]) or(later said[T]) said[T] {
	if later.at.IsValid() {
		return later
	}
	return s
}

// site holds the keys of "site", as one layer says them or as they are merged.
type site struct {
	auth, webServers, exchangeServers said[[]string]
	ssl, logonMethod, exchangeVersion said[string]
}

// or puts a later layer over this one, key by key.
func (s site) or(later site) site {
	return site{
		auth:            s.auth.or(later.auth),
		ssl:             s.ssl.or(later.ssl),
		logonMethod:     s.logonMethod.or(later.logonMethod),
		webServers:      s.webServers.or(later.webServers),
		exchangeServers: s.exchangeServers.or(later.exchangeServers),
		exchangeVersion: s.exchangeVersion.or(later.exchangeVersion),
	}
}

func (s site) assertions() Assertions {
	return Assertions{
		Auth:            s.auth.v,
		SSL:             s.ssl.v,
		LogonMethod:     s.logonMethod.v,
		WebServers:      s.webServers.v,
		ExchangeServers: s.exchangeServers.v,
		ExchangeVersion: s.exchangeVersion.v,
		At:              s.auth.at,
	}
}
