package words

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"
)

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

// sieve chooses the fingerprints of words, and their buckets: words of a bucket
// share tables, in which a half of one byte goes with a half of any other.
type sieve struct {
	of     [buckets]halves
	rates  [buckets]uint64 // how much of a text is let through by each bucket
	common commonness
}

// choices is how many fingerprints of each word are tried, the rarest.
const choices = 3

// newVectors makes the tables for some words; at are the offsets in the words of
// their fingerprints. Words whose rarest bytes are common come first, as long as
// the buckets are empty: each is put where it lets the least text through.
func newVectors(words []string) (v *vectors, at []int) {
	s := sieve{common: commonBytes()}
	type choice struct {
		word int
		list [choices]int // offsets of fingerprints
		n    int
		rate uint64 // of the first
	}
	todo := make([]choice, len(words))
	for i, w := range words {
		c := choice{word: i}
		var rates [choices]uint64
		for from := 0; from == 0 || from+fingerprint <= len(w); from++ {
			rate := s.rate(w[from:min(from+fingerprint, len(w))])
			n := c.n
			for n > 0 && rate < rates[n-1] {
				n--
			}
			if n == choices {
				continue
			}
			copy(c.list[n+1:], c.list[n:])
			copy(rates[n+1:], rates[n:])
			c.list[n], rates[n], c.n = from, rate, min(c.n+1, choices)
		}
		c.rate, todo[i] = rates[0], c
	}
	slices.SortStableFunc(todo, func(a, b choice) int { return cmp.Compare(b.rate, a.rate) })
	at = make([]int, len(words))
	for _, c := range todo {
		at[c.word] = s.put(words[c.word], c.list[:c.n])
	}
	return s.tables(), at
}

// rate is how much of a text looks like a fingerprint, beside others.
func (s *sieve) rate(text string) uint64 {
	n := s.common.rate(halvesOf(text))
	for i := 0; i+group <= len(text); i++ {
		if strings.Contains(everywhere, text[i:i+group]) {
			return n * 16
		}
	}
	return n
}

// put chooses one of the fingerprints of a word, and its bucket.
func (s *sieve) put(word string, offsets []int) (at int) {
	bucket, least, rate := 0, uint64(math.MaxUint64), uint64(0)
	for _, o := range offsets {
		h := halvesOf(word[o:min(o+fingerprint, len(word))])
		for b := range s.of {
			if n := s.common.rate(s.of[b].with(h)); n-s.rates[b] < least {
				bucket, least, rate, at = b, n-s.rates[b], n, o
			}
		}
	}
	s.of[bucket] = s.of[bucket].with(halvesOf(word[at:min(at+fingerprint, len(word))]))
	s.rates[bucket] = rate
	return at
}

func (s *sieve) tables() *vectors {
	v := new(vectors)
	for b := range s.of {
		for i := range v {
			for side := range v[i] {
				for half := range v[i][side] {
					v[i][side][half] |= uint8(s.of[b][i][side]>>half&1) << b
				}
			}
		}
	}
	return v
}

// commonness is how common the bytes with some lower half are, by the set of
// their upper halves: of printable ASCII, from the space on, in which words are.
type commonness [16][1 << printable]uint16

const printable = 6 // upper halves, behind those of control characters

// commonBytes is how often bytes stand in some 1,000 of pages, by [frequency].
func commonBytes() (c commonness) {
	for lower := range c {
		for set := 1; set < len(c[lower]); set++ {
			upper := 8 - printable + bits.TrailingZeros(uint(set))
			c[lower][set] = c[lower][set&(set-1)] + uint16(inPages(byte(upper<<4|lower)))
		}
	}
	return c
}

// inPages is [frequency] for all of printable ASCII.
func inPages(c byte) int {
	switch {
	case c == ' ':
		return 100
	case 'A' <= c && c <= 'Z':
		return 1 + frequency(c|0x20)/8
	}
	return frequency(c)
}

// rate is how common texts with some halves are, beside others.
func (c *commonness) rate(h halves) uint64 {
	n := uint64(1)
	for i := range h {
		sum := 1 // for all others
		upper := h[i][1] >> (8 - printable) & (1<<printable - 1)
		for lower := h[i][0]; lower != 0; lower &= lower - 1 {
			sum += int(c[bits.TrailingZeros16(lower)][upper])
		}
		n *= uint64(sum)
	}
	return n
}

// fastSearch is the search by vectors for the words of a set.
type fastSearch struct {
	vectors *vectors
	marks   marks
}

// longSearch is how many bytes have to be searched before the tables of vectors
// are made: that takes as long as to search half a megabyte without. Few files of
// a commit never get there.
const longSearch = 512 << 10 // bytes

// fast is the search by vectors, to search some bytes more: nil as long as that
// is not worth it, where the processor has no vectors, or if the words are too many.
func (s *Set) fast(bytes int) *fastSearch {
	if v := s.vectors.Load(); v != nil || !hasVectors() || len(s.words) > maxMarks {
		return v
	}
	if n := s.searched.Add(int64(bytes)); n >= longSearch && n-int64(bytes) < longSearch {
		s.makeVectors()
	}
	return s.vectors.Load()
}

func (s *Set) makeVectors() {
	v, at := newVectors(s.words)
	f := &fastSearch{vectors: v}
	for i, w := range s.words {
		f.marks.add(w, i, at[i])
	}
	s.vectors.Store(f)
}

// find is [Set.Find] for a text of at least two times [lanes] bytes.
func (s *fastSearch) find(text []byte, hit func(word, at int) bool) {
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
func (s *fastSearch) compareAll(text, part []byte, from int, found []candidates, hit func(word, at int) bool) bool {
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
