package jscript

// newer is a construct of ECMAScript 2015 or later.
type newer uint8

const (
	newLet newer = iota
	newConst
	newUsing
	newClass
	newModule
	newArrow
	newTemplate
	newPattern
	newDefault
	newRest
	newSpread
	newShorthand
	newMethod
	newAccessor
	newComputed
	newForOf
	newGenerator
	newAsync
	newOptional
	newNullish
	newPower
	newLogicalAssign
	newNumber
	newCatch
	newTarget
	newPrivate
	newTrailing
)

var newerText = [...]string{
	newLet: "let", newConst: "const", newUsing: "using", newClass: "class",
	newModule: "import and export", newArrow: "arrow function", newTemplate: "template literal",
	newPattern: "destructuring", newDefault: "default parameter", newRest: "rest parameter",
	newSpread: "spread", newShorthand: "shorthand property", newMethod: "method shorthand",
	newAccessor: "getter and setter", newComputed: "computed property name", newForOf: "for…of",
	newGenerator: "generator", newAsync: "async and await", newOptional: `"?."`, newNullish: `"??"`,
	newPower: `"**"`, newLogicalAssign: "logical assignment", newNumber: "number format",
	newCatch: "catch without parameter", newTarget: "meta property", newPrivate: "private name",
	newTrailing: "trailing comma in arguments",
}

// newer reports a construct that JScript does not know, the first time it is
// met.
func (p *parser) newer(n newer, at Range) {
	if p.modern || p.told&(1<<n) != 0 {
		return
	}
	p.told |= 1 << n
	p.add(&Error{
		Pos: at.From, End: at.To, Code: CodeNewer, Expected: newerText[n],
		Found: p.src[at.From:at.To],
	})
}

func (p *parser) newerHere(n newer) { p.newer(n, Range{p.tok.pos, p.tok.end}) }
