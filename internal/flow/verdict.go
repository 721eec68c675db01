package flow

// opposite is the verdict on the negated condition.
func (v Verdict) opposite() Verdict {
	switch v {
	case Holds:
		return Fails
	case Fails:
		return Holds
	case Maybe:
	}
	return Maybe
}

// and is the verdict on both of two conditions.
func (v Verdict) and(w Verdict) Verdict {
	switch {
	case v == Fails || w == Fails:
		return Fails
	case v == Holds && w == Holds:
		return Holds
	}
	return Maybe
}

// or is the verdict on one of two conditions.
func (v Verdict) or(w Verdict) Verdict { return v.opposite().and(w.opposite()).opposite() }
