package finding

import (
	"strconv"
	"sync"
	"unicode/utf8"
)

// The parameters of GitHub's line hash, as code scanning computes it
// (github/codeql-action, src/fingerprints.ts).
const (
	hashBase   = 37
	hashWindow = 100    // UTF-16 code units
	hashEOF    = 0xFFFF // stands at the end of the file, before the zeros
)

// LineHash is GitHub's primaryLocationLineHash of one line: a hash of the 100
// UTF-16 code units from the start of the line on, blanks and tabs not counted,
// so that a line keeps its hash when others move it.
type LineHash struct {
	Hash  uint64
	Count int // 1 for the first line of the file with this hash, 2 for the second …
}

// String is the form that SARIF holds: the hash in hexadecimal without leading
// zeros, a colon, the count.
func (h LineHash) String() string {
	return strconv.FormatUint(h.Hash, 16) + ":" + strconv.Itoa(h.Count)
}

// LineHashes computes the hash of every line of a file. Element 0 is line 1; a
// file that ends in a line break has one more, empty, line after it. CR, LF and
// CRLF each end a line.
//
// The bytes are read as UTF-8, and every ill-formed sequence as one U+FFFD, as
// WHATWG and so GitHub's own code do: a page in windows-1252 gets the hash that
// GitHub would compute for it, which a hash of the rightly decoded text is not.
// A byte-order mark counts as a character.
func LineHashes(raw []byte) []LineHash {
	h, _ := hashers.Get().(*lineHasher)
	defer hashers.Put(h)
	h.reset(len(raw))
	for i := 0; i < len(raw); {
		c := raw[i]
		if c < utf8.RuneSelf {
			h.unit(uint16(c))
			i++
			continue
		}
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			n = illFormed(raw[i:])
		}
		i += n
		if r > 0xFFFF { // a pair of surrogates
			r -= 0x10000
			h.unit(uint16(0xD800 + r>>10))
			h.unit(uint16(0xDC00 + r&0x3FF))
			continue
		}
		h.unit(uint16(r))
	}
	return h.finish()
}

// lineHasher is a Rabin–Karp hash over a ring of the last 100 code units. The
// hash of a line is known when the ring comes round to its first unit.
type lineHasher struct {
	window [hashWindow]uint16
	starts [hashWindow]int32 // the line that starts at this unit, 0 for none
	index  int
	hash   uint64
	first  uint64 // hashBase to the power hashWindow: the weight of the unit that leaves

	line      int32
	lineStart bool
	afterCR   bool
	counts    map[uint64]int
	out       []LineHash
}

// hashers keep their tables for the next file.
var hashers = sync.Pool{New: func() any { return &lineHasher{counts: map[uint64]int{}} }}

// reset makes the hasher ready for a file of so many bytes.
func (h *lineHasher) reset(size int) {
	const large = 10_000 // lines, of which hardly a file has as many
	counts := h.counts
	if len(counts) > large {
		counts = map[uint64]int{}
	}
	clear(counts)
	*h = lineHasher{lineStart: true, first: 1, counts: counts, out: make([]LineHash, 0, size/32+1)}
	for range hashWindow {
		h.first *= hashBase
	}
}

func (h *lineHasher) unit(c uint16) {
	if c == ' ' || c == '\t' || (h.afterCR && c == '\n') {
		h.afterCR = false
		return
	}
	h.afterCR = c == '\r'
	if h.afterCR {
		c = '\n'
	}
	h.emit()
	if h.lineStart {
		h.line++
		h.starts[h.index] = h.line
	}
	h.lineStart = c == '\n'
	h.push(c)
}

// emit gives out the line whose first unit is about to leave the ring. Lines
// leave in the order in which they came.
func (h *lineHasher) emit() {
	if h.starts[h.index] == 0 {
		return
	}
	h.starts[h.index] = 0
	h.counts[h.hash]++
	h.out = append(h.out, LineHash{Hash: h.hash, Count: h.counts[h.hash]})
}

func (h *lineHasher) push(c uint16) {
	h.hash = h.hash*hashBase + uint64(c) - h.first*uint64(h.window[h.index])
	h.window[h.index] = c
	if h.index++; h.index == hashWindow {
		h.index = 0
	}
}

func (h *lineHasher) finish() []LineHash {
	h.unit(hashEOF)
	for range hashWindow {
		h.emit()
		h.push(0)
	}
	out := h.out
	h.out = nil
	return out
}

// illFormed is the length in bytes of the ill-formed sequence at the start of b
// that one U+FFFD stands for: the longest beginning of a well-formed sequence,
// at least one byte (Unicode 3.9, "maximal subpart"). Go's decoder always takes
// one byte; the two differ for windows-1252 text such as "é’".
func illFormed(b []byte) int {
	lo, hi, need := byte(0x80), byte(0xBF), 0
	switch c := b[0]; {
	case c >= 0xC2 && c <= 0xDF:
		need = 1
	case c >= 0xE0 && c <= 0xEF:
		need = 2
		if c == 0xE0 {
			lo = 0xA0
		} else if c == 0xED {
			hi = 0x9F
		}
	case c >= 0xF0 && c <= 0xF4:
		need = 3
		if c == 0xF0 {
			lo = 0x90
		} else if c == 0xF4 {
			hi = 0x8F
		}
	}
	n := 1
	for n <= need && n < len(b) && b[n] >= lo && b[n] <= hi {
		lo, hi = 0x80, 0xBF
		n++
	}
	return n
}
