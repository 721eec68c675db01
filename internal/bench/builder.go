package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// builder writes one file, lines ending in LF.
type builder struct {
	strings.Builder
	rng *rand.Rand
	cs  charset
	// inline pages create their database objects themselves; the others
	// call the library that does.
	inline bool
	lines  int
	next   int // numbers names, so that no two procedures are called alike
}

func newBuilder(rng *rand.Rand, cs charset) *builder { return &builder{rng: rng, cs: cs} }

// add formats a piece of text and ends it with a newline.
func (b *builder) add(format string, args ...any) {
	start := b.Len()
	fmt.Fprintf(b, format, args...)
	b.WriteByte('\n')
	b.lines += strings.Count(b.String()[start:], "\n")
}

func (b *builder) name() string {
	b.next++
	return fmt.Sprintf("%s%s%d", pick(b.rng, verbs), pick(b.rng, nouns), b.next)
}

func (b *builder) text(words int) string { return sentence(b.rng, b.cs.words, words) }

func (b *builder) head(title string) {
	if b.cs.codePage != 0 {
		b.add(`<%%@ Language="VBScript" CodePage="%d" %%>`, b.cs.codePage)
	} else {
		b.add(`<%%@ Language=VBScript %%>`)
	}
	b.add(`<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=%s">
<title>%s</title>
<link rel="stylesheet" type="text/css" href="../style.css">
</head>
<body bgcolor="#ffffff" topmargin="0" leftmargin="0">
<h1>%s</h1>`, b.cs.meta, title, b.text(4))
}

func (b *builder) foot() { b.add("</body>\n</html>") }

// section adds one of the shapes that pages are made of.
func (b *builder) section() {
	switch b.rng.IntN(9) {
	case 0, 1:
		b.recordTable()
	case 2:
		b.form()
	case 3:
		b.procedure()
	case 4:
		b.saveCommand()
	case 5:
		b.menu()
	case 6:
		b.prose()
	case 7:
		b.clientScript()
	case 8:
		b.decision()
	}
}

// fill adds sections until the file is about size bytes long, and prose for
// the rest: the total of a tree must be met.
func (b *builder) fill(size int) {
	for b.Len() < size-1500 {
		b.section()
	}
	for b.Len() < size {
		b.add("<p>%s</p>", b.text(12))
	}
}
