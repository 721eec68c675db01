// Package words searches bytes for many words at once, without regard to the
// case of ASCII letters, at the speed at which memory is read: the search that
// decides which files are worth parsing.
//
// Every word is found by two neighbouring groups of three bytes, the rarest
// that it has. The text is looked at in every second place only, so that one
// of the two always lies where it is looked at; a table tells by the group
// whether a word may be here, and only then words are compared. On x86-64 the
// places where that may be are found 32 at a time, see vector.go. What else
// was measured is in docs/performance.md.
package words

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"sync/atomic"
)

// group is how many bytes the table is asked about, stride how far the places
// lie apart at which it is asked.
const (
	group  = 3
	stride = 2
)

const (
	tableBits = 14
	tableSize = 1 << tableBits
)

// Set is a set of words to search for. It is safe for concurrent use.
type Set struct {
	words []string // lower case
	// table holds, for the hash of a group, the number of its list.
	table [tableSize]uint8
	lists [][]candidate

	searched atomic.Int64               // bytes, until there are vectors
	vectors  atomic.Pointer[fastSearch] // nil at first, or for good: see fast
}

// candidate is a word that a group may belong to, and how far the group lies
// behind the beginning of the word; -1 for the byte before it.
type candidate struct {
	word int32
	back int32
}

// MinLength is the length in bytes of the shortest word that is searched for.
const MinLength = group

// New makes a set of words, in lower case, of at least [MinLength] bytes. It
// panics on shorter ones: what can be searched for is decided when the program
// is written.
func New(list ...string) *Set {
	s := &Set{words: slices.Clone(list), lists: make([][]candidate, 1, 2*len(list)+1)}
	for i, w := range s.words {
		if len(w) < MinLength {
			panic("words: too short: " + w)
		}
		if len(w) == group { // in one of two places, it lies between the groups
			s.add(w, candidate{word: int32(i)})
			for c := range 256 {
				s.add(string([]byte{byte(c)})+w[:2], candidate{word: int32(i), back: -1})
			}
			continue
		}
		at := rarest(w)
		for back := at; back < at+stride; back++ {
			s.add(w[back:], candidate{word: int32(i), back: int32(back)})
		}
	}
	return s
}

// Len is the number of words.
func (s *Set) Len() int { return len(s.words) }

// Word is the word of a number.
func (s *Set) Word(i int) string { return s.words[i] }

func (s *Set) add(text string, c candidate) {
	h := hash(groupOf(text))
	n := s.table[h]
	if n == 0 {
		if len(s.lists) > math.MaxUint8 { // many words: groups share the last list
			n = math.MaxUint8
		} else {
			n = uint8(len(s.lists))
			s.lists = append(s.lists, nil)
		}
		s.table[h] = n
	}
	// Those of a word are added one after the other: if c is there, it is near the end.
	for i := len(s.lists[n]) - 1; i >= 0 && s.lists[n][i].word == c.word; i-- {
		if s.lists[n][i] == c {
			return
		}
	}
	s.lists[n] = append(s.lists[n], c)
}

// groupOf the beginning of a text.
func groupOf[T string | []byte](text T) uint32 {
	return uint32(text[0]) | uint32(text[1])<<8 | uint32(text[2])<<16
}

// hash of a group in the low 24 bits of x.
func hash(x uint32) uint32 { return spread(x) >> (32 - tableBits) }

// spread spreads a group over all bits, the upper ones best. Clearing bit 5 makes
// upper-case letters of lower-case ones, and the same of some other bytes: tables
// only say what may be.
func spread(x uint32) uint32 { return x & 0xdfdfdf * 0x9e3779b1 }

// rarest is the offset in w of the two neighbouring groups that are rarest in
// text.
func rarest(w string) int {
	best, at := math.MaxInt, 0
	for i := 0; i+group+stride-1 <= len(w); i++ {
		n := 0
		for j := range stride {
			n += frequencyOf(w[i+j : i+j+group])
		}
		if n < best {
			best, at = n, i
		}
	}
	return at
}

// everywhere are pieces of what most pages are full of: of table and variable,
// page and language, and so on. A group of them is common although its letters are
// not: in 100 MB of pages, nine tenths of what looked like a word was "able".
const everywhere = "able page encode ding font align width height border color script function response request server write tion ing ment"

// frequencyOf tells how common a group is beside others.
func frequencyOf(g string) int {
	n := frequency(g[0]) * frequency(g[1]) * frequency(g[2])
	if strings.Contains(everywhere, g) {
		n *= 16
	}
	return n
}

// frequency is about how often a byte stands in 1,000 bytes of pages.
func frequency(c byte) int {
	switch c {
	case 'e', 't':
		return 60
	case 'r', 's', 'a', 'i', 'n', 'o':
		return 45
	case 'l', 'd', 'c':
		return 28
	case 'p', 'u', 'm', 'f', 'h':
		return 18
	case 'b', 'g', 'y', 'w', 'v', '0', '1', '.', '=', '"', '<':
		return 10
	}
	return 3
}

// Find calls hit once for each place of text where a word stands, with the
// number of the word and the offset of its first byte, until hit returns
// false. Words that overlap or lie close together may come out of order; the
// places of one word are in text order.
func (s *Set) Find(text []byte, hit func(word, at int) bool) {
	if len(text) >= 2*lanes {
		if v := s.fast(len(text)); v != nil {
			v.find(text, hit)
			return
		}
	}
	i := 0
	// Three groups of each eight bytes that are read together.
	for ; i+8 <= len(text); i += 3 * stride {
		x := binary.LittleEndian.Uint64(text[i:])
		a := s.table[hash(uint32(x))]
		b := s.table[hash(uint32(x>>16))]
		c := s.table[hash(uint32(x>>32))]
		if a|b|c == 0 {
			continue
		}
		if a != 0 && !s.compare(text, i, a, hit) ||
			b != 0 && !s.compare(text, i+stride, b, hit) ||
			c != 0 && !s.compare(text, i+2*stride, c, hit) {
			return
		}
	}
	for ; i < len(text); i += stride {
		var x uint32
		for j := min(len(text), i+group) - 1; j >= i; j-- {
			x = x<<8 | uint32(text[j])
		}
		if n := s.table[hash(x)]; n != 0 && !s.compare(text, i, n, hit) {
			return
		}
	}
}

// compare looks for the words that have a group which may stand at at.
func (s *Set) compare(text []byte, at int, list uint8, hit func(word, at int) bool) bool {
	for _, c := range s.lists[list] {
		from := at - int(c.back)
		if from < 0 || !HasPrefix(text[from:], s.words[c.word]) {
			continue
		}
		if !hit(int(c.word), from) {
			return false
		}
	}
	return true
}

// HasPrefix reports whether text begins with a word in lower case, in any case.
func HasPrefix(text []byte, word string) bool {
	if len(text) < len(word) {
		return false
	}
	for i := range len(word) {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
