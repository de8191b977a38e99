package conformance

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Kind is a kind of recorded answers.
type Kind struct {
	Name string
	// Args names the arguments, for the usage.
	Args string
	Run  func(ctx context.Context, args []string) (*Result, error)
}

// Kinds are all kinds.
func Kinds() []Kind {
	return []Kind{
		{"bpmn-io", "DIR FIXTURES.jsonl", bpmnIO},
		{"deploy", "[-plugins connect] DIR FILE.tsv", deploy},
		{"versions", "DIR FILE.tsv", versions},
		{"lint-deploy", "DIR FILE.tsv", lintDeploy},
		{"cycles", "FILE.jsonl", cycles},
		{"migration", "DIR FILE.jsonl…", migrations},
		{"places", "DIR FILE.jsonl…", places},
		{"juel", "FILE.jsonl", expressions},
		{"traces", "DIR FILE.jsonl", traces},
		{"runtime", "MODELDIR… SCRIPT.t…", runtimeScripts},
	}
}

// Result is how our answers compare with the recorded ones.
type Result struct {
	Agree, Of int
	// Disagreements by cause.
	Disagreements map[string][]string
	// Documented counts the differences that are meant, by their name.
	Documented map[string]int
	// Figures are further lines about the run.
	Figures []string
}

func newResult() *Result {
	return &Result{Disagreements: map[string][]string{}, Documented: map[string]int{}}
}

func (r *Result) disagree(cause, format string, args ...any) {
	r.Disagreements[cause] = append(r.Disagreements[cause], fmt.Sprintf(format, args...))
}

// Write prints the result; the last line is "agree N of M".
func (r *Result) Write(w io.Writer) error {
	var b strings.Builder
	causes := slices.SortedFunc(maps.Keys(r.Disagreements), func(a, b string) int {
		if n := len(r.Disagreements[b]) - len(r.Disagreements[a]); n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	for _, c := range causes {
		fmt.Fprintf(&b, "%s: %d\n", c, len(r.Disagreements[c]))
		for _, line := range r.Disagreements[c] {
			fmt.Fprintf(&b, "    %s\n", line)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.Documented)) {
		fmt.Fprintf(&b, "documented difference %s: %d\n", name, r.Documented[name])
	}
	for _, f := range r.Figures {
		fmt.Fprintln(&b, f)
	}
	fmt.Fprintf(&b, "agree %d of %d\n", r.Agree, r.Of)
	_, err := io.WriteString(w, b.String())
	return err
}
