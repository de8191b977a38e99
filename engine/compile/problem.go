package compile

import (
	"cmp"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Kind is how the engine takes a problem.
type Kind uint8

// The kinds.
const (
	Warning   Kind = iota + 1 // logged; the model deploys
	Error                     // collected; the model is refused in the end
	Exception                 // ends the parser; the model is refused
	Refusal                   // after parsing: the deployment as a whole is refused
)

// String returns warning, error or exception as recorded answers have it.
func (k Kind) String() string {
	switch k {
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return "exception"
}

// Problem is a problem as the engine reports it.
type Problem struct {
	Rule *Rule
	Kind Kind
	// Message is the engine's text.
	Message string
	// Main is the engine's main element id, empty for none; it may name a
	// multi-instance body (task#multiInstanceBody). Elements are the ids that
	// the engine lists.
	Main     string
	Elements []string
	// File is the file that the problem is in.
	File *source.File
	// Position is the offset of the place that the engine names: behind the
	// start tag of an element. It is -1 where the engine names none (line 0,
	// column 0).
	Position int
	// Element is the element at fault, nil for none; Span the place in the
	// text that a user should look at: its start tag, or an attribute.
	Element *xmltree.Element
	Span    source.Span
	// Stops says that the engine's parser breaks down behind this problem.
	Stops bool
	// Hidden says that the engine does not get as far as this problem.
	Hidden bool
	// Echo says that the problem only repeats the one before it: the engine
	// reports one fault twice.
	Echo bool
	// Help says what to do where that is more than the rule's remedy; may be
	// empty.
	Help string
}

// Category is that of the diagnostics that problems make.
const Category = "deploy"

// Diagnostic returns the problem for a user, as severe as its rule. The
// fingerprint is the path of the element or attribute; where a list has several of one rule
// at one element it is for whoever joins lists to tell them apart.
func (q *Problem) Diagnostic() diag.Diagnostic {
	out := diag.Diagnostic{
		Rule: q.Rule.Slug, Category: Category, Severity: q.Rule.Severity,
		Message: q.Message, Help: cmp.Or(q.Help, q.Rule.Remedy), File: q.File.Path,
	}
	if q.Element != nil {
		out.Range, out.Element, out.Fingerprint = q.File.Range(q.Span), q.Element.Named(), q.Element.PathAt(q.Span)
	}
	return out
}

// Rule is a kind of problem.
type Rule struct {
	// Spec is the short name of the kind, such as MSG-02; Slug its name as a
	// lint rule, unique over all rules.
	Spec, Slug string
	// Severity is error, or warning where the engine only warns.
	Severity diag.Severity
	// Title is a few words; Reason says why the engine has this rule or what
	// it means, Remedy what to do. Reason and Remedy are whole sentences.
	Title, Reason, Remedy string
	// Supersedes are lint rules that say the same of the same element.
	Supersedes []string
}
