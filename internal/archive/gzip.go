package archive

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// readGzip reads a tar file that is packed with gzip.
func readGzip(r *bufio.Reader, packed *counter, l Limits) (*Tree, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("the archive is damaged: %w", err)
	}
	z.Multistream(false)
	m := &members{z: z, in: r}
	t, err := readTar(&bomb{r: m, packed: packed, limits: l}, packed, l)
	if err != nil {
		return nil, err
	}
	if m.more {
		t.skipped.add("", moreBehind)
	}
	return t, nil
}

// members unpacks what gzip files hold that stand one behind the other, as
// gzip does: zeros behind the last are nothing, and whatever else stands there
// is not read.
type members struct {
	z    *gzip.Reader
	in   *bufio.Reader
	more bool // something else stands there
}

// Read implements io.Reader.
func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.z.Read(p)
		switch {
		case !errors.Is(err, io.EOF):
			return n, err
		case n > 0:
			return n, nil
		}
		if head, err := m.in.Peek(2); err != nil || kindOf(head) != gzipFile {
			return 0, m.end()
		}
		if err := m.z.Reset(m.in); err != nil {
			return 0, err
		}
		m.z.Multistream(false)
	}
}

// end passes over zeros.
func (m *members) end() error {
	for !m.more {
		b, err := m.in.ReadByte()
		if err != nil {
			return err
		}
		m.more = b != 0
	}
	return io.EOF
}
