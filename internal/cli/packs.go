package cli

import (
	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/rules"
)

// loadPacks are the built-in packs, those that the configuration of the folder
// that we are in names, and those of the files, checked.
func loadPacks(files []string) (packs []*rules.Pack, err error) {
	t, err := locate(nil, "")
	if err != nil {
		return nil, err
	}
	defer func() { err = fromHere(err, t.root, files...) }()
	conf, err := config.Open(t.root, "")
	if err != nil {
		return nil, configError(err)
	}
	defer func() { _ = conf.Close() }()
	return allPacks(conf, conf.Focus(t.scopes[0]).Packs(), files)
}

// allPacks are the built-in packs, those of the configuration, and those of
// the command line, checked. A pack that is named twice counts once.
func allPacks(conf *config.Set, own []config.PackFile, files []string) ([]*rules.Pack, error) {
	packs, err := rules.Builtin()
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{} // by content
	add := func(name string, raw []byte, err error) error {
		if err != nil {
			return usageError{err}
		}
		if seen[string(raw)] {
			return nil
		}
		seen[string(raw)] = true
		p, err := rules.ParsePack(name, raw)
		if err != nil {
			return usageError{err}
		}
		packs = append(packs, p)
		return nil
	}
	for _, file := range own {
		raw, err := conf.ReadPack(file)
		if err := add(file.Name(), raw, err); err != nil {
			return nil, err
		}
	}
	for _, file := range files {
		raw, err := config.ReadNamed(file)
		if err != nil {
			return nil, usagef("--packs %s: %w", file, unwrapPath(err))
		}
		if err := add(file, raw, nil); err != nil {
			return nil, err
		}
	}
	if err := lint.CheckPacks(packs); err != nil {
		return nil, usageError{err}
	}
	return packs, nil
}
