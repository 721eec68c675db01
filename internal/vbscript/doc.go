// Package vbscript scans and parses VBScript 5.8 as it stands in Classic ASP
// pages and script files, and the Visual Basic 6 around it (.cls, .bas, .frm).
//
// [Parse] takes the decoded text of a whole file and the pieces of it that
// matter in text order: code between <% and %>, the expression of <%= %>,
// HTML (a statement that may stand wherever a statement may) and include
// directives. [ParseScript] takes a text that is code throughout. Both return
// a [File]: a tree whose nodes know their byte offsets in that text, the
// comments, the typed errors, and the loose ends of blocks ([Edge]), which are
// no errors yet, since an included file may hold the other end.
//
// The parser never fails and never panics: a broken line costs its statement,
// an unterminated string its line, a missing block end is made up for at the
// next procedure boundary. Time is linear in the input and nesting is limited
// to [MaxDepth], so that consumers may walk the tree recursively.
//
// [Walk] visits the tree; [Print] writes it as a text that parses to the same
// tree.
package vbscript
