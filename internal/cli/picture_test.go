package cli_test

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The picture in README.md shows what a terminal does: its text is the output
// of the command in it. .ci/picture draws it anew.
func TestPictureShowsWhatIsPrinted(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "docs", "cdolint.svg"))
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join("..", "..", "testdata", "sites", "inbox"))
	t.Setenv("NO_COLOR", "1")
	want := "$ cdolint check\n" + runReadme(t, "check --root . .")
	if diff := cmp.Diff(textOfPicture(t, raw), want); diff != "" {
		t.Errorf("docs/cdolint.svg shows another output than cdolint prints; .ci/picture draws it anew (-picture +printed):\n%s", diff)
	}
}

// textOfPicture is the text of an SVG, a line for each text element.
func textOfPicture(t *testing.T, raw []byte) string {
	t.Helper()
	var picture struct {
		Lines []struct {
			Spans []string `xml:"tspan"`
		} `xml:"g>text"`
	}
	if err := xml.Unmarshal(raw, &picture); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, l := range picture.Lines {
		out.WriteString(strings.TrimRight(strings.Join(l.Spans, ""), " ") + "\n")
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}
