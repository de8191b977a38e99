package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/report"
)

// errors returns the findings that say that migration does harm, wherever
// instances are. That a place holds instances back is judged by who waits
// there.
func (x *move) errors() diag.List {
	var out diag.List
	for _, d := range x.Findings {
		if d.Severity == diag.Error && d.Rule != "instance-not-migrated" {
			out = append(out, d)
		}
	}
	return out
}

// refuse returns why the run does not begin, nil if it can.
func (e *execution) refuse() error {
	held, harmful := false, false
	for _, x := range e.moves {
		if x.refusal != "" {
			text := "the engine refuses the migration plan for " + x.name() + ":"
			for line := range strings.SplitSeq(x.refusal, "\n") {
				text += "\n  " + report.Printable(line)
			}
			return &exit{Bad, text}
		}
		held = held || len(x.Held()) > 0
		harmful = harmful || len(x.errors()) > 0
	}
	if e.flags.partly || !held && !harmful {
		return nil
	}
	e.announce()
	if held {
		return &exit{Bad, "not all of these instances can be migrated; --partly migrates the others and leaves these as they are"}
	}
	return &exit{Bad, "there are errors among the findings about this migration; --partly migrates all the same"}
}

// name names a move in a sentence.
func (x *move) name() string {
	return fmt.Sprintf("%s, version %d → version %d", x.New.Element.Label(), x.Deployed.Definition.Version, x.Deployed.Target.Version)
}

// announce tells what is going to happen.
func (e *execution) announce() {
	if e.quiet && e.flags.yes {
		return
	}
	fmt.Fprintf(e.Err, "To migrate in %s (%s):\n", e.client.Address(), e.version)
	for _, x := range e.moves {
		fmt.Fprintf(e.Err, "  %s\n", report.Printable(x.name()))
		for _, line := range e.details(x) {
			fmt.Fprintf(e.Err, "    %s\n", report.Printable(line))
		}
	}
}

// details tells what is worth knowing of a move before it begins.
func (e *execution) details(x *move) []string {
	d := x.Deployed
	text := fmt.Sprintf("%s → %s: %s", d.ID, d.Target.ID, count(d.Instances, "instance"))
	if d.SuspendedInstances > 0 {
		text += fmt.Sprintf(", %d of them suspended, and they stay so", d.SuspendedInstances)
	}
	if d.TenantID != "" {
		text += ", tenant " + d.TenantID
	}
	out := []string{text}
	if d.Definition.Version > d.Target.Version {
		out = append(out, "back to an older version")
	}
	out = append(out, fmt.Sprintf("plan: %s, accepted by the engine", count(len(x.Forward.Plan.Instructions), "instruction")))
	if e.flags.skipListeners || e.flags.skipIOMappings {
		out = append(out, "without "+skipped(e.flags.executeFlags))
	}
	var held, findings []string
	for _, h := range x.Held() {
		held = append(held, fmt.Sprintf("%s: %s %s: %s", h.Title, count(h.Tokens, "token"), outcome(h.Outcome), h.Text))
	}
	for _, f := range x.Findings {
		if f.Severity >= diag.Warning && f.Rule != "instance-not-migrated" {
			findings = append(findings, fmt.Sprintf("%s: %s [%s]", f.Severity, f.Message, f.Rule))
		}
	}
	return slices.Concat(out, e.capped(held, "places"), e.capped(findings, "findings"))
}

// maxDetails is how many places that hold instances back, and how many
// findings, are listed without --all.
const maxDetails = 15

// capped cuts a list that is too long to be read before an answer is given.
func (e *execution) capped(lines []string, what string) []string {
	if e.flags.all || len(lines) <= maxDetails+1 {
		return lines
	}
	return append(lines[:maxDetails:maxDetails], fmt.Sprintf("… and %d more %s; --all lists them", len(lines)-maxDetails, what))
}

// outcome continues "2 tokens" where instances are held back.
func outcome(o migration.Outcome) string {
	switch o {
	case migration.SomeRefused:
		return "not always migrated"
	case migration.Passing:
		return "not migrated while it lasts"
	}
	return "not migrated"
}

func skipped(f executeFlags) string {
	var out []string
	if f.skipListeners {
		out = append(out, "listeners")
	}
	if f.skipIOMappings {
		out = append(out, "input and output mappings")
	}
	return strings.Join(out, " and ")
}

// question is what is asked before anything changes.
func (e *execution) question() string {
	n := 0
	for _, x := range e.moves {
		n += x.Deployed.Instances
	}
	return fmt.Sprintf("Migrate %s?", count(n, "instance"))
}

// printRequests prints what would be sent, with the ids of the instances that
// run now.
func (e *execution) printRequests(ctx context.Context) error {
	var b bytes.Buffer
	put := func(path string, body any) error {
		data, err := json.MarshalIndent(body, "", "  ")
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(&b, "POST %s%s\n%s\n\n", e.client.Address(), path, data)
		return err
	}
	for _, x := range e.moves {
		instances, err := e.client.Instances(ctx, x.Deployed.ID)
		if err != nil {
			return err
		}
		if err := put("/migration/validate", migration.RESTPlan(x.Forward.Plan)); err != nil {
			return err
		}
		for chunk := range slices.Chunk(instances, batchSize) {
			if err := put("/migration/executeAsync", e.executionOf(x, chunk)); err != nil {
				return err
			}
		}
	}
	if _, err := e.Out.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n"))); err != nil {
		return err
	}
	return done(e.code)
}
