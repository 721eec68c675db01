package source

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// stride is the distance of marks in bytes of the text: the most that has to
// be counted to find a column, however long the line.
const stride = 4 << 10

// index finds lines and columns.
type index struct {
	// lines are the offsets in the text at which lines start, the first 0.
	lines []int32
	// marks stand about every stride bytes, on characters; nil for ASCII.
	marks []mark
}

// mark says where an offset of the text is in other units.
type mark struct {
	text  int32 // bytes of Text
	raw   int32 // bytes of Raw, byte-order mark not counted
	utf16 int32 // UTF-16 code units
}

func (f *File) table() *index {
	f.indexOnce.Do(func() {
		f.index.lines = lineStarts(f.Text)
		f.ascii = f.ascii || f.plain()
		if !f.ascii {
			f.index.marks = f.makeMarks()
		}
	})
	return &f.index
}

// plain reports whether text and file are the same ASCII bytes.
func (f *File) plain() bool {
	return f.charset.enc == nil && len(f.Text) == len(f.Raw)-f.bomLen && asciiPrefix(f.Raw[f.bomLen:]) == len(f.Text)
}

func lineStarts(text string) []int32 {
	lines := make([]int32, 1, 16+len(text)/32)
	for pos := 0; pos < len(text); {
		end := strings.IndexByte(text[pos:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += pos
		}
		// CRs before the last character of the line end lines of their own.
		for {
			cr := strings.IndexByte(text[pos:end], '\r')
			if cr < 0 || pos+cr+1 == end && end < len(text) {
				break
			}
			pos += cr + 1
			lines = append(lines, int32(pos))
		}
		if end == len(text) {
			break
		}
		pos = end + 1
		lines = append(lines, int32(pos))
	}
	return slices.Clip(lines)
}

func (f *File) makeMarks() []mark {
	text, raw := f.Text, f.Raw[f.bomLen:]
	marks := make([]mark, 1, 2+len(text)/stride)
	if f.charset.stateful {
		return marks // decoding cannot begin anywhere else
	}
	last := mark{}
	for at := stride; at < len(text); at += stride {
		for !utf8.RuneStart(text[at]) {
			at--
		}
		piece := text[last.text:at]
		last.raw += int32(f.advance(raw[last.raw:], piece))
		last.utf16 += int32(utf16Len(piece))
		last.text = int32(at)
		marks = append(marks, last)
	}
	return marks
}

// advance returns how many bytes at the start of raw decode to text.
func (f *File) advance(raw []byte, text string) int {
	if f.charset.enc == nil && f.Undecodable == 0 {
		return len(text)
	}
	return f.charset.advance(raw, len(text))
}

// utf16Len is the length of s in UTF-16 code units.
func utf16Len(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]&0xc0 != 0x80 {
			n++
			if s[i] >= 0xf0 {
				n++
			}
		}
	}
	return n
}

// locate is where off, an offset of the text, is in the file as stored and in
// UTF-16 code units from the start of the text.
func (f *File) locate(off int) mark {
	marks := f.table().marks
	if f.ascii {
		return mark{int32(off), int32(off), int32(off)}
	}
	i := sort.Search(len(marks), func(i int) bool { return int(marks[i].text) > off }) - 1
	m := marks[i]
	piece := f.Text[m.text:off]
	return mark{
		text:  int32(off),
		raw:   m.raw + int32(f.advance(f.Raw[f.bomLen+int(m.raw):], piece)),
		utf16: m.utf16 + int32(utf16Len(piece)),
	}
}

// Position finds the place of off, a byte offset into f.Text. Offsets outside
// the text count as its start or end, offsets within a character as its
// start. A line end belongs to the line that it ends. A byte-order mark takes
// part in Offset, not in columns.
func (f *File) Position(off int) Position {
	off = max(0, min(off, len(f.Text)))
	for off > 0 && off < len(f.Text) && !utf8.RuneStart(f.Text[off]) {
		off--
	}
	lines := f.table().lines
	line := sort.Search(len(lines), func(i int) bool { return int(lines[i]) > off })
	start, at := f.locate(int(lines[line-1])), f.locate(off)
	return Position{
		Offset: f.bomLen + int(at.raw),
		Line:   line,
		Column: int(at.raw-start.raw) + 1,
		UTF16:  int(at.utf16-start.utf16) + 1,
	}
}

// Offset finds the byte offset into f.Text of a 1-based line and a 1-based
// column in UTF-16 code units. Lines outside the file count as the first or
// last, columns outside the line as its start or end; a column within a
// surrogate pair is the pair's start.
func (f *File) Offset(line, utf16col int) int {
	lines := f.table().lines
	line = max(1, min(line, len(lines)))
	start, end := int(lines[line-1]), f.lineEnd(line)
	if f.ascii {
		return max(start, min(start+utf16col-1, end))
	}
	want := f.locate(start).utf16 + int32(max(0, min(utf16col-1, len(f.Text))))
	// The last mark before the column, if one stands within the line.
	marks := f.index.marks
	i := sort.Search(len(marks), func(i int) bool { return marks[i].utf16 > want }) - 1
	off, units := start, f.locate(start).utf16
	if i >= 0 && int(marks[i].text) > start {
		off, units = int(marks[i].text), marks[i].utf16
	}
	for off < end {
		r, size := utf8.DecodeRuneInString(f.Text[off:end])
		width := int32(1)
		if r > 0xffff {
			width = 2
		}
		if units+width > want {
			break
		}
		off, units = off+size, units+width
	}
	return min(off, end)
}

// LineCount is the number of lines, at least 1: a file that ends with a line
// end has an empty last line.
func (f *File) LineCount() int { return len(f.table().lines) }

// Line is the text of a 1-based line without its line end, "" for lines that
// the file does not have.
func (f *File) Line(n int) string {
	lines := f.table().lines
	if n < 1 || n > len(lines) {
		return ""
	}
	return f.Text[lines[n-1]:f.lineEnd(n)]
}

// lineEnd is the offset at which the text of a 1-based line ends.
func (f *File) lineEnd(n int) int {
	lines := f.index.lines
	if n == len(lines) {
		return len(f.Text)
	}
	end := int(lines[n]) - 1
	if f.Text[end] == '\n' && end > int(lines[n-1]) && f.Text[end-1] == '\r' {
		end--
	}
	return end
}
