package config

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/config/yamltree"
	"github.com/cdolint/cdolint/internal/source"
)

// Version is the version of the format that this package reads.
const Version = 1

// document reads the keys of the whole file.
func (d *decoder) document(n *yamltree.Node) {
	f := d.file
	// once is a key that counts only in the file of the analysed folder.
	once := func(name string, read func(*yamltree.Node)) key {
		return key{name, func(n *yamltree.Node) {
			f.onlyRoot = append(f.onlyRoot, rootKey{name, f.at(n)})
			read(n)
		}}
	}
	d.mapping(n, "",
		key{"version", d.version},
		key{"site", func(n *yamltree.Node) { f.site = d.site(n, "site") }},
		key{"rules", func(n *yamltree.Node) { f.rules = d.rules(n, "rules") }},
		key{"paths", d.paths},
		key{"include", func(n *yamltree.Node) { f.include = d.globs(n, "include") }},
		key{"exclude", func(n *yamltree.Node) { f.exclude = d.globs(n, "exclude") }},
		once("extensions", d.extensions),
		once("virtualRoots", d.virtualRoots),
		once("codepage", d.codepage),
		once("packs", d.packs),
		once("limits", d.limits),
		once("failOn", func(n *yamltree.Node) {
			if w, ok := d.word(n, "failOn", []string{"error", "warning", "note", "never"}, otherLevel); ok {
				f.failOn = said[string]{w, f.at(n)}
			}
		}),
		once("gitignore", func(n *yamltree.Node) { f.gitignore = d.flag(n, "gitignore") }),
	)
}

func (d *decoder) version(n *yamltree.Node) {
	if n.Kind != yamltree.Scalar || n.Text != "1" {
		d.errorf(n, "version is 1, the only one there is, not %s; a newer cdolint may know more", yamltree.Describe(n))
	}
}

// paths reads the settings of parts of the tree.
func (d *decoder) paths(n *yamltree.Node) {
	if n.Kind != yamltree.Sequence && n.Kind != yamltree.Null {
		d.errorf(n, `paths is a list of entries that begin with "- path:", not %s`, yamltree.Describe(n))
		return
	}
	for _, item := range n.Items {
		var e pathEntry
		named := false
		d.mapping(item, "an entry of paths",
			key{"path", func(n *yamltree.Node) { e.globs, named = d.globs(n, "path"), true }},
			key{"site", func(n *yamltree.Node) { e.site = d.site(n, "site") }},
			key{"rules", func(n *yamltree.Node) { e.rules = d.rules(n, "rules") }},
		)
		if !named && (item.Kind == yamltree.Mapping || item.Kind == yamltree.Null) {
			d.errorf(item, `an entry of paths needs a path: the pages it is meant for, such as path: "apps/mail/**"`)
		}
		d.file.paths = append(d.file.paths, e)
	}
}

// extensions reads what counts as a page.
func (d *decoder) extensions(n *yamltree.Node) {
	d.mapping(n, "extensions", key{"pages", func(n *yamltree.Node) {
		out := said[[]string]{at: d.file.at(n)}
		if n.Kind == yamltree.Null {
			return
		}
		for e := range n.Elements() {
			s, ok := d.text(e, "extensions.pages", "extensions such as .asp")
			switch {
			case !ok:
			case !strings.HasPrefix(s, ".") && strings.Trim(s, "*.") != "" && !strings.ContainsAny(s, `/\`):
				d.errorf(e, `an extension begins with a dot; did you mean ".%s"?`, strings.ToLower(strings.TrimLeft(s, "*.")))
			case !validExtension(s):
				d.errorf(e, "%s is no extension such as .asp", yamltree.Quote(s))
			default:
				out.v = append(out.v, strings.ToLower(s))
			}
		}
		d.file.pages = out
	}})
}

func validExtension(s string) bool {
	return len(s) > 1 && path.Ext(s) == s && !strings.ContainsAny(s, `/\*? `)
}

// virtualRoot is an entry of "virtualRoots".
type virtualRoot struct {
	virtual, folder string
	at              Where
}

// virtualRoots reads where virtual paths lie.
func (d *decoder) virtualRoots(n *yamltree.Node) {
	switch n.Kind {
	case yamltree.Null:
		return
	case yamltree.Mapping:
	default:
		d.errorf(n, `virtualRoots holds virtual paths and their folders, such as "/common": shared/common, not %s`, yamltree.Describe(n))
		return
	}
	for _, f := range n.Fields {
		virtual := f.Key.Text
		if !strings.HasPrefix(virtual, "/") || strings.Contains(virtual, `\`) {
			d.errorf(f.Key, `a virtual path begins with "/"; did you mean "/%s"?`, strings.Trim(strings.ReplaceAll(virtual, `\`, "/"), "/"))
			continue
		}
		if folder, ok := d.inside(f.Value, "virtualRoots", "a folder"); ok {
			d.file.virtualRoots = append(d.file.virtualRoots, virtualRoot{path.Clean(virtual), folder, d.file.at(f.Key)})
		}
	}
}

// inside reads a path that must not lead out of the folder of the file.
func (d *decoder) inside(n *yamltree.Node, where, what string) (string, bool) {
	s, ok := d.text(n, where, what)
	switch {
	case !ok:
		return "", false
	case strings.Contains(s, `\`):
		d.errorf(n, `paths are written with "/" on every system; did you mean %q?`, strings.ReplaceAll(s, `\`, "/"))
	case strings.HasPrefix(s, "/") || drive(s):
		d.errorf(n, "%s takes %s relative to the folder of the configuration, not %s", where, what, yamltree.Quote(s))
	case slices.Contains(strings.Split(s, "/"), ".."):
		d.errorf(n, "%s leads out of the folder of the configuration; nothing outside is read", yamltree.Quote(s))
	case !validInside(s):
		d.errorf(n, "%s is no path", yamltree.Quote(s))
	default:
		return path.Clean(s), true
	}
	return "", false
}

// validInside reports a path that stays in the folder it starts from.
func validInside(s string) bool {
	return strings.TrimSpace(s) != "" && !strings.HasPrefix(s, "/") && !drive(s) && !strings.ContainsAny(s, "\\\x00") &&
		!slices.Contains(strings.Split(s, "/"), "..")
}

// drive reports a path such as "C:…".
func drive(s string) bool {
	return len(s) > 1 && s[1] == ':' && ('a' <= s[0]|0x20 && s[0]|0x20 <= 'z')
}

// codepage reads the encoding of files that do not say theirs.
func (d *decoder) codepage(n *yamltree.Node) {
	s, ok := d.text(n, "codepage", "the number of a Windows code page such as 949, or the name of an encoding such as euc-kr")
	if !ok {
		return
	}
	name, known := source.LookupEncoding(s)
	if !known {
		names := []string{"utf-8", "windows-1250", "windows-1251", "windows-1252", "shift_jis", "gb2312", "gbk", "big5", "euc-kr", "iso-8859-1", "iso-8859-2", "koi8-r"}
		d.errorf(n, "the code page %s is not known; %s", yamltree.Quote(s), suggest(s, names, "write the number of a Windows code page such as 949, or the name of an encoding such as euc-kr"))
		return
	}
	d.file.codepage = said[string]{name, d.file.at(n)}
}

// packs reads the files of own rule packs.
func (d *decoder) packs(n *yamltree.Node) {
	for e := range n.Elements() {
		if p, ok := d.inside(e, "packs", "files of rule packs"); ok {
			d.file.packs = append(d.file.packs, PackFile{Path: p, At: d.file.at(e), file: d.file})
		}
	}
}

// limits reads the bounds of an analysis.
func (d *decoder) limits(n *yamltree.Node) {
	f := d.file
	d.mapping(n, "limits",
		key{"fileSize", func(n *yamltree.Node) { f.fileSize = d.size(n, "limits.fileSize", minFileSize, maxFileSize) }},
		key{"includeDepth", func(n *yamltree.Node) { f.includeDepth = d.number(n, "limits.includeDepth", 1, 1000) }},
		key{"includes", func(n *yamltree.Node) { f.includes = d.number(n, "limits.includes", 1, 1_000_000) }},
	)
}
