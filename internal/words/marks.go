package words

import "encoding/binary"

// marks are the words by the group that their fingerprint begins with, in as
// little memory as can be: in a search by vectors they are asked once for every
// word of the text, and what was read meanwhile has pushed all else out of the
// processor's cache.
type marks struct {
	first   [1 << markBits]uint8 // by hash of the group: index in entries; 0 for none
	entries []mark
}

const (
	markBits = 8
	maxMarks = 255 // words
)

// mark is a word whose fingerprint may stand somewhere.
type mark struct {
	head
	word int32
	back int32 // how far the fingerprint lies behind the beginning of the word
	next uint8 // with the same hash; 0 for none
}

func markHash(x uint32) uint32 { return spread(x) >> (32 - markBits) }

// add adds one of at most [maxMarks] words, whose fingerprint is at an offset of it.
func (m *marks) add(text string, word, at int) {
	if m.entries == nil {
		m.entries = make([]mark, 1, 32)
	}
	h := markHash(groupOf(text[at:]))
	m.entries = append(m.entries, mark{head: headOf(text), word: int32(word), back: int32(at), next: m.first[h]})
	m.first[h] = uint8(len(m.entries) - 1)
}

// compare looks for the words whose fingerprint may stand at at, behind which there
// are two bytes more in part, a copy of the text from from on.
func (m *marks) compare(text, part []byte, from, at int, hit func(word, at int) bool) bool {
	for i := m.first[markHash(groupOf(part[at:at+group]))]; i != 0; {
		w := &m.entries[i]
		if begin := from + at - int(w.back); begin >= 0 && w.begins(text[begin:]) && !hit(int(w.word), begin) {
			return false
		}
		i = w.next
	}
	return true
}

// head is a word, to be compared eight bytes at once.
type head struct {
	word    uint64 // its first eight bytes, zeros behind a shorter one
	letters uint64 // the bit that makes letters lower-case, for each that is one
	length  uint64 // all bits of the bytes that the word has
	text    string
}

const headSize = 8 // bytes

func headOf(word string) head {
	h := head{text: word}
	for i := range min(len(word), headSize) {
		c := word[i]
		h.word |= uint64(c) << (8 * i)
		h.length |= 0xff << (8 * i)
		if 'a' <= c && c <= 'z' {
			h.letters |= 0x20 << (8 * i)
		}
	}
	return h
}

// begins reports whether text begins with the word.
func (h *head) begins(text []byte) bool {
	if len(text) < headSize {
		return HasPrefix(text, h.text)
	}
	return (binary.LittleEndian.Uint64(text)|h.letters)&h.length == h.word &&
		(len(h.text) <= headSize || HasPrefix(text[headSize:], h.text[headSize:]))
}
