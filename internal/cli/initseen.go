package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/source"
)

// seen looks at a folder for "cdolint init". A configuration that is there
// already does not count.
func (a *app) seen(dir string) (config.Seen, error) {
	t, err := locate([]string{dir}, dir)
	if err != nil {
		return config.Seen{}, err
	}
	from := fromFolder(t.root)
	from.factsOnly, from.kind = true, "" // it is looked at once
	from.config = func(string) (*config.Set, error) { return config.OpenTree(noConfig{}, "") }
	r, err := a.run(&checkFlags{}, t, from, "authentication", "logon")
	if err != nil {
		return config.Seen{}, err
	}
	defer r.close()
	var out config.Seen
	listing, err := r.tree.List([]string{"."})
	if err != nil {
		return config.Seen{}, failure{err}
	}
	pages, encodings := map[string]int{}, map[string]int{}
	for _, p := range r.Site.Pages {
		if ext := strings.ToLower(path.Ext(p.Path())); ext != ".inc" {
			pages[ext]++
		}
	}
	for name := range r.Site.Files { // includes and global.asa, too: what is said holds for all
		if f, err := r.Site.Source(name); err == nil {
			encodings[f.Encoding]++
		}
	}
	for _, e := range listing.Files {
		ext := strings.ToLower(path.Ext(e.Path))
		if _, known := r.Site.Files[e.Path]; !known && maybePage(ext) {
			if raw, err := r.tree.Read(e.Path); err == nil && holdsServerCode(raw) {
				pages[ext]++
			}
		}
	}
	out.Pages, out.Encodings = counted(pages), counted(encodings)
	out.Auth = authSeen(authMapOf(r, newTouched()))
	out.ExchangeServers = serversSeen(r)
	for _, m := range r.Site.MissingRoots() {
		out.VirtualRoots = append(out.VirtualRoots, config.SeenRoot{Virtual: m.Virtual, Folder: m.Folder, Includes: m.Includes})
	}
	return out, nil
}

// noConfig is a tree without files.
type noConfig struct{}

func (noConfig) Read(name string) ([]byte, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// counted lists counts, the largest first.
func counted(m map[string]int) []config.Count {
	var out []config.Count
	for name, n := range m {
		out = append(out, config.Count{Name: name, Files: n})
	}
	slices.SortFunc(out, func(a, b config.Count) int {
		return cmp.Or(cmp.Compare(b.Files, a.Files), strings.Compare(a.Name, b.Name))
	})
	return out
}

// maybePage reports whether files of an extension that is not that of a page
// may be pages on some server. Those of other platforms are not.
func maybePage(ext string) bool {
	switch ext {
	case "", ".aspx", ".ascx", ".ashx", ".asmx", ".master", ".cshtml", ".vbhtml", ".jsp", ".jspx", ".php", ".erb", ".ejs", ".tt",
		".js", ".vbs", ".css", ".xml", ".config", ".json", ".md", ".txt", ".sql", ".log", ".yaml", ".yml":
		return false
	}
	return maybeText("x" + ext)
}

// holdsServerCode reports whether a text holds blocks of Classic ASP.
func holdsServerCode(raw []byte) bool {
	raw = raw[:min(len(raw), source.DefaultMaxSize)]
	if !bytes.Contains(raw, []byte("<%")) {
		return false
	}
	low := bytes.ToLower(raw)
	for _, word := range []string{"response.", "request", "server.", "session(", "createobject"} {
		if bytes.Contains(low, []byte(word)) {
			return true
		}
	}
	return false
}

// authSeen sums up each application: what holds for most of its pages.
func authSeen(m authMap) []config.SeenAuth {
	var out []config.SeenAuth
	for _, x := range m.Applications {
		i := slices.IndexFunc(x.Ways, func(w authWay) bool { return w.Variant == "" && w.Source == pageauth.Configured })
		seen := config.SeenAuth{Folder: x.Folder}
		if i >= 0 {
			w := &x.Ways[i]
			switch w.Scheme {
			case pageauth.Unknown, pageauth.Denied, pageauth.Passport:
			default:
				seen.Methods = strings.Split(w.Scheme, "+")
			}
			if w.SSL == "required" || w.SSL == "optional" {
				seen.SSL = w.SSL
			}
			if len(w.Evidence) > 0 {
				seen.From = fmt.Sprintf("%s:%d", w.Evidence[0].File, w.Evidence[0].Line)
			}
		} else if len(x.Ways) == 0 {
			continue
		}
		out = append(out, seen)
	}
	return out
}

// serversSeen are the servers that ProfileInfo names.
func serversSeen(r *run) []config.SeenName {
	var out []config.SeenName
	for _, x := range r.Facts {
		f, ok := x.(*logon.Fact)
		if !ok || f.Server == "" || strings.ContainsAny(f.Server, "<>") || f.Local != "no" {
			continue
		}
		if slices.ContainsFunc(out, func(n config.SeenName) bool { return strings.EqualFold(n.Name, f.Server) }) {
			continue
		}
		at := region(f.At, r.Report.Sources)
		out = append(out, config.SeenName{Name: f.Server, From: fmt.Sprintf("%s:%d", at.File, at.Line)})
	}
	return out
}
