package rules

import "github.com/cdolint/cdolint/internal/source"

//go:generate go test . -run TestBuiltinPacksAreGenerated|TestRulePages|TestPacksDocument$ -update

// Builtin are the packs that come with cdolint, by name. They are YAML like
// any other; what is read from that is kept as Go in packs_generated.go, since
// to read it takes longer than to analyse a small site.
func Builtin() ([]*Pack, error) {
	packs := generatedPacks()
	for _, p := range packs {
		if err := p.complete(); err != nil {
			return nil, err
		}
	}
	return packs, nil
}

// complete adds what is not kept as Go. Where something stands in the file is
// not known: these packs are checked by the tests.
func (p *Pack) complete() error {
	p.builtin = true
	p.source = &source.File{Path: p.File}
	in := scalar{file: p.source}
	p.name = in
	for i, r := range p.Rules {
		r.Pack, r.rank, r.at = p, i, ruleScalars{in, in, in}
		if r.When != "" {
			r.when = &expression{text: r.When, in: in}
		}
		var err error
		if r.message, err = parseTemplate(in, r.Message); err != nil {
			return err
		}
		if r.Pages == "" {
			continue
		}
		if r.pages, err = parseTemplate(in, r.Pages); err != nil {
			return err
		}
	}
	return nil
}
