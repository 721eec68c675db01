package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// stdout is what stands for standard output where a file can be named.
const stdout = "-"

// checkOutput complains, before any work is done, about files that cannot be
// written because of how they are called.
func checkOutput(flag, name string) error {
	if name == "" || name == stdout {
		return nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return usagef("--%s %s: a folder", flag, name)
	}
	if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
		return usagef("--%s %s: there is no folder %s", flag, name, filepath.Dir(name))
	}
	return nil
}

// writeFile writes a file so that it is whole or as it was: through a temporary
// one beside it, which takes its place. A device or pipe is written to as it
// is. Links stay, and what they lead to is replaced.
func writeFile(name string, write func(io.Writer) error) error {
	err := writeThrough(name, write)
	if err != nil {
		return failure{fmt.Errorf("%s was not written: %w", name, unwrapPath(err))}
	}
	return nil
}

func writeThrough(name string, write func(io.Writer) error) error {
	mode := fs.FileMode(0o644)
	switch info, err := os.Stat(name); {
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return writeAndClose(f, write)
	case err == nil:
		mode = info.Mode().Perm()
		if name, err = filepath.EvalSymlinks(name); err != nil {
			return err
		}
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	err = writeAndClose(interruptible{tmp, signals}, write)
	if err == nil {
		err = os.Chmod(tmp.Name(), mode)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		_ = os.Remove(tmp.Name()) // the error that is told is the first one
	}
	return err
}

// errInterrupted is the end of a file that is not wanted any more.
var errInterrupted = errors.New("interrupted")

// interruptible is a file that is written until the program is told to stop.
type interruptible struct {
	*os.File

	signals <-chan os.Signal
}

func (f interruptible) Write(p []byte) (int, error) {
	select {
	case <-f.signals:
		return 0, errInterrupted
	default:
		return f.File.Write(p)
	}
}

func writeAndClose(f io.WriteCloser, write func(io.Writer) error) error {
	w := bufio.NewWriterSize(f, 16<<10)
	err := write(w)
	if err == nil {
		err = w.Flush()
	}
	return errors.Join(err, f.Close())
}

// replaceFile puts a file into a folder, through a temporary one. A link of
// that name is replaced, not followed: where it leads, somebody else has chosen.
func replaceFile(dir, name string, content []byte) error {
	tmp, err := os.CreateTemp(dir, name+".*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(content)
	err = errors.Join(err, tmp.Close())
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644) //nolint:gosec // the configuration is for everybody to read
	}
	if err == nil {
		err = os.Rename(tmp.Name(), filepath.Join(dir, name))
	}
	if err != nil {
		_ = os.Remove(tmp.Name()) // the error that is told is the first one
	}
	return err
}
