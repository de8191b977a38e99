package report

import "github.com/bpmnlint/bpmnlint/diag"

// status is what a run comes to for whoever waits for it.
type status int

const (
	passed  status = iota // nothing to do
	warned                // something to look at
	failing               // the run fails
)

func statusOf(run *Run) status {
	s := passed
	if run.Incomplete {
		s = failing
	}
	for i := range run.Diagnostics {
		d := &run.Diagnostics[i]
		if run.fails(d) {
			return failing
		}
		if severity(d) >= diag.Warning {
			s = max(s, warned)
		}
	}
	return s
}

// sign returns a sign that is told from the others by its shape as well as by
// its color.
func (s status) sign() string { return [...]string{"✅", "⚠️", "❌"}[s] }

// String returns passed, warned or failing.
func (s status) String() string { return [...]string{"passed", "warned", "failing"}[s] }
