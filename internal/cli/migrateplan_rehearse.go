package cli

import (
	"fmt"
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/platform"
	executable "github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
)

// rehearse rehearses the migrations whose plan the engine accepts, as many at a
// time as there are processors, and adds what it finds to the changes. A change
// without a rehearsal has none among the results.
func (m *migrationRun) rehearse(changes []migration.Change) ([]*rehearsal.Result, error) {
	out, errs := make([]*rehearsal.Result, len(changes)), make([]error, len(changes))
	if m.stateLimit == 0 {
		return out, nil
	}
	inParallel(len(changes), func(i int) {
		if f := changes[i].Forward; f != nil && f.Verdict.Accepted() {
			out[i], errs[i] = rehearsal.Rehearse(f, rehearsal.Options{Platform: m.platformOf(changes[i].New), States: m.stateLimit})
		}
	})
	for i, r := range out {
		if errs[i] != nil {
			return nil, fmt.Errorf("rehearse the migration of %s: %w", changes[i].New.Key, errs[i])
		}
		if r == nil {
			continue
		}
		c := &changes[i]
		for _, f := range r.Findings {
			c.Forward.Findings = append(c.Forward.Findings, f.Diagnostic)
		}
		c.Forward.Findings.Sort()
		c.Findings = c.Forward.Findings
	}
	return out, nil
}

// platformOf returns the engine that a new process is for.
func (m *migrationRun) platformOf(p *executable.Process) platform.Platform {
	for _, s := range m.new {
		if slices.Contains(s.processes, p) {
			return s.platform
		}
	}
	return platform.Platform{}
}
