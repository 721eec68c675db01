package pageauth

// methods is a set of authentication methods.
type methods struct{ anonymous, basic, integrated, digest bool }

func (m methods) none() bool { return m == methods{} }

func (m methods) count() int {
	n := 0
	for _, on := range []bool{m.anonymous, m.basic, m.integrated, m.digest} {
		if on {
			n++
		}
	}
	return n
}

// scheme names a set in which a user is authenticated (anonymous does not count).
func (m methods) scheme() string {
	switch {
	case m.basic && m.integrated:
		return BasicIntegrated
	case m.basic && m.digest:
		return BasicDigest
	case m.basic:
		return Basic
	case m.integrated:
		return Integrated
	case m.digest:
		return Digest
	case m.anonymous:
		return Anonymous
	}
	return Unknown
}

// schemeWords names a scheme for a message.
func schemeWords(s string) string {
	switch s {
	case Integrated:
		return "Integrated Windows authentication"
	case Digest:
		return "Digest authentication"
	case Basic:
		return "Basic authentication"
	case BasicIntegrated:
		return "Basic and Integrated Windows authentication"
	case BasicDigest:
		return "Basic and Digest authentication"
	case Anonymous:
		return "anonymous access"
	}
	return "something else"
}
