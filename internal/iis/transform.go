package iis

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/xmltree"
)

// linkedTrees is what web.config files and their transforms amount to.
type linkedTrees struct {
	fragments []*Fragment // with the claims of the trees
	variantOf map[*Fragment]string
	variants  []string
	varied    map[string][]string
	problems  []Problem
}

// linkTrees reads the trees of web.config files.
func linkTrees(fragments []*Fragment) *linkedTrees {
	l := &linkedTrees{variantOf: map[*Fragment]string{}, varied: map[string][]string{}}
	for _, f := range fragments {
		if f.Origin == FromWebConfig && f.Tree != nil && isWebConfig(f.Path) {
			l.read(f, f.Tree, "")
		}
	}
	return l
}

func isWebConfig(file string) bool { return strings.EqualFold(path.Base(file), "web.config") }

// read turns a tree into claims for the folder of its file.
func (l *linkedTrees) read(f *Fragment, tree *xmltree.Element, variant string) {
	r := &configReader{origin: FromWebConfig}
	folder := folderOf(f.Path)
	r.configuration(tree, location{scope: Scope{Kind: ScopeFolder, Folder: folder, Text: folderText(folder)}})
	out := &Fragment{Path: f.Path, Origin: FromWebConfig, Claims: r.claims}
	l.problems = append(l.problems, r.problems...)
	l.variantOf[out] = variant
	l.fragments = append(l.fragments, out)
}

func folderText(folder string) string {
	if folder == "." {
		return "root folder"
	}
	return "folder " + folder
}
