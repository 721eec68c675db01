package archive_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/archive"
	"github.com/cdolint/cdolint/internal/filetree"
)

// file is an entry to write: a folder if its name ends with a slash.
type file struct {
	name, content string
	link          string
	mode          fs.FileMode
}

func zipOf(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		content := f.content
		switch {
		case f.link != "":
			h.SetMode(fs.ModeSymlink | 0o777)
			content = f.link
		case f.mode != 0:
			h.SetMode(f.mode)
		}
		e, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(e, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarOf(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		h := &tar.Header{Name: f.name, Size: int64(len(f.content)), Mode: 0o644, Typeflag: tar.TypeReg, Format: tar.FormatPAX}
		switch {
		case f.link != "":
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, f.link, 0
		case f.mode&fs.ModeNamedPipe != 0:
			h.Typeflag, h.Size = tar.TypeFifo, 0
		case strings.HasSuffix(f.name, "/"):
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f.content[:h.Size]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipOf(t testing.TB, raw []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(raw); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// kinds are the same entries in every kind of archive.
func kinds(t testing.TB, files ...file) map[string][]byte {
	t.Helper()
	packed := tarOf(t, files...)
	return map[string][]byte{"zip": zipOf(t, files...), "tar": packed, "tar.gz": gzipOf(t, packed)}
}

// open opens an archive from disk and, again, from a stream; both must be alike.
func open(t testing.TB, raw []byte, l archive.Limits) (*archive.Tree, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "archive")
	if err := os.WriteFile(name, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	tree, err := archive.Open(name, l)
	streamed, streamedErr := archive.Read(bytes.NewReader(raw), l)
	if (err == nil) != (streamedErr == nil) {
		t.Fatalf("from disk: %v; from a stream: %v", err, streamedErr)
	}
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { _ = tree.Close() })
	if diff := cmp.Diff(list(t, tree), list(t, streamed)); diff != "" {
		t.Fatalf("a stream is read in another way (-disk +stream):\n%s", diff)
	}
	return tree, nil
}

func list(t testing.TB, tree *archive.Tree) filetree.Listing {
	t.Helper()
	l, err := tree.List([]string{"."})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestFilesAndFoldersOfEveryKind(t *testing.T) {
	for name, raw := range kinds(t, file{name: "site/"}, file{name: "site/a.asp", content: "<% a %>"}, file{name: "./site/lib/b.inc", content: strings.Repeat("b", 5000)},
		file{name: `site\lib\c.inc`, content: "c"}, file{name: "__MACOSX/"}, file{name: "__MACOSX/site/._a.asp", content: "x"}, file{name: "site/.git/config", content: "x"},
		file{name: "site/__MACOSX/d.asp", content: "d"}) {
		t.Run(name, func(t *testing.T) {
			tree, err := open(t, raw, archive.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			want := filetree.Listing{
				Files: []filetree.Entry{{Path: "site/__MACOSX/d.asp", Size: 1}, {Path: "site/a.asp", Size: 7}, {Path: "site/lib/b.inc", Size: 5000}, {Path: "site/lib/c.inc", Size: 1}},
				Dirs:  []string{".", "site", "site/__MACOSX", "site/lib"},
			}
			if diff := cmp.Diff(want, list(t, tree)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			for path, want := range map[string]string{"site/a.asp": "<% a %>", "site/lib/b.inc": strings.Repeat("b", 5000), "site/lib/c.inc": "c"} {
				for range 2 {
					if got, err := tree.Read(path); err != nil || string(got) != want {
						t.Errorf("%s: %d bytes, %v; want %d", path, len(got), err, len(want))
					}
				}
			}
			if _, err := tree.Read("site/none.asp"); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("what is not there: %v", err)
			}
			part, err := tree.List([]string{"site/lib"})
			if err != nil || len(part.Files) != 2 || len(part.Dirs) != 1 {
				t.Errorf("a part: %+v, %v", part, err)
			}
		})
	}
}

func TestNoNameLeadsOutOfTheArchive(t *testing.T) {
	names := []string{
		"../evil.asp", "a/../../evil.asp", "/etc/passwd", `\\server\share\evil.asp`, `C:\inetpub\evil.asp`, "c:evil.asp", `..\evil.asp`, "a/b/../../../c", "//x/y",
	}
	var files []file
	for _, n := range names {
		files = append(files, file{name: n, content: "x"})
	}
	files = append(files, file{name: "good.asp", content: "x"})
	for kind, raw := range kinds(t, files...) {
		t.Run(kind, func(t *testing.T) {
			tree, err := open(t, raw, archive.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			l := list(t, tree)
			if len(l.Files) != 1 || l.Files[0].Path != "good.asp" || len(l.Dirs) != 1 {
				t.Errorf("files %v, folders %v", l.Files, l.Dirs)
			}
			if len(l.Skipped) != len(names) {
				t.Errorf("%d notices for %d names: %v", len(l.Skipped), len(names), l.Skipped)
			}
			for _, n := range l.Skipped {
				if !strings.Contains(n.Message, "leads out of the archive") {
					t.Errorf("%+v", n)
				}
			}
		})
	}
}

func TestLinksPipesDuplicatesAndConflictsAreSaid(t *testing.T) {
	for kind, raw := range kinds(t,
		file{name: "link.asp", link: "/etc/passwd"}, file{name: "up", link: "../.."}, file{name: "pipe.asp", mode: fs.ModeNamedPipe},
		file{name: "twice.asp", content: "first"}, file{name: "twice.asp", content: "second"},
		file{name: "both", content: "x"}, file{name: "both/page.asp", content: "y"}) {
		t.Run(kind, func(t *testing.T) {
			tree, err := open(t, raw, archive.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			l := list(t, tree)
			var said []string
			for _, n := range l.Skipped {
				said = append(said, n.Path+": "+n.Message)
			}
			want := []string{
				"both: a file and a folder in the archive have this name: the file is skipped",
				"link.asp: a link in the archive: not followed",
				"pipe.asp: not a regular file in the archive: skipped",
				"twice.asp: this name is in the archive more than once: the last is read, as when unpacking",
				"up: a link in the archive: not followed",
			}
			if diff := cmp.Diff(want, said); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if got, err := tree.Read("twice.asp"); string(got) != "second" {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

func TestManyNoticesAreCounted(t *testing.T) {
	var files []file
	for i := range 500 {
		files = append(files, file{name: fmt.Sprintf("l%03d", i), link: "x"})
	}
	tree, err := open(t, zipOf(t, files...), archive.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	l := list(t, tree)
	if n := len(l.Skipped); n != 20 || !strings.HasSuffix(l.Skipped[n-1].Message, "(and 480 more like it)") {
		t.Errorf("%d notices, the last %+v", n, l.Skipped[n-1])
	}
}

func TestEncryptedAndUnknownEntriesAreErrorsOfTheirOwn(t *testing.T) {
	raw := zipOf(t, file{name: "secret.asp", content: "x"}, file{name: "packed.asp", content: "x"}, file{name: "good.asp", content: "x"})
	patch(t, raw, "secret.asp", func(header []byte, central bool) {
		header[at(6, 8, central)] |= 1
	})
	patch(t, raw, "packed.asp", func(header []byte, central bool) {
		binary.LittleEndian.PutUint16(header[at(8, 10, central):], 14) // LZMA
	})
	tree, err := open(t, raw, archive.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tree.Read("secret.asp"); err == nil || !strings.Contains(err.Error(), "encrypted") {
		t.Errorf("encrypted: %v", err)
	}
	if _, err := tree.Read("packed.asp"); err == nil || !strings.Contains(err.Error(), "method 14") {
		t.Errorf("unknown method: %v", err)
	}
	if b, err := tree.Read("good.asp"); err != nil || string(b) != "x" {
		t.Errorf("%q, %v", b, err)
	}
	if l := list(t, tree); len(l.Skipped) != 1 || l.Skipped[0].Path != "secret.asp" {
		t.Errorf("notices: %+v", l.Skipped)
	}
}

func at(local, central int, isCentral bool) int {
	if isCentral {
		return central
	}
	return local
}

// patch changes both headers of a zip entry.
func patch(t *testing.T, raw []byte, name string, change func(header []byte, central bool)) {
	t.Helper()
	n := 0
	for i := 0; i+46 < len(raw); i++ {
		switch {
		case string(raw[i:i+4]) == "PK\x03\x04" && bytes.HasPrefix(raw[i+30:], []byte(name)):
			change(raw[i:], false)
			n++
		case string(raw[i:i+4]) == "PK\x01\x02" && bytes.HasPrefix(raw[i+46:], []byte(name)):
			change(raw[i:], true)
			n++
		}
	}
	if n != 2 {
		t.Fatalf("%d headers of %s", n, name)
	}
}

func TestBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", 40<<20)
	limit := func(err error) bool {
		var l *archive.LimitError
		return errors.As(err, &l)
	}
	t.Run("an entry of a zip that unpacks too far is not unpacked", func(t *testing.T) {
		tree, err := open(t, zipOf(t, file{name: "bomb.asp", content: zeros[:8<<20]}, file{name: "big.asp", content: zeros}), archive.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tree.Read("bomb.asp"); err == nil || !strings.Contains(err.Error(), "100 times") {
			t.Errorf("ratio: %v", err)
		}
		if _, err := tree.Read("big.asp"); !errors.Is(err, filetree.ErrTooLarge) {
			t.Errorf("size: %v", err)
		}
	})
	t.Run("an entry that lies about its size is read to the limit only", func(t *testing.T) {
		raw := zipOf(t, file{name: "liar.asp", content: zeros})
		patch(t, raw, "liar.asp", func(header []byte, central bool) {
			binary.LittleEndian.PutUint32(header[at(22, 24, central):], 5)
		})
		tree, err := open(t, raw, archive.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if b, err := tree.Read("liar.asp"); err == nil {
			t.Errorf("%d bytes", len(b))
		}
	})
	t.Run("a stream that unpacks too far ends", func(t *testing.T) {
		if _, err := open(t, gzipOf(t, tarOf(t, file{name: "bomb.bin", content: zeros})), archive.Limits{}); !limit(err) {
			t.Error(err)
		}
	})
	t.Run("a stream that is too long ends", func(t *testing.T) {
		if _, err := open(t, gzipOf(t, tarOf(t, file{name: "bomb.bin", content: zeros})), archive.Limits{Unpacked: 16 << 20, Ratio: 1 << 20}); !limit(err) {
			t.Error(err)
		}
	})
	t.Run("too many bytes in all are not unpacked", func(t *testing.T) {
		tree, err := open(t, zipOf(t, file{name: "a.asp", content: zeros[:3<<20]}, file{name: "b.asp", content: "x"}), archive.Limits{Unpacked: 2 << 20, Ratio: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		_, first := tree.Read("a.asp")
		if _, err := tree.Read("b.asp"); first != nil || err == nil || !strings.Contains(err.Error(), "2 MiB") {
			t.Errorf("%v, then %v", first, err)
		}
	})
	t.Run("too many entries", func(t *testing.T) {
		var files []file
		for i := range 3000 {
			files = append(files, file{name: fmt.Sprintf("%d.asp", i), content: "x"})
		}
		for kind, raw := range kinds(t, files...) {
			if _, err := open(t, raw, archive.Limits{Entries: 500}); !limit(err) {
				t.Errorf("%s: %v", kind, err)
			}
		}
	})
	t.Run("by default, a hundred thousand entries and not one more", func(t *testing.T) {
		if testing.Short() {
			t.Skip("large by design")
		}
		stream := func(entries int) io.Reader {
			r, w := io.Pipe()
			go func() {
				a := tar.NewWriter(w)
				var err error
				for i := 0; i < entries && err == nil; i++ {
					err = a.WriteHeader(&tar.Header{Name: fmt.Sprintf("%d.txt", i), Mode: 0o644})
				}
				_ = w.CloseWithError(errors.Join(err, a.Close()))
			}()
			return r
		}
		tree, err := archive.Read(stream(99_999), archive.Limits{}) // and the root
		if err != nil {
			t.Fatal(err)
		}
		if n := len(list(t, tree).Files); n != 99_999 {
			t.Errorf("%d entries", n)
		}
		if _, err := archive.Read(stream(100_001), archive.Limits{}); !limit(err) || !strings.Contains(err.Error(), "100000") {
			t.Error(err)
		}
	})
	t.Run("by default, two gigabytes in all", func(t *testing.T) {
		if testing.Short() {
			t.Skip("large by design")
		}
		r, w := io.Pipe()
		go func() {
			z, _ := gzip.NewWriterLevel(w, gzip.NoCompression) // so that the ratio is no limit
			a := tar.NewWriter(z)
			err := a.WriteHeader(&tar.Header{Name: "a.bin", Mode: 0o644, Size: 3 << 30})
			for part := make([]byte, 1<<20); err == nil; {
				_, err = a.Write(part)
			}
			_ = w.CloseWithError(err)
		}()
		_, err := archive.Read(r, archive.Limits{})
		if !limit(err) || !strings.Contains(err.Error(), "2048 MiB") {
			t.Error(err)
		}
		_ = r.Close()
	})
	t.Run("too many folders in names", func(t *testing.T) {
		var files []file
		for i := range 20 {
			files = append(files, file{name: fmt.Sprintf("%d/%s/x.asp", i, strings.Repeat("d/", 200)), content: "x"})
		}
		for kind, raw := range kinds(t, files...) {
			if _, err := open(t, raw, archive.Limits{Entries: 500}); !limit(err) {
				t.Errorf("%s: %v", kind, err)
			}
		}
	})
	t.Run("a directory of millions costs little memory", func(t *testing.T) {
		raw := zipOf(t, file{name: "a", content: ""})
		central := bytes.Index(raw, []byte("PK\x01\x02"))
		end := bytes.LastIndex(raw, []byte("PK\x05\x06"))
		var b bytes.Buffer
		b.Write(raw[:central])
		for range 1_000_000 {
			b.Write(raw[central:end])
		}
		tail := bytes.Clone(raw[end:])
		binary.LittleEndian.PutUint32(tail[12:], uint32(b.Len()-central))
		b.Write(tail)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := archive.Read(bytes.NewReader(b.Bytes()), archive.Limits{})
		runtime.ReadMemStats(&after)
		if !limit(err) {
			t.Fatal(err)
		}
		if n := (after.TotalAlloc - before.TotalAlloc) >> 20; n > 400 {
			t.Errorf("%d MiB allocated", n)
		}
	})
}

func TestWhatIsNoArchiveIsSaidToBeNone(t *testing.T) {
	whole := gzipOf(t, tarOf(t, file{name: "a.asp", content: strings.Repeat("abcdefgh", 5000)}, file{name: "b.asp", content: "b"}))
	zipped := zipOf(t, file{name: "a.asp", content: "a"})
	for name, tt := range map[string]struct {
		raw  []byte
		want string
	}{
		"nothing":          {nil, "not an archive"},
		"text":             {[]byte("<% page %>"), "not an archive"},
		"a 7z file":        {[]byte("7z\xbc\xaf\x27\x1c" + strings.Repeat("x", 600)), "not an archive"},
		"gzip of text":     {gzipOf(t, []byte(strings.Repeat("text", 1000))), "not an archive"},
		"half a tar.gz":    {whole[:len(whole)/2], "damaged"},
		"gzip cut at once": {whole[:5], "damaged"},
		"half a zip":       {zipped[:len(zipped)/2], "damaged"},
	} {
		if _, err := open(t, tt.raw, archive.Limits{}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

// TestBehindTheEnd: a tar file ends with two blocks of zeros, whatever follows.
func TestBehindTheEnd(t *testing.T) {
	one := tarOf(t, file{name: "a.asp", content: "x"})
	for name, tt := range map[string]struct {
		raw  []byte
		said bool
	}{
		"zeros":                     {append(slices.Clone(one), make([]byte, 10240)...), false},
		"another archive":           {append(slices.Clone(one), one...), true},
		"an archive with no entry":  {gzipOf(t, make([]byte, 10240)), false},
		"zeros before the archive":  {gzipOf(t, append(make([]byte, 1024), one...)), true},
		"a packed one, and another": {gzipOf(t, append(slices.Clone(one), one...)), true},
		"packed, and zeros":         {append(gzipOf(t, one), make([]byte, 700)...), false},
		"packed, and text":          {append(gzipOf(t, one), "text"...), true},
		"packed in two parts":       {append(gzipOf(t, one[:300]), gzipOf(t, one[300:])...), false},
		"packed apart, and another": {append(gzipOf(t, one), gzipOf(t, one)...), true},
	} {
		tree, err := open(t, tt.raw, archive.Limits{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		said := slices.ContainsFunc(list(t, tree).Skipped, func(n filetree.Notice) bool { return strings.Contains(n.Message, "behind the end") })
		if said != tt.said {
			t.Errorf("%s: said %t, want %t", name, said, tt.said)
		}
	}
}

// TestCutOffBetweenBlocks: what is left of a tar file looks whole.
func TestCutOffBetweenBlocks(t *testing.T) {
	whole := tarOf(t, file{name: "a.asp", content: "x"}, file{name: "b.asp", content: "x"})
	tree, err := open(t, whole[:2*512], archive.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	l := list(t, tree)
	if len(l.Files) != 1 || len(l.Skipped) != 1 || !strings.Contains(l.Skipped[0].Message, "cut off") {
		t.Errorf("%+v", l)
	}
}

// TestZipFilesThatWereJoined: the last one's table of contents counts.
func TestZipFilesThatWereJoined(t *testing.T) {
	one, two, none := zipOf(t, file{name: "a.asp", content: "x"}), zipOf(t, file{name: "a.asp", content: "y"}, file{name: "b.asp", content: "y"}), zipOf(t)
	for name, tt := range map[string]struct {
		raw  []byte
		said bool
	}{
		"one":                  {two, false},
		"none":                 {none, false},
		"one before another":   {append(slices.Clone(one), two...), true},
		"one before an empty":  {append(slices.Clone(one), none...), true},
		"an empty before one":  {append(slices.Clone(none), one...), true},
		"one and what is none": {append(slices.Clone(one), "text"...), false},
	} {
		tree, err := open(t, tt.raw, archive.Limits{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		said := slices.ContainsFunc(list(t, tree).Skipped, func(n filetree.Notice) bool { return strings.Contains(n.Message, "joined") })
		if said != tt.said {
			t.Errorf("%s: said %t, want %t", name, said, tt.said)
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, raw := range kinds(f, file{name: "a/b.asp", content: "x"}, file{name: "l", link: "a"}) {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		tree, err := archive.Read(bytes.NewReader(raw), archive.Limits{Entries: 1000, Unpacked: 8 << 20, File: 1 << 20})
		if err != nil {
			return
		}
		for _, e := range list(t, tree).Files {
			if !fs.ValidPath(e.Path) {
				t.Errorf("%q is not a path", e.Path)
			}
			if b, err := tree.Read(e.Path); err == nil && len(b) > 1<<20 {
				t.Errorf("%s: %d bytes", e.Path, len(b))
			}
		}
	})
}
