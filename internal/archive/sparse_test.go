package archive_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/cdolint/cdolint/internal/archive"
)

// sparse is the header of a file that is nothing but a hole, as GNU tar writes it.
func sparse(name string, size int) []byte {
	b := make([]byte, 512)
	copy(b, name)
	for at, field := range map[int]string{
		100: "0000644\x00", 108: "0000000\x00", 116: "0000000\x00", 124: "00000000000\x00", 136: "00000000000\x00",
		148: "        ", 156: "S", 257: "ustar  \x00",
		386: fmt.Sprintf("%011o\x00%011o\x00", size, 0), // the end of the hole, and no data
		483: fmt.Sprintf("%011o\x00", size),
	} {
		copy(b[at:], field)
	}
	sum := 0
	for _, c := range b {
		sum += int(c)
	}
	copy(b[148:], fmt.Sprintf("%06o\x00 ", sum))
	return b
}

// TestHolesCountAsUnpacked: half a kilobyte of a tar file may be a file of ten
// megabytes, and of those there may be a hundred thousand.
func TestHolesCountAsUnpacked(t *testing.T) {
	var few, many []byte
	for i := range 200 {
		few = append(few, sparse(fmt.Sprintf("%d.asp", i), 4<<10)...)
		many = append(many, sparse(fmt.Sprintf("%d.asp", i), 4<<20)...)
	}
	end := make([]byte, 1024)
	few, many = append(few, end...), append(many, end...)
	for name, raw := range map[string][]byte{"tar": few, "tar.gz": gzipOf(t, few)} {
		tree, err := open(t, raw, archive.Limits{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if b, err := tree.Read("7.asp"); err != nil || len(b) != 4<<10 {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
	}
	for name, raw := range map[string][]byte{"tar": many, "tar.gz": gzipOf(t, many)} {
		var limit *archive.LimitError
		if _, err := open(t, raw, archive.Limits{}); !errors.As(err, &limit) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
