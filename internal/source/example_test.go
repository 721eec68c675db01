package source_test

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/source"
)

func Example() {
	// "表" in Shift_JIS ends with the byte of a backslash.
	raw := []byte("<%@ CODEPAGE=932 %>\r\n<% table = \"\x95\x5c\" : room = 12 %>\r\n")
	f := source.New("rooms.asp", raw, source.Options{})
	p := f.Position(strings.Index(f.Text, "room"))

	fmt.Println(f.Encoding, "by", f.Basis)
	fmt.Println(f.Line(p.Line))
	fmt.Printf("line %d, column %d (byte %d of the line, %d of the file)\n", p.Line, p.UTF16, p.Column, p.Offset)
	// Output:
	// shift_jis by @CODEPAGE
	// <% table = "表" : room = 12 %>
	// line 2, column 18 (byte 19 of the line, 39 of the file)
}
