package diag

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/bpmnlint/bpmnlint/source"
)

// Severity tells how bad a problem is. The zero value is invalid.
type Severity uint8

// The severities, in rising order.
const (
	Note    Severity = iota + 1 // taste or information
	Warning                     // plausible but suspicious
	Error                       // no legitimate reading
)

var severityNames = [...]string{"invalid", "note", "warning", "error"}

// String returns note, warning or error.
func (s Severity) String() string {
	if int(s) >= len(severityNames) {
		return severityNames[0]
	}
	return severityNames[s]
}

// ParseSeverity returns the severity of a name that [Severity.String] gives.
func ParseSeverity(name string) (Severity, error) {
	for i, n := range severityNames[1:] {
		if n == name {
			return Severity(i + 1), nil
		}
	}
	return 0, fmt.Errorf("unknown severity %q: note, warning or error", name)
}

// Element names the model element that a diagnostic is about. Where there is
// none (a file that is not XML), all fields are empty.
type Element struct {
	ID   string // the id attribute
	Type string // the XML local name: userTask, sequenceFlow, …
	Name string // the name attribute
}

// Related is another place that helps to understand a diagnostic.
type Related struct {
	File    string
	Range   source.Range
	Element Element
	Message string
}

// Fix is one way to mend a problem: edits of the diagnostic's file that belong
// together.
type Fix struct {
	// Title says what the fix does, as an imperative: "remove the attribute".
	Title string
	// Safe fixes leave the behaviour of the model as it is.
	Safe  bool
	Edits []source.Edit
	// Renames are the ids that the fix changes: a migration plan needs them.
	Renames []Rename
}

// Rename is an id that changes.
type Rename struct {
	Element Element // as it is before
	To      string  // its new id
}

// Diagnostic is one problem.
type Diagnostic struct {
	// Rule is the slug of the rule, unique over all categories. Problems of
	// reading a file have slugs too: xml-syntax, unreadable-file, ….
	Rule string
	// Category is the rule's category: structure, flow, …; "input" for
	// problems of reading.
	Category string
	Severity Severity
	// Message is one lower-case sentence without full stop, which begins with
	// type and name of the element.
	Message string
	// Help says what to do, in whole sentences; may be empty.
	Help string
	// File is the path of the file, as in [source.File].
	File string
	// Range is the element's opening tag, or the attribute at fault. The zero
	// value stands for the whole file.
	Range   source.Range
	Element Element
	Related []Related
	Fixes   []Fix
	// Fingerprint identifies the problem over changes of the file that do not
	// touch it: made from rule, process, element path and an ordinal, never
	// from lines.
	Fingerprint string
}

// Start returns where to look first: the beginning of the range, or of the file
// for what is about the whole file.
func (d *Diagnostic) Start() source.Pos {
	p := d.Range.Start
	p.Line, p.Column = max(p.Line, 1), max(p.Column, 1)
	return p
}

// List is a list of problems.
type List []Diagnostic

// Sort orders the list by file, position, rule and message.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Range.Start.Offset, b.Range.Start.Offset),
			cmp.Compare(a.Range.End.Offset, b.Range.End.Offset),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Element.ID, b.Element.ID),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// Count returns the number of problems of a severity.
func (l List) Count(s Severity) int {
	n := 0
	for i := range l {
		if l[i].Severity == s {
			n++
		}
	}
	return n
}

// Worst returns the highest severity in the list, 0 for an empty one.
func (l List) Worst() Severity {
	var worst Severity
	for i := range l {
		worst = max(worst, l[i].Severity)
	}
	return worst
}
