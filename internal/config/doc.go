// Package config reads .cdolint.yaml: what the user says of the site that the
// repository does not show, which rules count where, and how files are found
// and read. docs/configuration.md is its manual, schema/ its JSON Schema.
//
// A [Set] answers for one analysed folder. The file nearest upwards from a page
// counts for that page, whole: files are not merged. What can only be said once
// for a run (extensions, virtual roots, code page, packs, limits, …) counts in
// the file of the analysed folder, see [Set.Root].
//
// Configuration is data and may be hostile: it names no file outside the folder
// it stands in, runs nothing, and is bounded in size, nesting and aliases. An
// unknown key is an error that says where it stands and what was probably meant.
package config
