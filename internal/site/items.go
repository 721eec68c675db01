package site

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A page may hold nothing of interest itself and yet put into a Session or
// Application item what an interesting page takes out again: the name of the
// mailbox, say. Every file is scanned for the items that it stores, and those
// that an interesting page reads make it interesting, too.

// itemID tells items apart: a hash of the scope's first letter and the folded
// name, so that a file's items cost eight bytes each.
type itemID uint64

func itemOf(scope byte, name string) itemID {
	h := hashSeed.byte(scope | 0x20)
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= utf8.RuneSelf:
			return itemID(hashSeed.byte(scope | 0x20).text(strings.ToLower(name)))
		case 'A' <= c && c <= 'Z':
			c |= 0x20
		}
		h = h.byte(c)
	}
	return itemID(h)
}

// hash is FNV-1a of 64 bits. Items are many, and package hash allocates for each.
type hash uint64

const hashSeed hash = 14695981039346656037

func (h hash) byte(c byte) hash { return (h ^ hash(c)) * 1099511628211 }

func (h hash) text(s string) hash {
	for i := range len(s) {
		h = h.byte(s[i])
	}
	return h
}

// stored is one assignment to an item.
type stored struct {
	item itemID
	// code is a hash of what is assigned, as written: of many equal lines
	// one tells enough.
	code uint64
}

// longestValue is how much of a line is looked at, in bytes: there may be
// thousands of assignments on one line of megabytes.
const longestValue = 1 << 10

// storedItem is the item that is assigned in `Session("name") = …`, where the
// word at pos ends at end; ok is false if that is not what stands there.
func storedItem(text string, pos, end int) (s stored, ok bool) {
	if !beginsStatement(text[:pos]) {
		return stored{}, false
	}
	item, value, ok := assignedItem(text[pos], text[end:])
	if !ok {
		return stored{}, false
	}
	head := value[:min(len(value), longestValue)]
	if i := strings.IndexAny(head, "\r\n"); i >= 0 {
		head = head[:i]
	}
	h := hashSeed.text(strings.TrimSpace(head))
	if len(head) == longestValue { // like no other, then
		h = h.text(strconv.Itoa(end))
	}
	return stored{item, uint64(h)}, true
}

// beginsStatement reports whether a statement may begin behind the text: a
// comparison in a condition looks like an assignment.
func beginsStatement(before string) bool {
	for before != "" && (before[len(before)-1] == ' ' || before[len(before)-1] == '\t') {
		before = before[:len(before)-1]
	}
	if before == "" {
		return true
	}
	switch before[len(before)-1] {
	case '\r', '\n', '%', '>', ':', ';', '{', '}': // > ends the tag of a script
		return true
	case 't', 'T', 'n', 'N', 'e', 'E': // one of these words may end here
	default:
		return false
	}
	for _, word := range [...]string{"set", "let", "then", "else"} {
		if n := len(before) - len(word); n >= 0 && (n == 0 || !isWordByte(before[n-1])) && strings.EqualFold(before[n:], word) {
			return true
		}
	}
	return false
}

// assignedItem reads what follows the word Session or Application, up to the
// value. An item whose name is not literal is anyItem.
func assignedItem(scope byte, rest string) (item itemID, value string, ok bool) {
	name, rest, literal, ok := itemName(rest)
	if !ok {
		return 0, "", false
	}
	if rest == "" || rest[0] != ')' {
		return 0, "", false
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	if !literal { // Session(LCase(k))
		rest = strings.TrimLeft(rest, ") \t")
	}
	if !strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, "==") {
		return 0, "", false
	}
	if !literal {
		return anyItem, rest[1:], true
	}
	return itemOf(scope, name), rest[1:], true
}

// anyItem is an item whose name is not literal.
const anyItem itemID = 0

// itemName reads the name behind the word Session or Application, and what
// follows it. ok is false if no item is meant.
func itemName(s string) (name, rest string, literal, ok bool) {
	for _, member := range [...]string{".contents", ".item", ".value"} {
		if hasFoldPrefix(s, member) {
			s = s[len(member):]
		}
	}
	s = strings.TrimLeft(s, " \t")
	if s == "" || s[0] != '(' {
		return "", "", false, false
	}
	s = strings.TrimLeft(s[1:], " \t")
	const longest = 256
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		if end := strings.IndexByte(s[1:min(len(s), longest)], s[0]); end >= 0 {
			name, rest = s[1:1+end], strings.TrimLeft(s[end+2:], " \t")
			if rest != "" && rest[0] == ')' {
				return name, rest, true, true
			}
		}
	}
	end := strings.IndexAny(s[:min(len(s), longest)], ")\r\n")
	if end < 0 || s[end] != ')' || end == 0 {
		return "", "", false, false
	}
	return "", s[end:], false, true
}

// itemSet is a set of items; any if the names of some are not literal.
type itemSet struct {
	items map[itemID]bool
	any   bool
}

func newItemSet() itemSet { return itemSet{items: map[itemID]bool{}} }

func (s itemSet) empty() bool { return !s.any && len(s.items) == 0 }
