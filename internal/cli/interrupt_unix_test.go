//go:build unix

package cli_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cdolint/cdolint/internal/report"
)

// mailSite is a folder with pages that have a finding each.
func mailSite(t *testing.T, pages int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range pages {
		page := fmt.Sprintf("<%%\nSet s%d = Server.CreateObject(\"MAPI.Session\")\ns%d.Logon \"profile\"\n%%>\n", i, i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("page%d.asp", i)), []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// kindsOfOutput are the commands that write reports, in every format.
func kindsOfOutput() [][]string {
	out := [][]string{{"check", "--quiet", "."}}
	for _, format := range report.Formats() {
		out = append(out, []string{"check", "--format", format, "."})
	}
	for _, format := range []string{"html", "json", "csv"} {
		out = append(out, []string{"audit", "--format", format, "-o", "-", "."})
	}
	return out
}

// TestInterruptedWorkLeavesNothing: Ctrl-C and kill end the process by the
// signal, as whoever started it expects; files are as they were.
func TestInterruptedWorkLeavesNothing(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		dir := mailSite(t, 1)
		out := filepath.Join(t.TempDir(), "report.sarif")
		if err := os.WriteFile(out, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := program(t, dir, "check", "--format", "sarif", "-o", out, "--stdin-filename", "page0.asp")
		stdin, err := cmd.StdinPipe() // which says nothing: the work goes on
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := stdin.Write([]byte("<p>")); err != nil {
			t.Fatal(err)
		}
		time.Sleep(200 * time.Millisecond)
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		err = cmd.Wait()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || !exit.Sys().(syscall.WaitStatus).Signaled() || exit.Sys().(syscall.WaitStatus).Signal() != sig {
			t.Errorf("%v: %v", sig, err)
		}
		if raw, err := os.ReadFile(out); err != nil || string(raw) != "old" {
			t.Errorf("%v: the file holds %.20q, %v", sig, raw, err)
		}
		if left, err := os.ReadDir(filepath.Dir(out)); err != nil || len(left) != 1 {
			t.Errorf("%v: left behind: %v, %v", sig, left, err)
		}
	}
}

// TestAReaderThatGoesAwayEndsTheWork: cdolint … | head -1.
func TestAReaderThatGoesAwayEndsTheWork(t *testing.T) {
	dir := mailSite(t, 400)
	for _, args := range append(kindsOfOutput(), []string{"facts", "."}) {
		cmd := program(t, dir, args...)
		var complaints bytes.Buffer
		cmd.Stderr = &complaints
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := bufio.NewReaderSize(out, 16).ReadString('\n'); err != nil {
			t.Errorf("%q: %v", args, err)
		}
		_ = out.Close()
		err = cmd.Wait()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGPIPE || complaints.Len() > 0 {
			t.Errorf("%q: %v, %.500q", args, err, complaints.String())
		}
	}
}

// TestAFullDisk: what could not be written is said, exit status 3, and no part
// of it is left.
func TestAFullDisk(t *testing.T) {
	dir := mailSite(t, 400)
	if runtime.GOOS == "linux" {
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = full.Close() }()
		for _, args := range append(kindsOfOutput(), [][]string{
			{"facts", "."},
			{"auth", "."},
			{"rules"},
			{"explain", "CDO001"},
			{"config", "."},
			{"version"},
			{"init", "--print"},
			{"help"},
			{"completion", "bash"},
		}...) {
			cmd := program(t, dir, args...)
			var complaints bytes.Buffer
			cmd.Stdout, cmd.Stderr = full, &complaints
			err := cmd.Run()
			if code := cmd.ProcessState.ExitCode(); code != 3 || !strings.Contains(complaints.String(), "no space left") {
				t.Errorf("%q: %v, %.500q", args, err, complaints.String())
			}
		}
	}
	// A small file system, where one may be mounted.
	small := t.TempDir()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small).Run(); err != nil {
		t.Skip("a small file system cannot be mounted here")
	}
	defer func() { _ = exec.Command("umount", small).Run() }()
	if err := os.WriteFile(filepath.Join(small, "report"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"check", "--format", "sarif", "-o", filepath.Join(small, "report"), "."},
		{"check", "--write-baseline", filepath.Join(small, "report"), "."},
		{"audit", "-o", filepath.Join(small, "report"), "."},
		{"check", "--format", "json", "-o", filepath.Join(small, "new"), "."},
	} {
		cmd := program(t, dir, args...)
		var complaints bytes.Buffer
		cmd.Stdout, cmd.Stderr = io.Discard, &complaints
		err := cmd.Run()
		if code := cmd.ProcessState.ExitCode(); code != 3 || !strings.Contains(complaints.String(), "was not written: ") || !strings.Contains(complaints.String(), "no space left") {
			t.Errorf("%q: %v, %.500q", args, err, complaints.String())
		}
		if raw, err := os.ReadFile(filepath.Join(small, "report")); err != nil || string(raw) != "old" {
			t.Errorf("%q: the file holds %d bytes, %v", args, len(raw), err)
		}
		if left, err := os.ReadDir(small); err != nil || len(left) != 1 {
			t.Errorf("%q: left behind: %v, %v", args, left, err)
		}
	}
}
