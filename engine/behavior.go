package engine

import "github.com/bpmnlint/bpmnlint/juel"

// Behavior is code that a model names: a delegate of a service task, a
// listener, a script. It reads and sets variables through the context. A
// [BPMNError] that it returns is thrown, any other error is an exception (an
// [*Error] as it is, others as a RuntimeException of their text), and so is a
// panic.
type Behavior func(*Context) error

// Behaviors are what the caller supplies. What a model names and is not here
// fails when it runs, as in an engine without the class or bean; the error
// says which entry is missing.
type Behaviors struct {
	// Activities replace what an activity with an implementation does, by the
	// id of the activity: service, send, business rule and script tasks and
	// message events. They come first. An external task is not replaced.
	Activities map[string]Behavior
	// Classes are those of delegates and listeners, by full name.
	Classes map[string]Behavior
	// Expressions are delegate expressions and expressions, by their whole text
	// ("${charge}"). They come before beans.
	Expressions map[string]Behavior
	// Scripts run scripts, by language. JUEL needs none.
	Scripts map[string]Script
	// Mail, Shell and Connectors (by id) are what the built-in tasks do.
	Mail, Shell Behavior
	Connectors  map[string]Behavior
	// Beans are what names in expressions stand for that are no variable. One
	// that is a Behavior serves as a delegate.
	Beans map[string]any
	// Functions are called by expressions, besides those of the engine.
	Functions map[string]func(args []any) any
	// Default runs where nothing else is found, nil for none: a no-op makes a
	// model run whose code is not at hand.
	Default Behavior
}

// Script runs a script and returns its value.
type Script func(c *Context, source string) (any, error)

// Decider evaluates decisions.
type Decider interface {
	// Decide returns the matched rows of a decision, each with its outputs in
	// their order. The variables of the place are asked through the resolver.
	// An *Error comes out as it is.
	Decide(d DecisionCall, variables juel.Resolver) ([]DecisionRow, error)
}

// DecisionCall says which decision is asked.
type DecisionCall struct {
	Key string
	// Binding is latest, deployment, version or versionTag; Version is the
	// version or the tag for the last two.
	Binding, Version string
	// Deployment is the number of the deployment of the process, from 1.
	Deployment int
}

// DecisionRow is a matched row: its outputs by name, in their order. The name
// of a single output may be empty.
type DecisionRow []Variable

// Variable is a name with a value.
//
// Values are those of package juel, which stand for Java's: nil, bool, string,
// int32 (Integer), int64 (Long), float64 (Double), time.Time, *juel.List and
// so on. Where a caller passes one, an int becomes an Integer (a Long where it
// does not fit), a []any or []string a list, a map[string]any a map.
type Variable struct {
	Name  string
	Value any
}
