package yamltree

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/scanner"
	"github.com/goccy/go-yaml/token"

	"github.com/cdolint/cdolint/internal/source"
)

// MaxSize is the largest file in bytes that is read: 1 MiB.
const MaxSize = 1 << 20

// Bounds of one document. A configuration of a thousand lines has some 5,000
// tokens; the parser's time grows with their square.
const (
	maxIndicators = 50_000 // punctuation that may become tokens, checked before any token is made
	maxTokens     = 20_000
	maxDepth      = 64
	maxNodes      = 20_000 // after aliases are replaced by what they stand for
)

// Parse reads a document. The root of an empty one is Null. The error is an *Error.
func Parse(f *source.File) (*Node, error) {
	b := &builder{file: f}
	switch {
	case f.TooLarge || len(f.Text) > MaxSize:
		return nil, b.errorf(0, 0, "the file is larger than 1 MiB, more than is read")
	case f.IsBinary:
		return nil, b.errorf(0, 0, "this is not text but %s", f.BinaryKind)
	case indicators(f.Text) > maxIndicators:
		return nil, b.errorf(0, 0, "the file holds more than is read (%d marks of punctuation)", maxIndicators)
	}
	b.text = f.Text
	if strings.IndexByte(b.text, '\r') >= 0 {
		// The scanner is not sure of CR; lines and columns stay the same.
		b.text = strings.ReplaceAll(strings.ReplaceAll(b.text, "\r\n", "\n"), "\r", "\n")
	}
	tokens, err := tokenize(b.text)
	if err != nil {
		return nil, b.errorf(0, 0, "%w", err)
	}
	doc, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, b.syntax(err)
	}
	return b.document(doc)
}

// indicators counts the bytes outside of comment lines that begin tokens.
func indicators(text string) int {
	n := 0
	comment, start := false, true
	for i := range len(text) {
		switch c := text[i]; c {
		case '\n', '\r':
			comment, start = false, true
			n++
			continue
		case ' ', '\t':
			continue
		case '#':
			comment = comment || start
		case '[', ']', '{', '}', ',', ':', '-', '?', '&', '*', '!', '%', '"', '\'', '|', '>', '<':
			if !comment {
				n++
			}
		}
		start = false
	}
	return n
}

func tokenize(text string) (token.Tokens, error) {
	var s scanner.Scanner
	s.Init(text)
	var tokens token.Tokens
	for {
		next, err := s.Scan()
		tokens.Add(next...)
		if len(tokens) > maxTokens {
			return nil, fmt.Errorf("the file holds more than is read (%d words and marks)", maxTokens)
		}
		if err != nil {
			return tokens, nil //nolint:nilerr // the end of the file; or the last token says what is wrong, and the parser where
		}
	}
}

// builder makes nodes of the library's tree.
type builder struct {
	file    *source.File
	text    string // of the file, lines ended by LF
	depth   int
	anchors map[string]*Node
}

func (b *builder) document(f *ast.File) (*Node, error) {
	docs := f.Docs
	for len(docs) > 0 && docs[len(docs)-1].Body == nil {
		docs = docs[:len(docs)-1]
	}
	switch {
	case len(docs) == 0:
		return &Node{Kind: Null, size: 1}, nil
	case len(docs) > 1:
		pos, end := b.span(docs[1].Start)
		if docs[1].Start == nil {
			pos, end = b.span(docs[1].Body.GetToken())
		}
		return nil, b.errorf(pos, end, "a second document begins here; one file holds one document")
	}
	n, err := b.node(docs[0].Body)
	if err != nil {
		return nil, err
	}
	return n, nil
}

func (b *builder) node(n ast.Node) (*Node, error) {
	b.depth++
	defer func() { b.depth-- }()
	pos, end := b.span(n.GetToken())
	if b.depth > maxDepth {
		return nil, b.errorf(pos, end, "nested deeper than %d levels", maxDepth)
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		return b.mapping(n, pos)
	case *ast.MappingValueNode:
		return b.fields([]*ast.MappingValueNode{n}, pos, end)
	case *ast.SequenceNode:
		return b.sequence(n, pos, end)
	case *ast.NullNode:
		return &Node{Kind: Null, Pos: pos, End: end, size: 1}, nil
	case *ast.AnchorNode:
		return b.anchor(n)
	case *ast.AliasNode:
		return b.alias(n, pos)
	case *ast.TagNode:
		return nil, b.errorf(pos, max(end, b.wordEnd(pos)), tagMessage)
	case *ast.LiteralNode:
		text := ""
		if n.Value != nil {
			text = n.Value.Value
		}
		return &Node{Kind: Scalar, Pos: pos, End: end, Text: text, Quoted: true, size: 1}, nil
	case *ast.StringNode:
		t := n.Token.Type
		quoted := t == token.SingleQuoteType || t == token.DoubleQuoteType
		return &Node{Kind: Scalar, Pos: pos, End: end, Text: n.Value, Quoted: quoted, size: 1}, nil
	case ast.ScalarNode:
		if n.Type() != ast.MergeKeyType {
			return &Node{Kind: Scalar, Pos: pos, End: end, Text: n.GetToken().Value, size: 1}, nil
		}
	}
	return nil, b.errorf(pos, end, "%s is not expected here", n.Type().YAMLName())
}

// mapping: the token of a block mapping is its first colon, not its start.
func (b *builder) mapping(n *ast.MappingNode, pos int) (*Node, error) {
	end := pos
	if len(n.Values) > 0 && !n.IsFlowStyle {
		pos, end = b.span(n.Values[0].Key.GetToken())
	} else if n.End != nil {
		_, end = b.span(n.End)
	}
	return b.fields(n.Values, pos, end)
}

func (b *builder) fields(values []*ast.MappingValueNode, pos, end int) (*Node, error) {
	out := &Node{Kind: Mapping, Pos: pos, End: end, size: 1, Fields: make([]Field, 0, len(values))}
	seen := make(map[string]*Node, len(values))
	for _, v := range values {
		key, err := b.key(v.Key)
		if err != nil {
			return nil, err
		}
		if first := seen[key.Text]; first != nil {
			return nil, b.errorf(key.Pos, key.End, "the key %q stands here a second time; the first is in line %d", key.Text, b.file.Position(first.Pos).Line)
		}
		seen[key.Text] = key
		value, err := b.value(v)
		if err != nil {
			return nil, err
		}
		if out.Fields = append(out.Fields, Field{Key: key, Value: value}); !out.grow(1+value.size, maxNodes) {
			return nil, b.errorf(value.Pos, value.End, "aliases make the document larger than is read (%d values)", maxNodes)
		}
	}
	return out, nil
}

func (b *builder) key(k ast.MapKeyNode) (*Node, error) {
	pos, end := b.span(k.GetToken())
	if k.IsMergeKey() {
		return nil, b.errorf(pos, end, `merge keys ("<<") are not part of YAML 1.2; write the keys out`)
	}
	key, err := b.node(k)
	if err != nil {
		return nil, err
	}
	if key.Kind != Scalar {
		return nil, b.errorf(pos, end, "a key must be a word, this is %s", key.Kind)
	}
	return key, nil
}

func (b *builder) value(v *ast.MappingValueNode) (*Node, error) {
	if v.Value == nil {
		_, end := b.span(v.Key.GetToken())
		return &Node{Kind: Null, Pos: end, End: end, size: 1}, nil
	}
	return b.node(v.Value)
}

func (b *builder) sequence(n *ast.SequenceNode, pos, end int) (*Node, error) {
	if n.IsFlowStyle && n.End != nil {
		_, end = b.span(n.End)
	}
	out := &Node{Kind: Sequence, Pos: pos, End: end, size: 1, Items: make([]*Node, 0, len(n.Values))}
	for _, v := range n.Values {
		item, err := b.node(v)
		if err != nil {
			return nil, err
		}
		if out.Items = append(out.Items, item); !out.grow(item.size, maxNodes) {
			return nil, b.errorf(item.Pos, item.End, "aliases make the document larger than is read (%d values)", maxNodes)
		}
	}
	return out, nil
}

// grow counts nodes and reports whether they are within the limit.
func (n *Node) grow(by, limit int) bool {
	n.size += by
	return n.size <= limit
}

// anchor: the name is known only after the value, so that no alias can stand
// within what it stands for.
func (b *builder) anchor(n *ast.AnchorNode) (*Node, error) {
	value, err := b.node(n.Value)
	if err != nil {
		return nil, err
	}
	if b.anchors == nil {
		b.anchors = map[string]*Node{}
	}
	b.anchors[n.Name.GetToken().Value] = value
	return value, nil
}

// alias shares the node it stands for: aliases cost no memory, and what they
// would cost a reader that follows them is counted.
func (b *builder) alias(n *ast.AliasNode, pos int) (*Node, error) {
	name := n.Value.GetToken().Value
	if v := b.anchors[name]; v != nil {
		return v, nil
	}
	return nil, b.errorf(pos, b.wordEnd(pos), `a value that begins with "*" is an alias in YAML, and nothing has that name; if a pattern is meant, put it in quotes: "*%s"`, name)
}
