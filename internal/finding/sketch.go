package finding

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
)

// sketchSize is the number of hashes that stand for a file: enough to tell a
// renamed and edited file from another one, and short in a baseline.
const sketchSize = 24

// SketchKey names [Sketch] among the properties of a SARIF artifact.
const SketchKey = "cdolint/sketch/v1"

// Sketch is a short summary of a text that equal texts share and similar texts
// nearly share, whatever their indentation and line ends: the smallest hashes
// of its lines ("bottom-k MinHash"), 8 hexadecimal digits each. A baseline holds
// one for every file with findings, so that a renamed file is recognised.
func Sketch(text string) string {
	var hashes []uint32
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line = strings.TrimSpace(line)
		if len(line) < 3 {
			continue // every page has its %> and its }
		}
		h := fnv.New32a()
		_, _ = h.Write([]byte(strings.ToLower(line[:min(len(line), 512)])))
		hashes = append(hashes, mix(h.Sum32()))
		if len(hashes) >= 4096 {
			hashes = smallest(hashes)
		}
	}
	var b strings.Builder
	for _, h := range smallest(hashes) {
		s := strconv.FormatUint(uint64(h), 16)
		b.WriteString("00000000"[len(s):])
		b.WriteString(s)
	}
	return b.String()
}

// mix spreads FNV's weak high bits (the finalizer of MurmurHash3).
func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

func smallest(hashes []uint32) []uint32 {
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	return hashes[:min(len(hashes), sketchSize)]
}

// similarity estimates how many of their lines two texts share, 0 to 1: of two
// equally long ones, the part of the lines of either, as git counts it for
// renames. (The sketches give what is shared of all lines of both together,
// which falls twice for each line that was replaced; this is
// Sørensen and Dice's coefficient, made of that.)
func similarity(a, b string) float64 {
	x, y := hashesOf(a), hashesOf(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	shared, union := 0, 0
	for len(x) > 0 && len(y) > 0 && union < sketchSize {
		union++
		switch {
		case x[0] == y[0]:
			shared++
			x, y = x[1:], y[1:]
		case x[0] < y[0]:
			x = x[1:]
		default:
			y = y[1:]
		}
	}
	union = min(union+len(x)+len(y), sketchSize)
	return 2 * float64(shared) / float64(union+shared)
}

// hashesOf reads a sketch; of one that is none, as much as can be read.
func hashesOf(sketch string) []uint32 {
	var out []uint32
	for ; len(sketch) >= 8 && len(out) < sketchSize; sketch = sketch[8:] {
		h, err := strconv.ParseUint(sketch[:8], 16, 32)
		if err != nil {
			break
		}
		out = append(out, uint32(h))
	}
	slices.Sort(out)
	return out
}
