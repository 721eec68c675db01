// Package source reads one file: bytes, encoding, decoded text, and where an
// offset of the text is in lines and columns.
package source
