package site

import (
	"encoding/binary"

	"github.com/cdolint/cdolint/internal/program"
)

// cursor reads what the append functions have written. Strings share the
// memory of what is read. After a failure everything is zero.
type cursor struct {
	b      string
	failed bool
}

func (c *cursor) take(n int) string {
	if n > len(c.b) {
		c.failed, c.b = true, ""
		return ""
	}
	s := c.b[:n]
	c.b = c.b[n:]
	return s
}

func (c *cursor) byte() uint8 {
	if s := c.take(1); s != "" {
		return s[0]
	}
	return 0
}

func (c *cursor) uint() uint64 {
	var n uint64
	for shift := 0; shift < 64; shift += 7 {
		b := c.byte()
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	c.failed, c.b = true, ""
	return 0
}

// number is one that is not larger than a file may be.
func (c *cursor) number() int {
	n := c.uint()
	if n > 1<<31-1 {
		c.failed, c.b = true, ""
		return 0
	}
	return int(n)
}

// count is a number of things that take a byte each, at least.
func (c *cursor) count() int {
	n := c.number()
	if n > len(c.b) {
		c.failed, c.b = true, ""
		return 0
	}
	return n
}

func (c *cursor) string() string { return c.take(c.count()) }

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// Bits of a scan.
const (
	scanTrigger = 1 << iota
	scanSetup
	scanStored
	scanVirtual // of an include
)

func bit(is bool, b uint8) uint8 {
	if is {
		return b
	}
	return 0
}

func appendScan(b []byte, s *scan) []byte {
	b = append(b, bit(s.trigger, scanTrigger)|bit(s.setup, scanSetup)|bit(s.stored, scanStored), uint8(s.language))
	b = binary.AppendUvarint(b, uint64(len(s.includes)))
	for i := range s.includes {
		ref := &s.includes[i]
		b = append(b, bit(ref.virtual, scanVirtual), uint8(ref.script))
		b = appendString(b, ref.path)
		b = binary.AppendUvarint(b, uint64(ref.at.Pos))
		b = binary.AppendUvarint(b, uint64(ref.at.End-ref.at.Pos))
	}
	b = binary.AppendUvarint(b, uint64(len(s.stores())))
	for _, st := range s.stores() {
		b = binary.LittleEndian.AppendUint64(b, uint64(st.item))
		b = binary.LittleEndian.AppendUint64(b, st.code)
	}
	b = binary.AppendUvarint(b, uint64(len(s.runs())))
	for _, p := range s.runs() {
		b = appendString(b, p)
	}
	return b
}

func (c *cursor) scan() scan {
	has := c.byte()
	s := scan{
		done: true, trigger: has&scanTrigger != 0, setup: has&scanSetup != 0, stored: has&scanStored != 0,
		language: program.Language(c.byte()),
	}
	if n := c.count(); n > 0 {
		s.includes = make([]includeRef, 0, min(n, len(c.b)/5+1))
		for i := 0; i < n && !c.failed; i++ {
			ref := includeRef{virtual: c.byte()&scanVirtual != 0, script: program.Language(c.byte()), path: c.string()}
			pos := c.number()
			ref.at = program.Span{Pos: int32(pos), End: int32(pos + c.number())}
			s.includes = append(s.includes, ref)
		}
	}
	if n := c.count(); n > 0 {
		list := make([]stored, 0, min(n, len(c.b)/16+1))
		for i := 0; i < n && !c.failed; i++ {
			list = append(list, stored{itemID(c.uint64()), c.uint64()})
		}
		s.touch().stores = list
	}
	if n := c.count(); n > 0 {
		list := make([]string, 0, n)
		for i := 0; i < n && !c.failed; i++ {
			list = append(list, c.string())
		}
		s.touch().runs = list
	}
	return s
}

func (c *cursor) uint64() uint64 {
	const size = 8
	s := c.take(size)
	if len(s) < size {
		return 0
	}
	return binary.LittleEndian.Uint64([]byte(s))
}

func appendNotices(b []byte, list []Notice) []byte {
	b = binary.AppendUvarint(b, uint64(len(list)))
	for _, n := range list {
		b = appendString(appendString(b, n.ID), n.Message)
	}
	return b
}

func (c *cursor) notices(path string) []Notice {
	n := c.count()
	if n == 0 {
		return nil
	}
	list := make([]Notice, 0, n)
	for i := 0; i < n && !c.failed; i++ {
		id := c.string()
		list = append(list, notice(id, path, c.string()))
	}
	return list
}
