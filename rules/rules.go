package rules

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"

	"github.com/bpmnlint/bpmnlint/diag"
)

//go:embed index.json */*/*.rego
var files embed.FS

// IndexFile is the name of the generated index in [FS].
const IndexFile = "index.json"

// Rule is a rule's metadata. The same type describes users' rules.
type Rule struct {
	// ID is the slug, unique over all categories.
	ID       string `json:"id"`
	Category string `json:"category"`
	// Title is a few words without full stop; Description says what is
	// reported, Rationale why it matters, Help what to do. All but the title
	// are Markdown.
	Title       string `json:"title"`
	Description string `json:"description"`
	Rationale   string `json:"rationale,omitempty"`
	Help        string `json:"help,omitempty"`
	// Severity is the severity where the rule is on; Recommended and Strict
	// are those of the presets, where "off" is possible.
	Severity    string `json:"severity"`
	Recommended string `json:"recommended"`
	Strict      string `json:"strict"`
	// Since is the version that brought the rule.
	Since string `json:"since"`
	// Platforms are the engines that the rule is about; empty for all of
	// Camunda 7 and its forks; "any" for rules that hold for Camunda 8 too.
	Platforms []string `json:"platforms,omitempty"`
	// Concerns are the sections of the input that the rule looks for elements
	// in: a file in which all of them are empty needs no evaluation.
	Concerns []string `json:"concerns,omitempty"`
	// Aliases are the names of the same rule elsewhere.
	Aliases []string `json:"aliases,omitempty"`
	// Supersedes are rules whose finding on the same element says less.
	Supersedes []string `json:"supersedes,omitempty"`
	// Peer is the severity of the rule in bpmn.io's preset of all rules; empty
	// for a rule that bpmn.io does not have.
	Peer string `json:"peer,omitempty"`
	// Fix says how its findings can be fixed.
	Fix Fixable `json:"fix"`
	// Options by name.
	Options map[string]Option `json:"options,omitempty"`
	// Related are addresses of pages on the subject.
	Related []string `json:"related,omitempty"`
	// Path is the path of the rule's Rego file in its file system.
	Path string `json:"path"`
	// Reports and Aggregates tell whether the rule looks at single files and
	// whether it looks at all files together.
	Reports    bool `json:"reports,omitempty"`
	Aggregates bool `json:"aggregates,omitempty"`
}

// Fixable says how findings of a rule can be fixed.
type Fixable string

// The ways of fixing. A rule of which some findings have a safe fix is Safe,
// though others have none or an unsafe one.
const (
	None   Fixable = "none"
	Unsafe Fixable = "unsafe" // the process changes
	Safe   Fixable = "safe"   // the compiled process stays as it is
)

// Option is an option of a rule.
type Option struct {
	Type        string   `json:"type"`
	Description string   `json:"description"`
	Default     any      `json:"default,omitempty"`
	Enum        []string `json:"enum,omitempty"`
}

// DefaultSeverity returns Severity as a value.
func (r *Rule) DefaultSeverity() diag.Severity {
	s, _ := diag.ParseSeverity(r.Severity)
	return s
}

// FS returns the embedded files: the rules at their paths, and the index.
func FS() fs.FS { return files }

// All returns the metadata of all rules, sorted by category and slug.
func All() ([]Rule, error) {
	data, err := files.ReadFile(IndexFile)
	if err != nil {
		return nil, fmt.Errorf("read the index of rules: %w", err)
	}
	var all []Rule
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, fmt.Errorf("read the index of rules: %w", err)
	}
	return all, nil
}
