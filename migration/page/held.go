package page

import (
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
)

// Held is a place where something waits now that the engine does not migrate,
// or not always.
type Held struct {
	// Title says where it is, Tokens how much waits there.
	Title  string
	Tokens int
	// Outcome is what becomes of it, Text what the engine says of it.
	Outcome migration.Outcome
	Text    string
}

// Held returns the places that hold instances back which wait there now. It is
// empty where no engine was asked.
func (p *Process) Held() []Held {
	if p.Deployed == nil || p.Forward == nil {
		return nil
	}
	var out []Held
	for _, x := range p.Forward.Places {
		if n := p.Deployed.At(x.Activity, x.Waiting).Tokens; n > 0 && x.Outcome != migration.Migrates {
			out = append(out, Held{placeTitle(p.Forward, x), n, x.Outcome, x.Text})
		}
	}
	for _, o := range p.elsewhere() {
		if o.Tokens > 0 && o.Activity == program.None {
			out = append(out, Held{p.occupiedTitle(o), o.Tokens, migration.Refused, "nothing is known of it"})
		}
	}
	return out
}
