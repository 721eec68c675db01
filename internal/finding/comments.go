package finding

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
)

// commentStyle is one way to write a comment. Line comments have no end.
type commentStyle struct {
	start, end string
	unending   bool // no comment ends from here on
}

// HoldsDirective reports whether a text may hold a directive of the tool.
func HoldsDirective(text string) bool { return indexFold(text, DirectivePrefix) >= 0 }

// Comments finds the comments that are directives of the tool in a file that no
// front end parses: configuration, transforms, setup scripts, HTML. The comment
// styles are those of the file's extension; spans are byte offsets of text.
func Comments(name, text string) []program.Comment {
	styles := slices.Clone(commentStyles(name))
	var out []program.Comment
	for from := 0; ; {
		i := indexFold(text[from:], DirectivePrefix)
		if i < 0 {
			return out
		}
		at := from + i
		from = at + len(DirectivePrefix)
		for i := range styles {
			if c, ok := commentAt(text, at, &styles[i]); ok {
				out = append(out, c)
				from = int(c.Span.End)
				break
			}
		}
	}
}

// IsDockerfile reports whether a file is one by its name: Dockerfile,
// Dockerfile.web, web.dockerfile.
func IsDockerfile(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.HasPrefix(base, "dockerfile") || strings.HasSuffix(base, ".dockerfile")
}

func commentStyles(name string) []commentStyle {
	if IsDockerfile(name) {
		return []commentStyle{{start: "#"}}
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".ps1", ".psm1", ".psd1":
		return []commentStyle{{start: "<#", end: "#>"}, {start: "#"}}
	case ".yaml", ".yml", ".ini", ".properties":
		return []commentStyle{{start: "#"}, {start: ";"}}
	case ".cmd", ".bat":
		return []commentStyle{{start: "@rem"}, {start: "rem"}, {start: "::"}}
	case ".vbs", ".cls", ".bas", ".frm":
		return []commentStyle{{start: "'"}, {start: "rem"}}
	case ".js", ".cs":
		return []commentStyle{{start: "//"}, {start: "/*", end: "*/"}}
	case ".vb":
		return []commentStyle{{start: "'"}, {start: "rem"}}
	case ".aspx", ".ascx", ".asmx", ".ashx", ".asax", ".master":
		return []commentStyle{{start: "<!--", end: "-->"}, {start: "<%--", end: "--%>"}, {start: "//"}, {start: "/*", end: "*/"}, {start: "'"}}
	}
	return []commentStyle{{start: "<!--", end: "-->"}}
}

// commentAt makes a comment of the directive at text[at:], if the opening
// delimiter of the style stands right before it. It does not look for the ends
// of a line: there may be thousands of comments on one of megabytes.
func commentAt(text string, at int, style *commentStyle) (program.Comment, bool) {
	blanks := " \t"
	if style.end != "" {
		blanks = " \t\r\n*"
	}
	head := strings.TrimRight(text[:at], blanks)
	if style.start == "/*" {
		head = text[:min(len(head)+1, at)] // the star of the delimiter itself was trimmed too
	}
	if style.unending || len(head) < len(style.start) || !strings.EqualFold(head[len(head)-len(style.start):], style.start) {
		return program.Comment{}, false
	}
	start := len(head) - len(style.start)
	if style.start == "rem" && start > 0 && isWord(text[start-1]) {
		return program.Comment{}, false
	}
	var innerEnd, end int
	if style.end == "" {
		innerEnd = lineEnd(text, at)
		end = innerEnd
	} else {
		n := strings.Index(text[at:], style.end)
		if n < 0 {
			style.unending = true
			return program.Comment{}, false
		}
		innerEnd = at + n
		end = innerEnd + len(style.end)
	}
	before := strings.TrimRight(text[:start], " \t\uFEFF")
	after := strings.TrimLeft(text[end:], " \t")
	return program.Comment{
		Span:  program.Span{Pos: int32(start), End: int32(end)},
		Text:  text[len(head):innerEnd],
		Alone: (before == "" || strings.IndexByte("\r\n", before[len(before)-1]) >= 0) && (after == "" || strings.IndexByte("\r\n", after[0]) >= 0),
	}, true
}

func lineEnd(text string, at int) int {
	if n := strings.IndexAny(text[at:], "\r\n"); n >= 0 {
		return at + n
	}
	return len(text)
}

// indexFold is strings.Index for an ASCII needle in lower case that begins with
// c, without regard to letter case.
func indexFold(s, needle string) int {
	for from := 0; ; {
		n := strings.IndexAny(s[from:], "cC")
		if n < 0 {
			return -1
		}
		from += n
		if hasPrefixFold(s[from:], needle) {
			return from
		}
		from++
	}
}
