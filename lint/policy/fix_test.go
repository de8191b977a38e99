package policy_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/rules"
)

func fixOf(t *testing.T, fixable rules.Fixable, fix string) (*policy.Fix, error) {
	t.Helper()
	value, err := ast.ParseTerm(`{"at": 1, "message": "m", "fix": ` + fix + `}`)
	if err != nil {
		t.Fatal(err)
	}
	f, err := policy.Result{Rule: &rules.Rule{ID: "r", Fix: fixable}, Value: value}.Finding()
	return f.Fix, err
}

func TestFix(t *testing.T) {
	t.Parallel()
	got, err := fixOf(t, rules.Safe, `{"title": "do it", "safe": true, "edits": [
		{"do": "rename_attribute", "at": 2, "inside": 3, "name": "a", "value": "b"},
		{"do": "merge", "at": 4, "into": 5},
		{"do": "replace_namespace", "name": "urn:a", "value": "urn:b"}]}`)
	want := &policy.Fix{Title: "do it", Safe: true, Edits: []policy.Edit{
		{Do: policy.RenameAttribute, At: 2, Inside: 3, Name: "a", Value: "b"},
		{Do: policy.Merge, At: 4, Into: 5},
		{Do: policy.ReplaceNamespace, Name: "urn:a", Value: "urn:b"},
	}}
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, d)
	}
	if got, err := fixOf(t, rules.None, `null`); got != nil || err != nil {
		t.Errorf("null: %v, %v", got, err)
	}
}

// TestFaultyFix tells authors of rules what is wrong with a fix.
func TestFaultyFix(t *testing.T) {
	t.Parallel()
	const good = `{"do": "remove", "at": 1}`
	for fix, want := range map[string]string{
		`"x"`: "fix: must be an object with title, safe and edits, or null, not string",
		`{"title": "t", "safe": false, "edits": []}`:                                                               "fix: a fix must have edits",
		`{"title": " ", "safe": false, "edits": [` + good + `]}`:                                                   "fix: a fix must have a title",
		`{"title": "t", "safe": "no", "edits": [` + good + `]}`:                                                    `fix: safe: must be true or false, not "no"`,
		`{"title": "t", "safe": true, "edits": [` + good + `]}`:                                                    "fix: the fix is safe, but the metadata says custom.fix: unsafe",
		`{"title": "t", "safe": false, "edits": {` + good + `}}`:                                                   "fix: edits: must be an array, not set: the order counts",
		`{"title": "t", "safe": false, "edits": [` + good + `], "x": 1}`:                                           "fix: x: a fix has no such member",
		`{"title": "t", "safe": false, "edits": [{"do": "delete", "at": 1}]}`:                                      "fix: edits: do: must be " + "set_attribute",
		`{"title": "t", "safe": false, "edits": [{"do": "remove"}]}`:                                               "fix: edits: remove has at, not ",
		`{"title": "t", "safe": false, "edits": [{"do": "remove", "at": "1"}]}`:                                    `fix: edits: at: must be the at of an element`,
		`{"title": "t", "safe": false, "edits": [{"do": "rename_id", "at": 1, "inside": 2, "value": "x"}]}`:        "rename_id is about elements of the model",
		`{"title": "t", "safe": false, "edits": [{"do": "set_text", "at": 1, "value": "x", "attribute": "name"}]}`: "attribute: an edit has no such member",
	} {
		_, err := fixOf(t, rules.Unsafe, fix)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v, want %q", fix, err, want)
		}
	}
	if _, err := fixOf(t, rules.None, `{"title": "t", "safe": false, "edits": [`+good+`]}`); err == nil {
		t.Error("a rule without fixes gave one")
	}
}
