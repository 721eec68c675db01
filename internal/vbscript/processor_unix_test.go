//go:build unix

package vbscript

import (
	"syscall"
	"time"
)

// processor is the processor time that this process has used: what others do on
// the machine does not count.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
