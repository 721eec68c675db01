package gittree

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"testing"
	"testing/synctest"
	"time"
)

// slow takes its time for each piece.
type slow struct{ time.Duration }

func (s slow) Read(p []byte) (int, error) {
	time.Sleep(s.Duration)
	return len(p), nil
}

// TestEachPieceOfAnAnswerIsWaitedFor: not the whole of it; time is that of the test.
func TestEachPieceOfAnAnswerIsWaitedFor(t *testing.T) {
	for _, tt := range []struct {
		name  string
		piece time.Duration
		ended bool
	}{
		{"pieces in time", patience - time.Second, false},
		{"a piece too late", patience + time.Second, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &Repo{patience: patience}
				v := r.watch(&exec.Cmd{Process: &os.Process{}}, "ls-tree")
				from := listener{slow{tt.piece}, v}
				for range 5 {
					if _, err := io.ReadFull(from, make([]byte, 1)); err != nil {
						t.Fatal(err)
					}
				}
				v.rest()
				if got := v.ended(); (got != nil) != tt.ended || tt.ended && !errors.Is(got, ErrNoAnswer) {
					t.Errorf("ended: %v", got)
				}
				// Nothing is asked: it may be silent for as long as it likes.
				time.Sleep(10 * patience)
				if got := v.ended(); (got != nil) != tt.ended {
					t.Errorf("ended at rest: %v", got)
				}
			})
		})
	}
}
