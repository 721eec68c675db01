package audit

import (
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestTheManualNamesEverything: columns, fields and verdicts are in docs/audit.md.
func TestTheManualNamesEverything(t *testing.T) {
	raw, err := os.ReadFile("../../docs/audit.md")
	if err != nil {
		t.Fatal(err)
	}
	manual := string(raw)
	var names []string
	for _, c := range columns() {
		names = append(names, "`"+c+"`")
	}
	for i := range reflect.TypeFor[Report]().NumField() {
		name, _, _ := strings.Cut(reflect.TypeFor[Report]().Field(i).Tag.Get("json"), ",")
		names = append(names, "`"+name+"`")
	}
	for _, v := range Verdicts() {
		names = append(names, "| "+v.Title()+" |")
	}
	for _, name := range names {
		if !strings.Contains(manual, name) {
			t.Errorf("docs/audit.md does not mention %s", name)
		}
	}
}
