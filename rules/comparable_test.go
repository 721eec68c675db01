package rules

import (
	"fmt"
	"testing"
)

// TestEveryTextCanBeCompared: what docs/packs.md calls a text goes with a text.
func TestEveryTextCanBeCompared(t *testing.T) {
	known := newKinds(kinds())
	var try func(kind, before string, fields []Field)
	try = func(kind, before string, fields []Field) {
		for _, f := range fields {
			name := before + f.Name
			switch f.Type() {
			case "text":
				value := "x"
				if len(f.Values) > 0 {
					value = f.Values[0]
				}
				if _, err := known.compile(fmt.Sprintf("%s == %q", name, value), known.zeros[kind], wantTruth); err != nil {
					t.Errorf("%s: %v", kind, err)
				}
			case "fields":
				try(kind, name+".", f.Fields())
			}
		}
	}
	for kind, zero := range known.zeros {
		try(kind, "", Fields(zero))
	}
}
