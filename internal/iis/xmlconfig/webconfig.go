package xmlconfig

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
)

// ReadWebConfig keeps of a web.config, of a transform, or of a file that
// configSource may name, what the readers of the tree look at: the tree is read
// when files are joined, since transforms change it.
func ReadWebConfig(f *claim.Fragment, doc *xmltree.Document) {
	if root := doc.Root(); root != nil {
		prune(root, nil)
		f.Tree = root
	}
}

// prune drops the sections that hold nothing of ours. Below a section that is
// kept everything stays.
func prune(e, parent *xmltree.Element) {
	e.Text = ""
	kept := e.Children[:0]
	for _, c := range e.Children {
		switch strings.ToLower(c.Local()) {
		case "location", "system.webserver", "system.web":
			prune(c, e)
		case "security", "rewrite", "httpredirect", "httpprotocol", "authentication", "authorization", "identity", "processmodel":
		default:
			if parent != nil || e.Is("configuration") {
				continue
			}
			// A file for configSource: its root is a section.
		}
		kept = append(kept, c)
	}
	e.Children = kept
}

// ReadTree reads the tree of a web.config in a folder of the repository ("."
// for the root), with its configSource files put in and as a transform, "" for
// none, has made it.
func ReadTree(tree *xmltree.Element, folder, transform string) ([]claim.Claim, []claim.Problem) {
	r := &configReader{origin: claim.FromWebConfig, transform: transform}
	r.configuration(tree, location{scope: claim.Scope{Kind: claim.ScopeFolder, Folder: folder, Text: folderText(folder)}})
	return r.claims, r.problems
}

func folderText(folder string) string {
	if folder == "." {
		return "root folder"
	}
	return "folder " + folder
}
