package program

import (
	"strings"

	"github.com/cdolint/cdolint/internal/asp"
)

// collect takes over what the splitter found besides code.
func (c *compiler) collect() {
	f := c.file
	for i := range c.page.Segments {
		s := &c.page.Segments[i]
		switch s.Kind {
		case asp.Include:
			c.include(s)
		case asp.Script:
			if src, ok := s.Attr("src"); ok {
				f.ScriptSources = append(f.ScriptSources, Include{
					Span: spanOf(s.Pos, s.End), PathAt: spanOf(src.ValuePos, src.ValueEnd),
					Path: strings.Clone(src.Value), Virtual: strings.HasPrefix(src.Value, "/"), InProc: -1,
				})
			}
			for j := range s.Parts {
				if s.Parts[j].Kind == asp.Include {
					c.include(&s.Parts[j])
				}
			}
		case asp.Object:
			f.Objects = append(f.Objects, objectTag(s))
		case asp.TypeLib:
			f.TypeLibs = append(f.TypeLibs, TypeLib{
				Span: spanOf(s.Pos, s.End), Name: strings.Clone(s.Value("name")),
				UUID: guid(s.Value("uuid")), File: strings.Clone(s.Value("file")),
			})
		case asp.HTML:
			c.comments(s.Pos, s.End)
		case asp.Code, asp.Expr, asp.Directive:
		}
	}
	for _, p := range c.page.Problems {
		msg := p.Message
		if p.Code != "" {
			msg += " (" + p.Code + ")"
		}
		id := "parse-error"
		if p.IsLimit {
			id = "limit"
		}
		f.Problems = append(f.Problems, Problem{spanOf(p.Pos, p.End), id, msg})
	}
}

func (c *compiler) include(s *asp.Segment) {
	name, virtual := s.Path()
	c.at = append(c.at, spanOf(s.Pos, s.End).Pos)
	c.file.Includes = append(c.file.Includes, Include{
		Span: spanOf(s.Pos, s.End), PathAt: spanOf(name.ValuePos, name.ValueEnd),
		Path: strings.Clone(name.Value), Virtual: virtual, InProc: -1,
	})
}

func objectTag(s *asp.Segment) ObjectTag {
	scope := strings.Clone(strings.ToLower(strings.TrimSpace(s.Value("scope"))))
	if scope == "" {
		scope = "page"
	}
	return ObjectTag{
		Span: spanOf(s.Pos, s.End), ID: strings.Clone(s.Value("id")), Scope: scope,
		ProgID: strings.Clone(s.Value("progid")), ClassID: guid(s.Value("classid")),
	}
}

// guid takes the braces and "clsid:" off.
func guid(s string) string {
	s = strings.ToUpper(strings.TrimSpace(s))
	s = strings.TrimSpace(strings.TrimPrefix(s, "CLSID:"))
	return strings.Clone(strings.Trim(s, "{}"))
}

// comments finds HTML comments with suppressions.
func (c *compiler) comments(pos, end int) {
	text := c.src.Text
	after := pos // of the comment: the next --> behind the last that was looked at
	for {
		i := findSuppression(text[pos:end])
		if i < 0 {
			return
		}
		at := pos + i
		if after <= at {
			to := strings.Index(text[at:end], "-->")
			if to < 0 {
				return
			}
			after = at + to + len("-->")
		}
		from := strings.LastIndex(text[pos:at], "<!--")
		if from < 0 || strings.Contains(text[pos+from:at], "-->") {
			pos = at + len(suppression)
			continue
		}
		from += pos
		to := after
		c.file.Comments = append(c.file.Comments, Comment{
			Span: spanOf(from, to), Text: strings.Clone(commentText(text[from:to])), Alone: alone(text, from, to),
		})
		pos = to
	}
}
