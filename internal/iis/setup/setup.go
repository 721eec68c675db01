// Package setup follows the scripts that set a web server up, without running
// them: programs in VBScript, JScript and the languages of .NET, PowerShell, and
// batch files. What they set goes into a [claim.Fragment].
//
// Scripts run each other's languages (a program runs a command line, a command
// line PowerShell, PowerShell a command line), which is why one package follows
// them all:
//
//   - programs: code.go begins, interp.go follows them with the procedures and
//     classes (interp_split.go, interp_class.go), statements (interp_stmt.go),
//     conditions (interp_branch.go, interp_braces.go, ways.go; certain.go tells which
//     variables decide them, arms.go is for those that nothing decides) and loops (interp_loop.go); eval_expr.go evaluates, eval_value.go is what is known
//     of a value; uncalled.go tells what nothing runs
//   - the objects of the server that programs use: adsi.go, wmi.go, admin.go (those
//     of IIS 7 and later), pools.go, and commit.go for what counts once it is
//     written back
//   - PowerShell: powershell.go begins; psblocks.go (functions, loops), psbranches.go
//     (conditions), pscertain.go, psscript.go (script blocks), pscommands.go, pselement.go and psitems.go (cmdlets), psvalues.go
//     (expressions that VBScript does not have), dsc.go (resources of Desired State
//     Configuration)
//   - command lines: shell.go, and batch.go for the jumps of a batch file; what the
//     commands of IIS themselves mean is for package command
//
// How the languages are split into words and statements is for package script.
package setup

// MostRuns is the number of commands of a file that are followed: calls and loops
// within each other are not followed without end.
const MostRuns = 200_000

// MostRounds is the number of rounds that are followed of a loop over a list that
// the script spells out.
const MostRounds = 50

// LimitText is the head of a text that a script puts together: one that doubles a
// string in a loop must not use memory.
func LimitText(s string) string {
	const longest = 4096 // bytes; keys and command lines are shorter
	if len(s) > longest {
		return s[:longest]
	}
	return s
}
