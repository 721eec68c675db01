package config_test

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/cdolint/cdolint/internal/config"
)

// tree is what is analysed; here, files in memory.
type tree map[string]string

func (t tree) Read(name string) ([]byte, error) {
	if s, ok := t[name]; ok {
		return []byte(s), nil
	}
	return nil, fs.ErrNotExist
}

func Example() {
	set, err := config.OpenTree(tree{".cdolint.yaml": `
site:
  auth: integrated
paths:
  - path: "apps/mail/**"
    site: {auth: basic, ssl: required}
    rules: {CDO101: note}
`}, "")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, page := range []string{"default.asp", "apps/mail/inbox.asp"} {
		c := set.For(page)
		a := c.Assertions()
		level, _ := c.Level("cdo", "CDO101", "interactive-logon", "warning", true)
		fmt.Printf("%s: %s (%s), CDO101 is a %s\n", page, a.Auth[0], a.At, level)
	}
	// Output:
	// default.asp: integrated (.cdolint.yaml:3), CDO101 is a warning
	// apps/mail/inbox.asp: basic (.cdolint.yaml:6), CDO101 is a note
}

// Mistakes say where they stand and what was probably meant.
func ExampleErrors_Frames() {
	_, err := config.OpenTree(tree{".cdolint.yaml": "site:\n  atuh: integrated\n"}, "")
	var mistakes config.Errors
	if errors.As(err, &mistakes) {
		fmt.Print(mistakes.Frames())
	}
	// Output:
	// .cdolint.yaml:2:3: unknown key "atuh" in site; did you mean "auth"?
	//   2 |   atuh: integrated
	//     |   ^^^^
}
