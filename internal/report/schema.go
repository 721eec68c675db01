package report

import _ "embed" // the schema

//go:embed report.schema.json
var jsonSchema []byte

// JSONSchema is the JSON Schema (2020-12) of the format json. Its definitions
// "finding", "notification" and "summary" are those of the lines of jsonl.
func JSONSchema() []byte { return jsonSchema }
