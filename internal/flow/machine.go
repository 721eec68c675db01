package flow

import (
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// Limits of one page. Beyond them calls are not followed and the page's
// result says so.
const (
	maxStatements = 3_000_000
	maxCallDepth  = 48
	maxRecursion  = 2
	maxRunsOfFile = 2 // an include that a page, or one call, includes more often runs no more
	maxEventsPage = 200_000
)

// Scopes that are neither a call nor an object.
const (
	scopeGlobal      int32 = 0
	scopeSession     int32 = -1 << 30
	scopeApplication int32 = -1<<30 + 1
)

// machine interprets one page.
type machine struct {
	page    *site.Page
	linked  *linked
	items   *items
	objects *objects
	env     *env
	frame   *frame
	guards  *Guard
	inc     *Chain
	calls   *Chain
	events  []*Event
	seen    map[eventKey][]int32 // indices of events
	runs    map[*site.File]int
	called  map[*program.Proc]bool
	memo    map[memoKey]*memo
	costs   map[*Proc]*procCost
	// kept are the containers that are kept in items.
	kept map[*Object]keeping
	// itemsRead are the shared items that the page read.
	itemsRead map[string]bool
	// origins are the places that arguments of remembered calls came from, as
	// far as events were told again for them.
	origins map[*memoEntry][]source.Place
	// code is what Execute compiled, by its text.
	code map[string]*program.File
	// codeAt is where, for the reader, that code stands.
	codeAt  map[*program.File]source.Place
	dynamic int

	// err are the cells of errKey and readKey, once they are needed.
	err [2]*cell

	// base is the machine that ran what the pages have in common, if this one
	// goes on from there.
	base *machine
	// alone: what was run so far is good for this page only.
	alone bool
	// stored: the way of a value names the page, since an item was set there.
	stored bool
	// refs are the procedures that GetRef was asked for.
	refs []string
	// assigned are variables that procedures assigned without declaring them;
	// nil if nobody asks.
	assigned map[string]bool

	// idle are lists of reads that no call uses.
	idle []*reads

	scopes    int32
	steps     int
	visits    int  // of computed elements of what holds objects in states
	finally   int  // of steps, those in finally blocks that exits ran
	exhausted bool // calls are not followed any more
	// limited: something was not told apart; apartValues are the values that were.
	limited     bool
	apartValues int
	merged      int  // variables that are no step yet
	merging     int  // of steps, those of variables that were merged
	repeating   bool // in the second pass over a loop
	looped      int  // in how many loops
	falls       int  // in how many switches with cases that fall
	// apart: ways have met that are told apart.
	apart    bool
	uncalled bool
	ending   bool // in Class_Terminate at the end of the page
}

// frame is a call, or the page itself.
type frame struct {
	proc  *Proc
	scope int32
	outer *frame
	this  *Object
	// file whose text is running: an include runs in the frame of its includer.
	file    *program.File
	site    *site.File
	runs    map[*site.File]int // of what the call includes
	with    []*Val
	args    []*Val
	loops   []*loop
	tries   []*try // those with a finally block that are being run, the innermost last
	catches int    // try blocks with a catch that are being run
	// finishing: in a finally block that an exit runs. Exits in it run no others,
	// or nesting would cost a power.
	finishing bool
	exits     exits
	exitAt    []*Exit  // beside those of exits that are layers of their own
	ends      []*Guard // likewise
	guards    *Guard   // common to the exits so far
	exited    bool
	resume    bool
	reads     *reads
	// lexical is the scope of the enclosing JScript function.
	lexical int32
	// aliases are the parameters that are variables from outside; nil for none.
	aliases map[string]key
}

func (m *machine) place(s program.Span) source.Place {
	if m.codeAt != nil {
		if at, ok := m.codeAt[m.frame.file]; ok {
			return at
		}
	}
	return source.Place{Path: m.frame.file.Path, Pos: int(s.Pos), End: int(s.End)}
}

// run executes statements; false means that what follows is not reached.
func (m *machine) run(stmts []*program.Stmt) bool {
	for _, s := range stmts {
		if !m.stmt(s) {
			return false
		}
	}
	return true
}

func (m *machine) stmt(s *program.Stmt) bool {
	m.steps++
	if m.steps > maxStatements {
		m.exhausted = true
		return true
	}
	switch s.Kind {
	case program.StmtAssign:
		return m.assignStmt(s)
	case program.StmtExpr:
		return m.exprStmt(s.Value)
	case program.StmtIf:
		return m.ifStmt(s)
	case program.StmtLoop:
		return m.loopStmt(s)
	case program.StmtSelect:
		return m.selectStmt(s)
	case program.StmtInclude:
		return m.include(s.Index)
	case program.StmtExit:
		return m.exitStmt(s)
	case program.StmtOnError:
		m.frame.resume = s.Resume
		m.mayFail() // it clears Err
	case program.StmtWith:
		v, alive := m.eval(s.Value)
		if !alive {
			return false
		}
		m.frame.with = append(m.frame.with, v)
		alive = m.run(s.Body)
		m.frame.with = m.frame.with[:len(m.frame.with)-1]
		return alive
	case program.StmtTry:
		return m.tryStmt(s)
	case program.StmtErase:
		m.assign(s.Target, kindVal(Empty), s.Span, false)
	case program.StmtBlock:
		return m.run(s.Body)
	case program.StmtDim:
		m.dim(s)
	}
	return true
}

func (m *machine) assignStmt(s *program.Stmt) bool {
	v, alive := m.eval(s.Value)
	if !alive {
		return false
	}
	if !s.Set {
		v = m.byDefault(v, s.Value)
	}
	return m.assign(s.Target, m.asFlag(s.Value, v), s.Span, s.Set)
}

// exprStmt evaluates a call statement.
func (m *machine) exprStmt(e *program.Expr) bool {
	if e == nil {
		return true
	}
	_, alive := m.eval(e)
	return alive
}

func (m *machine) ifStmt(s *program.Stmt) bool {
	cond, alive := m.eval(s.Value)
	if !alive {
		return false
	}
	if s.Value.Kind == program.ExprBool { // If False Then: somebody switched it off
		if s.Value.Num() == 0 {
			return m.run(s.Detail().Else)
		}
		return m.run(s.Body)
	}
	t := cond.truth().onPaths(m.recollect(s.Value))
	var no *Test
	if t != nil {
		no = not(t)
	}
	always := cond.definite()
	list := []branch{
		{test: t, body: s.Body, dead: always == Fails, told: func(add answering) { m.asking(s.Value, true, add) }, oneOf: func() []func(add answering) { return m.oneOf(s.Value, true) }},
		{test: no, body: s.Detail().Else, dead: always == Holds, told: func(add answering) { m.asking(s.Value, false, add) }, oneOf: func() []func(add answering) { return m.oneOf(s.Value, false) }},
	}
	for i := range list {
		list[i].narrows = list[i].told
	}
	return m.branches(list, m.place(s.Value.Span), nil)
}

// branch is one of several alternatives, taken when the test holds.
type branch struct {
	test *Test
	body []*program.Stmt
	// dead: the condition is a constant that never holds. The branch is looked
	// at all the same, since the constant is what somebody changes.
	dead bool
	// told calls add for what the condition tells of values in the branch; nil
	// if it tells nothing.
	told func(add answering)
	// narrows is told without what follows from the branches before: those of a
	// Select Case are many, and each would go through all of them.
	narrows func(add answering)
	// oneOf returns likewise one for each of the conditions of which one holds in
	// the branch, `act = "list" Or act = "read"`; nil if there are not several.
	oneOf func() []func(add answering)
}

// branches runs alternatives and joins what is left of them. tested is the
// condition that decides between them. bind, if given, is called in each branch
// before its body.
func (m *machine) branches(list []branch, tested source.Place, bind func(i int)) bool {
	before, paths, around, apart := m.guards, m.env.paths, m.env.around, m.env.apart()
	var layers []*layer
	at := met{before: before}
	var after *Guard
	var survivor *Test
	for i, b := range list {
		m.env.push()
		m.env.paths, m.env.around = nil, nil
		if apart != nil && apart.tests == nil && (b.test == nil || b.test.ways(apart, true) == apart.all()) {
			m.env.around = apart
		}
		m.guards = before.and(b.test, tested)
		m.assume(b.test)
		if b.narrows != nil {
			b.narrows(m.narrowValue)
		}
		if b.dead {
			m.calm()
		}
		if bind != nil {
			bind(i)
		}
		alive := m.run(b.body)
		l := m.env.pop()
		if !alive {
			continue
		}
		if len(layers) == 0 {
			after, survivor = m.guards, b.test
		} else {
			after = common(after, m.guards)
		}
		layers = append(layers, l)
		at.guards = append(at.guards, m.guards)
		at.told = append(at.told, b.told)
		at.oneOf = append(at.oneOf, b.oneOf)
	}
	m.env.paths, m.env.around = paths, around
	if len(layers) == 0 {
		m.guards = before
		return false
	}
	if len(layers) == 1 && survivor != nil {
		// What holds from here on is that the other branches were left.
		after = before.and(survivor, tested)
		if after != before {
			after.Exit = true
		}
	}
	m.guards = after
	at.all = len(layers) == len(list)
	m.merge(layers, at)
	return true
}

func (m *machine) exitStmt(s *program.Stmt) bool {
	f := m.frame
	switch s.Exit {
	case program.ExitProc:
		if s.Value != nil { // JScript: return x
			v, alive := m.eval(s.Value)
			if !alive {
				return false
			}
			m.env.set(key{f.scope, resultName}, v)
		}
		if m.runFinally(0) {
			m.leave(s.Span, exitText(f.proc.Proc))
		}
	case program.ExitLoop, program.ExitContinue:
		if n := len(f.loops); n > 0 && m.runFinally(n) {
			l := f.loops[n-1]
			m.env.exit(&l.exits)
			l.leave(m.guards)
		}
	case program.ExitThrow:
		if s.Value != nil {
			if _, alive := m.eval(s.Value); !alive {
				return false
			}
		}
		m.raise("throw", s.Span)
	}
	return false
}

// leave records that the current call may return here.
func (m *machine) leave(span program.Span, by string) {
	f := m.frame
	if f.outer != nil && m.env.exit(&f.exits) { // behind the page nothing comes
		f.ends = append(f.ends, m.guards)
		f.exitAt = append(f.exitAt, &Exit{At: m.place(span), Text: by})
	}
	if f.exited {
		f.guards = common(f.guards, m.guards)
	} else {
		f.guards, f.exited = m.guards, true
	}
}

// include runs the text of an include directive of the current file.
func (m *machine) include(index int32) bool {
	f := m.frame
	if int(index) >= len(f.site.Includes) {
		return true
	}
	target := f.site.Includes[index]
	if target == nil || target.Program == nil || m.runsHere()[target] >= maxRunsOfFile {
		return true
	}
	return m.runFile(target, m.place(f.file.Includes[index].Span))
}

// runsHere are how often files have run: on the page, or in the call of a procedure.
func (m *machine) runsHere() map[*site.File]int {
	f := m.frame
	if f.outer == nil {
		return m.runs
	}
	if f.runs == nil {
		f.runs = map[*site.File]int{}
	}
	return f.runs
}

// runFile runs the module-level code of a file in the current frame.
func (m *machine) runFile(target *site.File, at source.Place) bool {
	f := m.frame
	m.runsHere()[target]++
	file, sf, inc := f.file, f.site, m.inc
	if at.IsValid() {
		m.inc = m.inc.push(at, target.Path)
	}
	f.file, f.site = target.Program, target
	alive := true
	for _, src := range target.ScriptSources {
		if src != nil && src.Program != nil && m.runsHere()[src] < maxRunsOfFile && alive {
			alive = m.runFile(src, source.Place{})
		}
	}
	if alive && target.Program.Main != nil {
		alive = m.run(target.Program.Main.Body)
	}
	f.file, f.site, m.inc = file, sf, inc
	return alive
}
