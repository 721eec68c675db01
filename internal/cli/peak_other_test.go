//go:build !unix

package cli_test

import "os"

// peak is not known here.
func peak(*os.ProcessState) string { return "unknown memory" }
