package config

import _ "embed"

//go:embed schema/cdolint.schema.v1.json
var schema []byte

// SchemaURL is where editors find the schema of version 1.
const SchemaURL = "https://raw.githubusercontent.com/cdolint/cdolint/main/docs/cdolint.schema.v1.json"

// Schema is the JSON Schema (draft 2020-12) of version 1 of the format. What it
// accepts may still be wrong: that a pattern can be read, that a rule exists.
func Schema() []byte { return append([]byte(nil), schema...) }
