package baseline_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/lint/baseline"
)

func entry(file, fingerprint string) baseline.Entry {
	return baseline.Entry{File: file, Rule: "r", Element: "e", Fingerprint: fingerprint}
}

func ExampleWrite() {
	_ = baseline.Write(os.Stdout, []baseline.Entry{
		{File: "b.bpmn", Rule: "topic-typo", Fingerprint: "02"},
		{File: "a.bpmn", Rule: "generated-id", Element: "x", Fingerprint: "01"},
	})
	// Output:
	// {
	//   "version": 1,
	//   "findings": [
	//     {"file":"a.bpmn","rule":"generated-id","element":"x","fingerprint":"01"},
	//     {"file":"b.bpmn","rule":"topic-typo","fingerprint":"02"}
	//   ]
	// }
}

// What is written is read, whatever the names and the order.
func TestWriteRead(t *testing.T) {
	t.Parallel()
	entries := []baseline.Entry{entry("ü <&>\n\".bpmn", "2"), entry("a.bpmn", "2"), entry("a.bpmn", "1")}
	var first, second bytes.Buffer
	if err := baseline.Write(&first, entries); err != nil {
		t.Fatal(err)
	}
	read, err := baseline.Read(first.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(entries)
	if err := baseline.Write(&second, append(entries, entries[0])); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(first.String(), second.String()); d != "" || len(read) != 3 {
		t.Errorf("%d entries; -first +second:\n%s", len(read), d)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]string{
		``:                                  "is no baseline",
		`[]`:                                "is no baseline",
		`{}`:                                "has version none",
		`{"version":"1"}`:                   `has version "1"`,
		`{"version":2,"findings":17}`:       "has version 2",
		`{"version":1,"findings":17}`:       "is no baseline: line 1",
		`{"version":1,"findings":[{}]}`:     "finding 1 lacks",
		"{\n\"version\":1,,":                "is no baseline: line 2, column 13",
		"{\n<<<<<<< HEAD\n=======\n>>>>>>>": "has an unresolved merge conflict",
	} {
		if _, err := baseline.Read([]byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", data, err)
		}
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name           string
		entries, found []baseline.Entry
		lost           []string // files that are not there
		hidden         []bool
		gone           int
	}{
		{
			name: "in its file", entries: []baseline.Entry{entry("a", "1"), entry("a", "2")},
			found: []baseline.Entry{entry("a", "1"), entry("a", "3")}, hidden: []bool{true, false}, gone: 1,
		},
		{
			name: "a copy has nothing to keep", entries: []baseline.Entry{entry("a", "1")},
			found: []baseline.Entry{entry("a", "1"), entry("b", "1")}, hidden: []bool{true, false},
		},
		{
			name: "renamed", entries: []baseline.Entry{entry("a", "1"), entry("a", "2")}, lost: []string{"a"},
			found: []baseline.Entry{entry("b", "1"), entry("b", "2"), entry("b", "3")}, hidden: []bool{true, true, false},
		},
		{
			name: "renamed to what shares the most", entries: []baseline.Entry{entry("a", "1"), entry("a", "2")}, lost: []string{"a"},
			found: []baseline.Entry{entry("b", "1"), entry("c", "1"), entry("c", "2")}, hidden: []bool{false, true, true},
		},
		{
			name: "removed, and another one added", lost: []string{"a"},
			entries: []baseline.Entry{entry("a", "1"), entry("a", "2"), entry("a", "3")},
			found:   []baseline.Entry{entry("b", "1"), entry("b", "7"), entry("b", "8")}, hidden: []bool{false, false, false}, gone: 3,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			hidden, gone := baseline.Match(c.entries, c.found, func(f string) bool { return !slices.Contains(c.lost, f) })
			if d := cmp.Diff(c.hidden, hidden); d != "" || len(gone) != c.gone {
				t.Errorf("gone %v, hidden (-want +got):\n%s", gone, d)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"version":1,"findings":[{"file":"a","rule":"r","fingerprint":"1"}]}`))
	f.Add([]byte(`{"version":1e400}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, err := baseline.Read(data)
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := baseline.Write(&out, entries); err != nil {
			t.Fatal(err)
		}
		again, err := baseline.Read(out.Bytes())
		if err != nil || !cmp.Equal(entries, again) {
			t.Fatalf("%v\n%v\n%v", entries, again, err)
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	var entries []baseline.Entry
	for i := range 2000 {
		entries = append(entries, entry(fmt.Sprintf("m%d.bpmn", i/10), fmt.Sprint(i)))
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, gone := baseline.Match(entries, entries, func(string) bool { return true }); len(gone) > 0 {
			b.Fatal(gone)
		}
	}
}
