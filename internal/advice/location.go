package advice

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis"
)

// mostLocations bounds the elements that are shown; beyond, a folder of its own
// is the better way.
const mostLocations = 5

// location is what does the first workaround for the pages of a finding alone,
// where the settings that hold for them stand in one file and hold for others,
// too: `<location>` elements of that file. ok is false where that cannot be
// said for sure.
func (a *Adviser) location(s *subject) (file, text string, ok bool) {
	if len(s.plan.Commands) > 0 || len(s.changes) == 0 {
		return "", "", false
	}
	var origin iis.Origin
	for _, c := range s.changes {
		p := c.place()
		if p == nil || file != "" && p.At.Path != file {
			return "", "", false
		}
		file, origin = p.At.Path, p.Origin
	}
	source, err := a.in.Sources.Source(file)
	if err != nil || slices.ContainsFunc(s.plan.Edits, func(e iis.Edit) bool { return e.At.Path != file }) {
		return "", "", false
	}
	var paths []string
	for _, p := range a.alone(s) {
		located, ok := "", false
		switch origin {
		case iis.FromWebConfig:
			located, ok = a.below(path.Dir(file), p)
		case iis.FromApplicationHost:
			located, ok = a.onServer(p)
		}
		if !ok || strings.ContainsAny(located, `"<>&`) || strings.Contains(strings.ToLower(source.Text), `<location path="`+strings.ToLower(located)+`"`) {
			return "", "", false
		}
		paths = append(paths, located)
	}
	if len(paths) > mostLocations {
		return "", "", false
	}
	for _, p := range paths {
		text += "<location path=\"" + p + "\">\n  <system.webServer>\n    <security>\n      <access sslFlags=\"Ssl\" />\n      <authentication>\n" +
			"        <windowsAuthentication enabled=\"false\" />\n        <anonymousAuthentication enabled=\"false\" />\n"
		if s.changesName(iis.Digest) {
			text += "        <digestAuthentication enabled=\"false\" />\n"
		}
		method := ""
		if s.changesName(iis.LogonMethod) {
			method = " logonMethod=\"ClearText\""
		}
		text += "        <basicAuthentication enabled=\"true\"" + method + " />\n      </authentication>\n    </security>\n  </system.webServer>\n</location>\n"
	}
	return file, text, true
}

func (s *subject) changesName(name iis.Name) bool {
	return slices.ContainsFunc(s.changes, func(c change) bool { return c.name == name })
}

// alone are the folders of which all pages are those of findings, and the pages
// of other folders.
func (a *Adviser) alone(s *subject) []string {
	known := a.concerned(s)
	var out []string
	for _, p := range s.pages {
		dir := path.Dir(p)
		if dir == "." || a.servesBelow(dir, known) {
			out = append(out, p)
			continue
		}
		for parent := path.Dir(dir); parent != "." && !a.servesBelow(parent, known); parent = path.Dir(parent) {
			dir = parent
		}
		out = unique(append(out, dir))
	}
	return out
}

// servesBelow reports whether a folder holds pages that no finding is about.
func (a *Adviser) servesBelow(dir string, known *concerned) bool {
	pages := a.served.pages
	i, _ := slices.BinarySearch(pages, dir+"/")
	for ; i < len(pages) && strings.HasPrefix(pages[i], dir+"/"); i++ {
		if !known.pages[pages[i]] {
			return true
		}
	}
	return false
}

// below is a page or folder as a web.config of a folder above it names it; ok is
// false where an application of another name may lie between.
func (a *Adviser) below(folder, page string) (string, bool) {
	rest, ok := below(page, folder)
	if !ok || rest == "" {
		return "", false
	}
	for _, app := range a.in.Config.Applications() {
		if in, within := below(app.Folder, folder); within && in != "" && (page == app.Folder || strings.HasPrefix(page, app.Folder+"/")) {
			return "", false
		}
	}
	return rest, true
}

// onServer is a page or folder as applicationHost.config names it.
func (a *Adviser) onServer(page string) (string, bool) {
	t := a.target(page, ".")
	if t.guessed || t.virtual == "" {
		return "", false
	}
	return t.site + "/" + t.virtual, true
}
