package config

import (
	"path/filepath"
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
		"overrides:\n- files: [a/**]\n  rules: {b: {max: 1}}\n  engine: {plugins: []}\nsince: 0.3\nextends: [{git: git@h:r, rev: 0123456789012345678901234567890123456789, file: a.yaml}]\n",
	} {
		f.Add([]byte(seed))
	}
	rule := Rule{Slug: "b", Options: []Option{{Name: "max", Type: TypeInteger}, {Name: "any", Type: TypeAny}, {Name: "map", Type: TypePatternMap}}}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := newDocument("c.yaml", "/r", data)
		for _, a := range d.rules {
			readOptions(&rule, a.options, d.report)
		}
		for _, ref := range d.extends {
			if ref.pin != nil && (!filepath.IsLocal(ref.pin.Folder()) || !filepath.IsLocal(filepath.FromSlash(ref.pin.File))) {
				t.Fatalf("a copy of %v would lie outside of its place", ref.pin)
			}
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
