package config

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(SchemaURL, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(SchemaURL)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asJSON reads YAML independently of yamltree, for the validator.
func asJSON(text string) (any, error) {
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		return nil, err
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return jsonschema.UnmarshalJSON(bytes.NewReader(raw))
}

func TestValidFilesAreValidByTheSchema(t *testing.T) {
	s := compileSchema(t)
	files := validFixtures(t)
	files["init"] = string(Init(Seen{}))
	for name, text := range files {
		t.Run(name, func(t *testing.T) {
			open1(t, text)
			v, err := asJSON(text)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(v); err != nil {
				t.Error(err)
			}
		})
	}
}

// A fixture says in its comment where the schema cannot know of a mistake.
func TestMistakesAreMistakesByTheSchema(t *testing.T) {
	s := compileSchema(t)
	for _, f := range fixtures(t, "testdata/mistakes/*.txtar") {
		t.Run(f.name(), func(t *testing.T) {
			_, says, _ := strings.Cut(string(f.Comment), "schema: ")
			invalid := false
			for _, file := range f.Files {
				if !strings.HasSuffix(file.Name, FileName) {
					continue
				}
				v, err := asJSON(string(file.Data))
				if err != nil {
					if !strings.HasPrefix(says, "cannot be read") {
						t.Errorf("cannot be read: %v", err)
					}
					return
				}
				invalid = invalid || s.Validate(v) != nil
			}
			switch {
			case strings.HasPrefix(says, "cannot be read") && !invalid:
				t.Error("another reader of YAML reads this, and the schema accepts it")
			case strings.HasPrefix(says, "accepts") == invalid:
				t.Errorf("the schema rejects it: %t; the fixture says %q", invalid, strings.TrimSpace(says))
			}
		})
	}
}

// node is what the tests below need of a schema.
type schemaNode struct {
	Ref        string                 `json:"$ref"`
	Properties map[string]*schemaNode `json:"properties"`
	Items      *schemaNode            `json:"items"`
	AnyOf      []*schemaNode          `json:"anyOf"`
	Enum       []any                  `json:"enum"`
	Default    any                    `json:"default"`
	Defs       map[string]*schemaNode `json:"$defs"`
}

// walk calls f for every key of the schema, by its dotted name; entries of
// lists are named with [].
func (n *schemaNode) walk(root *schemaNode, name string, f func(name string, n *schemaNode)) {
	if n.Ref != "" {
		n = merged(n, root.Defs[strings.TrimPrefix(n.Ref, "#/$defs/")])
	}
	if name != "" {
		f(name, n)
	}
	for _, k := range slices.Sorted(maps.Keys(n.Properties)) {
		n.Properties[k].walk(root, strings.TrimPrefix(name+"."+k, "."), f)
	}
	if n.Items != nil && len(n.Items.Properties) > 0 {
		n.Items.walk(root, name+"[]", f)
	}
}

func merged(n, ref *schemaNode) *schemaNode {
	out := *ref
	if n.Default != nil {
		out.Default = n.Default
	}
	return &out
}

func schemaTree(t *testing.T) *schemaNode {
	t.Helper()
	var root schemaNode
	if err := json.Unmarshal(Schema(), &root); err != nil {
		t.Fatal(err)
	}
	return &root
}

// The reader names the keys of a mapping when it meets one that it does not
// know: they must be those of the schema.
func TestReaderAndSchemaKnowTheSameKeys(t *testing.T) {
	root := schemaTree(t)
	check := func(name string, n *schemaNode, text string) {
		t.Helper()
		_, err := OpenTree(mapTree{FileName: text}, "")
		_, got, found := strings.Cut(err.Error(), "; it takes ")
		want := slices.Sorted(maps.Keys(n.Properties))
		if got, _, _ = strings.Cut(got, "\n"); !found {
			t.Fatalf("%s: %v", name, err)
		}
		list := strings.FieldsFunc(strings.ReplaceAll(got, " and ", ", "), func(r rune) bool { return r == ',' || r == ' ' })
		slices.Sort(list)
		if diff := cmp.Diff(want, list); diff != "" {
			t.Errorf("keys of %q (- schema, + reader):\n%s", name, diff)
		}
	}
	check("", root, "qqqqqqqqqqqq: 1")
	mappings := 0
	root.walk(root, "", func(name string, n *schemaNode) {
		if len(n.Properties) == 0 {
			return
		}
		mappings++
		text := "{qqqqqqqqqqqq: 1}"
		parts := strings.Split(name, ".")
		for _, p := range slices.Backward(parts) {
			if key, ok := strings.CutSuffix(p, "[]"); ok {
				text = "{" + key + ": [{path: x, " + text[1:] + "]}"
			} else {
				text = "{" + p + ": " + text + "}"
			}
		}
		check(name, n, text)
	})
	if mappings < 6 {
		t.Errorf("only %d mappings were checked", mappings)
	}
}

func TestDefaultsOfTheSchemaAreThoseThatHold(t *testing.T) {
	s, err := OpenTree(mapTree{}, "")
	if err != nil {
		t.Fatal(err)
	}
	effective := map[string]string{}
	for _, o := range s.Effective("x.asp") {
		effective[o.Key] = o.Value
	}
	root := schemaTree(t)
	checked := 0
	root.walk(root, "", func(name string, n *schemaNode) {
		if n.Default == nil {
			return
		}
		checked++
		var want string
		if err := yaml.Unmarshal([]byte(effective[name]), new(any)); err != nil {
			t.Error(err)
		}
		switch d := n.Default.(type) {
		case string:
			want = d
		default:
			raw, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			want = strings.NewReplacer(`"`, "", ",", ", ").Replace(string(raw))
		}
		if effective[name] != want {
			t.Errorf("default of %s: %q by the schema, %q by the reader", name, want, effective[name])
		}
	})
	if checked < 6 {
		t.Errorf("only %d defaults were checked", checked)
	}
}

func TestWordsOfTheSchemaAreAccepted(t *testing.T) {
	root := schemaTree(t)
	checked := 0
	root.walk(root, "", func(name string, n *schemaNode) {
		words := n.Enum
		for _, alt := range n.AnyOf {
			if alt.Ref != "" {
				words = append(words, root.Defs[strings.TrimPrefix(alt.Ref, "#/$defs/")].Enum...)
			}
		}
		for _, w := range words {
			raw, err := json.Marshal(w)
			if err != nil {
				t.Fatal(err)
			}
			text := string(raw)
			for _, p := range slices.Backward(strings.Split(name, ".")) {
				if key, ok := strings.CutSuffix(p, "[]"); ok {
					text = "{" + key + ": [{path: x, " + text[1:] + "]}"
				} else {
					text = "{" + p + ": " + text + "}"
				}
			}
			if _, err := OpenTree(mapTree{FileName: text}, ""); err != nil {
				t.Errorf("%s: %v", text, err)
			}
			checked++
		}
	})
	if checked < 20 {
		t.Errorf("only %d words were checked", checked)
	}
}

const (
	publishedSchema = "../../docs/cdolint.schema.v1.json"
	manual          = "../../docs/configuration.md"
)

func TestSchemaIsPublished(t *testing.T) {
	if *update {
		if err := os.WriteFile(publishedSchema, Schema(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := os.ReadFile(publishedSchema)
	if err != nil || !bytes.Equal(raw, Schema()) {
		t.Errorf("%s is not the schema of this package; copy it with -update (%v)", publishedSchema, err)
	}
}

func TestManualNamesEveryKey(t *testing.T) {
	raw, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	headings := map[string]bool{}
	for line := range strings.Lines(string(raw)) {
		if h, ok := strings.CutPrefix(strings.TrimSpace(line), "### `"); ok {
			headings[strings.TrimSuffix(h, "`")] = true
		}
	}
	root := schemaTree(t)
	keys := map[string]bool{}
	root.walk(root, "", func(name string, n *schemaNode) {
		keys[name] = true
		if strings.HasPrefix(name, "paths[].site.") {
			return // as site
		}
		if (len(n.Properties) == 0 || name == "paths[].site") && !headings[name] {
			t.Errorf("no heading \"### `%s`\" in the manual", name)
		}
	})
	for h := range headings {
		if !keys[h] {
			t.Errorf("the manual describes %s, which is no key", h)
		}
	}
}

// The examples of the manual are valid, for the reader and for the schema.
func TestExamplesOfTheManualAreValid(t *testing.T) {
	raw, err := os.ReadFile(manual)
	if err != nil {
		t.Fatal(err)
	}
	s := compileSchema(t)
	n := 0
	for _, part := range strings.Split(string(raw), "\n```yaml\n")[1:] {
		text, _, _ := strings.Cut(part, "\n```")
		n++
		set, err := OpenTree(mapTree{FileName: text}, "")
		if err != nil {
			t.Errorf("%v\n%s", err, text)
			continue
		}
		if err := set.CheckRules(append(knownRules(), "CDO103", "CDO301", "interactive-logon")); err != nil {
			t.Error(err)
		}
		v, err := asJSON(text)
		if err != nil {
			t.Error(err)
		}
		if err := s.Validate(v); err != nil {
			t.Errorf("%v\n%s", err, text)
		}
	}
	if n < 10 {
		t.Errorf("only %d examples", n)
	}
}
