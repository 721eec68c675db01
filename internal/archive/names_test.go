package archive_test

import (
	"archive/zip"
	"bytes"
	"slices"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/cdolint/cdolint/internal/archive"
)

// TestOldNamesAreDecoded: Windows packs names in its own code page, and nothing
// in the archive says which.
func TestOldNamesAreDecoded(t *testing.T) {
	tests := []struct {
		name  string
		in    encoding.Encoding
		files []string
	}{
		{"German of DOS", charmap.CodePage437, []string{"ü.asp", "Büro/Größe.asp"}},
		{"French of DOS", charmap.CodePage437, []string{"frères/âgé.asp", "été.asp"}},
		{"Korean", korean.EUCKR, []string{"받은편지함.asp", "총무부/목록보기_2003년(최종).asp", "a.asp"}},
		{"Korean with syllables of Windows and names that are UTF-8 by chance", korean.EUCKR, []string{"뷁씀/펲시콜라.asp", "받은 편지함.asp", "채.asp"}},
		{"Japanese with a backslash in a character", japanese.ShiftJIS, []string{"表示/ソート.asp", "会議室予約.asp", "こんにちは.asp"}},
		{"Chinese", simplifiedchinese.GBK, []string{"新闻/列表.asp", "用户管理.asp"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			raw := make([]string, len(tt.files))
			for i, name := range tt.files {
				var err error
				if raw[i], err = tt.in.NewEncoder().String(name); err != nil {
					t.Fatal(err)
				}
			}
			var b bytes.Buffer
			z := zip.NewWriter(&b)
			for _, name := range raw {
				if _, err := z.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: true}); err != nil {
					t.Fatal(err)
				}
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			tree, err := open(t, b.Bytes(), archive.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range list(t, tree).Files {
				got = append(got, e.Path)
			}
			want := slices.Sorted(slices.Values(tt.files))
			if !slices.Equal(got, want) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

func TestOldNamesOfTarAreDecoded(t *testing.T) {
	name, err := korean.EUCKR.NewEncoder().String("총무부/받은편지함.asp")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := open(t, tarOf(t, file{name: name, content: "x"}), archive.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if b, err := tree.Read("총무부/받은편지함.asp"); err != nil || string(b) != "x" {
		t.Errorf("%q, %v; %v", b, err, list(t, tree).Files)
	}
}
