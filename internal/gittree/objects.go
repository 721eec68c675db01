package gittree

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// object is a line of ls-tree or ls-files.
type object struct {
	mode, id, path string
	stage          byte
}

// objects lists the files, one for each path.
func (r *Repo) objects(args ...string) ([]object, error) {
	cmd := r.command(args...)
	var stderr tail
	cmd.Stderr = &stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	v := r.watch(cmd, args[0], pipe)
	list, err := readObjects(listener{pipe, v})
	if err != nil {
		_ = cmd.Process.Kill() // it would wait for a reader
	}
	waiting := cmd.Wait()
	v.rest()
	switch ended := v.ended(); {
	case ended != nil:
		return nil, ended
	case err == nil && waiting != nil:
		return nil, stderr.explain(args[0], waiting)
	}
	return list, err
}

// readObjects reads "mode type id\tpath\0" and "mode id stage\tpath\0".
func readObjects(r io.Reader) ([]object, error) {
	var list []object
	in := bufio.NewReader(r)
	for {
		line, err := in.ReadSlice(0)
		if errors.Is(err, bufio.ErrBufferFull) { // a very long path
			var rest []byte
			line = bytes.Clone(line)
			rest, err = in.ReadBytes(0)
			line = append(line, rest...)
		}
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		head, name, ok := bytes.Cut(line[:len(line)-1], []byte{'\t'})
		mode, rest, _ := bytes.Cut(head, []byte{' '})
		kind, id, _ := bytes.Cut(bytes.TrimLeft(rest, " "), []byte{' '})
		id = bytes.TrimSpace(id)
		if !ok || len(mode) == 0 || len(id) == 0 || bytes.IndexByte(id, ' ') >= 0 {
			return nil, fmt.Errorf("git lists %q, which cannot be understood", line)
		}
		o := object{mode: modeOf(mode), path: string(name)}
		if len(id) > 1 {
			o.id = string(id)
		} else { // ls-files
			o.id, o.stage = string(kind), id[0]-'0'
			if o.stage > 3 {
				return nil, fmt.Errorf("git lists %q, which cannot be understood", line)
			}
		}
		if n := len(list); n > 0 && o.stage > 0 && list[n-1].path == o.path {
			if o.stage == 2 { // ours counts before the common ancestor, and before theirs
				list[n-1] = o
			}
			continue
		}
		if len(list) == maxEntries {
			return nil, errTooMany
		}
		list = append(list, o)
	}
}

// modeOf is a mode; most are the same.
func modeOf(b []byte) string {
	const plain = "100644"
	if string(b) == plain {
		return plain
	}
	return string(b)
}

// maxEntries bounds the files of one tree.
const maxEntries = 1_000_000

// errTooMany is the error of a tree with more than maxEntries files.
var errTooMany = fmt.Errorf("more than %d files", maxEntries)
