package config

import "github.com/bpmnlint/bpmnlint/diag"

// Preset is the name of a set of severities, one for every rule.
type Preset string

// The presets.
const (
	// Recommended is what applies where nothing else is said.
	Recommended Preset = "recommended"
	// Correctness has the rules that recommended calls errors, and those of
	// bpmn.io's preset of that name.
	Correctness Preset = "correctness"
	// Strict has what recommended has, some of it more severe, and more.
	Strict Preset = "strict"
	// All has every rule at its own severity.
	All Preset = "all"
	// BpmnIO has exactly the rules of bpmn.io's bpmnlint and of its plug-in
	// for Camunda, at the severities of bpmnlint:all and
	// plugin:camunda/recommended.
	BpmnIO Preset = "bpmn-io"
)

// Presets returns the names of all presets, the usual one first.
func Presets() []string {
	return []string{string(Recommended), string(Correctness), string(Strict), string(All), string(BpmnIO)}
}

// Rule is what the configuration needs to know of a rule. A built-in rule's
// metadata and a user's rule are both handed in in this form.
type Rule struct {
	// Slug names the rule, unique over all categories.
	Slug string
	// Category is the rule's category.
	Category string
	// Aliases are other names by which a configuration may call the rule:
	// camunda/avoid-lanes.
	Aliases []string
	// Severity is the rule's own severity, which it has where it is on and
	// nothing else is said. It is never 0.
	Severity diag.Severity
	// Presets has the severities that differ from what follows from Severity;
	// 0 turns the rule off. Without an entry the severity is
	//
	//	recommended  Severity
	//	strict       as in recommended, or Severity where that is off
	//	correctness  as in recommended where that is error, or where bpmn.io's
	//	             preset has the rule; otherwise off
	//	all          Severity
	//	bpmn-io      that of the peer for a rule with BpmnIO, otherwise off
	Presets map[Preset]diag.Severity
	// Options are the rule's options.
	Options []Option
	// BpmnIO says that the rule is one of bpmn.io's bpmnlint or of its
	// plug-in for Camunda; a .bpmnlintrc sets these and no others.
	BpmnIO bool
	// Title is a few words on what the rule is about.
	Title string
	// Since is the version of the program that brought the rule; empty for a
	// rule that belongs to no version, such as a user's.
	Since string
	// Refusal says that the rule tells what an engine refuses: it has its full
	// severity from its first version on.
	Refusal bool
}

// In returns the rule's severity in a preset, 0 for off.
func (r *Rule) In(p Preset) diag.Severity {
	if s, ok := r.Presets[p]; ok {
		return s
	}
	recommended := r.Severity
	if s, ok := r.Presets[Recommended]; ok {
		recommended = s
	}
	switch p {
	case Recommended:
		return recommended
	case Strict:
		if recommended == 0 {
			return r.Severity
		}
		return recommended
	case Correctness:
		peer := peerLevels(r)
		switch {
		case recommended == diag.Error:
			return diag.Error
		case peer.correctness == 0:
			return 0
		case recommended == 0:
			return peer.correctness
		}
		return recommended
	case All:
		return r.Severity
	case BpmnIO:
		return peerLevels(r).all
	}
	return 0
}

// OptionType is the type of a rule's option.
type OptionType string

// The types of options, with the Go type of their values in
// [Setting.Options].
const (
	TypeString    OptionType = "string"  // string
	TypePattern   OptionType = "pattern" // string, a regular expression of Go's package regexp
	TypeInteger   OptionType = "integer" // int
	TypeNumber    OptionType = "number"  // float64
	TypeBoolean   OptionType = "boolean" // bool
	TypeStrings   OptionType = "strings" // []string
	TypeStringMap OptionType = "map"     // map[string]string
	// TypePatternMap is a map whose values are regular expressions.
	TypePatternMap OptionType = "pattern-map" // map[string]string
	TypeAny        OptionType = "any"         // what encoding/json would decode, with int for whole numbers
)

// Option is one option of a rule.
type Option struct {
	Name        string
	Type        OptionType
	Description string // Markdown
	// Default is the value where the configuration gives none, of the Go type
	// of Type; nil for none.
	Default any
	// Enum has the values that are allowed, for a string or for each of
	// strings; empty for any.
	Enum []string
}
