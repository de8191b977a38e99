package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/rules"
)

// Fix is how a finding can be mended, in BPMN's words.
type Fix struct {
	// Title says what it does, as an imperative.
	Title string
	// Safe fixes leave the compiled process as it is.
	Safe  bool
	Edits []Edit
}

// Edit is one step of a fix. Which fields have a value depends on Do.
type Edit struct {
	// Do is what is done, one of the names in the guide for authors.
	Do string
	// At is the handle of the element that it is done to; Into that of the
	// element which takes the place of a merged one.
	At, Into int
	// Name is the name of an attribute or of an extension element; of
	// replace_namespace the namespace.
	Name string
	// Value is the value of an attribute, the text of an element, the new id,
	// the new name of an attribute, the new namespace.
	Value string
}

// What an edit can do.
const (
	SetAttribute     = "set_attribute"
	RemoveAttribute  = "remove_attribute"
	RenameAttribute  = "rename_attribute"
	SetText          = "set_text"
	SetExtensionText = "set_extension_text"
	RenameID         = "rename_id"
	Remove           = "remove"
	Merge            = "merge"
	Bypass           = "bypass"
	MatchFlows       = "match_flows"
	ReplaceNamespace = "replace_namespace"
)

// members are those that an edit has besides do.
var members = map[string][]string{
	SetAttribute:     {"at", "name", "value"},
	RemoveAttribute:  {"at", "name"},
	RenameAttribute:  {"at", "name", "value"},
	SetText:          {"at", "value"},
	SetExtensionText: {"at", "name", "value"},
	RenameID:         {"at", "value"},
	Remove:           {"at"},
	Merge:            {"at", "into"},
	Bypass:           {"at"},
	MatchFlows:       {"at"},
	ReplaceNamespace: {"name", "value"},
}

// doings are the names of all edits, for messages.
const doings = "set_attribute, remove_attribute, rename_attribute, set_text, set_extension_text, rename_id, remove, merge, bypass, match_flows or replace_namespace"

// fixOf reads the fix of a finding of a rule; null stands for none.
func fixOf(r *rules.Rule, t *ast.Term) (*Fix, error) {
	if _, isNull := t.Value.(ast.Null); isNull {
		return nil, nil
	}
	o, ok := t.Value.(ast.Object)
	if !ok {
		return nil, fmt.Errorf("must be an object with title, safe and edits, or null, not %s", ast.ValueName(t.Value))
	}
	var f Fix
	err := o.Iter(func(k, v *ast.Term) error {
		name, _ := k.Value.(ast.String)
		var err error
		switch name {
		case "title":
			f.Title, err = textOf(v)
		case "safe":
			safe, isBoolean := v.Value.(ast.Boolean)
			if f.Safe = bool(safe); !isBoolean {
				err = fmt.Errorf("must be true or false, not %s", v)
			}
		case "edits":
			f.Edits, err = editsOf(v)
		default:
			err = fmt.Errorf("a fix has no such member")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", string(name), err)
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case strings.TrimSpace(f.Title) == "":
		return nil, fmt.Errorf("a fix must have a title")
	case len(f.Edits) == 0:
		return nil, fmt.Errorf("a fix must have edits")
	case r.Fix != rules.Safe && r.Fix != rules.Unsafe:
		return nil, fmt.Errorf("the metadata does not say that the rule has fixes: custom.fix, safe or unsafe")
	case f.Safe && r.Fix != rules.Safe:
		return nil, fmt.Errorf("the fix is safe, but the metadata says custom.fix: %s", r.Fix)
	}
	return &f, nil
}

func editsOf(t *ast.Term) ([]Edit, error) {
	list, ok := t.Value.(*ast.Array)
	if !ok {
		return nil, fmt.Errorf("must be an array, not %s: the order counts", ast.ValueName(t.Value))
	}
	edits := make([]Edit, 0, list.Len())
	err := list.Iter(func(t *ast.Term) error {
		e, err := editOf(t)
		edits = append(edits, e)
		return err
	})
	return edits, err
}

func editOf(t *ast.Term) (Edit, error) {
	var e Edit
	o, ok := t.Value.(ast.Object)
	if !ok {
		return e, fmt.Errorf("an edit must be an object, not %s", ast.ValueName(t.Value))
	}
	var given []string
	err := o.Iter(func(k, v *ast.Term) error {
		name, _ := k.Value.(ast.String)
		var err error
		switch name {
		case "do":
			e.Do, err = textOf(v)
		case "at":
			e.At, err = intOf(v)
		case "into":
			e.Into, err = intOf(v)
		case "name":
			e.Name, err = textOf(v)
		case "value":
			e.Value, err = textOf(v)
		default:
			err = fmt.Errorf("an edit has no such member")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", string(name), err)
		}
		if name != "do" {
			given = append(given, string(name))
		}
		return nil
	})
	if err != nil {
		return e, err
	}
	wanted, ok := members[e.Do]
	if !ok {
		return e, fmt.Errorf("do: must be %s, not %q", doings, e.Do)
	}
	slices.Sort(given)
	sorted := slices.Sorted(slices.Values(wanted))
	if !slices.Equal(given, sorted) {
		return e, fmt.Errorf("%s has %s, not %s", e.Do, strings.Join(wanted, ", "), strings.Join(given, ", "))
	}
	return e, nil
}
