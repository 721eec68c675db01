package audit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/migration"
	"github.com/cdolint/cdolint/internal/source"
)

// operations are what an application does with its CDO 1.21 sessions, in the
// order of the migration table.
func (b *builder) operations(folder string) []Operation {
	type use struct {
		members, folders []string
		pages            map[string]bool
		places           map[source.Place]bool
		list             []Place
	}
	byID := map[migration.ID]*use{}
	for _, f := range b.facts.in(folder).ops {
		u := byID[f.Operation]
		if u == nil {
			u = &use{pages: map[string]bool{}, places: map[source.Place]bool{}}
			byID[f.Operation] = u
		}
		if !slices.Contains(u.members, f.Member) && len(u.members) < 6 {
			u.members = append(u.members, f.Member)
		}
		if f.Folder != "" && !slices.Contains(u.folders, f.Folder) {
			u.folders = append(u.folders, f.Folder)
		}
		u.pages[f.Page] = true
		if !u.places[f.At] {
			u.places[f.At] = true
			u.list = append(u.list, b.place(f.At))
		}
	}
	out := []Operation{}
	for _, row := range migration.All() {
		u := byID[row.ID]
		if u == nil {
			continue
		}
		slices.Sort(u.folders)
		out = append(out, Operation{
			ID: row.ID, Title: row.Title, Group: string(row.Group), Members: u.members, Folders: u.folders,
			Pages: len(u.pages), Places: u.list,
			WebDAV: Call{Name: row.WebDAV.Request(), Note: row.WebDAV.Note, None: row.WebDAV.None},
			EWS:    Call(row.EWS), Graph: Call(row.Graph), code: row.WebDAV.Code(),
		})
	}
	return out
}

// plan fills in the effort tables of the applications of the input: one row for
// each workaround that findings carry.
func (b *builder) plan(r *Report) {
	lists := map[string][]*finding.Finding{}
	for i := range b.Result.Report.Findings {
		f := &b.Result.Report.Findings[i]
		if len(f.Workarounds) > 0 && !f.Pass && f.Suppressed == "" {
			folder := b.folderOf(f)
			lists[folder] = append(lists[folder], f)
		}
	}
	for i := range r.Applications {
		a := &r.Applications[i]
		if a.Source != b.Label {
			continue
		}
		for _, id := range []string{finding.BasicSSL, finding.WebDAV, finding.HostOnExchange} {
			if w, ok := b.way(a, id, lists[a.Folder]); ok {
				a.Plan = append(a.Plan, w)
			}
		}
		a.Graph = b.graph(a.Folder)
	}
}

// way is a workaround for all findings of an application that carry it.
func (b *builder) way(a *Application, id string, list []*finding.Finding) (Way, bool) {
	w := Way{ID: id}
	var edits []finding.Edit
	for _, f := range list {
		i := slices.IndexFunc(f.Workarounds, func(w finding.Workaround) bool { return w.ID == id })
		if i < 0 {
			continue
		}
		x := &f.Workarounds[i]
		w.Clears++
		if w.text == "" {
			w.Title, w.text = b.excerpts.Line(x.Title), b.excerpts.Text(x.Text)
		}
		summary, _, _ := strings.Cut(x.Summary, " (clears ")
		if summary = b.excerpts.Line(summary); !slices.Contains(w.Summaries, summary) {
			w.Summaries = append(w.Summaries, summary)
		}
		for _, e := range x.Edits {
			if !slices.Contains(edits, e) {
				edits = append(edits, e)
			}
		}
		for _, c := range x.Commands {
			if c = b.excerpts.Line(c); !slices.Contains(w.Commands, c) {
				w.Commands = append(w.Commands, c)
			}
		}
	}
	if w.Clears == 0 {
		return w, false
	}
	for _, c := range b.excerpts.Changes(edits, frameWidth) {
		w.Changes = append(w.Changes, Change{At: Place{Path: c.Path, Line: c.FromLine, Column: 1}, Old: c.Old, New: c.New})
	}
	w.describe(a, edits)
	return w, true
}

// describe says what a workaround takes, in numbers that were counted.
func (w *Way) describe(a *Application, edits []finding.Edit) {
	switch w.ID {
	case finding.BasicSSL:
		files := map[string]bool{}
		for _, e := range edits {
			files[e.At.Path] = true
		}
		w.Settings, w.Files = len(edits)+len(w.Commands), len(files)
		w.Work = "Configuration only: " + english.Count(len(edits), "edit") + " in " + english.Count(len(files), "file")
		if n := len(w.Commands); n > 0 {
			w.Work += ", " + english.Count(n, "command")
			if len(edits) == 0 {
				w.Work = "Configuration only: " + english.Count(n, "command") + " on the web server; the repository holds no file to edit"
			}
		}
		w.Notice = "The browser asks for name and password once a session; links and bookmarks have to be https."
		w.Mind = "Integrated and anonymous have to be off, SSL required, and the logon method must not be Network."
	case finding.WebDAV:
		files := map[string]bool{}
		none := 0
		for i := range a.Operations {
			o := &a.Operations[i]
			w.Places += len(o.Places)
			for _, p := range o.Places {
				files[p.Path] = true
			}
			if o.WebDAV.None != "" && !strings.HasPrefix(o.WebDAV.None, "not needed") {
				none++
			}
		}
		w.Files = len(files)
		w.Work = fmt.Sprintf("Code: %s at %s in %s", english.Count(len(a.Operations), "operation"), english.Count(w.Places, "place"), english.Count(w.Files, "file"))
		if len(a.Operations) == 0 {
			w.Work = "Code: what is done with the sessions was not found in the repository"
		}
		w.Notice = "Nothing, once the requests carry credentials."
		w.Mind = "A request without credentials meets the same second hop under Integrated Windows authentication (KB314404)."
		if none > 0 {
			w.Mind += " " + english.Count(none, "operation") + " without an equivalent."
		}
	case finding.HostOnExchange:
		w.Work = "Move the application; no code, no settings of authentication"
		w.Notice = "The address, unless the name moves along."
		w.Mind = "Every mailbox and public-folder replica has to be on that one machine (KB175891), and Outlook must not be installed on it (KB266418)."
	}
}
