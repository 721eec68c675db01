package rules_test

import (
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/ruletest"
	"github.com/cdolint/cdolint/rules"
)

// TestEnumsNameEveryValue analyses every fixture and looks for texts that the
// tag enum of their field does not list: a pack that compares with one would
// be refused.
func TestEnumsNameEveryValue(t *testing.T) {
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join("..", "testdata", "rules"), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".txtar" {
			return err
		}
		f, err := ruletest.Read(p)
		if err != nil {
			return err
		}
		tree := &filetree.Memory{Files: f.Files}
		conf, err := config.OpenTree(tree, "")
		if err != nil {
			return err
		}
		res, err := lint.Run(tree, lint.Options{Packs: packs, Config: conf}, "*")
		if err != nil {
			return err
		}
		for _, x := range res.Facts {
			enums(t, reflect.ValueOf(x))
		}
		if t.Failed() {
			t.Log(p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// enums checks the fields of a struct and of what it holds.
func enums(t *testing.T, v reflect.Value) {
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch {
		case f.Anonymous, f.Type.Kind() == reflect.Struct && f.Tag.Get("expr") != "-":
			enums(t, v.Field(i))
		case f.Type.Kind() == reflect.Slice && f.Tag.Get("expr") != "-":
			for j := range v.Field(i).Len() {
				enums(t, v.Field(i).Index(j))
			}
		case f.Tag.Get("enum") != "":
			if text := v.Field(i).String(); !slices.Contains(strings.Split(f.Tag.Get("enum"), ","), text) {
				t.Errorf("%s.%s is %q, which its tag enum does not list", v.Type(), f.Name, text)
			}
		}
	}
}
