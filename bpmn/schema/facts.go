package schema

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed facts.txt
var facts string

// The namespaces of the schemas.
const (
	modelNamespace    = "http://www.omg.org/spec/BPMN/20100524/MODEL"
	diagramNamespace  = "http://www.omg.org/spec/BPMN/20100524/DI"
	commonNamespace   = "http://www.omg.org/spec/DD/20100524/DC"
	graphicsNamespace = "http://www.omg.org/spec/DD/20100524/DI"
	xsiNamespace      = "http://www.w3.org/2001/XMLSchema-instance"
	xsdNamespace      = "http://www.w3.org/2001/XMLSchema"
)

func namespaceOf(short string) string {
	switch short {
	case "bpmn":
		return modelNamespace
	case "bpmndi":
		return diagramNamespace
	case "dc":
		return commonNamespace
	case "di":
		return graphicsNamespace
	}
	return xsdNamespace
}

// schema are the facts, resolved.
type schema struct {
	elements map[string]map[string]*declaration // global ones, by namespace and name
	types    map[string]*typ                    // by short name: bpmn:tProcess
}

// declaration is an element declaration.
type declaration struct {
	space, local string
	typ          *typ
	// head is the element that it can stand for, nil for none.
	head *declaration
}

// typ is a simple or complex type.
type typ struct {
	space, name     string
	base            *typ
	abstract, mixed bool
	// simple is set for simple types.
	simple *simple
	// content is nil for a complex type without content model.
	content    *automaton
	particles  []string // of its own, as the facts have them
	attributes map[string]*attribute
	ordered    []*attribute // in the order of the facts, those of the base first
	// foreign says that attributes of other namespaces are welcome.
	foreign bool
	done    bool
}

type attribute struct {
	name     string
	typ      *typ
	required bool
}

// simple is a simple type: a built-in one, an enumeration or a union.
type simple struct {
	builtIn string
	values  []string
	union   *typ
}

// load returns the schema, which is read once.
var load = sync.OnceValue(read)

func read() *schema {
	s := &schema{elements: map[string]map[string]*declaration{}, types: map[string]*typ{}}
	for _, name := range [...]string{"ID", "IDREF", "QName", "anyURI", "boolean", "double", "int", "integer", "string"} {
		s.types[name] = &typ{space: xsdNamespace, name: name, simple: &simple{builtIn: name}, done: true}
	}
	lines := strings.Split(facts, "\n")
	for _, line := range lines {
		s.declare(strings.Fields(line))
	}
	for _, line := range lines {
		s.describe(strings.Fields(line))
	}
	for _, t := range s.types {
		s.finish(t)
	}
	return s
}

func split(name string) (space, local string) {
	short, local, _ := strings.Cut(name, ":")
	return namespaceOf(short), local
}

// declare makes the elements and types by name.
func (s *schema) declare(f []string) {
	if len(f) < 2 || f[0] == "#" {
		return
	}
	space, local := split(f[1])
	if f[0] != "element" {
		s.types[f[1]] = &typ{space: space, name: local, attributes: map[string]*attribute{}}
		return
	}
	if s.elements[space] == nil {
		s.elements[space] = map[string]*declaration{}
	}
	s.elements[space][local] = &declaration{space: space, local: local}
}

func (s *schema) global(name string) *declaration {
	space, local := split(name)
	return s.elements[space][local]
}

// describe fills elements and types with what their lines say.
func (s *schema) describe(f []string) {
	if len(f) < 2 {
		return
	}
	switch f[0] {
	case "element":
		d := s.global(f[1])
		d.typ = s.types[f[2]]
		if len(f) > 4 && f[3] == "for" {
			d.head = s.global(f[4])
		}
	case "simple":
		t := s.types[f[1]]
		t.simple = &simple{values: f[3:]}
		if f[2] == "union" {
			t.simple.union, t.simple.values = s.types[f[3]], f[4:]
		}
		t.done = true
	case "type":
		s.describeType(s.types[f[1]], f[2:])
	}
}

func (s *schema) describeType(t *typ, f []string) {
	for i := 0; i < len(f); i++ {
		switch word := f[i]; {
		case word == "abstract":
			t.abstract = true
		case word == "mixed":
			t.mixed = true
		case word == "extends":
			i++
			t.base = s.types[f[i]]
		case word == "{":
			for i++; f[i] != "}"; i++ {
				t.particles = append(t.particles, f[i])
			}
		case word == "@*":
			t.foreign = true
		case word[0] == '@':
			name, kind, _ := strings.Cut(word[1:], "=")
			kind, required := strings.CutSuffix(kind, "!")
			t.ordered = append(t.ordered, &attribute{name: name, typ: s.types[kind], required: required})
		}
	}
}

// finish adds to a type what it has from its base, and makes the automaton of
// its content.
func (s *schema) finish(t *typ) {
	if t.done {
		return
	}
	t.done = true
	own := t.ordered
	if t.base != nil {
		s.finish(t.base)
		t.particles = append(append([]string{}, t.base.particles...), t.particles...)
		t.ordered = append(append([]*attribute{}, t.base.ordered...), own...)
		t.foreign = t.foreign || t.base.foreign
		t.mixed = t.mixed || t.base.mixed
	}
	for _, a := range t.ordered {
		t.attributes[a.name] = a
	}
	if len(t.particles) > 0 {
		t.content = s.automaton(t)
	}
}

// extends reports whether a type is another one or derived from it.
func (t *typ) extends(other *typ) bool {
	for ; t != nil; t = t.base {
		if t == other {
			return true
		}
	}
	return false
}
