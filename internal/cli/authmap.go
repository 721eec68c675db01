package cli

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/analyzers/authentication"
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/site"
)

// authMap is what `cdolint auth --format json` prints.
type authMap struct {
	Version      int       `json:"version"`
	Applications []authApp `json:"applications"`
}

// authApp is an application with the ways in which its pages are authenticated.
type authApp struct {
	Folder string    `json:"folder"` // "." for the root
	Why    string    `json:"why,omitempty"`
	Ways   []authWay `json:"authentication"`
}

// authWay is one way, and the pages that it holds for.
type authWay struct {
	Scheme        string `json:"scheme"`
	SSL           string `json:"ssl"`
	LogonMethod   string `json:"logonMethod,omitempty"`
	Account       string `json:"account,omitempty"`
	AccountName   string `json:"accountName,omitempty"`
	Source        string `json:"source"`
	Confidence    string `json:"confidence"`
	Variant       string `json:"variant,omitempty"`
	Contradiction string `json:"contradiction,omitempty"`
	// AnonymousUnsaid: nothing says that anonymous access is off.
	AnonymousUnsaid bool `json:"anonymousUnsaid,omitempty"`

	Evidence []authEvidence `json:"evidence,omitempty"`
	Folders  []string       `json:"folders"`
	Pages    []string       `json:"pages"`
}

// authEvidence is where it is said. Lines and columns are 1-based, columns in
// UTF-16 code units.
type authEvidence struct {
	Text string `json:"text"`
	regionJSON
	Assumed bool `json:"assumed,omitempty"`
}

// authMapOf groups the pages of each application by how they are
// authenticated and by what says so.
func authMapOf(r *run, only *touched) authMap {
	type key struct {
		app, scheme, ssl, method, account, source, variant, contradiction, at string
	}
	m := authMap{Version: 1, Applications: []authApp{}}
	apps := map[string]int{}
	for _, x := range r.Site.Apps {
		apps[x.Folder] = len(m.Applications)
		m.Applications = append(m.Applications, authApp{Folder: x.Folder, Why: whyApplication(x), Ways: []authWay{}})
	}
	ways := map[key]int{}
	for _, x := range r.Facts {
		f, ok := x.(*authentication.Fact)
		if !ok || len(only.names) > 0 && !only.holds(f.Page) {
			continue
		}
		i, ok := apps[f.Application]
		if !ok {
			continue
		}
		k := key{
			f.Application, f.Auth.Scheme, f.Auth.SSL, f.Auth.LogonMethod, f.Auth.Account, f.Auth.Source, f.Auth.Variant,
			f.Auth.Contradiction, fmt.Sprint(f.Deciding),
		}
		if f.Deciding.Path == f.Page { // what each page says of itself is one way
			k.at, k.contradiction = "", ""
		}
		if f.Auth.Source == pageauth.Asserted {
			k.contradiction = "" // what it overrules may differ
		}
		n, ok := ways[k]
		if !ok {
			n = len(m.Applications[i].Ways)
			ways[k] = n
			m.Applications[i].Ways = append(m.Applications[i].Ways, wayOf(f, r.Report.Sources))
		}
		w := &m.Applications[i].Ways[n]
		if n := len(w.Pages); n > 0 && w.Pages[n-1] == f.Page { // facts are in order of pages
			continue
		}
		w.Pages = append(w.Pages, f.Page)
		if dir := path.Dir(f.Page); !slices.Contains(w.Folders, dir) {
			w.Folders = append(w.Folders, dir)
		}
	}
	for i := range m.Applications {
		slices.SortStableFunc(m.Applications[i].Ways, func(a, b authWay) int {
			return cmp.Or(strings.Compare(a.Variant, b.Variant), cmp.Compare(len(b.Pages), len(a.Pages)), strings.Compare(a.Folders[0], b.Folders[0]))
		})
	}
	if len(only.names) > 0 {
		m.Applications = slices.DeleteFunc(m.Applications, func(x authApp) bool { return len(x.Ways) == 0 })
	}
	return m
}

func wayOf(f *authentication.Fact, src finding.Sources) authWay {
	w := authWay{
		Scheme: f.Auth.Scheme, SSL: f.Auth.SSL, LogonMethod: f.Auth.LogonMethod, Account: f.Auth.Account,
		Source: f.Auth.Source, Confidence: f.Auth.Confidence, Variant: f.Auth.Variant, Contradiction: finding.Redact(f.Auth.Contradiction),
		AccountName: f.Auth.AccountName, AnonymousUnsaid: f.Auth.AnonymousUnsaid,
	}
	for _, s := range f.Steps {
		if s.Kind == "authentication" {
			w.Evidence = append(w.Evidence, authEvidence{finding.Redact(s.Text), region(s.At, src), s.Assumed})
		}
	}
	return w
}

// whyApplication says what makes a folder an application.
func whyApplication(x *site.App) string {
	switch {
	case x.GlobalASA != nil:
		return path.Base(x.GlobalASA.Path)
	case x.At.IsValid():
		return x.At.Path
	}
	return ""
}
