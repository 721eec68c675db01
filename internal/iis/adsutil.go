package iis

import (
	"path"
	"slices"
	"strings"
)

// adsutil follows adsutil.vbs SET key/Property value.
func (s *shell) adsutil(args []arg) {
	args = slices.DeleteFunc(slices.Clone(args), func(a arg) bool { // the server: -s:WEB01, wherever it stands
		return len(a.text) > 2 && strings.EqualFold(a.text[1:3], "s:") && strings.ContainsRune("-/", rune(a.text[0]))
	})
	for len(args) > 0 && (strings.HasPrefix(args[0].text, "-") || strings.HasPrefix(args[0].text, "/")) {
		args = args[1:]
	}
	if len(args) < 2 {
		return
	}
	key := strings.Trim(strings.ReplaceAll(args[1].text, `\`, "/"), "/")
	switch strings.ToLower(args[0].text) {
	case "set":
		if len(args) >= 3 {
			s.adsutilSet(args, key)
		}
	case "delete":
		if scope, ok := metabaseScope(path.Dir(key)); ok {
			s.f.retract(scope, "", path.Base(key))
		}
	case "create_vdir", "create_vserv", "appcreateinproc", "appcreateoutproc", "appcreatepoolproc":
		if scope, ok := metabaseScope(key); ok && scope.Path != "" {
			s.f.Mounts = append(s.f.Mounts, Mount{
				Site: scope.Site, Path: scope.Path, Folder: folderOf(s.f.Path),
				Application: strings.HasPrefix(strings.ToLower(args[0].text), "app"), At: s.placeOf(args[1]), Origin: FromAdsutil,
			})
		}
	}
}

func (s *shell) adsutilSet(args []arg, key string) {
	prop := path.Base(key)
	scope, ok := metabaseScope(path.Dir(key))
	if !ok {
		return
	}
	scope.Text = path.Dir(key)
	value := args[2].text
	last := args[2]
	// AuthFlags 1 | 4 does not exist; a list of strings goes on in further words.
	m := Mount{Site: scope.Site, Path: scope.Path, Folder: folderOf(s.f.Path), At: s.placeOf(args[1]), Origin: FromAdsutil}
	switch strings.ToLower(prop) {
	case "path":
		m.Physical = value
	case "apppoolid":
		m.Pool = value
	default:
		if strings.Contains(value, Unknown) {
			return
		}
		values, ok := metabaseProperty(prop, value)
		if !ok {
			return
		}
		for _, v := range values {
			s.claim(Claim{
				Name: v.name, Value: v.value, Raw: "SET " + key + " " + shownProperty(prop, value), Prop: prop, ValueAt: s.literal(last, value), Origin: FromAdsutil,
				Scope: scope, Metabase: true,
			}, args[1], last)
		}
		return
	}
	if scope.Kind == ScopeHost && scope.Path != "" {
		s.f.Mounts = append(s.f.Mounts, m)
	}
}

// mkwebdir follows mkwebdir.vbs -c host -w "site" -v "name","path".
func (s *shell) mkwebdir(args []arg) {
	site := "1"
	for i := 0; i+1 < len(args); i++ {
		switch strings.ToLower(args[i].text) {
		case "-w", "/w":
			site = args[i+1].text
		case "-v", "/v":
			name, physical, _ := strings.Cut(args[i+1].text, ",")
			if physical == "" && i+2 < len(args) {
				physical = args[i+2].text
			}
			s.f.Mounts = append(s.f.Mounts, Mount{
				Site: site, Path: "/" + strings.Trim(name, `" `), Physical: strings.Trim(physical, `" `),
				Folder: folderOf(s.f.Path), At: s.placeOf(args[i+1]), Origin: FromAdsutil,
			})
		}
	}
}

// iisvdir follows iisvdir.vbs /create site[/path] name physical and
// iisweb.vbs /create physical name, which set no authentication.
func (s *shell) iisvdir(program string, args []arg) {
	if len(args) < 3 || !strings.EqualFold(args[0].text, "/create") {
		return
	}
	m := Mount{Folder: folderOf(s.f.Path), At: s.placeOf(args[1]), Origin: FromAdsutil}
	if strings.HasPrefix(program, "iisweb") {
		m.Site, m.Path, m.Physical, m.Application = args[2].text, "/", args[1].text, true
	} else if len(args) > 3 {
		scope := sitePath(args[1].text).below(args[2].text)
		m.Site, m.Path, m.Physical = scope.Site, scope.Path, args[3].text
	} else {
		return
	}
	s.f.Mounts = append(s.f.Mounts, m)
}
