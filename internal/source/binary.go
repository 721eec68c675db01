package source

import "bytes"

// sniffed is how many bytes at the start of a file decide if it is binary.
const sniffed = 8 << 10

// binaryKind says what a file is that is not text, "" for text. A NUL or two
// do not make a page binary: IIS runs it, so it has to be read.
func binaryKind(raw []byte) string {
	if kind := magic(raw); kind != "" {
		return kind
	}
	head := raw[:min(len(raw), sniffed)]
	if bytes.IndexByte(head, 0) < 0 {
		return ""
	}
	controls := 0
	for _, b := range head {
		switch {
		case b >= ' ', b == '\t', b == '\n', b == '\r', b == '\f', b == 0x1a, b == 0x1b:
		default:
			controls++
		}
	}
	if controls > 2 && controls > len(head)/100 {
		return "NUL and control bytes"
	}
	return ""
}

// magic knows the formats that end up in web trees under names of pages.
func magic(raw []byte) string {
	if len(raw) < 4 {
		return ""
	}
	has := func(prefix string) bool { return len(raw) >= len(prefix) && string(raw[:len(prefix)]) == prefix }
	switch raw[0] {
	case 'G':
		// The letters alone may stand before a page, to get it past a filter of
		// uploads; IIS runs it.
		if (has("GIF87a") || has("GIF89a")) && bytes.IndexByte(raw[:min(len(raw), sniffed)], 0) >= 0 {
			return "a GIF image"
		}
	case 0x89:
		if has("\x89PNG\r\n\x1a\n") {
			return "a PNG image"
		}
	case 0xff:
		if has("\xff\xd8\xff") {
			return "a JPEG image"
		}
	case 'P':
		if has("PK\x03\x04") || has("PK\x05\x06") {
			return "a ZIP archive"
		}
	case 'M':
		// "MZ" alone could begin a text; the header is full of NULs.
		if has("MZ") && bytes.IndexByte(raw[:min(len(raw), 64)], 0) >= 0 {
			return "a Windows executable"
		}
	case 0xd0:
		if has("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
			return "an OLE compound file"
		}
	case '%':
		if has("%PDF-") {
			return "a PDF document"
		}
	case 0x1f:
		if has("\x1f\x8b\x08") {
			return "gzip data"
		}
	case 'R':
		if has("Rar!\x1a\x07") {
			return "a RAR archive"
		}
	case 0x7f:
		if has("\x7fELF") {
			return "an ELF executable"
		}
	}
	return ""
}

// looksUTF16 names the form of UTF-16 that a file without byte-order mark
// obviously has: most characters of markup and code are ASCII, so every
// second byte is NUL, and hardly any of the others.
func looksUTF16(raw []byte) string {
	head := raw[:min(len(raw), sniffed)&^1]
	if len(head) < 8 || bytes.IndexByte(head, 0) < 0 {
		return ""
	}
	even, odd := 0, 0
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	units := len(head) / 2
	switch {
	case odd > units/2 && even <= units/50:
		return utf16leName
	case even > units/2 && odd <= units/50:
		return utf16beName
	}
	return ""
}

// isLFSPointer knows the stand-in that Git LFS leaves where the content was
// not downloaded (specification v1 of git-lfs).
func isLFSPointer(raw []byte) bool {
	return len(raw) < 1024 && bytes.HasPrefix(raw, []byte("version https://git-lfs.github.com/spec/"))
}
