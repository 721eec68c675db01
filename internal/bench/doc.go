// Package bench makes trees of Classic ASP files to measure on: realistic,
// of any size, and the same bytes for the same seed on every machine.
//
// Tests and benchmarks of other packages use [Tree.Write] and [Page]. From the
// command line a tree is written by the package's own test:
//
//	go test ./internal/bench -run TestTreeIsWritten -args -dir /tmp/tree -files 10000 -bytes 100000000
package bench
