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
	"github.com/bpmnlint/bpmnlint/migration/remote"
	"github.com/bpmnlint/bpmnlint/report"
)

// hold is a place where something waits that the engine does not migrate, or
// not always.
type hold struct {
	place  migration.Place
	label  string
	tokens int
}

// holds returns the places that instances wait in now and that hold them back.
func (x *move) holds() []hold {
	var out []hold
	for _, p := range x.report.Places {
		o := x.source.At(p.Activity, p.Waiting)
		if p.Outcome == migration.Migrates || o.Tokens == 0 {
			continue
		}
		out = append(out, hold{p, waitingAt(p.Waiting) + migration.Label(x.report.Pair.Source, p.Activity), o.Tokens})
	}
	return out
}

func waitingAt(w migration.Waiting) string {
	switch w {
	case migration.BeforeActivity:
		return "job before "
	case migration.AfterActivity:
		return "job after "
	case migration.ToBeCompensated:
		return "pending compensation: "
	case migration.Compensating:
		return "compensating: "
	}
	return ""
}

// errors returns the findings that say that migration does harm, wherever
// instances are. That a place holds instances back is judged by who waits
// there.
func (x *move) errors() diag.List {
	var out diag.List
	for _, d := range x.findings {
		if d.Severity == diag.Error && d.Rule != "instance-not-migrated" {
			out = append(out, d)
		}
	}
	return out
}

// refuse returns why the run does not begin, nil if it can.
func (e *execution) refuse() error {
	partly := 0
	for _, x := range e.moves {
		if x.refusal != "" {
			return &exit{Bad, fmt.Sprintf("the engine refuses the migration plan for %s:\n  %s",
				x.name(), strings.ReplaceAll(report.Printable(strings.ReplaceAll(x.refusal, "\n", "\x00")), `\x00`, "\n  "))}
		}
		if len(x.holds()) > 0 || len(x.errors()) > 0 {
			partly++
		}
	}
	if partly == 0 || e.flags.partly {
		return nil
	}
	e.announce()
	return &exit{Bad, "not all of these instances can be migrated; --partly migrates the others and leaves these as they are"}
}

// name names a move in a sentence.
func (x *move) name() string {
	return fmt.Sprintf("%s, version %d → version %d", x.title, x.source.Version, x.target.Version)
}

// announce tells what is going to happen.
func (e *execution) announce() {
	if e.quiet && e.flags.yes {
		return
	}
	fmt.Fprintf(e.Err, "To migrate in %s (Camunda %s):\n", e.client.Address(), e.version)
	for _, x := range e.moves {
		line := func(format string, args ...any) {
			fmt.Fprintln(e.Err, "  "+report.Printable(fmt.Sprintf(format, args...)))
		}
		line("%s", x.name())
		text := numbered(x.source.Instances, "instance")
		if x.source.Suspended > 0 {
			text += fmt.Sprintf(", %d of them suspended, and they stay so", x.source.Suspended)
		}
		line("  %s → %s%s: %s", x.source.ID, x.target.ID, tenantOf(x.source.Definition), text)
		line("  plan: %s, accepted by the engine", numbered(len(x.report.Plan.Instructions), "instruction"))
		if e.flags.skipListeners || e.flags.skipIOMappings {
			line("  without %s", skipped(e.flags.executeFlags))
		}
		held := x.holds()
		for i, h := range held {
			if i == maxHolds && !e.flags.all && len(held) > maxHolds+1 {
				line("  … and %d more places; --all lists them", len(held)-i)
				break
			}
			line("  %s: %s %s: %s", h.label, numbered(h.tokens, "token"), outcome(h.place), h.place.Text)
		}
		for _, d := range x.findings {
			if d.Severity >= diag.Warning && d.Rule != "instance-not-migrated" {
				line("  %s: %s [%s]", d.Severity, d.Message, d.Rule)
			}
		}
	}
}

// maxHolds is how many places are listed, without --all, that hold instances
// back.
const maxHolds = 20

// outcome continues "2 tokens" where instances are held back.
func outcome(p migration.Place) string {
	switch p.Outcome {
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

func tenantOf(d remote.Definition) string {
	if d.TenantID == "" {
		return ""
	}
	return " (tenant " + d.TenantID + ")"
}

func numbered(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// question is what is asked before anything changes.
func (e *execution) question() string {
	n := 0
	for _, x := range e.moves {
		n += x.source.Instances
	}
	return fmt.Sprintf("Migrate %s?", numbered(n, "instance"))
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
		instances, err := e.client.Instances(ctx, x.source.ID)
		if err != nil {
			return err
		}
		if err := put("/migration/validate", migration.RESTPlan(x.report.Plan)); err != nil {
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
