package signs

import (
	"strings"

	"github.com/cdolint/cdolint/analyzers/httprequest"
	"github.com/cdolint/cdolint/internal/program"
)

// requests are what an application says of the requests that it opens.
type requests struct {
	opens map[string]*opens // by the name of the receiver, folded; "" for others
	given map[string]gift   // what names are given

	credentials bool // SetCredentials is called
	verb        bool // a literal is a method of WebDAV
	quoted      bool // a literal is code that opens a request by one
	mailbox     bool // a literal has the folder /exchange/
	public      bool // a literal has the folder /public/
	command     bool // a literal holds cmd=
	password    bool // a literal may be part of user:password@
}

// opens are the calls of Open on one name.
type opens struct {
	dav         bool // by one of WebDAV
	changes     bool // by PUT or DELETE
	unknown     bool // by one that is no literal
	credentials bool // with user name and password
}

// gift tells the values apart that a name is given.
type gift uint8

const (
	client  gift = 1 << iota // an HTTP client
	another                  // an object that is none
	unknown                  // what cannot be told
)

// matter reports whether one of the requests may be of WebDAV, or carries
// credentials.
func (r *requests) matter() bool {
	if r.credentials {
		return true
	}
	for name, o := range r.opens {
		if name != "" && r.given[name] == another {
			continue // a recordset, a stream
		}
		if o.dav || o.credentials || o.unknown && r.verb ||
			r.mailbox || r.password || r.public && (r.command || o.changes || o.unknown) {
			return true
		}
	}
	return false
}

// text notes what a literal, in lower case, says of addresses and methods.
func (r *requests) text(low string) {
	if len(low) <= longestName {
		r.verb = r.verb || isMethod(strings.ToUpper(strings.TrimSpace(low)))
	}
	r.quoted = r.quoted || hasQuotedMethod(low)
	r.mailbox = r.mailbox || hasFolder(low, "exchange")
	r.public = r.public || hasFolder(low, "public")
	r.command = r.command || strings.Contains(low, "cmd=")
	r.password = r.password || hasPassword(low)
}

// isMethod reports a method of WebDAV, or a piece of one that is long enough to
// tell.
func isMethod(word string) bool {
	const (
		enough  = 4
		methods = "PROPFIND PROPPATCH SEARCH SUBSCRIBE X-MS-ENUMATTS"
	)
	return httprequest.IsWebDAV(word) || len(word) >= enough && strings.Contains(methods, word)
}

// hasFolder reports a folder of an address.
func hasFolder(low, name string) bool {
	for from := 0; ; {
		i := strings.Index(low[from:], name)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(name)
		if (start == 0 || low[start-1] == '/') && (end == len(low) || low[end] == '/' || low[end] == '?') {
			return true
		}
		from = end
	}
}

// hasPassword reports user:password@host, or the end of that. Regular expressions
// and links to addresses of electronic mail look much like it.
func hasPassword(low string) bool {
	at := strings.IndexByte(low, '@')
	if at <= 0 {
		return false
	}
	before := low[strings.LastIndexAny(low[:at], "/ ")+1 : at]
	user, _, ok := strings.Cut(before, ":")
	return ok && !strings.HasSuffix(user, "mailto") && !strings.ContainsAny(low, `[]{}^<>|\`) // which no address holds
}

// joined notes a password that is put before "@host".
func (r *requests) joined(e *program.Expr) {
	if y := leftmost(e.Y); (e.Op() == "&" || e.Op() == "+") && y.Kind == program.ExprString && strings.HasPrefix(y.Str(), "@") {
		r.password = true
	}
}

// hasQuotedMethod reports code that calls Open, and has a method of WebDAV in
// quotation marks.
func hasQuotedMethod(low string) bool {
	if !strings.Contains(low, ".open") {
		return false
	}
	for {
		i := strings.IndexAny(low, `"'`)
		if i < 0 {
			return false
		}
		low = low[i+1:]
		word := low
		if end := strings.IndexAny(low, `"'`); end >= 0 {
			word = low[:end]
		}
		if len(word) < longestName && httprequest.IsWebDAV(strings.ToUpper(word)) {
			return true
		}
	}
}

// open notes a call of Open.
func (r *requests) open(receiver *program.Expr, args []*program.Expr) {
	if len(args) < 2 || isRecordset(args) {
		return
	}
	name := lastName(receiver)
	o := r.opens[name]
	if o == nil {
		o = &opens{}
		r.opens[name] = o
	}
	first := leftmost(args[0])
	method := strings.ToUpper(strings.TrimSpace(first.Str()))
	switch {
	case first.Kind != program.ExprString:
		o.unknown = true
	case isQueryText(first.Str()):
		return
	case first != args[0]:
		o.unknown = true
	case httprequest.IsWebDAV(method):
		o.dav = true
	case method == "PUT" || method == "DELETE":
		o.changes = true
	default: // GET, POST …
	}
	const user = 3
	for _, a := range args[min(user, len(args)):] {
		o.credentials = o.credentials || !isBlank(a)
	}
}

func isBlank(e *program.Expr) bool {
	switch e.Kind {
	case program.ExprOmitted, program.ExprEmpty, program.ExprNull:
		return true
	case program.ExprString:
		return e.Str() == ""
	default:
		return false
	}
}

// isQueryText reports a text that goes on behind a word, as no method does: a
// query, or the description of a database.
func isQueryText(s string) bool { return strings.ContainsAny(strings.TrimSpace(s), " \t=;") }

// isRecordset reports rs.Open query, connection, cursor, lock, options: of a
// request the third argument says whether it is asynchronous, and the fourth is
// the name of a user.
func isRecordset(args []*program.Expr) bool {
	const connection, cursor, lock = 1, 2, 3
	if name := lastName(args[connection]); strings.Contains(name, "conn") && !strings.Contains(name, "url") {
		return true
	}
	for i, a := range args {
		switch name := lastName(a); {
		case i == cursor && (a.Kind == program.ExprNumber && a.Num() > 1 || strings.Contains(name, "cursor") || strings.HasPrefix(name, "adopen")),
			i == lock && (a.Kind == program.ExprNumber || strings.Contains(name, "lock")):
			return true
		}
	}
	return false
}

// leftmost is the first piece of a text that is put together.
func leftmost(e *program.Expr) *program.Expr {
	if e == nil {
		return &program.Expr{Kind: program.ExprBad}
	}
	for e.Kind == program.ExprBinary && (e.Op() == "&" || e.Op() == "+") && e.X != nil {
		e = e.X
	}
	return e
}

// lastName is the name of a variable or field, folded, "" of anything else.
func lastName(e *program.Expr) string {
	if e != nil && (e.Kind == program.ExprName || e.Kind == program.ExprMember) {
		return program.Fold(e.Str())
	}
	return ""
}

// assign notes what a name is given.
func (r *requests) assign(target, value *program.Expr) {
	name := lastName(target)
	if name == "" || value == nil {
		return
	}
	switch value.Kind {
	case program.ExprNothing, program.ExprNull, program.ExprEmpty, program.ExprString, program.ExprNumber, program.ExprBool, program.ExprDate:
	case program.ExprCall, program.ExprNew:
		r.given[name] |= made(value)
	default:
		r.given[name] |= unknown
	}
}

// made is what a call or New yields.
func made(e *program.Expr) gift {
	function := e.Str()
	if e.X != nil {
		function = e.X.Str()
	}
	switch program.Fold(function) {
	case "createobject", "activexobject":
		if len(e.Args()) == 0 || e.Args()[0].Kind != program.ExprString {
			return unknown
		}
		if namesClient(strings.ToLower(e.Args()[0].Str())) {
			return client
		}
		return another
	case "execute": // of a connection or command: a recordset
		if e.X != nil && e.X.Kind == program.ExprMember {
			return another
		}
	}
	return unknown
}

// namesClient reports the name of an HTTP client.
func namesClient(low string) bool {
	return strings.Contains(low, "xmlhttp") || strings.Contains(low, "winhttp")
}

// isPieceOfClient reports what may be the beginning of such a name.
func isPieceOfClient(low string) bool {
	for _, name := range [...]string{"microsoft.x", "msxml", "winht"} {
		if strings.HasPrefix(low, name) && !strings.Contains(low, "dom") {
			return true
		}
	}
	return false
}
