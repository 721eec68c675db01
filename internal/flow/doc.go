// Package flow follows values through a linked page: which object, string or
// number can a variable, parameter, property, Session item or function result
// hold, and how did it get there. It interprets the page abstractly, in the
// order in which the server runs it: flow-sensitive within a page, procedures
// in the context of each call, flow-insensitive across the Session and
// Application items that pages of one application share. What it sees on the
// way it hands out as [Event]s. It knows nothing of CDO.
//
// # Where to find what
//
// From the outside in:
//
//   - flow.go, event.go: [Run], the rounds over the pages of an application, and
//     what comes out. alone.go: files that no page reaches. uncalled.go:
//     procedures that nobody calls. prefix.go: what many pages begin with is run
//     once.
//   - link.go: what the names of a page stand for. env.go: what its variables hold.
//   - value.go, str.go: a value, its alternatives, the pieces of a string.
//
// What runs code:
//
//   - machine.go: statements and branches. select.go, loop.go, counter.go,
//     try.go, exits.go: the other statements, and the ways out of them. err.go:
//     On Error, Err. dynamic.go: Execute, Eval and ExecuteGlobal.
//   - expr.go, names.go, compare.go: expressions. call.go, byref.go: calls of the page's
//     own procedures. memo.go, reads.go, ways.go: a call that was followed before.
//   - member.go, intrinsic.go: members of objects, those of ASP among them.
//     builtin.go: functions of the languages. regexp.go: regular expressions.
//     script.go: what only JScript has.
//
// Objects, and what pages share:
//
//   - objects.go, component.go, context.go: what is made where. another.go,
//     lost.go: places that make more than one.
//   - items.go, kept.go: Session and Application items.
//   - state.go: typestates, such as that of a session which is logged on
//     ([Protocol]). translate.go: components that stand for others.
//
// What conditions tell, and where ways meet again:
//
//   - guard.go, verdict.go: [Test], a condition as what is known of it, and its
//     answer. question.go, kinds.go, length.go: conditions that are read as a
//     question about one value. passes.go, present.go: which alternatives of a
//     value answer it in one way.
//   - meet.go, paths.go, distinct.go, condense.go: where ways meet, and what is still
//     told apart behind. asked.go, when.go, onways.go, restrict.go: what is
//     then known again when a condition is asked a second time.
package flow
