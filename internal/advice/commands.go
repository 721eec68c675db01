package advice

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis"
)

// target is a folder as the tools of IIS name it.
type target struct {
	site    string // name, "Default Web Site" where nothing says it
	number  string // of the site, "1" where nothing says it
	virtual string // path below the root of the site, without slashes at its ends
	guessed bool   // the site and the path are a guess
	// Of a site that is none, the name or the number may still be one.
	named, numbered bool
}

// guess says in short what of the target no file says.
func (t target) guess() string {
	switch {
	case t.guessed:
		return "; site assumed"
	case !t.numbered:
		return "; number assumed"
	case !t.named:
		return "; name assumed"
	}
	return ""
}

// assumed says the same in a paragraph.
func (t target) assumed() string {
	switch {
	case t.guessed:
		return "\nNo configuration names the site: " + code(t.site) + ", number " + t.number + ", and the path " + code("/"+t.virtual) + " are assumed. Put in your own.\n"
	case !t.numbered:
		return "\nFor adsutil the number of the site is assumed: " + t.number + ". Put in your own.\n"
	case !t.named:
		return "\nFor appcmd the name of the site is assumed: " + code(t.site) + ". Put in your own.\n"
	}
	return ""
}

// target finds the site and virtual path of a folder.
func (a *Adviser) target(folder, application string) target {
	t := target{site: "Default Web Site", number: "1", guessed: true}
	best := -1
	for _, i := range a.applications(folder) {
		app := a.apps[i]
		rest, _ := below(folder, app.Folder)
		if len(app.Folder) <= best {
			continue
		}
		best = len(app.Folder)
		t.guessed = false
		if app.Site != "" && strings.Trim(app.Site, "0123456789") == "" {
			t.number, t.numbered = app.Site, true
		} else if app.Site != "" {
			t.site, t.named = app.Site, true
		}
		t.virtual = strings.Trim(path.Join(app.Virtual, rest), "/")
	}
	if best < 0 {
		// Nothing maps the folder: take the application for one below the
		// default site, by the name of its folder.
		base := path.Base(application)
		rest, ok := below(folder, application)
		if !ok {
			base, rest = ".", folder
		}
		t.virtual = strings.Trim(path.Join(strings.TrimPrefix(base, "."), rest), "/.")
	}
	return t
}

// applications are those that a folder lies in, of each folder the first, in the
// order in which the configuration names them.
func (a *Adviser) applications(folder string) []int {
	if a.appAt == nil {
		a.apps, a.appAt = a.in.Config.Applications(), map[string]int{}
		for i, app := range a.apps {
			if _, seen := a.appAt[app.Folder]; !seen && !app.Guess {
				a.appAt[app.Folder] = i
			}
		}
	}
	var out []int
	for ; ; folder = path.Dir(folder) {
		if i, ok := a.appAt[folder]; ok {
			out = append(out, i)
		}
		if folder == "." || folder == "/" {
			break
		}
	}
	slices.Sort(out)
	return out
}

// below is the part of a folder below another.
func below(folder, base string) (rest string, ok bool) {
	switch {
	case folder == base:
		return "", true
	case base == "." || base == "":
		return folder, true
	}
	return strings.CutPrefix(folder, base+"/")
}

// appcmd are the commands for IIS 7 and later (iis-docs: basicAuthentication,
// windowsAuthentication, access).
func (t target) appcmd(digest, network bool) []string {
	set := t.setConfig
	out := []string{
		set("windowsAuthentication", "enabled:false"),
		set("anonymousAuthentication", "enabled:false"),
		set("basicAuthentication", "enabled:true"),
		set("access", "sslFlags:Ssl"),
	}
	if digest {
		out = append(out, set("digestAuthentication", "enabled:false"))
	}
	if network {
		out = append(out, set("basicAuthentication", "logonMethod:ClearText"))
	}
	return out
}

// requireSSL are the commands for SSL alone, for IIS 7 and later and for IIS 5 and 6.
func (t target) requireSSL() (iis7, iis6 string) {
	return t.setConfig("access", "sslFlags:Ssl"), t.setKey("AccessSSL", "TRUE")
}

// setConfig is the command for a section of IIS 7 and later.
func (t target) setConfig(section, value string) string {
	where := t.site
	if t.virtual != "" {
		where += "/" + t.virtual
	}
	return `appcmd set config "` + where + `" /section:` + section + " /" + value + " /commit:apphost"
}

// setKey is the command for a property of the metabase.
func (t target) setKey(property, value string) string {
	key := "W3SVC/" + t.number + "/ROOT"
	if t.virtual != "" {
		key += "/" + t.virtual
	}
	return "cscript adsutil.vbs SET " + key + "/" + property + " " + value
}

// adsutil are the commands for IIS 5 and 6 (cc785637: AuthFlags 2 is Basic
// alone; ms524954: AccessSSL requires SSL; ms525650: LogonMethod 3).
func (t target) adsutil(network bool) []string {
	set := t.setKey
	out := []string{set("AuthFlags", "2"), set("AccessSSL", "TRUE")}
	if network {
		out = append(out, set("LogonMethod", "3"))
	}
	return out
}

// commands do the first workaround where the repository holds nothing to edit.
func (a *Adviser) commands(s *subject) (iis7, iis6 []string, t target) {
	digest, network := false, false
	for _, c := range s.changes {
		digest = digest || c.name == iis.Digest
		network = network || c.name == iis.LogonMethod
	}
	for _, l := range s.logons {
		digest = digest || strings.Contains(l.Auth.Scheme, "digest")
		network = network || l.Auth.LogonMethod == "network"
	}
	t = a.target(s.folder(), s.Application)
	return t.appcmd(digest, network), t.adsutil(network), t
}
