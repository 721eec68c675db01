package report

import (
	"io"
	"runtime"
	"testing"
)

// counting counts what is written, and how much memory was in use at most.
type counting struct {
	n    int64
	most uint64
}

func (c *counting) Write(b []byte) (int, error) {
	if before := c.n >> 24; (c.n+int64(len(b)))>>24 > before { // every 16 MB
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		c.most = max(c.most, m.HeapAlloc)
	}
	c.n += int64(len(b))
	return len(b), nil
}

func TestResultsAreStreamedWithFlatMemory(t *testing.T) {
	r := manyResults(100_000)
	var before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for _, format := range []string{"sarif", "json", "jsonl", "text"} {
		var c counting
		part := *r
		if format != "sarif" {
			part.Findings = r.Findings[:40_000] // more than two measurements
		}
		if err := Write(&c, format, &part, Options{Baseline: true}); err != nil {
			t.Fatal(err)
		}
		if grown := int64(c.most) - int64(before.HeapAlloc); c.most == 0 || grown > 8<<20 {
			t.Errorf("%s: %d bytes of heap more while %d were written", format, grown, c.n)
		}
	}
	runtime.KeepAlive(r)
}

func BenchmarkWrite(b *testing.B) {
	r := manyResults(100_000)
	for _, format := range Formats() {
		b.Run(format, func(b *testing.B) {
			var c counting
			if err := Write(&c, format, r, Options{Baseline: true}); err != nil {
				b.Fatal(err)
			}
			b.SetBytes(c.n)
			b.ReportAllocs()
			for b.Loop() {
				if err := Write(io.Discard, format, r, Options{Baseline: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFrame(b *testing.B) {
	r := testReport(b)
	p := newPlaces(r)
	for b.Loop() {
		for i := range r.Findings {
			p.frame(r.Findings[i].At, 2, 1, 100)
		}
	}
}
