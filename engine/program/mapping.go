package program

// InputOutput is the mapping of variables into an activity and out of it.
type InputOutput struct {
	Inputs, Outputs []Parameter
}

// Parameter is an input or output parameter.
type Parameter struct {
	Name  string
	Value Value
}

// ValueKind is the kind of a parameter's value. The zero value is null.
type ValueKind uint8

// The kinds of values.
const (
	NullValue ValueKind = iota
	TextValue
	ListValue
	MapValue
	ScriptValue
)

// Value is the value of a parameter: a tree with texts and scripts as leaves.
type Value struct {
	Kind   ValueKind
	Text   *Expression // of a text, trimmed
	Script *Script
	List   []Value
	// Entries are those of a map in the order in which they are evaluated, by
	// the texts of their keys.
	Entries []Entry
}

// Entry is an entry of a map.
type Entry struct {
	Key   *Expression
	Value Value
}

// VariableMapping passes variables to a called process, back from it, or with
// a signal.
type VariableMapping struct {
	// All passes all variables; nothing else is set then but Local.
	All bool
	// Source is the name of a variable. SourceExpression is set instead where
	// the value is computed.
	Source           string
	SourceExpression *Expression
	Target           string
	// Local is, for what is passed in, that only the variables of the activity
	// itself are read.
	Local bool
}
