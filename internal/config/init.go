package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/source"
)

// Seen is what was seen of a repository, the material of [Init]. Names may
// hold anything; they are quoted.
type Seen struct {
	// Pages counts files by extension: those of pages, and others that hold
	// server-side code, which some server may map to asp.dll.
	Pages []Count
	// Encodings counts files by the name of their encoding.
	Encodings []Count
	// Auth is the authentication of each application.
	Auth []SeenAuth
	// ExchangeServers are names of machines in code.
	ExchangeServers []SeenName
	// VirtualRoots are the first folders of virtual includes that lie
	// elsewhere than their path says.
	VirtualRoots []SeenRoot
}

// Count is how many files have something.
type Count struct {
	Name  string
	Files int
}

// SeenAuth is what the repository shows of the authentication of an application.
type SeenAuth struct {
	Folder  string   // "." for the root
	Methods []string // as in site.auth; empty: nothing is shown
	SSL     string   // as in site.ssl, or ""
	From    string   // where it is shown, fit for a person: "apps/mail/web.config:12"
}

// SeenName is a name of a machine and where it was seen.
type SeenName struct{ Name, From string }

// SeenRoot is a virtual folder such as "/common". Folder is where it probably
// lies, "" if nothing fits; Includes counts the includes that need it.
type SeenRoot struct {
	Virtual, Folder string
	Includes        int
}

// maxSeen is how many things of one kind are listed.
const maxSeen = 12

// docs is where docs/ is found on the web: who has the program alone has no docs.
const docs = "https://github.com/cdolint/cdolint/blob/main/docs/"

// Init writes a configuration for a repository: what is certain is set, what
// only a person can know stands there as a comment, with what was seen. Lines
// that begin with "# " are prose, those that begin with "#" and a key, or with
// "#" and more than one blank, become settings when the "#" is taken away.
// The result is valid both ways.
func Init(f Seen) []byte {
	w := &initWriter{}
	w.line("# yaml-language-server: $schema=" + SchemaURL)
	w.line("# Configuration of cdolint, begun by \"cdolint init\". Every key is optional.")
	w.line("# Take away a \"#\" before a key to set it. The manual:")
	w.line("# " + docs + "configuration.md")
	w.line("version: 1")
	w.site(f)
	w.paths(f)
	w.rules()
	w.files()
	w.pages(f)
	w.roots(f)
	w.codepage(f)
	w.rest()
	return []byte(w.String())
}

type initWriter struct{ strings.Builder }

func (w *initWriter) line(s string) { w.WriteString(s + "\n") }

func (w *initWriter) linef(format string, args ...any) { w.line(fmt.Sprintf(format, args...)) }

// seen lists what was found, bounded.
func (w *initWriter) seen(n int, item func(i int) string) {
	for i := range min(n, maxSeen) {
		w.line("# - " + item(i))
	}
	if n > maxSeen {
		w.linef("# - and %d more", n-maxSeen)
	}
}

func (w *initWriter) site(f Seen) {
	w.line("\n# How the web server is set up. Say it here where the repository does not show it, or")
	w.line("# shows something else than what runs: it counts before everything that is read.")
	if len(f.Auth) > 0 {
		w.line("# Seen in this repository:")
		w.seen(len(f.Auth), func(i int) string { return f.Auth[i].describe() })
	}
	w.line("#site:")
	w.line("#  auth: integrated         # integrated, basic, digest, anonymous, or a list of them")
	w.line("#  ssl: optional            # required or optional")
	w.line("#  logonMethod: cleartext   # of Basic: interactive, batch, network or cleartext")
	w.line("#  webServers: [WEB01]")
	w.line("#  exchange:")
	w.exchangeServers(f.ExchangeServers)
	w.line(`#    version: "2003"`)
}

func (a SeenAuth) describe() string {
	s := quoteYAML(a.Folder) + ": "
	if len(a.Methods) == 0 {
		return s + "nothing shows the authentication"
	}
	words := make([]string, len(a.Methods))
	for i, m := range a.Methods {
		words[i] = quoteYAML(m)
	}
	s += english.List(words, "and")
	if a.SSL != "" {
		s += ", SSL " + quoteYAML(a.SSL)
	}
	if a.From != "" {
		s += " (" + prose(a.From) + ")"
	}
	return s
}

// exchangeServers suggests the names that were seen, or shows one that stands for
// them.
func (w *initWriter) exchangeServers(seen []SeenName) {
	if len(seen) > 0 {
		w.line("# Seen: names of machines that may be Exchange servers")
		w.seen(len(seen), func(i int) string {
			if seen[i].From == "" {
				return quoteYAML(seen[i].Name)
			}
			return quoteYAML(seen[i].Name) + " (" + prose(seen[i].From) + ")"
		})
	}
	var names []string
	for _, s := range seen[:min(len(seen), maxSeen)] {
		if strings.TrimSpace(s.Name) != "" && !slices.Contains(names, s.Name) {
			names = append(names, s.Name)
		}
	}
	if names == nil {
		names = []string{"EX01"}
	}
	w.linef("#    servers: %s", flow(names))
}

func (w *initWriter) paths(f Seen) {
	w.line("\n# The same for parts of the tree. Of the entries that match a page the later ones count.")
	w.line("#paths:")
	n := 0
	for _, a := range f.Auth {
		if len(a.Methods) > 0 || a.Folder == "." || a.Folder == "" || n == maxSeen {
			continue
		}
		if pattern, ok := folderGlob(a.Folder); ok {
			n++
			w.line("#  - path: " + pattern)
			w.line("#    site: {auth: integrated}")
		}
	}
	if n == 0 {
		w.line(`#  - path: "apps/mail/**"`)
		w.line("#    site: {auth: basic, ssl: required}")
		w.line("#    rules: {CDO101: off}")
	}
}

// folderGlob is a pattern for all that lies in a folder, in quotes, if one can be written.
func folderGlob(folder string) (string, bool) {
	pattern := folder + "/**"
	if strings.ContainsAny(folder, "*?[]{}") || strings.TrimSpace(folder) == "" || globMistake(pattern) != "" {
		return "", false
	}
	return quoteYAML(pattern), true // it holds a star, so it stands in quotes
}

func (w *initWriter) rules() {
	w.line("\n# Packs and rules: on, off, error, warning or note. \"cdolint rules\" lists them.")
	w.line("#rules:")
	w.line("#  platform: on")
	w.line("#  CDO109: off")
	w.line("#  CDO002: note")
}

func (w *initWriter) files() {
	w.line("\n# Which files are analysed. Patterns as in .gitignore; letter case does not matter.")
	w.line(`#include: ["apps/**"]`)
	w.line(`#exclude: ["**/old/**", "*_backup.asp"]`)
}

func (w *initWriter) pages(f Seen) {
	w.line("\n# Everything that the server maps to asp.dll (the list replaces the default).")
	pages := defaultPages()
	var more []Count
	for _, c := range f.Pages {
		ext := strings.ToLower(c.Name)
		if validExtension(ext) && !slices.Contains(pages, ext) && !neverMapped(ext) && len(more) < maxSeen {
			pages = append(pages, ext)
			more = append(more, c)
		}
	}
	if len(more) > 0 {
		w.line("# Other files here hold server-side code; whether the server runs them, its mappings show:")
		w.seen(len(more), func(i int) string { return quoteYAML(more[i].Name) + ": " + files(more[i].Files) })
	}
	w.line("#extensions:")
	w.linef("#  pages: %s", flow(pages))
}

// neverMapped are the extensions of includes and of copies that people leave behind.
func neverMapped(ext string) bool {
	switch ext {
	case ".inc", ".bak", ".old", ".orig", ".org", ".tmp", ".txt", ".save", ".copy", ".vbs", ".js":
		return true
	}
	return strings.HasSuffix(ext, "~")
}

func files(n int) string {
	if n == 1 {
		return "1 file"
	}
	return fmt.Sprintf("%d files", n)
}

func (w *initWriter) roots(f Seen) {
	w.line("\n# Where virtual directories lie, for #include virtual.")
	var found, lost []SeenRoot
	for _, r := range f.VirtualRoots {
		switch {
		case !strings.HasPrefix(r.Virtual, "/") || strings.Contains(r.Virtual, `\`):
		case r.Folder == "" || !validInside(r.Folder):
			lost = append(lost, r)
		default:
			found = append(found, r)
		}
	}
	if len(lost) > 0 {
		w.line("# Includes whose folder was not found:")
		w.seen(len(lost), func(i int) string { return fmt.Sprintf("%s: %d", quoteYAML(lost[i].Virtual), lost[i].Includes) })
	}
	if len(found) == 0 {
		w.line("#virtualRoots:")
		w.line(`#  "/common": shared/common`)
		return
	}
	w.line("virtualRoots:")
	var seen []string
	for _, r := range found[:min(len(found), maxSeen)] {
		if !slices.Contains(seen, r.Virtual) {
			seen = append(seen, r.Virtual)
			w.linef("  %s: %s", quoteYAML(r.Virtual), quoteYAML(r.Folder))
		}
	}
}

func (w *initWriter) codepage(f Seen) {
	w.line("\n# The encoding of files that do not say theirs: a Windows code page or a name.")
	if len(f.Encodings) > 0 {
		w.line("# Seen:")
		w.seen(len(f.Encodings), func(i int) string {
			return fmt.Sprintf("%s: %s", quoteYAML(f.Encodings[i].Name), files(f.Encodings[i].Files))
		})
	}
	if name := usualEncoding(f.Encodings); name != "" {
		w.linef("codepage: %s", quoteYAML(name))
		return
	}
	w.line("#codepage: windows-1252")
}

func (w *initWriter) rest() {
	w.line("\n# Own rule packs: " + docs + "packs.md")
	w.line("#packs: [rules/own.yaml]")
	l := DefaultLimits()
	w.line("\n# Bounds: larger files and deeper includes are reported, not read.")
	w.line("#limits:")
	w.linef("#  fileSize: %s", formatSize(l.FileSize))
	w.linef("#  includeDepth: %d", l.IncludeDepth)
	w.linef("#  includes: %d", l.Includes)
	w.line("\n# The lowest level that makes the exit status 1: error, warning, note, or never.")
	w.line("#failOn: warning")
	w.line("\n# Whether files that .gitignore names are left out.")
	w.line("#gitignore: true")
}

// usualEncoding is the encoding that most of the files have that are not UTF-8;
// "" where it is windows-1252, for which files that declare none are taken when
// nothing else is said, and where no encoding is that of most.
func usualEncoding(seen []Count) string {
	best, all := Count{}, 0
	for _, c := range seen {
		name, ok := source.LookupEncoding(c.Name)
		if !ok || strings.HasPrefix(name, "utf-") {
			continue
		}
		all += c.Files
		if c.Files > best.Files {
			best = Count{name, c.Files}
		}
	}
	if 2*best.Files <= all || best.Name == "windows-1252" {
		return ""
	}
	return best.Name
}

// prose makes text safe for a comment.
func prose(s string) string {
	q := quoteYAML(s)
	if strings.ContainsRune(q, '\\') || !strings.HasPrefix(q, `"`) {
		return q
	}
	return q[1 : len(q)-1] // nothing was escaped
}
