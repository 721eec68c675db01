package words

import "math/bits"

// The search by vectors looks at 32 places of the text at once. Every word has
// a fingerprint, four bytes of it that are rare together, and a bucket, one of
// eight. Tables tell, for the lower and for the upper half of each of the four
// bytes, to which buckets it may belong. A place that all eight tables agree
// on is a candidate, and only there words are compared. This is the algorithm
// Teddy of the library Hyperscan, with the letters of both cases in the tables.
const (
	fingerprint = group + stride - 1 // bytes
	buckets     = 8                  // a bit each
	lanes       = 32                 // places that are looked at at once
)

// vectors are the tables of a set: for each byte of the fingerprints, the
// buckets by its lower half, then those by its upper half.
type vectors [fingerprint][2][16]uint8

// candidates are those of 32 places where a fingerprint may stand.
type candidates struct {
	at   int    // the first of the places
	mask uint32 // a bit for each place, the lowest for the first
}

// halves are those that the bytes of a fingerprint may have, a bit each.
type halves [fingerprint][2]uint16

// halvesOf a fingerprint. Bytes that it lacks may be any.
func halvesOf(text string) halves {
	var h halves
	for i := range h {
		if i >= len(text) {
			h[i] = [2]uint16{0xffff, 0xffff}
			continue
		}
		c := text[i]
		h[i] = [2]uint16{1 << (c & 15), 1 << (c >> 4)}
		if 'a' <= c && c <= 'z' {
			h[i][1] |= 1 << (c &^ 0x20 >> 4)
		}
	}
	return h
}

func (h halves) with(other halves) halves {
	for i := range h {
		h[i][0] |= other[i][0]
		h[i][1] |= other[i][1]
	}
	return h
}

// width is how many texts of the length of a fingerprint have these halves.
func (h halves) width() int {
	n := 1
	for i := range h {
		n *= bits.OnesCount16(h[i][0]) * bits.OnesCount16(h[i][1])
	}
	return n
}

// newVectors puts each fingerprint into the bucket that it widens least.
func newVectors(fingerprints []string) *vectors {
	var of [buckets]halves
	for _, f := range fingerprints {
		h := halvesOf(f)
		best, least := 0, -1
		for b := range of {
			if n := of[b].with(h).width() - of[b].width(); least < 0 || n < least {
				best, least = b, n
			}
		}
		of[best] = of[best].with(h)
	}
	v := new(vectors)
	for b := range of {
		for i := range v {
			for side := range v[i] {
				for half := range v[i][side] {
					v[i][side][half] |= uint8(of[b][i][side]>>half&1) << b
				}
			}
		}
	}
	return v
}

// findByVectors is [Set.Find] for a text of at least two times [lanes] bytes.
func (s *Set) findByVectors(text []byte, hit func(word, at int) bool) {
	var room [64]candidates
	at := 0
	for more := true; more; {
		found, next := s.vectors.search(text, at, room[:])
		if !s.compareAll(text, text, 0, found, hit) {
			return
		}
		at, more = next, len(found) == len(room)
	}
	// The vectors would reach over the end: on with a copy that has room behind it.
	var rest [2*lanes + fingerprint]byte
	copy(rest[:], text[at:])
	found, _ := s.vectors.search(rest[:], 0, room[:])
	s.compareAll(text, rest[:], at, found, hit)
}

// compareAll compares the words at all candidates of a part of the text, which
// begins at from.
func (s *Set) compareAll(text, part []byte, from int, found []candidates, hit func(word, at int) bool) bool {
	for _, f := range found {
		for mask := f.mask; mask != 0; mask &= mask - 1 {
			at := f.at + bits.TrailingZeros32(mask)
			if from+at >= len(text) {
				return true // behind the end of the copy
			}
			if !s.marks.compare(text, part, from, at, hit) {
				return false
			}
		}
	}
	return true
}
