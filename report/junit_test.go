package report_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/report"
)

// What Jenkins and GitLab read of a JUnit report. Pointers tell what is missing
// from what is empty.
type (
	junitReport struct {
		Tests    *int `xml:"tests,attr"`
		Failures *int `xml:"failures,attr"`
		Skipped  *int `xml:"skipped,attr"`
		Suites   []struct {
			Name     string      `xml:"name,attr"`
			Tests    *int        `xml:"tests,attr"`
			Failures *int        `xml:"failures,attr"`
			Errors   *int        `xml:"errors,attr"`
			Skipped  *int        `xml:"skipped,attr"`
			Cases    []junitCase `xml:"testcase"`
		} `xml:"testsuite"`
	}
	junitCase struct {
		Class   string       `xml:"classname,attr"`
		Name    string       `xml:"name,attr"`
		File    string       `xml:"file,attr"`
		Line    int          `xml:"line,attr"`
		Failure *junitResult `xml:"failure"`
		Skipped *junitResult `xml:"skipped"`
	}
	junitResult struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

func TestJUnit(t *testing.T) {
	t.Parallel()
	run := sample()
	run.Paths = []string{"src/clean.v2.bpmn", "src/empty.bpmn", "src/Rechnung prüfen.bpmn"}
	text, _ := write(t, "junit", run, report.Options{})
	want := `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="bpmnlint" tests="4" failures="1" errors="0" skipped="2">
  <testsuite name="service/src/empty.bpmn" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="service.src.empty" name="xml-syntax: the file is empty" file="service/src/empty.bpmn" line="1">
      <failure message="error: the file is empty" type="xml-syntax">service/src/empty.bpmn:1:1: error [xml-syntax]&#xA;</failure>
    </testcase>
  </testsuite>
  <testsuite name="service/src/Rechnung prüfen.bpmn" tests="2" failures="0" errors="0" skipped="2">
    <testcase classname="service.src.Rechnung prüfen" name="default-flow-missing: exclusive gateway &#34;Approve?&#34; has no default flow" file="service/src/Rechnung prüfen.bpmn" line="12">
      <skipped message="warning: exclusive gateway &#34;Approve?&#34; has no default flow">service/src/Rechnung prüfen.bpmn:12:5: warning [default-flow-missing]&#xA;Mark one flow as default.&#xA;https://example.org/default-flow-missing&#xA;</skipped>
    </testcase>
    <testcase classname="service.src.Rechnung prüfen" name="generated-id: user task &#34;Prüfen&#34; has a generated id" file="service/src/Rechnung prüfen.bpmn" line="140">
      <skipped message="note: user task &#34;Prüfen&#34; has a generated id">service/src/Rechnung prüfen.bpmn:140:11: note [generated-id]&#xA;Rename it.&#xA;</skipped>
    </testcase>
  </testsuite>
  <testsuite name="service/src/clean.v2.bpmn" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="service.src.clean_v2" name="no findings" file="service/src/clean.v2.bpmn"></testcase>
  </testsuite>
</testsuites>
`
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A failed test is a finding that makes the run fail, no other.
func TestJUnitFailsAsTheRunDoes(t *testing.T) {
	t.Parallel()
	run := sample()
	run.Fails = func(d *diag.Diagnostic) bool { return d.Severity >= diag.Warning }
	text, _ := write(t, "junit", run, report.Options{})
	if got := decodeXML[junitReport](t, text); *got.Failures != 2 || *got.Skipped != 1 {
		t.Errorf("%d failures, %d skipped, want 2 and 1", *got.Failures, *got.Skipped)
	}
}

func TestJUnitShape(t *testing.T) {
	t.Parallel()
	for name, run := range map[string]report.Run{"hostile": hostile(), "many": flood(20, 30), "none": {Files: 1, Paths: []string{"a.bpmn"}}} {
		text, _ := write(t, "junit", run, report.Options{})
		got := decodeXML[junitReport](t, text)
		tests, failures, skipped := 0, 0, 0
		names := make(map[string]bool)
		for _, s := range got.Suites {
			if s.Name == "" || *s.Tests != len(s.Cases) || s.Failures == nil || s.Errors == nil || s.Skipped == nil {
				t.Errorf("%s: suite %+v", name, s)
			}
			tests, failures, skipped = tests+*s.Tests, failures+*s.Failures, skipped+*s.Skipped
			for _, c := range s.Cases {
				// Two tests of one name are one test to a reader.
				key := s.Name + "\x00" + c.Class + "\x00" + c.Name
				if c.Class == "" || c.Name == "" || names[key] {
					t.Errorf("%s: case %+v", name, c)
				}
				names[key] = true
				if c.Failure != nil && (c.Failure.Message == "" || c.Failure.Type == "") || c.Skipped != nil && c.Skipped.Message == "" {
					t.Errorf("%s: result of %+v", name, c)
				}
			}
		}
		if *got.Tests != tests || *got.Failures != failures || *got.Skipped != skipped || tests == 0 {
			t.Errorf("%s: sums %d, %d, %d; attributes %d, %d, %d", name, tests, failures, skipped, *got.Tests, *got.Failures, *got.Skipped)
		}
	}
}

// A test keeps its name when lines move, so that it is known as failed before.
func TestJUnitNamesHoldNoLines(t *testing.T) {
	t.Parallel()
	names := func(line int) string {
		run := report.Run{Diagnostics: diag.List{
			{Rule: "r", Severity: diag.Error, File: "a.bpmn", Message: "m", Range: at(line, 1, 1)},
			{Rule: "r", Severity: diag.Error, File: "a.bpmn", Message: "m", Range: at(line+1, 1, 1)},
		}}
		text, _ := write(t, "junit", run, report.Options{})
		var list []string
		for _, c := range decodeXML[junitReport](t, text).Suites[0].Cases {
			list = append(list, c.Class+": "+c.Name)
		}
		return strings.Join(list, "; ")
	}
	if got, want := names(700), "a: r: m; a: r: m (2)"; got != want || names(3) != want {
		t.Errorf("got %q and %q, want %q", got, names(3), want)
	}
}
