package program

import (
	"reflect"
	"slices"
)

// Equal reports whether two processes are the same to an engine. From which
// elements of which file they were made, and at which places of it, does not
// count.
func Equal(a, b *Process) bool {
	return equal(reflect.ValueOf(*a), reflect.ValueOf(*b))
}

// derived are the fields that follow from others, or from where in the file an
// element stands.
var derived = map[reflect.Type][]string{
	reflect.TypeFor[Process]():     {"Definitions", "Element", "activities", "flows"},
	reflect.TypeFor[Activity]():    {"Element"},
	reflect.TypeFor[Flow]():        {"Element", "Link"},
	reflect.TypeFor[GatewayFlow](): {"Element"},
	reflect.TypeFor[Expression]():  {"program", "fault"},
}

// equal compares values of this package's types: trees of structs, lists and
// pointers. A nil list is an empty one.
func equal(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return equal(a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		skipped := derived[a.Type()]
		for i := range a.NumField() {
			if name := a.Type().Field(i).Name; !slices.Contains(skipped, name) && !equal(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Map, reflect.Func:
		return a.IsNil() && b.IsNil() // no field that counts is one
	}
	return a.Equal(b)
}

// Same reports whether parts of two processes are the same to an engine: forms,
// mappings, implementations, expressions, or lists of them. Parts that name
// activities by their place (timers, subscriptions, throws) are not for it.
func Same[T any](a, b T) bool { return equal(reflect.ValueOf(a), reflect.ValueOf(b)) }
