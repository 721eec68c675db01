package command

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// adsutil follows adsutil.vbs SET key/Property value.
func (l *Line) adsutil(args []Arg) {
	args = slices.DeleteFunc(slices.Clone(args), func(a Arg) bool { // the server: -s:WEB01, wherever it stands
		return len(a.Text) > 2 && strings.EqualFold(a.Text[1:3], "s:") && strings.ContainsRune("-/", rune(a.Text[0]))
	})
	for len(args) > 0 && (strings.HasPrefix(args[0].Text, "-") || strings.HasPrefix(args[0].Text, "/")) {
		args = args[1:]
	}
	if len(args) < 2 {
		return
	}
	key := strings.Trim(strings.ReplaceAll(args[1].Text, `\`, "/"), "/")
	switch strings.ToLower(args[0].Text) {
	case "set":
		if len(args) >= 3 {
			l.adsutilSet(args, key)
		}
	case "delete":
		if scope, ok := claim.MetabaseScope(path.Dir(key)); ok {
			l.Fragment.Retract(scope, "", path.Base(key))
		}
	case "create_vdir", "create_vserv", "appcreateinproc", "appcreateoutproc", "appcreatepoolproc":
		if scope, ok := claim.MetabaseScope(key); ok && scope.Path != "" {
			l.mount(claim.Mount{
				Site: scope.Site, Path: scope.Path, Folder: path.Dir(l.Fragment.Path),
				Application: strings.HasPrefix(strings.ToLower(args[0].Text), "app"), At: l.PlaceOf(args[1]), Origin: claim.FromAdsutil,
			})
		}
	}
}

func (l *Line) adsutilSet(args []Arg, key string) {
	prop := path.Base(key)
	scope, ok := claim.MetabaseScope(path.Dir(key))
	if !ok {
		return
	}
	scope.Text = path.Dir(key)
	value := args[2].Text
	last := args[2]
	// AuthFlags 1 | 4 does not exist; a list of strings goes on in further words.
	m := claim.Mount{Site: scope.Site, Path: scope.Path, Folder: path.Dir(l.Fragment.Path), At: l.PlaceOf(args[1]), Origin: claim.FromAdsutil}
	switch strings.ToLower(prop) {
	case "path":
		m.Physical = value
	case "apppoolid":
		m.Pool = value
	default:
		if strings.Contains(value, claim.Unknown) {
			return
		}
		values, ok := claim.MetabaseProperty(prop, value)
		if !ok {
			return
		}
		for _, v := range values {
			l.claim(claim.Claim{
				Name: v.Name, Value: v.Value, Raw: "SET " + key + " " + claim.ShownProperty(prop, value), Prop: prop, ValueAt: l.literal(last, value), Origin: claim.FromAdsutil,
				Scope: scope, Metabase: true,
			}, args[1], last)
		}
		return
	}
	if scope.Kind == claim.ScopeHost && scope.Path != "" {
		l.mount(m)
	}
}

// mkwebdir follows mkwebdir.vbs -c host -w "site" -v "name","path".
func (l *Line) mkwebdir(args []Arg) {
	site := "1"
	for i := 0; i+1 < len(args); i++ {
		switch strings.ToLower(args[i].Text) {
		case "-w", "/w":
			site = args[i+1].Text
		case "-v", "/v":
			name, physical, _ := strings.Cut(args[i+1].Text, ",")
			if physical == "" && i+2 < len(args) {
				physical = args[i+2].Text
			}
			l.mount(claim.Mount{
				Site: site, Path: "/" + strings.Trim(name, `" `), Physical: strings.Trim(physical, `" `),
				Folder: path.Dir(l.Fragment.Path), At: l.PlaceOf(args[i+1]), Origin: claim.FromAdsutil,
			})
		}
	}
}

// iisvdir follows iisvdir.vbs /create site[/path] name physical and
// iisweb.vbs /create physical name, which set no authentication.
func (l *Line) iisvdir(program string, args []Arg) {
	if len(args) < 3 || !strings.EqualFold(args[0].Text, "/create") {
		return
	}
	m := claim.Mount{Folder: path.Dir(l.Fragment.Path), At: l.PlaceOf(args[1]), Origin: claim.FromAdsutil}
	if strings.HasPrefix(program, "iisweb") {
		m.Site, m.Path, m.Physical, m.Application = args[2].Text, "/", args[1].Text, true
	} else if len(args) > 3 {
		scope, ok := claim.MetabaseScope(args[1].Text) // W3SVC/1/ROOT, or the site's name
		if !ok {
			scope = claim.SiteScope(args[1].Text)
		}
		scope = scope.Below(args[2].Text)
		m.Site, m.Path, m.Physical = scope.Site, scope.Path, args[3].Text
	} else {
		return
	}
	l.mount(m)
}
