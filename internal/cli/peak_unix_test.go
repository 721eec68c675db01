//go:build unix

package cli_test

import (
	"fmt"
	"os"
	"syscall"
)

// peak says how much memory a process had at most.
func peak(s *os.ProcessState) string {
	u, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return "unknown memory"
	}
	return fmt.Sprintf("%d MiB at most", u.Maxrss>>10)
}
