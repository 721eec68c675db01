package source

import "bytes"

// Plain returns the bytes of a file without its byte-order mark, and reports
// whether they can be searched as they are stored: every ASCII character of
// the text is a byte of its own there, and bytes of ASCII that belong to other
// characters are letters, digits and the like but none of the marks below
// 0x30 (quotes, parentheses, `%`, `#`, `-`), nor `<`, `=` or `>`. So whatever
// is written in ASCII is found, at the price of finding too much now and then.
//
// It does not look at what the file declares: see [PlainLabel]. Where it
// reports false, [New] tells what the file is.
func Plain(raw []byte, opts Options) ([]byte, bool) {
	if len(raw) > opts.limit() {
		return nil, false
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return nil, false
	case bytes.IndexByte(raw[:min(len(raw), sniffed)], 0) >= 0, magic(raw) != "", isLFSPointer(raw):
		return nil, false
	case opts.Encoding != "":
		c, ok := lookup(opts.Encoding)
		return raw, !ok || c.plain()
	}
	return raw, true
}

// PlainLabel reports whether a file that declares this label, or number of a
// code page, is still what [Plain] takes it for.
func PlainLabel(label string) bool {
	switch label {
	case "", "0", "utf-8", "UTF-8", "windows-1252", "iso-8859-1", "65001", "1252": // most
		return true
	}
	c, ok := lookup(label)
	return ok && c.plain()
}

// DeclaredLabel is the label behind "charset", "codepage" or "encoding", which
// is what text begins with; "" if there is none.
func DeclaredLabel(text string) string {
	const longest = 100
	b := []byte(text[:min(len(text), longest)])
	for _, name := range [...]string{"charset", "codepage", "encoding"} {
		if foldPrefix(b, name) {
			return valueOf(b, name)
		}
	}
	return ""
}

// plain reports whether ASCII characters are bytes of their own. In Johab even
// `<` can be half of another character.
func (c charset) plain() bool { return !c.wide() && !c.stateful && c.name != johabName }
