package migration

import (
	"fmt"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// What a plan names where no engine has given the definitions their ids.
const (
	SourcePlaceholder = "${SOURCE_ID}"
	TargetPlaceholder = "${TARGET_ID}"
)

// Pair is two versions of a process.
type Pair struct {
	Source, Target *program.Process
}

// Reverse returns the pair of the way back.
func (p Pair) Reverse() Pair { return Pair{Source: p.Target, Target: p.Source} }

// Failure is what the engine has against an instruction.
type Failure struct {
	Instruction engine.Instruction
	// Texts are the engine's, in its order. Where the engine names a process by
	// the id of its definition, its key stands here.
	Texts []string
}

// Verdict is the engine's answer to a plan.
type Verdict struct {
	// Failures are those of instructions, in the plan's order.
	Failures []Failure
	// VariableFailures are those of variables, by name.
	VariableFailures map[string][]string
	// Exception is the text with which the engine breaks off, empty for none:
	// it then says nothing else.
	Exception string
}

// Accepted reports whether the engine takes the plan.
func (v Verdict) Accepted() bool {
	return v.Exception == "" && len(v.Failures) == 0 && len(v.VariableFailures) == 0
}

// Message returns the text of the engine's exception about a plan, empty for
// one that it accepts.
func (v Verdict) Message(p engine.Plan) string {
	if v.Exception != "" || v.Accepted() {
		return v.Exception
	}
	var b strings.Builder
	b.WriteString("ENGINE-23001 Migration plan for process definition '" + p.Source + "' to '" + p.Target + "' is not valid:\n")
	for n, f := range v.Failures {
		if n == maxMappings {
			fmt.Fprintf(&b, "\t … and %d more instructions are not valid\n", len(v.Failures)-n)
			break
		}
		b.WriteString("\t Migration instruction " + f.Instruction.String() + " is not valid:\n")
		for _, t := range f.Texts {
			b.WriteString("\t\t" + t + "\n")
		}
	}
	for _, name := range sortedKeys(v.VariableFailures) {
		b.WriteString("\t Migration variable " + name + " is not valid:\n")
		for _, t := range v.VariableFailures[name] {
			b.WriteString("\t\t" + t + "\n")
		}
	}
	return b.String()
}
