package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/report"
)

// important is a rule's findings in a run.
type important struct {
	first *diag.Diagnostic
	count int
}

// mostImportant returns at most n rules that a stranger should hear of first:
// the severest; of these what stops a deployment before what fails later and
// what is a matter of order; of these the most frequent.
func mostImportant(list diag.List, n int) []important {
	byRule := map[string]*important{}
	var all []*important
	for i := range list {
		d := &list[i]
		x := byRule[d.Rule]
		if x == nil {
			x = &important{first: d}
			byRule[d.Rule] = x
			all = append(all, x)
		}
		if d.Severity > x.first.Severity {
			x.first = d
		}
		x.count++
	}
	rank := func(x *important) int {
		order := []string{"input", "deploy", "runtime", "async", "calls", "flow", "events", "history", "implementation", "structure", "ids"}
		if i := slices.Index(order, x.first.Category); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(all, func(a, b *important) int {
		return cmp.Or(cmp.Compare(b.first.Severity, a.first.Severity), cmp.Compare(rank(a), rank(b)), cmp.Compare(b.count, a.count))
	})
	var out []important
	for _, x := range all[:min(n, len(all))] {
		out = append(out, *x)
	}
	return out
}

// printImportant prints how many findings there are, and the five most
// important ones.
func (p *program) printImportant(r *lint.Result) {
	if len(r.Diagnostics) == 0 {
		fmt.Fprintln(p.Out, "No findings: the models are in order.")
		return
	}
	var counts []string
	for _, s := range severities() {
		if n := r.Diagnostics.Count(s); n > 0 {
			counts = append(counts, plural(n, s.String()))
		}
	}
	most := mostImportant(r.Diagnostics, 5)
	which := "the most important ones"
	if len(most) == 5 {
		which = "the five most important ones"
	}
	if len(most) == 1 {
		which = "the first one"
	}
	fmt.Fprintf(p.Out, "Found %s; %s:\n", strings.Join(counts, ", "), which)
	for _, x := range most {
		fmt.Fprintf(p.Out, "\n  %s  %v  %s\n", report.Printable(strings.TrimSuffix(placeOf(*x.first), ": ")), x.first.Severity, x.first.Rule)
		message := report.Printable(x.first.Message)
		fmt.Fprint(p.Out, indent(wrap(message, p.textWidth()-4), "    "))
		if x.count > 1 {
			fmt.Fprintf(p.Out, "    … and %d more of this rule\n", x.count-1)
		}
	}
}

// textWidth is the width to wrap paragraphs at.
func (p *program) textWidth() int {
	if w := p.width(); w > 40 {
		return min(w, 100)
	}
	return 100
}

func indent(text, by string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(by + line)
	}
	return b.String()
}
