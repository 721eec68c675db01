package gittree

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cdolint/cdolint/internal/filetree"
)

// errClosed is the error of reading from a tree after its end.
var errClosed = errors.New("the git tree is closed")

// errMissing is what git says of a content; the process goes on.
var errMissing = errors.New("git does not have its content here; in a partial clone, fetch it first")

// blobs reads contents by their id through a few `git cat-file --batch`
// processes, which are started when they are first needed.
type blobs struct {
	repo *Repo
	max  int64
	// lacking: a content was asked for that is not here.
	lacking atomic.Bool
	// deaths counts processes that ended early.
	deaths atomic.Int32
	// silent: one did not answer; the next would not either.
	silent atomic.Pointer[error]

	idle  chan *batch   // processes that wait for work
	room  chan struct{} // one token for each process that may yet be started
	reads atomic.Int32

	mu     sync.Mutex
	closed bool
	all    []*batch
}

// maxDeaths: git ends at each content that a partial clone lacks, for it may
// not fetch. A tree of which much is missing is not worth a process a file.
const maxDeaths = 20

// maxProcesses: one git saturates about one processor. To start one takes as
// long as to read some dozens of files, so that one more is started for each
// moreAfter of them.
const (
	maxProcesses = 4
	moreAfter    = 64
)

func newBlobs(r *Repo, maxSize int64) *blobs {
	n := min(runtime.GOMAXPROCS(0), maxProcesses)
	b := &blobs{repo: r, max: maxSize, idle: make(chan *batch, n), room: make(chan struct{}, n)}
	b.room <- struct{}{}
	return b
}

// read returns the content with an id. It is safe for concurrent use.
func (b *blobs) read(id string) ([]byte, error) {
	if b.deaths.Load() > maxDeaths {
		return nil, errMissing
	}
	if why := b.silent.Load(); why != nil {
		return nil, *why
	}
	if n := int(b.reads.Add(1)); n%moreAfter == 0 && n/moreAfter < cap(b.room) {
		b.room <- struct{}{}
	}
	p, err := b.take()
	if err != nil {
		return nil, err
	}
	raw, err := p.read(id, b.max)
	switch {
	case errors.Is(err, errMissing):
		b.lacking.Store(true)
	case errors.Is(err, ErrNoAnswer):
		b.silent.Store(&err)
	}
	if p.broken {
		b.deaths.Add(1)
		b.drop(p)
		return nil, err
	}
	b.idle <- p
	return raw, err
}

// take waits for a process; one that is running counts before a new one.
func (b *blobs) take() (*batch, error) {
	select {
	case p := <-b.idle:
		return p, nil
	default:
	}
	select {
	case p := <-b.idle:
		return p, nil
	case <-b.room:
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		b.room <- struct{}{}
		return nil, errClosed
	}
	p, err := startBatch(b.repo)
	if err != nil {
		b.room <- struct{}{}
		return nil, err
	}
	b.all = append(b.all, p)
	return p, nil
}

// drop ends a process that gave nonsense; another may take its place.
func (b *blobs) drop(p *batch) {
	_ = p.close()
	b.room <- struct{}{}
}

func (b *blobs) close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	var errs []error
	for _, p := range b.all {
		if !p.broken {
			errs = append(errs, p.close())
		}
	}
	b.all = nil
	return errors.Join(errs...)
}

// batch is one `git cat-file --batch`.
type batch struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Reader
	stderr tail
	vigil  *vigil // rests while nothing is asked
	broken bool
}

func startBatch(r *Repo) (*batch, error) {
	cmd := r.command("cat-file", "--batch")
	// refs/replace gives an id another content, and what is remembered of a
	// content is remembered by its id.
	cmd.Env = append(slices.Clip(cmd.Env), "GIT_NO_REPLACE_OBJECTS=1")
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p := &batch{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 64<<10)}
	cmd.Stderr = &p.stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p.vigil = r.watch(cmd, "cat-file", in, out)
	return p, nil
}

// read asks for one object: "id type size\ncontent\n", or "id missing\n".
func (p *batch) read(id string, limit int64) ([]byte, error) {
	p.vigil.heard()
	raw, err := p.exchange(id, limit)
	p.vigil.rest()
	if err == nil || errors.Is(err, errMissing) || errors.Is(err, filetree.ErrTooLarge) {
		return raw, err
	}
	p.broken = true
	if ended := p.vigil.ended(); ended != nil {
		return nil, ended
	}
	if errors.Is(err, io.EOF) {
		if waiting := p.close(); waiting != nil && strings.Contains(p.stderr.String(), "could not fetch") {
			return nil, errMissing
		}
	}
	return nil, err
}

func (p *batch) exchange(id string, limit int64) ([]byte, error) {
	if _, err := io.WriteString(p.in, id+"\n"); err != nil {
		return nil, err
	}
	head, err := p.out.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	fields := strings.Fields(head)
	if len(fields) == 2 && fields[1] == "missing" {
		return nil, errMissing
	}
	if len(fields) != 3 {
		return nil, fmt.Errorf("git cat-file answers %q, which cannot be understood", head)
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil || size < 0 {
		return nil, fmt.Errorf("git cat-file answers %q, which cannot be understood", head)
	}
	if size > limit {
		if _, err := io.CopyN(io.Discard, p.out, size+1); err != nil {
			return nil, err
		}
		return nil, filetree.TooLarge(size, limit)
	}
	raw := make([]byte, size)
	if _, err := io.ReadFull(p.out, raw); err != nil {
		return nil, err
	}
	_, err = p.out.Discard(1) // the line end after the content
	return raw, err
}

func (p *batch) close() error {
	p.broken = true
	p.vigil.heard()
	defer p.vigil.rest()
	_ = p.in.Close()    // then it ends
	return p.cmd.Wait() // an error, too, if it was waited for before
}
