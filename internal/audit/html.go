package audit

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
)

//go:embed page
var pageFiles embed.FS

// writeHTML writes one page that needs nothing else: no request is made to
// show it, and its policy allows none. All that comes from the analysed files is
// escaped by html/template for where it stands.
func writeHTML(w io.Writer, r *Report) error {
	style, err := pageFiles.ReadFile("page/style.css")
	if err != nil {
		return err
	}
	script, err := pageFiles.ReadFile("page/filter.js")
	if err != nil {
		return err
	}
	page, err := template.New("report.gohtml").Funcs(functions()).ParseFS(pageFiles, "page/*.gohtml")
	if err != nil {
		return err
	}
	v := newView(r)
	v.CSS, v.JS = template.CSS(style), template.JS(script) //nolint:gosec // our own files
	v.Policy = policy(style, script)
	return page.Execute(w, v)
}

// policy allows the page's own style and script, known by their hashes, and
// nothing else.
func policy(style, script []byte) template.HTMLAttr {
	hash := func(b []byte) string {
		sum := sha256.Sum256(b)
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return template.HTMLAttr(`content="default-src 'none'; style-src ` + hash(style) + `; script-src ` + hash(script) + `; base-uri 'none'; form-action 'none'"`) //nolint:gosec // made here
}
