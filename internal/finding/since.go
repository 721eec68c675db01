package finding

// Earlier finds the findings of a run among those of an earlier state of the
// same tree, by the rules of [Baseline.Apply]. Element i is the earlier form of
// now[i]; nil where there was none, which makes it news. Suppressed findings of
// the earlier state do not count: a suppression that is taken away makes news.
func Earlier(now []Finding, sources Sources, before []Finding, beforeSources Sources) []*Finding {
	old, oldIndex := entriesOf(before, beforeSources)
	found := make(map[*entry]*Finding, len(old))
	open := old[:0]
	sketches := map[string]string{}
	for i, e := range old {
		f := &before[oldIndex[i]]
		if f.Suppressed != "" {
			continue
		}
		open = append(open, e)
		found[e] = f
		if _, done := sketches[e.path]; done {
			continue
		}
		sketches[e.path] = ""
		if file, err := beforeSources.Source(e.path); err == nil {
			sketches[e.path] = Sketch(file.Text)
		}
	}
	current, index := entriesOf(now, sources)
	pair(open, current, sketches, sources)
	out := make([]*Finding, len(now))
	for i, e := range current {
		if e.matched {
			out[index[i]] = found[e.peer]
		}
	}
	return out
}
