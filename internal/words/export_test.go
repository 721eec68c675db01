package words

// WithoutVectors is the set as it is on processors that cannot search by vectors.
func (s *Set) WithoutVectors() *Set {
	without := *s
	without.vectors = nil
	return &without
}
