package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path"
	"strconv"
	"strings"
)

// FingerprintKey names [Finding.Fingerprint] among the partialFingerprints of a
// SARIF result.
const FingerprintKey = "cdolint/v1"

// Fingerprint tells the finding from others without naming a line: a hash of
// the rule, the normalised code, the enclosing procedure, the base name of the
// file, and the number of the finding among equal ones of that procedure.
//
// The folders are left out on purpose, so that a renamed folder keeps the
// fingerprints of all its findings; copies of one page in several applications
// therefore share theirs, and whoever matches findings must match them one to
// one within a path first, as [Baseline] does. 32 hexadecimal digits.
func (f *Finding) Fingerprint() string {
	return digest(f.Rule, f.Snippet, strings.ToLower(f.Procedure),
		strings.ToLower(path.Base(f.At.Path)), strconv.Itoa(f.Occurrence))
}

// UniqueFingerprint is a fingerprint for formats that take two results with one
// fingerprint for one result: it names the path too, and nth, the number of the
// result among those of the report that would share it, from 0.
func (f *Finding) UniqueFingerprint(nth int) string {
	return digest(f.Rule, f.Snippet, strings.ToLower(f.Procedure),
		f.At.Path, strconv.Itoa(f.Occurrence), strconv.Itoa(nth))
}

// digest hashes fields so that no two lists of fields run together.
func digest(fields ...string) string {
	h := sha256.New()
	for _, s := range fields {
		_, _ = io.WriteString(h, s) // a hash never fails
		_, _ = h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// NormalizeSnippet brings code to the form of [Finding.Snippet]: letter case
// folded, line continuations undone, blanks only where two words would run
// together. String literals keep their blanks. Secrets are masked first, so
// that no fingerprint can be tried against a list of passwords.
func NormalizeSnippet(code string) string {
	code = strings.ToLower(Redact(code))
	var b strings.Builder
	b.Grow(len(code))
	quoted, blank := false, false
	last := byte(0)
	for i := 0; i < len(code); i++ {
		c := code[i]
		if !quoted {
			if isBlank(c) {
				blank = true
				continue
			}
			if c == '_' && blank && continues(code[i+1:]) {
				continue
			}
			if blank && isWord(last) && isWord(c) {
				b.WriteByte(' ')
			}
		}
		if c == '"' {
			quoted = !quoted
		} else if c == '\n' || c == '\r' {
			quoted = false // an unterminated string ends with its line
		}
		blank = false
		b.WriteByte(c)
		last = c
	}
	return b.String()
}

// continues reports whether a line ends here: an underscore before it joins
// the next line.
func continues(rest string) bool {
	rest = strings.TrimLeft(rest, " \t")
	return rest != "" && (rest[0] == '\r' || rest[0] == '\n')
}

func isBlank(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
