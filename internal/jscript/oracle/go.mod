module github.com/cdolint/cdolint/internal/jscript/oracle

go 1.26.0

require github.com/cdolint/cdolint v0.0.0

require (
	github.com/smacker/go-tree-sitter v0.0.0-20240827094217-dd81d9e9be82
	golang.org/x/text v0.43.0 // indirect
)

replace github.com/cdolint/cdolint => ../../..
