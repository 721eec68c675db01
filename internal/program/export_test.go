package program

import (
	"sync"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/internal/vbscript"
)

// memories serve the texts of one file after the other.
var memories = sync.Pool{New: func() any { return new(source.Memory) }}

// OnlyParse decodes, splits and parses a file, and returns how many tokens its code has.
func OnlyParse(path string, raw []byte) (tokens int) {
	memory, _ := memories.Get().(*source.Memory)
	defer memories.Put(memory)
	c := newCompiler(source.New(path, raw, source.Options{Memory: memory}))
	defer pieces.Put(c.split())
	c.pageFacts(0)
	for i := range c.page.Segments {
		if s := &c.page.Segments[i]; s.Kind == asp.Script {
			lang := c.file.Pages.Language
			if s.Value("language") != "" {
				lang = language(c.page.LanguageOf(s))
			}
			tokens += c.onlyParse(c.chunks(s.Parts), lang)
		}
	}
	return tokens + c.onlyParse(c.chunks(c.page.Segments), c.file.Pages.Language)
}

func (c *compiler) onlyParse(list []vbscript.Chunk, lang Language) int {
	switch lang {
	case VBScript:
		unit := c.parseVB(list, vbscript.VBScript)
		defer unit.Release()
		return unit.Tokens
	case JScript:
		unit := c.parseJS(jsChunks(list))
		defer unit.Release()
		return unit.Tokens
	default:
		return 0
	}
}
