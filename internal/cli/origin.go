package cli

import (
	"github.com/cdolint/cdolint/internal/archive"
	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/gittree"
	"github.com/cdolint/cdolint/internal/site"
)

// origin is where a site and its configuration are read from.
type origin struct {
	config func(explicit string) (*config.Set, error)
	// tree opens the files; done releases them.
	tree func(here *config.Config) (tree filetree.Tree, done func() error, err error)
	// kind tells trees of one root apart whose files are told apart in different
	// ways; "" if nothing is to be remembered of this one.
	kind string
	// factsOnly: no rule is to be evaluated.
	factsOnly bool
	// concern, if set, tells which pages are asked for; see [site.Options]. packs
	// are the user's own, by path.
	concern func(s *site.Site, packs []string) func(page string) bool
}

// fromFolder reads a folder of the disk.
func fromFolder(root string) origin {
	return origin{
		kind:   "folder",
		config: func(explicit string) (*config.Set, error) { return config.Open(root, explicit) },
		tree: func(here *config.Config) (filetree.Tree, func() error, error) {
			tree, err := filetree.OpenFolder(root, here.Limits().FileSize)
			if err != nil {
				return nil, nil, err
			}
			tree.NoGitignore = !here.Gitignore()
			return tree, tree.Close, nil
		},
	}
}

// fromGit reads a revision or the index, in place of the folder root.
func fromGit(root string, tree *gittree.Tree) origin {
	return origin{
		kind:   "git",
		config: func(explicit string) (*config.Set, error) { return config.OpenTreeAt(tree, root, explicit) },
		tree: func(here *config.Config) (filetree.Tree, func() error, error) {
			tree.Limit(here.Limits().FileSize)
			return tree, tree.Close, nil
		},
	}
}

// fromArchive reads an archive.
func fromArchive(tree *archive.Tree) origin {
	return origin{
		config: func(explicit string) (*config.Set, error) { return config.OpenTree(tree, explicit) },
		tree: func(here *config.Config) (filetree.Tree, func() error, error) {
			tree.Limit(here.Limits().FileSize)
			return tree, tree.Close, nil
		},
	}
}

// noFiles is the tree that nothing needs to be read of.
func noFiles(*config.Config) (filetree.Tree, func() error, error) {
	return &filetree.Memory{}, func() error { return nil }, nil
}
