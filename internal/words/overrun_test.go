//go:build unix

package words_test

import (
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cdolint/cdolint/internal/words"
)

// Behind the text lies memory that cannot be read: whoever reaches over the
// end is ended by the system.
func TestFindReadsNothingBehindTheText(t *testing.T) {
	page := unix.Getpagesize()
	memory, err := unix.Mmap(-1, 0, 2*page, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		t.Skip(err)
	}
	defer func() { _ = unix.Munmap(memory) }()
	if err := unix.Mprotect(memory[page:], unix.PROT_NONE); err != nil {
		t.Skip(err)
	}
	set := words.New("mapi", "a.b").WithVectors()
	copy(memory[page-4:], "MAPI")
	for n := 4; n < 300; n++ {
		if got := findIn(set, memory[page-n:page:page]); len(got) != 1 || got[0] != (found{0, n - 4}) {
			t.Fatalf("in %d bytes: found %v", n, got)
		}
	}
}
