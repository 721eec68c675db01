// Command cdolint finds the Classic ASP pages that break when Integrated
// Windows authentication meets CDO 1.21 (Microsoft KB918710).
package main

import (
	"os"

	"github.com/cdolint/cdolint/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
