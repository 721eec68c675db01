package config_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/site"
)

// What is shown as the default is what holds when nothing is said.
func TestDefaultExtensionsAreThoseOfTheSite(t *testing.T) {
	set, err := config.OpenTree(tree{}, "")
	if err != nil {
		t.Fatal(err)
	}
	want := "[" + strings.Join(site.DefaultPageExtensions(), ", ") + "]"
	all := set.Effective("default.asp")
	i := slices.IndexFunc(all, func(o config.Origin) bool { return o.Key == "extensions.pages" })
	if i < 0 || all[i].Value != want {
		t.Errorf("want %s in %v", want, all)
	}
}
