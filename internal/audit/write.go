package audit

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/plain"
)

// Formats are the names that [Write] knows, the default first.
func Formats() []string { return []string{"html", "json", "csv"} }

// Write writes the report in the format of that name. The error is that of w, or
// says that there is no such format.
func Write(w io.Writer, name string, r *Report) error {
	b := bufio.NewWriterSize(w, 64<<10)
	var err error
	switch name {
	case "html":
		err = writeHTML(plain.Writer(b), r)
	case "json":
		err = writeJSON(plain.JSON(b), r)
	case "csv":
		err = writeCSV(b, r)
	default:
		return fmt.Errorf("there is no format %q; formats are %s", name, strings.Join(Formats(), ", "))
	}
	if err != nil {
		return err
	}
	return b.Flush()
}

func writeJSON(w io.Writer, r *Report) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(r)
}

// columns of the CSV form. A record is a finding, a use of a messaging
// interface, or something that could not be read; columns that do not fit it
// are empty.
func columns() []string {
	return []string{
		"record", "id", "source", "application", "level", "rule", "name", "confidence", "file", "line", "column",
		"pages", "message", "first workaround", "what to do", "family", "product", "way",
	}
}

// writeCSV writes one table for spreadsheets: UTF-8 with a byte-order mark, as
// Excel wants it, and no cell that Excel would take for a formula.
func writeCSV(w io.Writer, r *Report) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	c := csv.NewWriter(w)
	c.UseCRLF = true // RFC 4180
	_ = c.Write(columns())
	row := func(fields map[string]string) {
		out := make([]string, len(columns()))
		for i, name := range columns() {
			out[i] = harmless(fields[name])
		}
		_ = c.Write(out) // the writer keeps its first error
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		fields := placed(f.At, map[string]string{
			"record": "finding", "id": f.ID, "source": f.Source, "application": f.Application, "level": string(f.State),
			"rule": f.Rule, "name": f.Name, "confidence": f.Confidence, "pages": strconv.Itoa(max(len(f.Pages), 1)), "message": f.Message,
		})
		if len(f.Ways) > 0 {
			fields["first workaround"], fields["what to do"] = f.Ways[0].ID, f.Ways[0].Summary
		}
		row(fields)
	}
	for i := range r.Inventory {
		u := &r.Inventory[i]
		row(placed(u.At, map[string]string{
			"record": "use", "source": u.Source, "application": u.Application, "name": u.Name, "pages": strconv.Itoa(u.Pages),
			"family": u.Family, "product": u.Product, "way": u.Via,
		}))
	}
	for i := range r.Unread {
		u := &r.Unread[i]
		row(placed(u.At, map[string]string{"record": "not read", "source": u.Source, "name": u.ID, "message": u.Message}))
	}
	c.Flush()
	return c.Error()
}

func placed(at Place, fields map[string]string) map[string]string {
	fields["file"] = at.Path
	if at.Line > 0 {
		fields["line"], fields["column"] = strconv.Itoa(at.Line), strconv.Itoa(at.Column)
	}
	return fields
}

// harmless puts an apostrophe before what a spreadsheet would calculate
// (CWE-1236), and spells out what a terminal would take for more than text.
func harmless(s string) string {
	s = plain.Visible(strings.ReplaceAll(s, "\r\n", "\n"), "\n\t")
	if s != "" && slices.Contains([]byte("=+-@\t\r"), s[0]) {
		return "'" + s
	}
	return s
}
