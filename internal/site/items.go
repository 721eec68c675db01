package site

import (
	"fmt"
	"hash/fnv"
	"io"
	"strings"
)

// A page may hold nothing of interest itself and yet put into a Session or
// Application item what an interesting page takes out again: the name of the
// mailbox, say. Every file is scanned for the items that it stores, and those
// that an interesting page reads make it interesting, too.

// itemID tells items apart: a hash of the scope's first letter and the folded
// name, so that a file's items cost eight bytes each.
type itemID uint64

func itemOf(scope byte, name string) itemID {
	h := fnv.New64a()
	_, _ = h.Write([]byte{scope | 0x20})
	_, _ = h.Write([]byte(strings.ToLower(name)))
	return itemID(h.Sum64())
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
	h := fnv.New64a()
	_, _ = io.WriteString(h, strings.TrimSpace(head))
	if len(head) == longestValue { // like no other, then
		_, _ = fmt.Fprint(h, end)
	}
	return stored{item, h.Sum64()}, true
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
	case '\r', '\n', '%', ':', ';', '{', '}':
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
