package report_test

import (
	"errors"
	"io"
	"testing"

	"github.com/bpmnlint/bpmnlint/report"
)

func TestUnknownFormat(t *testing.T) {
	t.Parallel()
	const all = "text, json, sarif, junit, checkstyle, github, gitlab, markdown, html"
	tests := []struct{ name, want string }{
		{"jsn", `unknown format "jsn": did you mean json? (` + all + `)`},
		{"SARIF", `unknown format "SARIF": did you mean sarif? (` + all + `)`},
		{"spreadsheet", `unknown format "spreadsheet": ` + all},
		{"", `unknown format "": ` + all},
	}
	for _, test := range tests {
		_, err := report.Write(io.Discard, test.name, sample(), report.Options{})
		if err == nil || err.Error() != test.want {
			t.Errorf("%q: got %v, want %s", test.name, err, test.want)
		}
	}
}

func TestFindFormat(t *testing.T) {
	t.Parallel()
	for i, f := range report.Formats() {
		got, err := report.FindFormat(f.Name)
		if err != nil || got.Name != f.Name || f.Title == "" {
			t.Errorf("%s: got %+v, %v", f.Name, got, err)
		}
		if first := i == 0; first != (f.Name == "text") {
			t.Errorf("%s is at %d", f.Name, i)
		}
	}
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestWriteError(t *testing.T) {
	t.Parallel()
	for _, f := range report.Formats() {
		_, err := report.Write(fullDisk{}, f.Name, flood(100, 30), report.Options{All: true})
		if !errors.Is(err, errFull) {
			t.Errorf("%s: got %v, want %v", f.Name, err, errFull)
		}
	}
}

// The same run gives the same bytes, and is not changed by writing it.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	run := flood(30, 30)
	for _, f := range report.Formats() {
		first, _ := write(t, f.Name, run, report.Options{})
		for range 3 {
			if again, _ := write(t, f.Name, run, report.Options{}); again != first {
				t.Fatalf("%s: two runs differ", f.Name)
			}
		}
	}
}
