// Package site links the files of a tree into a site: it finds the
// applications, resolves the includes, and joins every page with the files
// that it includes, the global.asa of its application and the web server's
// configuration. It does not judge.
//
// # Where to find what
//
// [Load], in load.go, goes through all of it in this order; site.go, options.go and
// notices.go are what goes in and comes out, parallel.go how work is shared out.
//
//   - reading: read.go (pages), scan.go and lexicon.go (what one pass over their bytes
//     tells), configfiles.go (configuration of the web server), components.go
//     (classes of Visual Basic 6 and Windows Script Components)
//   - joining: apps.go (applications), resolve.go and folded.go (what the path of an
//     include means), includes.go (all of them), pages.go (pages and their closures),
//     missing.go (includes that are not there)
//   - parsing what is of interest: compile.go, interest.go, quiet.go (what nothing can
//     come of), linkedpages.go (pages that others depend on), items.go (Session and
//     Application items), rest.go (all else, if it is asked for), edges.go (blocks
//     that begin in one file and end in another)
//   - which items matter to a page: slice.go, slice_names.go, slice_read.go and
//     slice_marks.go
//   - from one run to the next: recall.go, recallcodec.go, state.go
//   - asked later: affected.go and concern.go (what a changed file has a part in),
//     sources.go and search.go (texts), chain.go (how a page comes to a file)
package site
