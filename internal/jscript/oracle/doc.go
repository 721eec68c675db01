// Package oracle holds tests alone: they read the same server-side JScript with
// package jscript and with tree-sitter's grammar of JavaScript, which others
// wrote, and compare the calls and object creations found. It is a module of
// its own because tree-sitter needs a C compiler.
//
//	go test .
//	CDOLINT_CORPORA=DIR go test -v .
//
// The second form reads every page below DIR too.
package oracle
