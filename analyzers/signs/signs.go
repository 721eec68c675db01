// Package signs looks at the text of an application before the values on its
// pages are followed: can a CDO 1.21 session, or an HTTP request that a rule
// asks for, come of it at all? Most sites that open a folder or fetch a file
// hold a trigger word and none of these, and following their values is most of
// the work.
//
// Where the text leaves it open, the answer is yes.
package signs

import (
	"strings"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/comparison"
	"github.com/cdolint/cdolint/internal/program"
)

// Signs are what the files of an application hold. They are not safe for
// concurrent use.
type Signs struct {
	unread []*program.File

	class  bool // a literal or a tag names CDO 1.21, or its rendering library
	head   bool // a literal may be the first piece of the ProgID, cut within MAPI
	tail   bool // a literal may be a later piece of it
	logon  bool // .Logon of something
	method bool // a class of the application's own has a member Logon
	made   bool // the name of a class to create is put together
	client bool // a literal names an HTTP client
	part   bool // a literal may be the first piece of its name
	code   bool // a literal holds code that makes an object
	runs   bool // Execute, ExecuteGlobal or Eval runs what may be code
	number bool // a number, or a literal, may be that of an error of CDO

	requests requests
}

// Of is what the files of an application hold. They are read when something is
// asked, and no further than until the answer is certain.
func Of(files []*program.File) *Signs {
	return &Signs{unread: files, requests: requests{opens: map[string]*opens{}, given: map[string]gift{}}}
}

// read reads on until an answer is certain, or to the end.
func (s *Signs) read(certain func() bool) {
	for len(s.unread) > 0 && !certain() {
		f := s.unread[0]
		s.unread = s.unread[1:]
		s.file(f)
	}
}

func (s *Signs) file(f *program.File) {
	for _, o := range f.Objects {
		s.text(o.ProgID)
		s.text(o.ClassID)
	}
	for _, c := range f.Classes {
		for _, i := range c.Methods {
			s.method = s.method || program.Fold(f.Procs[i].Name) == "logon"
		}
	}
	s.proc(f.Main)
	for _, p := range f.Procs {
		s.proc(p)
	}
}

// Session reports whether a CDO 1.21 session may be made.
func (s *Signs) Session() bool {
	s.read(func() bool { return s.class })
	return s.class || s.makes() && (s.head && s.tail || s.logon && !s.method)
}

// Client reports whether an HTTP client may be made.
func (s *Signs) Client() bool {
	s.read(func() bool { return s.client })
	return s.client || s.makes() && s.part || s.runs && s.code
}

// Request reports whether an HTTP request may be sent that is one of WebDAV,
// or that carries credentials.
func (s *Signs) Request() bool {
	s.read(func() bool { return false }) // what a name is given anywhere may settle it
	return s.Client() && (s.runs && s.requests.quoted || s.requests.matter())
}

// ErrorNumber reports whether something may be compared with the number of an
// error of CDO 1.21.
func (s *Signs) ErrorNumber() bool {
	s.read(func() bool { return s.number || s.class })
	return s.number || s.class
}

// makes reports whether objects are made of classes that no literal names.
func (s *Signs) makes() bool { return s.made || s.runs && s.code }

func (s *Signs) proc(p *program.Proc) {
	if p == nil {
		return
	}
	for i := range p.Params {
		program.WalkExpr(p.Params[i].Default, s.expr)
		s.requests.given[program.Fold(p.Params[i].Name)] |= unknown
	}
	program.Walk(p.Body, s.expr, s.stmt)
}

func (s *Signs) stmt(st *program.Stmt) bool {
	switch {
	case st.Kind == program.StmtAssign:
		s.requests.assign(st.Target, st.Value)
	case st.Kind == program.StmtLoop && st.Each:
		s.requests.given[lastName(st.Target)] |= unknown
	}
	return true
}

func (s *Signs) expr(e *program.Expr) bool {
	switch e.Kind {
	case program.ExprString:
		s.text(e.Str())
	case program.ExprNew:
		s.text(e.Str())
		s.create(e.Str(), e.Args())
	case program.ExprMember:
		switch program.Fold(e.Str()) {
		case "logon":
			s.logon = true
		case "setcredentials":
			s.requests.credentials = true
		}
	case program.ExprCall:
		s.call(e)
	case program.ExprAssign:
		s.requests.assign(e.X, e.Y)
	case program.ExprBinary:
		s.requests.joined(e)
	case program.ExprNumber:
		s.number = s.number || comparison.IsWrongNumber(e.Num())
	default:
	}
	return true
}

func (s *Signs) call(e *program.Expr) {
	x := e.X
	switch {
	case x == nil:
	case x.Kind == program.ExprMember && program.Fold(x.Str()) == "open":
		s.requests.open(x.X, e.Args())
	case x.Kind == program.ExprMember && program.Fold(x.Str()) == "execute": // a query, or another page
	case x.Kind == program.ExprCall && len(x.Args()) == 1 && x.Args()[0].Kind == program.ExprString && program.Fold(x.Args()[0].Str()) == "open":
		s.requests.open(x.X, e.Args()) // JScript: x["open"](…)
	default:
		s.create(x.Str(), e.Args())
	}
}

// create notes the creation of an object by a name that is not one literal, and
// what runs code.
func (s *Signs) create(function string, args []*program.Expr) {
	switch program.Fold(function) {
	case "createobject", "getobject", "activexobject":
		s.made = s.made || len(args) > 0 && args[0].Kind != program.ExprString
	case "execute", "executeglobal", "eval":
		s.runs = true
	}
}

// progID of the session, with its version, in lower case.
const progID = "mapi.session.1"

// longestName bounds the literals that may be a name, or a piece of one.
const longestName = 64

// text notes what a literal says.
func (s *Signs) text(literal string) {
	if literal == "" {
		return
	}
	low := strings.ToLower(literal)
	s.class = s.class || namesMAPI(low) || strings.Contains(low, com.SessionCLSIDWord) || strings.Contains(low, "amhtml")
	s.client = s.client || namesClient(low)
	s.code = s.code || strings.Contains(low, "createobject") || strings.Contains(low, "activexobject") || strings.Contains(low, "getobject(")
	if word := strings.TrimSpace(low); len(word) <= longestName {
		s.head = s.head || word == "m" || word == "ma" || word == "map"
		s.tail = s.tail || len(word) > 1 && strings.Contains(word, ".") && strings.Contains(progID, word)
		s.part = s.part || isPieceOfClient(word)
	}
	s.number = s.number || hasErrorNumber(low)
	s.requests.text(low)
}

// namesMAPI reports "mapi" that is not the beginning of another word, such as
// MapID or mapImage, nor the end of one, nor the name of a host or a folder.
func namesMAPI(low string) bool {
	for from := 0; ; {
		i := strings.Index(low[from:], "mapi")
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len("mapi")
		if before := low[:start]; (before == "" || !isLetter(before[len(before)-1])) && mayBeClass(before, low[end:]) {
			return true
		}
		from = end
	}
}

// mayBeClass reports whether "mapi" between two pieces may be a class, or the
// beginning of its name. mapi.example.com and /mapi/ are none.
func mayBeClass(before, behind string) bool {
	const session = "session"
	if behind == "" || strings.HasPrefix(behind, "."+session) {
		return true
	}
	if isLetter(behind[0]) || strings.HasSuffix(before, "/") || strings.HasSuffix(before, "@") || strings.HasSuffix(before, ".") {
		return false
	}
	class, dotted := strings.CutPrefix(behind, ".")
	n := 0
	for n < len(class) && isLetter(class[n]) {
		n++
	}
	return !dotted || n <= len(session) && class[:n] == session[:n]
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' }

// hasErrorNumber reports a text that holds the number of an error.
func hasErrorNumber(low string) bool {
	for _, w := range comparison.Words() {
		if w != "mapi" && strings.Contains(low, w) {
			return true
		}
	}
	return false
}
