//go:build unix

package cli_test

import (
	"os"
	"runtime"
	"syscall"
)

// peak is how much memory a process had at most, in MiB; 0: not known.
func peak(s *os.ProcessState) int64 {
	u, ok := s.SysUsage().(*syscall.Rusage)
	if !ok || runtime.GOOS != "linux" { // others count in other units
		return 0
	}
	return int64(u.Maxrss) >> 10 //nolint:unconvert // 32 bits on some platforms
}
