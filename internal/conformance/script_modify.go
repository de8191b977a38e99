package conformance

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/engine"
)

func (s *script) modifyBy(kind engine.InstructionKind, element string) error {
	return s.ModifyInstance(engine.ModifyInstance{
		Instance: s.instance, Instructions: []engine.ModificationInstruction{{Kind: kind, Element: element}},
	})
}

func (s *script) modify(w []string) error {
	c := engine.ModifyInstance{Instance: s.instance}
	tree := s.Tree(s.instance)
	for _, word := range w[1:] {
		kind, rest, _ := strings.Cut(word, ":")
		i, v, err := instruction(kind, rest, tree)
		switch {
		case err != nil:
			return err
		case kind == "skiplisteners":
			c.SkipListeners = true
		case kind == "skipio":
			c.SkipIOMappings = true
		case v != nil:
			last := &c.Instructions[len(c.Instructions)-1]
			if kind == "set" {
				last.Variables = put(last.Variables, *v)
			} else {
				last.LocalVariables = put(last.LocalVariables, *v)
			}
		default:
			c.Instructions = append(c.Instructions, i)
		}
	}
	return s.ModifyInstance(c)
}

// startAnywhere starts an instance by instructions.
func (s *script) startAnywhere(w []string) error {
	c := engine.StartInstance{Key: w[1]}
	for _, word := range w[2:] {
		kind, rest, _ := strings.Cut(word, ":")
		rest, _, _ = strings.Cut(rest, "@")
		i, v, err := instruction(kind, rest, nil)
		switch {
		case err != nil:
			return err
		case kind == "bk":
			c.BusinessKey = rest
		case kind == "skiplisteners":
			c.SkipListeners = true
		case kind == "skipio":
			c.SkipIOMappings = true
		case v != nil && len(c.Instructions) == 0:
			c.Variables = put(c.Variables, *v)
		case v != nil:
			last := &c.Instructions[len(c.Instructions)-1]
			last.Variables = put(last.Variables, *v)
		default:
			c.Instructions = append(c.Instructions, i)
		}
	}
	return s.start(c)
}

// instruction reads an instruction of a modification, or the variable that
// set and setlocal name.
func instruction(kind, rest string, tree *engine.ActivityInstance) (i engine.ModificationInstruction, v *engine.Variable, err error) {
	i.Element = rest
	switch kind {
	case "before":
		i.Kind = engine.StartBefore
		if element, ancestor, ok := strings.Cut(rest, "@"); ok {
			i.Element = element
			i.Instance, err = within(tree, ancestor, "getActivityId", activities)
		}
	case "after":
		i.Kind = engine.StartAfter
	case "flow":
		i.Kind = engine.StartTransition
	case "cancelall":
		i.Kind = engine.CancelAll
	case "cancel":
		i.Kind = engine.CancelActivityInstance
		i.Instance, err = within(tree, rest, "getActivityId", activities)
	case "canceltrans":
		i.Kind = engine.CancelTransitionInstance
		i.Instance, err = within(tree, rest, "getChildTransitionInstances", transitions)
	case "set", "setlocal":
		name, text, _ := strings.Cut(rest, "=")
		v = &engine.Variable{Name: name, Value: scriptValue(text)}
	}
	return i, v, err
}

// within returns the first instance of an activity in a tree. The root has the
// identifier of a definition where others have that of an activity.
func within(tree *engine.ActivityInstance, activity, call string, find func(*engine.ActivityInstance, string) []engine.ID) (engine.ID, error) {
	if tree == nil {
		return 0, javaError("NullPointerException", `Cannot invoke "org.camunda.bpm.engine.runtime.ActivityInstance.%s()" because "a" is null`, call)
	}
	return oldest(find(tree, activity), 0)
}

// activities returns the activity instances of an activity below another.
func activities(a *engine.ActivityInstance, activity string) []engine.ID {
	var out []engine.ID
	for _, c := range a.Children {
		if c.Activity == activity {
			out = append(out, c.ID)
		}
		out = append(out, activities(c, activity)...)
	}
	return out
}

// transitions returns the transition instances of an activity.
func transitions(a *engine.ActivityInstance, activity string) []engine.ID {
	var out []engine.ID
	for _, t := range a.Transitions {
		if t.Activity == activity {
			out = append(out, t.ID)
		}
	}
	for _, c := range a.Children {
		out = append(out, transitions(c, activity)...)
	}
	return out
}
