package rules

import (
	"crypto/sha256"
	"embed"
	"fmt"
	"io/fs"

	"github.com/cdolint/cdolint/internal/source"
)

//go:generate go test . -run TestBuiltinPacksAreGenerated|TestRulePages|TestPacksDocument$ -update

//go:embed *.yaml
var builtin embed.FS

// Builtin are the packs that come with cdolint, by name. They are YAML like
// any other; what is read from that is kept as Go in packs_generated.go, since
// to read it takes longer than to analyse a small site. A pack that has
// changed since is read again.
func Builtin() ([]*Pack, error) {
	known := generatedPacks()
	return eachBuiltin(func(file string, raw []byte) (*Pack, error) {
		for i := range known {
			if known[i].pack.File == file && known[i].sum == fmt.Sprintf("%x", sha256.Sum256(raw)) {
				return known[i].pack.complete()
			}
		}
		return ParsePack(file, raw)
	})
}

// eachBuiltin makes packs of the embedded files.
func eachBuiltin(read func(file string, raw []byte) (*Pack, error)) ([]*Pack, error) {
	files, err := fs.Glob(builtin, "*.yaml")
	if err != nil {
		return nil, err
	}
	out := make([]*Pack, len(files))
	for i, file := range files {
		raw, err := builtin.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if out[i], err = read(file, raw); err != nil {
			return nil, err
		}
		out[i].builtin = true
	}
	return out, nil
}

// generated is a pack and the sum of the file that it was read from.
type generated struct {
	sum  string
	pack *Pack
}

// complete adds what is not kept as Go. Where something stands in the file is
// not known: these packs are checked by the tests.
func (p *Pack) complete() (*Pack, error) {
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
			return nil, err
		}
	}
	return p, nil
}
