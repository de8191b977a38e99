package facts

import (
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// shape is the type of a value of the input.
type shape struct {
	kind   kind
	name   string // of an object: its name in the schema
	doc    string
	items  *shape   // of an array
	fields []member // of an object
}

// member is a field of an object, for the schema.
type member struct {
	name, doc string
	shape     *shape
}

type kind uint8

const (
	kindAny kind = iota
	kindString
	kindBoolean
	kindNumber
	kindArray
	kindObject
)

var (
	anyShape     = &shape{kind: kindAny}
	stringShape  = &shape{kind: kindString}
	booleanShape = &shape{kind: kindBoolean}
	numberShape  = &shape{kind: kindNumber}
	stringsShape = &shape{kind: kindArray, items: stringShape}
	numbersShape = &shape{kind: kindArray, items: numberShape}
)

// field is one field of the objects that describe a T.
type field[T any] struct {
	key       *ast.Term
	name, doc string
	shape     func() *shape
	// value returns nil where the field is absent.
	value func(*encoding, T) *ast.Term
}

// object describes the values that describe a T.
type object[T any] struct {
	name, doc string
	fields    []field[T]
}

// build returns the value that describes v, with the fields that are wanted.
func (o *object[T]) build(e *encoding, v T) *ast.Term {
	pairs := make([][2]*ast.Term, 0, 16)
	for i := range o.fields {
		f := &o.fields[i]
		if !e.wants(f.name) {
			continue
		}
		if t := f.value(e, v); t != nil {
			pairs = append(pairs, [2]*ast.Term{f.key, t})
		}
	}
	return ast.NewTerm(ast.NewObject(pairs...))
}

func (o *object[T]) shape() *shape {
	s := &shape{kind: kindObject, name: o.name, doc: o.doc}
	for _, f := range o.fields {
		s.fields = append(s.fields, member{f.name, f.doc, f.shape()})
	}
	return s
}

func fixed(s *shape) func() *shape { return func() *shape { return s } }

// text is a string field, absent when empty.
func text[T any](name, doc string, get func(T) string) field[T] {
	return field[T]{ast.StringTerm(name), name, doc, fixed(stringShape), func(_ *encoding, v T) *ast.Term {
		return stringTerm(get(v))
	}}
}

// attr is a string field with the value of an attribute, absent where the
// attribute is.
func attr[T any](name, doc string, get func(T) *xmltree.Attr) field[T] {
	return field[T]{ast.StringTerm(name), name, doc, fixed(stringShape), func(_ *encoding, v T) *ast.Term {
		if a := get(v); a != nil {
			return ast.StringTerm(a.Value)
		}
		return nil
	}}
}

// flag is a boolean field, absent when false.
func flag[T any](name, doc string, get func(T) bool) field[T] {
	return field[T]{ast.StringTerm(name), name, doc, fixed(booleanShape), func(_ *encoding, v T) *ast.Term {
		if get(v) {
			return ast.InternedTerm(true)
		}
		return nil
	}}
}

// flagOf is a flag that needs the rest of the model.
func flagOf[T any](name, doc string, get func(*encoding, T) bool) field[T] {
	return field[T]{ast.StringTerm(name), name, doc, fixed(booleanShape), func(e *encoding, v T) *ast.Term {
		if get(e, v) {
			return ast.InternedTerm(true)
		}
		return nil
	}}
}

// number is a number field; it is absent where get says so.
func number[T any](name, doc string, get func(*encoding, T) (int, bool)) field[T] {
	return field[T]{ast.StringTerm(name), name, doc, fixed(numberShape), func(e *encoding, v T) *ast.Term {
		if n, ok := get(e, v); ok {
			return ast.InternedTerm(n)
		}
		return nil
	}}
}

// numbers is a field with a list of numbers, absent when empty.
func numbers[T any](name, doc string, get func(*encoding, T) []int) field[T] {
	return field[T]{ast.StringTerm(name), name, doc, fixed(numbersShape), func(e *encoding, v T) *ast.Term {
		ns := get(e, v)
		if len(ns) == 0 {
			return nil
		}
		terms := make([]*ast.Term, len(ns))
		for i, n := range ns {
			terms[i] = ast.InternedTerm(n)
		}
		return ast.ArrayTerm(terms...)
	}}
}

// texts is a field with a list of strings, absent when empty.
func texts[T any](name, doc string, get func(T) []string) field[T] {
	return field[T]{ast.StringTerm(name), name, doc, fixed(stringsShape), func(_ *encoding, v T) *ast.Term {
		return stringsTerm(get(v))
	}}
}

// one is a field that holds an object, absent where get says so.
func one[T, U any](name, doc string, o *object[U], get func(*encoding, T) (U, bool)) field[T] {
	return field[T]{ast.StringTerm(name), name, doc, o.shape, func(e *encoding, v T) *ast.Term {
		if u, ok := get(e, v); ok {
			return o.build(e, u)
		}
		return nil
	}}
}

// many is a field that holds a list of objects, absent when empty.
func many[T, U any](name, doc string, o *object[U], get func(*encoding, T) []U) field[T] {
	return field[T]{ast.StringTerm(name), name, doc, func() *shape { return &shape{kind: kindArray, items: o.shape()} },
		func(e *encoding, v T) *ast.Term {
			us := get(e, v)
			if len(us) == 0 {
				return nil
			}
			return arrayOf(e, o, us)
		}}
}

func arrayOf[U any](e *encoding, o *object[U], us []U) *ast.Term {
	terms := make([]*ast.Term, len(us))
	for i, u := range us {
		terms[i] = o.build(e, u)
	}
	return ast.ArrayTerm(terms...)
}

func stringTerm(s string) *ast.Term {
	if s == "" {
		return nil
	}
	return ast.StringTerm(s)
}

func stringsTerm(ss []string) *ast.Term {
	if len(ss) == 0 {
		return nil
	}
	terms := make([]*ast.Term, len(ss))
	for i, s := range ss {
		terms[i] = ast.StringTerm(s)
	}
	return ast.ArrayTerm(terms...)
}

// base are the fields of every element.
func base[T bpmn.Node]() []field[T] {
	return []field[T]{
		number("at", "Handle for reporting.", func(_ *encoding, v T) (int, bool) { return v.Base().Index, true }),
		text("id", "The id attribute.", func(v T) string { return v.Base().ID }),
		text("name", "The name attribute; absent when blank.", func(v T) string { return notBlank(v.Base().Name) }),
		text("type", "The local name of the XML element: userTask, sequenceFlow, …", func(v T) string { return string(v.Base().Type) }),
		{ast.StringTerm("label"), "label", "Type and name in words, to begin a message with: user task \"Check order\".",
			fixed(stringShape), func(_ *encoding, v T) *ast.Term { return stringTerm(v.Base().Label()) }},
	}
}
