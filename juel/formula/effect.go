package formula

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/juel"
)

// SideEffect returns the first call of an expression that, by the name of its
// method, changes something: execution.setVariable('a', 1), list.add(x),
// map.remove('k'), counter.incrementAndGet(). It returns nil where there is none.
//
// Names mislead. Calls that return a changed copy or merely read are left out:
// dateTime().plusDays(1), x.getY(), bean.addressOf(y), service.createQuery(),
// amount.add(tax) > 5, invoice.createDate().
func SideEffect(e *juel.Expression) *juel.Method {
	for _, part := range e.Parts {
		if part.Node == nil {
			continue
		}
		if m := firstEffect(part.Node, true); m != nil {
			return m
		}
	}
	return nil
}

// firstEffect looks in a node. The result of the node is used as a Boolean, or
// not at all, where outcome is set.
func firstEffect(n juel.Node, outcome bool) *juel.Method {
	if m, ok := n.(*juel.Method); ok && changes(m, outcome) {
		return m
	}
	for c := range juel.Children(n) {
		if m := firstEffect(c, outcome && passesOutcome(n) || comparesOutcome(n)); m != nil {
			return m
		}
	}
	return nil
}

// passesOutcome reports whether a node passes on that its result is used as a
// Boolean.
func passesOutcome(n juel.Node) bool {
	switch n := n.(type) {
	case *juel.Nested, *juel.Choice:
		return true
	case *juel.Unary:
		return n.Op == juel.Not
	case *juel.Binary:
		return n.Op == juel.And || n.Op == juel.Or
	}
	return false
}

// comparesOutcome reports whether a node compares its operand with true, false
// or null: what a call returned when it was made for its effect.
func comparesOutcome(n juel.Node) bool {
	b, ok := n.(*juel.Binary)
	if !ok || b.Op != juel.Equal && b.Op != juel.NotEqual {
		return false
	}
	for _, side := range []juel.Node{b.Left, b.Right} {
		if value, ok := constantValue(side); ok {
			_, isBool := value.(bool)
			return isBool || value == nil
		}
	}
	return false
}

// changes reports whether a method changes something, by its name.
func changes(m *juel.Method, outcome bool) bool {
	name, args := m.Name(), len(m.Args)
	switch name {
	case "add", "remove", "set":
		// Numbers, dates and durations return a sum; collections a Boolean.
		return args > 0 && (outcome || name != "add")
	case "put", "putAll", "putIfAbsent", "addAll", "removeAll", "removeIf", "retainAll", "push", "update", "insert", "create",
		"getAndSet", "compareAndSet", "addAndGet", "getAndAdd":
		return args > 0
	case "save", "delete", "persist", "clear", "increment", "decrement", "incrementAndGet", "getAndIncrement",
		"decrementAndGet", "getAndDecrement", "saveAll", "deleteAll", "clearAll", "saveAndFlush":
		return true
	}
	verb, rest := splitVerb(name)
	if args == 0 || rest == "" {
		return false
	}
	switch verb {
	case "set", "remove", "delete", "save", "increment", "decrement", "put", "update", "insert", "persist", "correlate":
		return true
	case "start":
		return strings.HasPrefix(rest, "Process")
	case "create":
		return !endsWithAny(rest, "Query", "Builder", "Date", "Time", "Key", "Name")
	case "add":
		return !slices.Contains(timeUnits(), rest)
	}
	return false
}

func endsWithAny(s string, endings ...string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(s, e) })
}

// timeUnits are what dates return a sum of: addDays(3).
func timeUnits() []string {
	return []string{"Days", "Weeks", "Months", "Years", "Hours", "Minutes", "Seconds", "Millis", "Milliseconds"}
}

// splitVerb splits the first word off a name in camel case: setVariable is set
// and Variable, address has no second word.
func splitVerb(name string) (verb, rest string) {
	i := strings.IndexFunc(name, func(r rune) bool { return r < 'a' || r > 'z' })
	if i < 0 {
		return name, ""
	}
	return name[:i], name[i:]
}
