package config

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/diag"
)

// FuzzConfig reads anything as a configuration of either kind. Whatever it is,
// every problem has a place in the file and a text, and there is one if the
// file means nothing.
func FuzzConfig(f *testing.F) {
	for _, seed := range []string{
		"", "extends: [recommended, ./x.yaml]\nrules:\n  a: off\n  b: {severity: note, max: 1}\n", "engine: {plugins: [spin]}\n\tx",
		`{"extends": "bpmnlint:all", "rules": {"fake-join": ["warn", {"x": 1}]}}`, "a: &x [*x]\n<<: *x\n", "\ufeffrules: |\n  x\n--- >\n y", "limits: {max-file-size: 1GiB}\n? [a]\n: b",
	} {
		f.Add([]byte(seed))
	}
	rule := Rule{Slug: "b", Options: []Option{{Name: "max", Type: TypeInteger}, {Name: "any", Type: TypeAny}, {Name: "map", Type: TypePatternMap}}}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := newDocument("c.yaml", "/r", data)
		for _, a := range d.rules {
			readOptions(&rule, a.options, d.report)
		}
		p := newPeerDocument("c.json", "/r", data)
		for _, problems := range []diag.List{d.problems, p.problems} {
			for _, problem := range problems {
				start, end := problem.Range.Start, problem.Range.End
				if problem.Message == "" || start.Line < 1 || start.Column < 1 || start.Offset > end.Offset || end.Offset > len(data) {
					t.Fatalf("%q at %+v", problem.Message, problem.Range)
				}
			}
		}
	})
}
