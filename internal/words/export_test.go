package words

import "math"

// WithoutVectors is the set as it is on processors that cannot search by vectors.
func (s *Set) WithoutVectors() *Set {
	without := &Set{words: s.words, table: s.table, lists: s.lists}
	without.searched.Store(math.MinInt64)
	return without
}

// WithVectors is the set as it is when much was searched.
func (s *Set) WithVectors() *Set {
	if hasVectors() && len(s.words) <= maxMarks {
		s.makeVectors()
	}
	return s
}

// LongSearch is how many bytes are searched before vectors are made.
const LongSearch = longSearch

// HasVectors reports whether the set searches by vectors.
func (s *Set) HasVectors() bool { return s.vectors.Load() != nil }

// CanHaveVectors reports whether it ever may.
func CanHaveVectors() bool { return hasVectors() }
