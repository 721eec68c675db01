package deploy

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
	"github.com/cdolint/cdolint/internal/source"
)

// ReadProject reads what a project file or launchSettings.json tells the
// development server: weak. A project file may hold MSBuild tasks too.
func ReadProject(f *claim.Fragment, text string) {
	if strings.EqualFold(path.Ext(f.Path), ".json") {
		readLaunchSettings(f, text)
		return
	}
	doc := f.ParseXML(text)
	for _, root := range doc.Elements {
		root.Walk(func(e *xmltree.Element) {
			switch strings.ToLower(e.Local()) {
			case "iisexpresswindowsauthentication":
				projectClaim(f, claim.Windows, e.Text, e.Name+" "+e.Text, e.TextAt.In(e.Path), path.Dir(f.Path))
			case "iisexpressanonymousauthentication":
				projectClaim(f, claim.Anonymous, e.Text, e.Name+" "+e.Text, e.TextAt.In(e.Path), path.Dir(f.Path))
			}
		})
	}
	ReadBuild(f, doc)
}

func projectClaim(f *claim.Fragment, name claim.Name, value, raw string, at source.Place, folder string) {
	if n, normal, ok := claim.BoolSetting(name, value); ok {
		f.Claims = append(f.Claims, claim.Claim{
			Name: n, Value: normal, Raw: raw, At: at, Origin: claim.FromProject, Weak: true,
			Scope: claim.Scope{Kind: claim.ScopeFolder, Folder: folder, Text: "development server"},
		})
	}
}

// readLaunchSettings reads iisSettings of Properties/launchSettings.json.
func readLaunchSettings(f *claim.Fragment, text string) {
	tokens := script.Scan(text, script.C, 0)
	folder := path.Dir(path.Dir(f.Path))
	for i := 0; i+2 < len(tokens); i++ {
		key, value := tokens[i], tokens[i+2]
		if key.Kind != script.String || tokens[i+1].Text != ":" || value.Kind != script.Name {
			continue
		}
		at := source.Place{Path: f.Path, Pos: key.Pos, End: value.End}
		raw := text[key.Pos:value.End]
		switch key.Text {
		case "windowsAuthentication":
			projectClaim(f, claim.Windows, value.Text, raw, at, folder)
		case "anonymousAuthentication":
			projectClaim(f, claim.Anonymous, value.Text, raw, at, folder)
		}
	}
}
