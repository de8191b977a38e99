package policy

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/bpmnlint/bpmnlint/lint/facts"
)

// Fault is a fault of a rule in words.
type Fault struct {
	// File is the module as it was named when it was read, Line and Column
	// begin at 1. File is empty and Line 0 where the place is not known.
	File         string
	Line, Column int
	Message      string
}

// String returns file:line: message.
func (f Fault) String() string {
	if f.File == "" || f.Line == 0 {
		return f.Message
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message)
}

// Faults returns what an error of parsing, compiling or evaluating a rule says,
// in the order of the text, each thing once; at least one.
func Faults(err error) []Fault {
	var list []Fault
	if errs, ok := errors.AsType[ast.Errors](err); ok {
		for _, e := range errs {
			list = append(list, compileFault(e))
		}
	} else if e, ok := errors.AsType[*ast.Error](err); ok {
		list = append(list, compileFault(e))
	} else if e, ok := errors.AsType[*topdown.Error](err); ok {
		f := Fault{Message: e.Message}
		if e.Location != nil {
			f.File, f.Line, f.Column = e.Location.File, e.Location.Row, e.Location.Col
		}
		list = append(list, f)
	}
	if len(list) == 0 {
		return []Fault{{Message: err.Error()}}
	}
	slices.SortStableFunc(list, func(a, b Fault) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column, strings.Compare(a.Message, b.Message))
	})
	return slices.Compact(list)
}

// Reason returns the text of an error of compiling or evaluation for people.
func Reason(err error) string { return Faults(err)[0].String() }

func compileFault(e *ast.Error) Fault {
	f := Fault{Message: strings.TrimSpace(e.Message)}
	if e.Location != nil {
		f.File, f.Line, f.Column = e.Location.File, e.Location.Row, e.Location.Col
	}
	switch d := e.Details.(type) {
	case *ast.RefErrInvalidDetail:
		if m := undefinedField(d); m != "" {
			f.Message = m
			return f
		}
	case *ast.RefErrUnsupportedDetail:
		f.Message = fmt.Sprintf("%s has no fields", plainRef(d.Ref[:d.Pos+1]))
		return f
	}
	if name, ok := strings.CutPrefix(f.Message, "undefined function "); ok {
		f.Message = undefinedFunction(name)
		return f
	}
	f.Message, _, _ = strings.Cut(f.Message, "\n")
	return f
}

// undefinedField names the object whose field is not there, and the field
// that was probably meant.
func undefinedField(d *ast.RefErrInvalidDetail) string {
	if d.Pos >= len(d.Ref) || len(d.OneOf) == 0 {
		return ""
	}
	field, ok := d.Ref[d.Pos].Value.(ast.String)
	if !ok {
		return ""
	}
	names := make([]string, 0, len(d.OneOf))
	for _, v := range d.OneOf {
		if s, ok := v.(ast.String); ok {
			names = append(names, string(s))
		}
	}
	slices.Sort(names)
	what, owner := "field", objectName(names)
	switch {
	case owner == inputName:
		what = "section"
	case owner == "":
		owner = plainRef(d.Ref[:d.Pos])
	}
	return fmt.Sprintf("undefined %s %q of %s%s", what, string(field), owner, suggestion(string(field), names))
}

// plainRef prints a reference without the names that the compiler gave.
func plainRef(r ast.Ref) string {
	if len(r) > 0 && strings.HasPrefix(r[0].String(), "__local") {
		return "the value"
	}
	return r.String()
}

func undefinedFunction(name string) string {
	if _, known := ast.BuiltinMap[name]; known {
		return fmt.Sprintf("the function %s is not available to rules: their answer must depend on the model alone", name)
	}
	names := slices.Clone(allowed)
	names = slices.DeleteFunc(names, func(n string) bool { return strings.HasPrefix(n, "internal.") })
	return fmt.Sprintf("undefined function %s%s", name, suggestion(name, append(names, "bpmn.parse", "bpmn.project", "juel.parse")))
}

// suggestion returns a hint at the nearest of the names, empty where none is
// near.
func suggestion(name string, names []string) string {
	best, distance := "", len(name)/3+2
	for _, n := range names {
		if d := levenshtein.ComputeDistance(name, n); d < distance {
			best, distance = n, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

const inputName = "input"

// objectName returns the name of the object of the input that has exactly
// these fields, sorted; empty for none.
func objectName(fields []string) string {
	schema := facts.Schema()
	if sameKeys(schema, fields) {
		return inputName
	}
	definitions, _ := schema["definitions"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(definitions)) {
		if d, ok := definitions[name].(map[string]any); ok && sameKeys(d, fields) {
			return name
		}
	}
	return ""
}

func sameKeys(schema map[string]any, fields []string) bool {
	properties, _ := schema["properties"].(map[string]any)
	return slices.Equal(slices.Sorted(maps.Keys(properties)), fields)
}
