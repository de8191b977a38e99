package policy

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/diag"
)

// Finding is a finding as a rule gives it.
type Finding struct {
	Place
	Message string
	Help    string
	Related []RelatedPlace
	// Severity takes the place of the rule's own unless the configuration
	// names the rule or its category; 0 where the rule gives none.
	Severity diag.Severity
	// Fix is nil where the rule gives none.
	Fix *Fix
	// ForAll says that the finding, one on all files together, stands for all
	// findings of its rule on single files.
	ForAll bool
}

// Place is where a finding is.
type Place struct {
	// File is empty for the file in input.
	File string
	// At is the index of the element in [bpmn.Definitions].Elements.
	At int
	// Inside tells an XML element within it: how many begin in it up to that one;
	// 0 for the element itself.
	Inside int
	// Attribute is the name of the attribute at fault as written, or empty.
	Attribute string
}

// RelatedPlace is another place that helps to understand a finding.
type RelatedPlace struct {
	Place
	Message string
}

// Finding reads the value as a finding.
func (r Result) Finding() (Finding, error) {
	var f Finding
	o, ok := r.Value.Value.(ast.Object)
	if !ok {
		return f, fmt.Errorf("a finding must be an object with at and message, not %s", ast.ValueName(r.Value.Value))
	}
	hasAt := false
	err := o.Iter(func(k, v *ast.Term) error {
		name, _ := k.Value.(ast.String)
		var err error
		switch name {
		case "at":
			hasAt = true
			f.At, err = intOf(v)
		case "inside":
			f.Inside, err = intOf(v)
		case "attribute":
			f.Attribute, err = textOf(v)
		case "file":
			f.File, err = textOf(v)
		case "message":
			f.Message, err = textOf(v)
		case "help":
			f.Help, err = textOf(v)
		case "related":
			f.Related, err = relatedOf(v)
		case "severity":
			f.Severity, err = severityOf(v)
		case "fix":
			f.Fix, err = fixOf(r.Rule, v)
		case "for_all":
			f.ForAll = v.Value.Compare(ast.Boolean(true)) == 0
		default:
			err = fmt.Errorf("a finding has no such member")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", string(name), err)
		}
		return nil
	})
	switch {
	case err != nil:
		return f, err
	case !hasAt:
		return f, fmt.Errorf("a finding must have at, the handle of an element")
	case f.Message == "":
		return f, fmt.Errorf("a finding must have a message")
	}
	return f, nil
}

func relatedOf(t *ast.Term) ([]RelatedPlace, error) {
	var out []RelatedPlace
	add := func(t *ast.Term) error {
		o, ok := t.Value.(ast.Object)
		if !ok {
			return fmt.Errorf("must be a list of objects with at and message")
		}
		var p RelatedPlace
		err := o.Iter(func(k, v *ast.Term) error {
			name, _ := k.Value.(ast.String)
			var err error
			switch name {
			case "at":
				p.At, err = intOf(v)
			case "attribute":
				p.Attribute, err = textOf(v)
			case "file":
				p.File, err = textOf(v)
			case "message":
				p.Message, err = textOf(v)
			default:
				err = fmt.Errorf("a related place has no member %s", string(name))
			}
			return err
		})
		out = append(out, p)
		return err
	}
	switch v := t.Value.(type) {
	case *ast.Array:
		return out, v.Iter(add)
	case ast.Set:
		for _, t := range v.Slice() {
			if err := add(t); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	return nil, fmt.Errorf("must be a list")
}

func intOf(t *ast.Term) (int, error) {
	if n, ok := t.Value.(ast.Number); ok {
		if i, ok := n.Int(); ok {
			return i, nil
		}
	}
	return 0, fmt.Errorf("must be the at of an element, not %s", t)
}

func severityOf(t *ast.Term) (diag.Severity, error) {
	s, err := textOf(t)
	if err != nil {
		return 0, err
	}
	return diag.ParseSeverity(s)
}

func textOf(t *ast.Term) (string, error) {
	s, ok := t.Value.(ast.String)
	if !ok {
		return "", fmt.Errorf("must be a string, not %s", t)
	}
	return string(s), nil
}
