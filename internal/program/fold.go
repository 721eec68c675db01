package program

import (
	"strings"
	"sync/atomic"
	"unicode/utf8"
)

// Fold lowers a VBScript name for comparison. Brackets of [names] are not part of Str.
//
// The analysis folds the same few names again and again: those that are not
// in lower case already are remembered.
func Fold(name string) string {
	hash, lower := uint32(len(name)), true
	for i := range len(name) {
		c := name[i]
		if 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf {
			lower = false
		}
		hash = hash*31 + uint32(c)
	}
	if lower {
		return name
	}
	slot := &folds[hash*0x9e3779b1>>(32-foldBits)]
	if f := slot.Load(); f != nil && f.name == name {
		return f.folded
	}
	f := &fold{name: strings.Clone(name), folded: strings.ToLower(name)}
	if len(name) <= longestFold {
		slot.Store(f)
	}
	return f.folded
}

type fold struct{ name, folded string }

// folds are names that were folded lately, by their hash. It bounds what is
// remembered: 4,096 names of at most 64 bytes.
var folds [1 << foldBits]atomic.Pointer[fold]

const (
	foldBits    = 12
	longestFold = 64
)
