package source

// Place is a piece of one file: byte offsets into the decoded text
// ([File.Text]), End exclusive. Pos == End is a point. Lines and columns are
// found through [File.Position].
type Place struct {
	Path string // slash-separated, relative to the analyzed root
	Pos  int
	End  int
}

// IsValid reports whether the place names a file.
func (p Place) IsValid() bool { return p.Path != "" }

// Position is a place in a file for people and formats. All but Offset are 1-based.
type Position struct {
	Offset int // bytes from the start of the file as stored, byte-order mark included
	Line   int // CR alone, LF and CRLF each end a line
	Column int // bytes of the file as stored
	UTF16  int // UTF-16 code units: what SARIF and editors count
}
