package cli

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/internal/report"
)

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
	case "refusal":
		s += ", SSL by the page only"
	default:
		s += ", SSL not required"
	}
	if w.Source != pageauth.Configured {
		s += " (" + w.Source + ")"
	}
	return s
}
