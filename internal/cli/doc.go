// Package cli is the command line: commands, flags, exit status, wiring.
//
// # Where to find what
//
// cli.go has the list of commands and the exit status of all. A command is a file,
// with those beside it that only it needs:
//
//   - check: check.go, with baseline.go, changed.go (--staged, --since), touched.go,
//     newpages.go, stdin.go (--stdin-filename), edits.go, fix.go and suppress.go
//     (--fix, --suppress), wayson.go (what to do about a hook that says no)
//   - audit: audit.go. auth: auth.go, authmap.go, authtext.go
//   - facts: facts.go, factjson.go. rules, explain: rules.go, explain.go
//   - init: init.go, initseen.go. config: config.go. test-rules: testrules.go
//   - version: version.go. completion and help: complete.go, help.go
//
// What they share:
//
//   - from arguments to what is read: target.go (the root and its parts), origin.go
//     (folder, archive, revision), devices.go, cache.go, packs.go, switch.go
//     (--rules, --ignore)
//   - the run: analyse.go, progress.go, partly.go (what a part of a work tree cannot show)
//   - the end of it: output.go (-o, pipes, interruptions), mistakes.go (how a mistake
//     of the command line is said)
package cli
