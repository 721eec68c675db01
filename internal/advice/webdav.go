package advice

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/migration"
	"github.com/cdolint/cdolint/internal/source"
)

// document is where docs/migration.md is found on the web.
const document = "https://github.com/cdolint/cdolint/blob/main/docs/migration.md"

// operation is a row of the migration table with where it is done.
type operation struct {
	migration.Operation

	places []source.Place
	folder string // the one folder that it is done in, else ""
}

// operations are what is done with the session of the finding, in the order
// of the table.
func (a *Adviser) operations(s *subject) []operation {
	type use struct {
		op migration.ID
		at source.Place
	}
	byID := map[migration.ID]*operation{}
	seen := map[use]bool{}
	for _, f := range a.index.ops[s.session] {
		o := byID[f.Operation]
		if o == nil {
			o = &operation{folder: f.Folder}
			byID[f.Operation] = o
		}
		if o.folder != f.Folder {
			o.folder = ""
		}
		if u := (use{f.Operation, f.At}); !seen[u] {
			seen[u] = true
			o.places = append(o.places, f.At)
		}
	}
	var out []operation
	for _, row := range a.rows {
		if o := byID[row.ID]; o != nil {
			o.Operation = row
			out = append(out, *o)
		}
	}
	return out
}

// webdav is the second workaround: WebDAV, or what took its place.
func (a *Adviser) webdav(s *subject) option {
	version := a.in.Assert(s.pages[0]).ExchangeVersion
	api := migration.For(version)
	o := option{
		Workaround: finding.Workaround{ID: finding.WebDAV, Title: title(api)},
		possible:   api != migration.NoInterface, begun: s.app.webdav && (api == migration.ByWebDAV || api == migration.Unknown), clears: a.index.bySession[s.session],
	}
	if api == migration.NoInterface {
		o.Summary = "Exchange " + version + " has no WebDAV, which came with Exchange 2000: no way out before an upgrade"
		o.Text = o.Summary + ".\n"
		return o
	}
	ops := a.operations(s)
	if len(s.logons) == 0 {
		credentials(&o, api, version)
		return o
	}
	o.Summary = summary(ops, api, version)
	var b strings.Builder
	b.WriteString(which(api, version))
	if len(ops) == 0 {
		b.WriteString("\nWhat is done with this session was not found in the repository; " + document + " lists every operation.\n")
	}
	b.WriteString(a.authentication(s, api))
	for i := range ops {
		a.describe(&b, &ops[i], api)
	}
	if slices.ContainsFunc(ops, func(x operation) bool { return x.WebDAV.Snippet != "" }) && (api == migration.ByWebDAV || api == migration.Unknown) {
		b.WriteString("\nThe snippets use the include file dav.inc of " + document + ".\n")
	}
	o.Text = b.String()
	return o
}

func title(api migration.Interface) string {
	switch api {
	case migration.ByEWS:
		return "Exchange Web Services instead of CDO 1.21"
	case migration.ByGraph:
		return "Microsoft Graph instead of CDO 1.21"
	default:
		return "WebDAV instead of CDO 1.21"
	}
}

// request is how an interface does an operation, in short; none says why it does not.
func request(o *migration.Operation, api migration.Interface) (name, none string) {
	switch api {
	case migration.ByEWS:
		return o.EWS.Name, o.EWS.None
	case migration.ByGraph:
		return o.Graph.Name, o.Graph.None
	default:
		return o.WebDAV.Verb, o.WebDAV.None
	}
}

// summary names the operations that matter most, with their requests.
func summary(ops []operation, api migration.Interface, version string) string {
	shown := 3
	requests := string(api) + " requests, each with credentials,"
	switch api {
	case migration.ByEWS:
		requests = "Exchange " + version + " has no WebDAV; " + requests
	case migration.ByGraph:
		requests = "Exchange " + version + " has no WebDAV; Graph requests, each with a token,"
	case migration.Unknown:
		requests = "on Exchange 2000 to 2007 (later: EWS) WebDAV requests, each with credentials,"
	default:
	}
	var named, missing []string
	count := 0
	for _, o := range slices.SortedStableFunc(slices.Values(ops), byWeight) {
		verb, none := request(&o.Operation, api)
		switch {
		case none == "":
			count++
			if o.weight() == 0 || len(named) == 0 {
				named = append(named, o.Title+" ("+verb+")")
			}
		case strings.HasPrefix(none, "not needed"):
		default:
			missing = append(missing, o.Title)
		}
	}
	if len(missing) > 0 {
		shown--
	}
	named = named[:min(len(named), shown)]
	out := requests
	switch {
	case len(ops) == 0:
		out += " take the place of CDO 1.21; what is done with this session was not found, " + document + " lists what there is"
	case count == 0 && len(missing) > 0:
		out += " take the place of CDO 1.21"
	case count == 0:
		out += " take the place of CDO 1.21; nothing that this session does needs one"
	case count == 1:
		out += " do the one operation of this session: " + english.List(named, "and")
	case len(named) < count:
		out += " do the " + english.Count(count, "operation") + " of this session, such as " + english.List(named, "and")
	default:
		out += " do the " + english.Count(count, "operation") + " of this session: " + english.List(named, "and")
	}
	if len(missing) > 0 {
		out += "; no equivalent: " + some(missing, shown)
	}
	return out
}

// weight is 0 for operations that do something and 1 for those that only
// lead to others.
func (o *operation) weight() int {
	switch o.ID {
	case migration.OpenDefaultFolder, migration.OpenFolder, migration.ListStores, migration.CurrentUser,
		migration.FindAddress, migration.SortMessages:
		return 1
	default:
		return 0
	}
}

// byWeight sorts what matters most to the front: what does something, then
// what is done in most places.
func byWeight(a, b operation) int {
	return cmp.Or(cmp.Compare(a.weight(), b.weight()), cmp.Compare(len(b.places), len(a.places)))
}

// which says which interface the site has.
func which(api migration.Interface, version string) string {
	switch api {
	case migration.ByWebDAV:
		return "Exchange " + version + " answers WebDAV requests. WebDAV is not supported from Exchange 2010 on: keep the requests in one include file.\n"
	case migration.ByEWS:
		return "WebDAV is not supported from Exchange 2010 on; Exchange " + version + " has Exchange Web Services. Look the calls up in Microsoft's documentation of that version.\n"
	case migration.ByGraph:
		return "Exchange Online has no WebDAV, and EWS is being switched off there; Microsoft Graph takes its place. It needs an OAuth2 token, not the visitor's password.\n"
	default:
		return "WebDAV works with Exchange 2000, 2003 and 2007; it is not supported from Exchange 2010 on, which has EWS. Say `site.exchange.version` in `.cdolint.yaml` to see only what fits.\n"
	}
}

// authentication says where the request gets its credentials from.
func (a *Adviser) authentication(s *subject, api migration.Interface) string {
	if api == migration.ByGraph {
		return ""
	}
	integrated := false
	for _, l := range s.logons {
		integrated = integrated || !strings.Contains(l.Auth.Scheme, "basic")
	}
	if !integrated {
		return "\nEach request needs credentials: these pages are under Basic authentication, so the visitor's are in AUTH_USER and AUTH_PASSWORD.\n"
	}
	return "\nEach request needs credentials: under Integrated Windows authentication AUTH_PASSWORD is empty, and a request without user name and password " +
		"meets the same second hop (401) unless Kerberos delegation is set up (KB314404). Hand a user name and password to `Open`, kept outside of the pages; " +
		"then Exchange sees that account for every visitor.\n"
}

// describe is an operation in full.
func (a *Adviser) describe(b *strings.Builder, o *operation, api migration.Interface) {
	b.WriteString("\n")
	switch api {
	case migration.ByEWS:
		fmt.Fprintf(b, "### %s\n\n%s\n", capital(o.Title), call(o.EWS))
	case migration.ByGraph:
		fmt.Fprintf(b, "### %s\n\n%s\n", capital(o.Title), call(o.Graph))
	default:
		b.WriteString(o.Section("###"))
		fmt.Fprintf(b, "\nLater versions: EWS %s; Graph %s.\n", call(o.EWS), call(o.Graph))
	}
	fmt.Fprintf(b, "\nUsed at %s.\n", a.places(o.places))
}

func call(c migration.Call) string {
	if c.None != "" {
		return "none: " + c.None
	}
	if c.Note != "" {
		return "`" + c.Name + "` (" + c.Note + ")"
	}
	return "`" + c.Name + "`"
}

// credentials is the advice for a WebDAV request that is there already.
func credentials(o *option, api migration.Interface, version string) {
	o.Title = "Credentials for the WebDAV request"
	o.Summary = "hand a user name and password to Open, or set up Kerberos delegation for the web server (KB314404)"
	o.Text = "WebDAV is a way out of KB918710 because credentials travel with each request; this one has none. Under Integrated Windows authentication " +
		"the token of the visitor cannot reach Exchange either (401).\n\n" +
		"- Under Basic authentication (with SSL) hand on the visitor's own: `objHttp.Open verb, url, False, Request.ServerVariables(\"AUTH_USER\"), Request.ServerVariables(\"AUTH_PASSWORD\")`.\n" +
		"- Or use an account of the application, kept outside of the pages; Exchange then sees one user for all visitors.\n" +
		"- Or set up Kerberos delegation and the proxy settings of ServerXMLHTTP (KB314404, KB291008). Unlike the MAPI provider of Exchange, HTTP can use Kerberos.\n"
	if api == migration.ByEWS || api == migration.ByGraph {
		o.Summary = "Exchange " + version + " has no WebDAV; move the request to " + string(api) + ", with credentials"
		o.Text += "\nWebDAV is not supported from Exchange 2010 on: move the request to " + string(api) + "; " + document + " names the calls.\n"
	}
	o.clears = 1
}
