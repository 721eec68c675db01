package advice

import (
	"fmt"
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis"
)

// differing leaves one page of those for which the same settings decide: an
// include may be reached by thousands.
func (a *Adviser) differing(pages []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, p := range pages {
		if sig := a.signature(p); !seen[sig] {
			seen[sig] = true
			out = append(out, p)
		}
	}
	return out
}

// signature names the settings that decide for a page, and the page's folder
// where that matters for what to do.
func (a *Adviser) signature(page string) string {
	if s, ok := a.signatures[page]; ok {
		return s
	}
	var b strings.Builder
	inFile := true
	list := a.in.Config.Effective(page)
	for i := range list {
		e := &list[i]
		b.WriteString(e.Variant + "|" + e.Address)
		for _, name := range []iis.Name{iis.Windows, iis.Digest, iis.Anonymous, iis.Basic, iis.SSL, iis.LogonMethod} {
			v := e.Get(name)
			if v.Setting != nil {
				fmt.Fprintf(&b, "|%s:%d=%s", v.Setting.At.Path, v.Setting.At.Pos, v.Setting.Value)
			}
			b.WriteByte('|')
		}
		s := anchor(e)
		inFile = inFile && s != nil && inXML(s.Origin)
	}
	if !inFile || len(list) == 0 { // what a command has to name
		b.WriteString(path.Dir(page))
	}
	a.signatures[page] = b.String()
	return b.String()
}

func inXML(o iis.Origin) bool {
	return o == iis.FromWebConfig || o == iis.FromApplicationHost || o == iis.FromTransform || o == iis.FromMetaBase
}
