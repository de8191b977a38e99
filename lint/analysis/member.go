package analysis

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/juel"
)

// UnknownMember is a property or a method that the execution or the task does
// not have: the engine fails when it comes to it.
type UnknownMember struct {
	Slot
	// Object is execution or task, Member the name of the property or method.
	Object, Member string
	// IsMethod says that it is called, with so many arguments.
	IsMethod  bool
	Arguments int
	// Meant is the member that may have been meant, empty where there is none;
	// Member itself where only the number of arguments is wrong.
	Meant string
}

// UnknownMembers returns the properties and methods of executions and tasks
// that their classes do not have.
func UnknownMembers(slots []Slot) []UnknownMember {
	var found []UnknownMember
	for _, s := range slots {
		if s.At.Type == bpmn.ErrorEventDefinition {
			continue // asked of an external task
		}
		called := map[juel.Node]bool{}
		for n := range s.Expression.Nodes() {
			object, name, arguments, isMethod := "", "", 0, false
			switch n := n.(type) {
			case *juel.Method:
				called[n.Target] = true
				object, name, arguments, isMethod = identifier(n.Base()), n.Name(), len(n.Args), true
			case *juel.Property:
				if !called[n] {
					object, name = identifier(n.Base), n.Name
				}
			}
			methods := methodsOf(object, s)
			if methods == "" || name == "" || hasMember(methods, name, arguments, isMethod) {
				continue
			}
			found = append(found, UnknownMember{s, object, name, isMethod, arguments, meantMember(methods, name, isMethod)})
		}
	}
	return found
}

// identifier returns the name that a node is, empty for all others.
func identifier(n juel.Node) string {
	if id, ok := juel.Unwrap(n).(*juel.Identifier); ok {
		return id.Name
	}
	return ""
}

// methodsOf returns the methods of what a name stands for, empty where it is a
// variable. The task is there for its own attributes and listeners only.
func methodsOf(name string, s Slot) string {
	switch name {
	case "execution":
		return executionMethods
	case "task":
		if s.At.Type == "taskListener" || s.Owner.Type == bpmn.UserTask && s.At == s.Owner && s.Attribute != "camunda:jobPriority" {
			return taskMethods
		}
	}
	return ""
}

// hasMember reports whether a class has a method with a number of parameters,
// or a getter for a property.
func hasMember(methods, name string, arguments int, isMethod bool) bool {
	if isMethod {
		return takes(methods, name, arguments)
	}
	first, size := utf8.DecodeRuneInString(name)
	upper := string(unicode.ToUpper(first)) + name[size:]
	return takes(methods, "get"+upper, 0) || takes(methods, "is"+upper, 0)
}

func takes(methods, name string, arguments int) bool {
	_, after, ok := strings.Cut(methods, " "+name+"/")
	if !ok {
		return false
	}
	counts, _, _ := strings.Cut(after, " ")
	return strings.ContainsRune(counts, rune('0'+min(arguments, 10)))
}

// meantMember returns the member whose name is a slip away.
func meantMember(methods, name string, isMethod bool) string {
	if isMethod && strings.Contains(methods, " "+name+"/") {
		return name
	}
	for word := range strings.FieldsSeq(methods) {
		candidate, counts, _ := strings.Cut(word, "/")
		if !isMethod {
			property, ok := strings.CutPrefix(candidate, "get")
			if property == "" || !ok || !strings.Contains(counts, "0") {
				continue
			}
			candidate = strings.ToLower(property[:1]) + property[1:]
		}
		if oneLetterApart(strings.ToLower(candidate), strings.ToLower(name)) {
			return candidate
		}
	}
	return ""
}
