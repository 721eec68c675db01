//go:build unix

package cli_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

// peak runs a command and returns how much memory it had at most, in MiB; 0: not
// known. What the system says when the process has ended counts the memory of
// who started it, too, so it is asked while the process runs.
func peak(t *testing.T, cmd *exec.Cmd) int64 {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended, most := make(chan struct{}), make(chan int64)
	go func() {
		last := int64(0)
		for {
			last = max(last, highWater(cmd.Process.Pid))
			select {
			case <-ended:
				most <- last
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	_ = cmd.Wait() // the caller looks at the exit status
	close(ended)
	return <-most
}

// highWater is VmHWM of a process, which never falls, in MiB.
func highWater(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0 // not Linux, or the process has ended
	}
	for line := range bytes.Lines(status) {
		var kib int64
		if n, _ := fmt.Sscanf(string(line), "VmHWM: %d kB", &kib); n == 1 {
			return kib >> 10
		}
	}
	return 0
}
