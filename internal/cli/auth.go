package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/analyzers/authentication"
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/plain"
	"github.com/cdolint/cdolint/internal/report"
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

func (a *app) authCommand() *cobra.Command {
	f := &checkFlags{}
	c := &cobra.Command{
		Use:   "auth [PATH…]",
		Short: "Print how the pages of each application are authenticated, and where that is said",
		Long: `Prints the map of a site: for each application, in which ways the requests of
its pages are authenticated, whether SSL is required, and which setting of which
file says so. web.config files with their transforms, applicationHost.config,
MetaBase.xml, scripts that set up the server, and what .cdolint.yaml asserts
are taken into account.`,
		Example: `  cdolint auth                     # the folder that you are in
  cdolint auth wwwroot/intranet
  cdolint auth --format json wwwroot > auth.json`,
		RunE: func(_ *cobra.Command, args []string) error { return a.auth(f, args) },
	}
	f.analysis(c)
	c.Flags().StringVar(&f.format, "format", "text", "write as `FORMAT`: text|json")
	return c
}

func (a *app) auth(f *checkFlags, args []string) error {
	if err := oneOf("format", f.format, []string{"text", "json"}); err != nil {
		return err
	}
	t, err := locate(args, f.root)
	if err != nil {
		return err
	}
	if err := archiveError(t.only); err != nil {
		return err
	}
	from := fromFolder(t.root)
	from.factsOnly = true
	r, err := a.run(f, t, from, (&authentication.Fact{}).Kind(), "logon")
	if err != nil {
		return err
	}
	defer r.close()
	m := authMapOf(r, newTouched(t.only...))
	if f.format == "text" {
		a.printf("%s", m.text())
		return nil
	}
	enc := json.NewEncoder(plain.JSON(a.out))
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return failure{err}
	}
	return nil
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

// text is the map for people.
func (m authMap) text() string {
	var b strings.Builder
	for i, x := range m.Applications {
		if i > 0 {
			b.WriteString("\n")
		}
		name := "application " + x.Folder
		if x.Folder == "." {
			name = "the root folder"
		}
		if x.Why != "" {
			name += " (" + x.Why + ")"
		}
		b.WriteString(report.Line(name) + "\n")
		if len(x.Ways) == 0 {
			b.WriteString("  no pages\n")
		}
		for i := range x.Ways {
			x.Ways[i].text(&b)
		}
	}
	return b.String()
}

func (w *authWay) text(b *strings.Builder) {
	const shown = 4
	folders := w.Folders
	more := ""
	if len(folders) > shown {
		more = fmt.Sprintf(" and %d more", len(folders)-shown)
		folders = folders[:shown]
	}
	pages := fmt.Sprintf("%d pages", len(w.Pages))
	if len(w.Pages) == 1 {
		pages, folders, more = "1 page", w.Pages, ""
	}
	head := w.describe()
	if w.Variant != "" {
		head += ", build configuration " + w.Variant
	}
	fmt.Fprintf(b, "  %s: %s (%s%s)\n", report.Line(head), pages, report.Line(strings.Join(folders, ", ")), more)
	for _, e := range w.Evidence {
		at := e.File
		if e.Line > 0 {
			at = fmt.Sprintf("%s:%d", e.File, e.Line)
		}
		assumed := ""
		if e.Assumed {
			assumed = " [assumed]"
		}
		fmt.Fprintf(b, "      %s: %s%s\n", report.Line(at), report.Line(e.Text), assumed)
	}
	if w.AnonymousUnsaid {
		b.WriteString("      ! Nothing says that anonymous access is off.\n")
	}
	if w.Contradiction != "" {
		fmt.Fprintf(b, "      ! %s\n", report.Line(w.Contradiction))
	}
}

// account is what anonymous requests run as, in words.
func (w *authWay) account() string {
	switch w.Account {
	case "pool":
		return "the identity of the application pool"
	case "domain":
		return "the domain account " + w.AccountName
	case "synchronised":
		return w.AccountName + ", whose password IIS synchronises"
	case "network":
		return w.AccountName + ", logon method network"
	}
	if w.AccountName != "" {
		return w.AccountName
	}
	return "the default account"
}

// describe is the way in words.
func (w *authWay) describe() string {
	var s string
	switch w.Scheme {
	case pageauth.Integrated:
		s = "Integrated Windows authentication"
	case pageauth.Digest:
		s = "Digest authentication"
	case pageauth.Basic:
		s = "Basic authentication"
	case pageauth.BasicIntegrated:
		s = "Basic beside Integrated Windows authentication"
	case pageauth.BasicDigest:
		s = "Basic beside Digest authentication"
	case pageauth.Anonymous:
		s = "anonymous access"
		s += " as " + w.account()
	case pageauth.Passport:
		s = ".NET Passport authentication, without a Windows account that is known"
	case pageauth.Denied:
		s = "every authentication is off"
	default:
		return "nothing shows the authentication"
	}
	if w.LogonMethod != "" {
		s += ", logon method " + w.LogonMethod
	}
	switch w.SSL {
	case "required":
		s += ", SSL required"
	case "redirect":
		s += ", SSL by redirect only"
	default:
		s += ", SSL not required"
	}
	if w.Source != pageauth.Configured {
		s += " (" + w.Source + ")"
	}
	return s
}
