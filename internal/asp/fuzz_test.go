package asp_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/asp"
)

// FuzzSplit checks that segments cover any text and look like what they are,
// that HTML holds no code, and that code between two pages that are closed
// does not change how they are split.
func FuzzSplit(f *testing.F) {
	for _, path := range archives(f) {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(archive.Files[0].Data))
	}
	for _, text := range []string{"<", "<%", "<%>", "<%%", "<%=%>", "<%@", "<!--", "<!-->", "<script runat=server>", "<script runat=server/>", "<object runat=server", "\ufeff<% \x00\xff %>"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		page := asp.Split(text)
		checkPage(t, text, page)
		checkJoined(t, text, page)
	})
}

// checkJoined checks that a closed block in front of a page moves it and
// changes nothing else, directives apart, whose order counts.
func checkJoined(t *testing.T, text string, page *asp.Page) {
	t.Helper()
	const front = "<% x = 1 %>"
	joined := asp.Split(front + text)
	if len(joined.Segments) != len(page.Segments)+1 {
		t.Fatalf("%q: %d segments, %d behind a block", text, len(page.Segments), len(joined.Segments)-1)
	}
	for i, s := range page.Segments {
		if j := joined.Segments[i+1]; j.Kind != s.Kind || j.Pos != s.Pos+len(front) || j.End != s.End+len(front) {
			t.Fatalf("%q: %+v, behind a block %+v", text, s, j)
		}
	}
}

// TestHostilePages takes texts that make a splitter look ahead in vain, 200,000
// of each mark: none may take long, or more memory than a page may.
func TestHostilePages(t *testing.T) {
	units := []string{
		"<", "<%", "<%=", "<%%>", "%>", "<!", "<!--", "<!-- ", "-->", "<!--#include", "<!--#include file=\"a\"", "<!--#include file=\"",
		"<!--#include file='a' ", "<!--METADATA TYPE=typelib ", "<script ", "<script runat=server ", "<script runat=server>",
		"<script runat=server/>", "<script a=\"", "<script a=\"'", "<script '", "</script", "<object runat=server>", "<object runat=server/>",
		"<object runat=server><p>", "<object runat=\"", "</object", "<% x %><%@", "<s", "<o", "<!-- <%",
	}
	for i, unit := range units {
		heads := []string{"<script runat=server>", "<object runat=server>", "<!--#include file=\"", "<!--METADATA "}
		for _, head := range []string{"", heads[i%len(heads)]} {
			text := head + strings.Repeat(unit, 200_000)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start := time.Now()
			page := asp.Split(text)
			best := time.Since(start)
			runtime.GC()
			runtime.ReadMemStats(&after)
			for n := 0; n < 4 && best > time.Second; n++ { // the machine may be busy
				start = time.Now()
				asp.Split(text)
				best = min(best, time.Since(start))
			}
			if best > time.Second { // what is quadratic takes minutes
				t.Errorf("%q, then %q over and over: %v", head, unit, best)
			}
			if mb := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) >> 20; mb > 100 { // that are kept
				t.Errorf("%q, then %q over and over: %d MiB", head, unit, mb)
			}
			if len(page.Problems) > 100 {
				t.Errorf("%q, then %q over and over: %d problems kept", head, unit, len(page.Problems))
			}
			checkCover(t, text, page.Segments, 0, len(text), false)
		}
	}
}
