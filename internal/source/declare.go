package source

import (
	"bytes"
	"strconv"
	"strings"
)

// What is declared within this many bytes from the start of a file counts. Pages
// often hold code before their <head>, so it is more than HTML's 1,024.
const declarationWindow = 16 << 10

// claim is what a file, or the configuration, says of its encoding.
type claim struct {
	charset charset
	basis   Basis
}

// declarations are the encodings that a file declares, @CODEPAGE first, and
// the first one that is not known, as written. Package asp parses directives
// for good, from decoded text; here it is about bytes and the two numbers
// that say how to decode them, so this is a scan that may overlook and must
// not be slow.
func declarations(raw []byte) (claims []claim, unsupported string) {
	head := raw[:min(len(raw), declarationWindow)]
	var codePage, charset string
	for i := 0; codePage == "" || charset == ""; {
		n := bytes.IndexByte(head[i:], '<')
		if n < 0 {
			break
		}
		i += n + 1
		rest := head[i:]
		switch {
		case codePage == "" && len(rest) > 0 && rest[0] == '%':
			if body := bytes.TrimLeft(rest[1:], " \t\r\n"); len(body) > 0 && body[0] == '@' {
				codePage = valueOf(until(body, "%>"), "codepage")
			}
		case charset == "" && foldPrefix(rest, "meta"):
			charset = valueOf(until(rest, ">"), "charset")
		case charset == "" && foldPrefix(rest, "?xml"):
			charset = valueOf(until(rest, ">"), "encoding")
		}
	}
	add := func(written string, basis Basis) {
		if written == "" {
			return
		}
		c, ok := lookup(written)
		switch {
		case !ok:
			// 0 is CP_ACP: whatever the server has.
			if unsupported == "" && written != "0" {
				unsupported = written
			}
		case !c.wide(): // the bytes show that it is not; a wrong claim
			claims = append(claims, claim{c, basis})
		}
	}
	add(codePage, ByCodePage)
	add(charset, ByMeta)
	return claims, unsupported
}

// until is b before end, all of b if there is none.
func until(b []byte, end string) []byte {
	if i := bytes.Index(b, []byte(end)); i >= 0 {
		return b[:i]
	}
	return b
}

// valueOf is what stands behind the first "name=" in b, quotes taken off.
func valueOf(b []byte, name string) string {
	for i := 0; i+len(name) < len(b); i++ {
		if b[i]|0x20 != name[0] || !foldPrefix(b[i:], name) {
			continue
		}
		rest := bytes.TrimLeft(b[i+len(name):], " \t\r\n")
		if len(rest) == 0 || rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t\r\n\"'")
		end := 0
		for end < len(rest) && end < 40 && isLabelByte(rest[end]) {
			end++
		}
		return string(rest[:end])
	}
	return ""
}

// isLabelByte reports whether c can stand in the name of a charset (RFC 2978).
// Values that code computes, `"" & charset`, begin with something else.
func isLabelByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		c == '-' || c == '_' || c == '.' || c == ':'
}

// foldPrefix reports whether b begins with prefix, which is in lower case.
func foldPrefix(b []byte, prefix string) bool {
	if len(b) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := b[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}

// lookup finds a charset by label or number of a code page.
func lookup(written string) (charset, bool) {
	written = strings.TrimSpace(written)
	if written == "" {
		return charset{}, false
	}
	var name string
	if n, err := strconv.Atoi(written); err == nil {
		name = codePageName(n)
	} else {
		name = labelName(strings.ToLower(written))
	}
	if name == "" {
		return charset{}, false
	}
	return charsetNamed(name), true
}

// LookupEncoding finds the name of an encoding (see [File].Encoding) by a
// label such as "Shift_JIS" or the number of a Windows code page such as
// "932", and reports whether it is known.
func LookupEncoding(label string) (name string, ok bool) {
	c, ok := lookup(label)
	return c.name, ok
}
