package words

import "golang.org/x/sys/cpu"

// hasVectors reports whether this processor can search by vectors. All of
// x86-64 can since about 2013 (Intel) and 2015 (AMD).
func hasVectors() bool { return cpu.X86.HasAVX2 }

// search looks for candidates from a place of the text on, as long as all that
// is read lies in the text, and as long as there is room for them. next is the
// first place that was not looked at.
func (v *vectors) search(text []byte, at int, room []candidates) (found []candidates, next int) {
	n, next := searchAVX2(v, &text[0], at, len(text)-(lanes+fingerprint-1), &room[0], len(room))
	return room[:n], next
}

// searchAVX2 looks at 32 places of the text at a time, the first of which runs
// from at to last. Behind each it reads up to 34 bytes.
//
//go:noescape
func searchAVX2(v *vectors, text *byte, at, last int, found *candidates, room int) (n, next int)
