package jscript

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// stringValue undoes the quotes and escapes of a string literal. A string
// without escapes shares the memory of the text.
func stringValue(raw string, escaped bool) string {
	s := raw[1:]
	if n := len(s); n > 0 && s[n-1] == raw[0] && !(escaped && endsEscaped(s)) {
		s = s[:n-1]
	}
	if !escaped {
		return s
	}
	return Unescape(s)
}

// endsEscaped reports whether the last byte of s is escaped.
func endsEscaped(s string) bool {
	n := 0
	for i := len(s) - 2; i >= 0 && s[i] == '\\'; i-- {
		n++
	}
	return n%2 == 1
}

// Unescape undoes the escapes in the text of a string or template. UTF-16 surrogates become one rune
// if they pair, else U+FFFD.
func Unescape(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], '\\')
		if j < 0 || i+j+1 >= len(s) {
			b.WriteString(s[i:])
			break
		}
		b.WriteString(s[i : i+j])
		i += j + 1
		i += escape(&b, s[i:])
	}
	return b.String()
}

// escape writes what the escape whose text behind the backslash is s stands
// for, and returns the length of that text.
func escape(b *strings.Builder, s string) int {
	switch c := s[0]; c {
	case 'b':
		b.WriteByte('\b')
	case 't':
		b.WriteByte('\t')
	case 'n':
		b.WriteByte('\n')
	case 'v':
		b.WriteByte('\v')
	case 'f':
		b.WriteByte('\f')
	case 'r':
		b.WriteByte('\r')
	case '\r': // line continuation
		if strings.HasPrefix(s, "\r\n") {
			return 2
		}
	case '\n':
	case 'x':
		if v, ok := hexValue(s[1:], 2); ok {
			b.WriteRune(rune(v))
			return 3
		}
		b.WriteByte(c)
	case 'u':
		if r, n := unicodeEscape(s); n > 0 {
			b.WriteRune(r)
			return n
		}
		b.WriteByte(c)
	case '0', '1', '2', '3', '4', '5', '6', '7':
		return octalEscape(b, s)
	default:
		_, n := utf8.DecodeRuneInString(s)
		b.WriteString(s[:n])
		return n
	}
	return 1
}

// octalEscape writes the character of one to three octal digits, at most 377.
func octalEscape(b *strings.Builder, s string) int {
	v, n := 0, 0
	for n < len(s) && n < 3 && s[n] >= '0' && s[n] <= '7' && v*8+int(s[n]-'0') <= 0o377 {
		v = v*8 + int(s[n]-'0')
		n++
	}
	b.WriteRune(rune(v))
	return n
}

// unicodeEscape reads uXXXX or u{X…}, a pair of surrogates as one, and returns
// the rune and the length of the text; 0 if it is neither.
func unicodeEscape(s string) (rune, int) {
	if s == "" || s[0] != 'u' {
		return 0, 0
	}
	if strings.HasPrefix(s, "u{") {
		end := strings.IndexByte(s[:min(len(s), 11)], '}')
		if end < 3 {
			return 0, 0
		}
		v, ok := hexValue(s[2:], end-2)
		if !ok || v > unicode.MaxRune {
			return 0, 0
		}
		return rune(v), end + 1
	}
	v, ok := hexValue(s[1:], 4)
	if !ok {
		return 0, 0
	}
	r := rune(v)
	if !utf16.IsSurrogate(r) {
		return r, 5
	}
	if len(s) >= 11 && s[5] == '\\' && s[6] == 'u' {
		if low, ok := hexValue(s[7:], 4); ok {
			if pair := utf16.DecodeRune(r, rune(low)); pair != unicode.ReplacementChar {
				return pair, 11
			}
		}
	}
	return unicode.ReplacementChar, 5
}

// hexValue reads exactly n hexadecimal digits at the begin of s.
func hexValue(s string, n int) (uint32, bool) {
	if len(s) < n {
		return 0, false
	}
	for i := range n {
		if byteClass[s[i]]&cHex == 0 {
			return 0, false
		}
	}
	v, err := strconv.ParseUint(s[:n], 16, 32)
	return uint32(v), err == nil
}

// unescapeName undoes the \u escapes of a name.
func unescapeName(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			if r, n := unicodeEscape(s[i+1:]); n == 5 {
				b.WriteRune(r)
				i += n
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// nameEscapesSound reports whether every escape of a name is \uXXXX and stands
// for a character that names are made of.
func nameEscapesSound(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			continue
		}
		r, n := unicodeEscape(s[i+1:])
		if n != 5 || !isNameRune(r, i) {
			return false
		}
		i += n
	}
	return true
}

// isNameRune reports whether a name can have r at byte i.
func isNameRune(r rune, i int) bool {
	return r == '$' || r == '_' || unicode.IsLetter(r) || i > 0 && unicode.IsDigit(r)
}

// NumberValue is the value of a numeric literal as written.
func NumberValue(raw string) float64 {
	v, _ := numberValue(raw)
	return v
}

// numberValue returns the value of a numeric literal and whether it is written
// in a way newer than JScript. A leading 0 makes it octal if all digits are.
func numberValue(raw string) (v float64, recent bool) {
	s := raw
	if strings.Contains(s, "_") {
		recent = true
		s = strings.ReplaceAll(s, "_", "")
	}
	base := 10
	if len(s) > 1 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'x':
			base, s = 16, s[2:]
		case 'b':
			base, s, recent = 2, s[2:], true
		case 'o':
			base, s, recent = 8, s[2:], true
		default:
			if strings.Trim(s, "01234567") == "" {
				base = 8
			}
		}
	}
	if n := len(s); n > 0 && s[n-1] == 'n' {
		recent = true
		s = s[:n-1]
	}
	if base == 10 {
		v, _ = strconv.ParseFloat(s, 64) // too large is ±Inf, as in JScript
		return v, recent
	}
	for i := 0; i < len(s); i++ {
		d, err := strconv.ParseUint(s[i:i+1], base, 8)
		if err != nil {
			break
		}
		v = v*float64(base) + float64(d)
	}
	return v, recent
}
