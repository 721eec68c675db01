package cli_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// memoryLimit of a run over the hostile tree, in KiB of address space. Go
// reserves most of it without using it: with 350 MiB in use, 2 GiB are short.
const memoryLimit = 4 << 20

// TestHostileTreeUnderWatch runs cdolint on the hostile tree with limited memory
// and looks at what it asks the system for: it starts no program, opens no
// socket, reads nothing but the tree, and writes nothing but its report.
func TestHostileTreeUnderWatch(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil || os.Getenv("CDOLINT_BINARY") == "" {
		t.Skip("needs strace and CDOLINT_BINARY, as .ci/hostile-test sets it")
	}
	tree := hostileTree(t)
	archived := filepath.Join(t.TempDir(), "site.tar.gz")
	f, err := os.Create(archived)
	if err != nil {
		t.Fatal(err)
	}
	packGzip(t, filepath.Join(tree.Root, "text"), f)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"check", "--no-prefilter", "--format", "html", "--output", "OUT/report.html", "--cache-dir", "OUT/cache", "--fail-on", "never", "."},
		{"check", "--format", "sarif", "--output", "OUT/report.sarif", "--cache-dir", "OUT/cache", "--fail-on", "never", "names"},
		{"audit", "--output", "OUT/audit.html", "."},
		{"audit", "--format", "json", "--output", "OUT/archive.json", archived},
		{"auth", "config"},
		{"facts", "code"},
	} {
		t.Run(strings.Join(args[:2], " "), func(t *testing.T) {
			out := t.TempDir()
			log := filepath.Join(t.TempDir(), "strace")
			cmd := program(t, tree.Root)
			limited := []string{"-c", fmt.Sprintf(`ulimit -v %d; exec "$@"`, memoryLimit), "sh"}
			watch := []string{strace, "-f", "-qq", "-y", "-s", "256", "-e", "trace=%file,%network,execve,execveat,fork,vfork,open_by_handle_at,fchmod,ftruncate", "-e", "signal=none", "-o", log, "--", cmd.Path}
			for _, a := range args {
				watch = append(watch, strings.Replace(a, "OUT", out, 1))
			}
			sh := exec.Command("sh", append(limited, watch...)...)
			sh.Dir = tree.Root
			home := filepath.Join(out, "home")
			sh.Env = append(os.Environ(), "HOME="+home, "XDG_CACHE_HOME="+filepath.Join(home, "cache"), "TZ=UTC")
			said, err := sh.CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %.2000s", err, said)
			}
			watched(t, log, tree.Root, out)
		})
	}
}

// watched goes through what strace has seen.
func watched(t *testing.T, log, root, out string) {
	t.Helper()
	f, err := os.Open(log)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	call := regexp.MustCompile(`^\d+\s+([a-z0-9_]+)\((.*)$`)
	opened := regexp.MustCompile(`= \d+<(.*)>$`)
	lines, opens, programs := bufio.NewScanner(f), 0, 0
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		m := call.FindStringSubmatch(line)
		switch {
		case m == nil: // the end of a call that another interrupted
			if !strings.Contains(line, "resumed>") && !strings.Contains(line, "+++ exited") && !strings.Contains(line, "<detached") {
				t.Errorf("not understood: %s", line)
			}
		case m[1] == "execve":
			if programs++; programs > 1 {
				t.Errorf("a program is started: %s", line)
			}
		case strings.HasPrefix(m[1], "open"):
		case m[1] == "newfstatat", m[1] == "statx", m[1] == "stat", m[1] == "lstat", m[1] == "faccessat", m[1] == "faccessat2", m[1] == "access", m[1] == "readlinkat", m[1] == "readlink", m[1] == "getcwd":
		default: // sockets and what changes files
			if !strings.Contains(m[2], out) {
				t.Errorf("%.300s", line)
			}
		}
		if o := opened.FindStringSubmatch(line); o != nil && (strings.Contains(line, " open") || strings.Contains(line, "<... open")) {
			opens++
			path := o[1]
			if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() && path != os.DevNull {
				t.Errorf("opened, and no file: %.300s", line)
			}
			if path != root && !strings.HasPrefix(path, root+"/") && !strings.HasPrefix(path, out+"/") && !strings.HasSuffix(path, "/site.tar.gz") && !runtimes(path) {
				t.Errorf("opened outside of the root: %.300s", line)
			} else if strings.HasPrefix(path, root) && bytes.ContainsAny([]byte(flags(line)), "WC") {
				t.Errorf("opened to write: %.300s", line)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Error(err)
	}
	if opens < 5 || programs != 1 {
		t.Errorf("%d opens and %d programs seen: something was not watched", opens, programs)
	}
	t.Logf("%d opens, all of them below the root or of the Go runtime", opens)
}

// flags of an open that would change a file: O_WRONLY, O_RDWR, O_CREAT, O_TRUNC.
func flags(line string) string {
	var b strings.Builder
	for _, flag := range []string{"O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"} {
		if strings.Contains(line, flag) {
			b.WriteString("W")
		}
	}
	return b.String()
}

// runtimes reports whether a file is one that every Go program opens: how large
// pages are, how much of a processor it may use.
func runtimes(path string) bool {
	for _, prefix := range []string{"/sys/kernel/mm/", "/sys/fs/cgroup/", "/proc/", "/dev/null"} {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}
