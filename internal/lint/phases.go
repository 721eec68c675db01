package lint

import "time"

// Phase is a part of a run.
type Phase struct {
	Name string
	Took time.Duration
}

// phases are the parts of a run until now.
type phases struct {
	began time.Time
	done  []Phase
}

func startPhases() *phases { return &phases{began: time.Now()} }

// end ends a part; the next one begins.
func (p *phases) end(name string) {
	now := time.Now()
	p.done = append(p.done, Phase{name, now.Sub(p.began)})
	p.began = now
}
