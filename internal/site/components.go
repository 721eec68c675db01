package site

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// Component is a COM class whose source is in the tree: a Visual Basic 6
// class of a project, or a Windows Script Component.
type Component struct {
	// ProgID that pages create it by.
	ProgID string
	// At is where the ProgID is given.
	At source.Place
	// Class of the component in the program of File.
	Class string
	File  *File
	// Modules are the .bas files of its project, or the files that its <script
	// src=…> elements name: what they declare, the class sees.
	Modules []*File

	sources []*source.File
	// project is the file that declares the component.
	project string
	// Script: a Windows Script Component, whose Modules hold methods.
	Script bool
}

// Component returns the component of a ProgID, nil if its source is not in the
// tree. Its programs are compiled.
func (s *Site) Component(progid string) *Component {
	return s.compiledComponent(s.components[strings.ToLower(progid)])
}

// ScriptComponent returns the script component that the moniker of
// GetObject("script:…") names by its file, nil if it is not in the tree. Of the
// path only the name of the file counts: servers have their own folders.
func (s *Site) ScriptComponent(file string) *Component {
	name := scriptName(file)
	var found *Component
	for _, c := range s.components {
		if c.Script && scriptName(c.File.Path) == name && (found == nil || c.File.Path < found.File.Path) {
			found = c
		}
	}
	return s.compiledComponent(found)
}

// scriptName is the name of a file without folders, and without what follows a
// # (the component of a package).
func scriptName(file string) string {
	file, _, _ = strings.Cut(strings.ReplaceAll(file, `\`, "/"), "#")
	return strings.ToLower(path.Base(file))
}

func (s *Site) compiledComponent(c *Component) *Component {
	if c == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if c.File.Program == nil {
		c.compile()
	}
	return c
}

// componentPrograms are those of all components whose source is in the tree.
func (s *Site) componentPrograms() (out []*program.File) {
	for _, c := range s.components {
		s.compiledComponent(c)
		out = append(out, c.File.Program)
		for _, m := range c.Modules {
			out = append(out, m.Program)
		}
	}
	return out
}

func (c *Component) compile() {
	if c.Script {
		c.File.Program = program.CompileWSC(c.sources[0], c.Class)
		for i, m := range c.Modules {
			if m.Program == nil {
				m.Program = program.CompileScript(c.sources[i+1])
			}
		}
		return
	}
	c.File.Program = program.CompileVB6(c.sources[0])
	if len(c.File.Program.Classes) > 0 {
		c.Class = c.File.Program.Classes[0].Name
	}
	for i, m := range c.Modules {
		if m.Program == nil {
			m.Program = program.CompileVB6(c.sources[i+1])
		}
	}
}

// readComponents finds the components of the tree. The ProgIDs of those that
// hold a trigger are triggers themselves: a page that creates one does what
// the component does.
func (s *Site) readComponents(l filetree.Listing) {
	s.components = map[string]*Component{}
	for _, e := range l.Files {
		switch strings.ToLower(path.Ext(e.Path)) {
		case ".vbp":
			s.readProject(e.Path)
		case ".wsc", ".sct":
			s.readScriptComponent(e.Path)
		}
	}
	interesting := map[string]bool{} // projects, and script components
	for _, c := range s.components {
		interesting[c.project] = interesting[c.project] || slices.ContainsFunc(c.sources, func(f *source.File) bool {
			found, _ := scanFile([]byte(f.Text), true, s.words)
			return found.trigger || changesIdentity(f.Text)
		})
	}
	for _, c := range s.components {
		if interesting[c.project] { // the classes of a project use one another
			if c.ProgID != "" {
				s.triggers = append(s.triggers, strings.ToLower(c.ProgID))
			}
			if c.Script {
				s.triggers = append(s.triggers, scriptName(c.File.Path))
			}
		}
	}
	slices.Sort(s.triggers)
}

// changesIdentity reports whether a component may replace the identity that
// its caller runs under.
func changesIdentity(text string) bool {
	low := strings.ToLower(text)
	return strings.Contains(low, "logonuser") || strings.Contains(low, "reverttoself")
}

// readProject reads a .vbp: lines such as `Class=Mail; Mail.cls`, `Name="Acme"`.
func (s *Site) readProject(p string) {
	f, ok := s.open(p)
	if !ok {
		return
	}
	name := ""
	type entry struct {
		class, file string
		at          source.Place
	}
	var classes []entry
	var modules []string
	pos := 0
	for line := range strings.Lines(f.Text) {
		key, value, _ := strings.Cut(strings.TrimRight(line, "\r\n"), "=")
		at := f.PlaceAt(pos, pos+len(strings.TrimRight(line, "\r\n")))
		pos += len(line)
		class, file, _ := strings.Cut(value, ";")
		class, file = strings.TrimSpace(class), strings.TrimSpace(file)
		switch strings.ToLower(key) {
		case "name":
			name = strings.Trim(value, `"`)
		case "class":
			classes = append(classes, entry{class, file, at})
		case "module":
			modules = append(modules, file)
		}
	}
	var bas []*File
	var basSources []*source.File
	for _, m := range modules {
		if g, src := s.componentFile(p, m); g != nil {
			bas, basSources = append(bas, g), append(basSources, src)
		}
	}
	for _, e := range classes {
		g, src := s.componentFile(p, e.file)
		if g == nil || name == "" {
			continue
		}
		c := &Component{ProgID: name + "." + e.class, At: e.at, Class: e.class, File: g, Modules: bas, project: p}
		c.sources = append([]*source.File{src}, basSources...)
		s.components[strings.ToLower(c.ProgID)] = c
	}
}

// componentFile is a file that a project names, relative to the project.
func (s *Site) componentFile(project, name string) (*File, *source.File) {
	t := s.lookup(path.Join(path.Dir(project), strings.ReplaceAll(name, `\`, "/")), name)
	if t.path == "" {
		return nil, nil
	}
	src, ok := s.open(t.path)
	if !ok {
		return nil, nil
	}
	return s.file(t.path), src
}

// readScriptComponent reads a .wsc, whose registration names its ProgID.
func (s *Site) readScriptComponent(p string) {
	f, ok := s.open(p)
	if !ok {
		return
	}
	progid, at := attribute(f, "<registration", "progid")
	c := &Component{ProgID: progid, At: at, Class: progid, File: s.file(p), Script: true, sources: []*source.File{f}, project: p}
	for _, name := range program.ScriptFiles(f.Text) {
		if g, src := s.componentFile(p, name); g != nil {
			c.Modules, c.sources = append(c.Modules, g), append(c.sources, src)
		}
	}
	if progid == "" { // reached by its file alone
		c.Class, c.At = path.Base(p), f.PlaceAt(0, 0)
		progid = "script:" + p
	}
	s.components[strings.ToLower(progid)] = c
}

// attribute finds the value of an attribute of the first tag of that name.
func attribute(f *source.File, tag, name string) (string, source.Place) {
	low := strings.ToLower(f.Text)
	from := strings.Index(low, tag)
	if from < 0 {
		return "", source.Place{}
	}
	end := strings.IndexByte(low[from:], '>')
	if end < 0 {
		return "", source.Place{}
	}
	i := strings.Index(low[from:from+end], name)
	if i < 0 {
		return "", source.Place{}
	}
	i += from + len(name)
	rest := f.Text[i : from+end]
	skipped := len(rest) - len(strings.TrimLeft(rest, " \t\r\n="))
	rest = rest[skipped:]
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return "", source.Place{}
	}
	closing := strings.IndexByte(rest[1:], rest[0])
	if closing < 0 {
		return "", source.Place{}
	}
	pos := i + skipped + 1
	return rest[1 : 1+closing], f.PlaceAt(pos, pos+closing)
}
