package report_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/report"
)

type gitlabIssue struct {
	Description string
	CheckName   string `json:"check_name"`
	Fingerprint string
	Severity    string
	Location    struct {
		Path  string
		Lines struct{ Begin int }
	}
}

func TestGitLab(t *testing.T) {
	t.Parallel()
	text, messages := write(t, "gitlab", sample(), report.Options{})
	want := `[
{"description":"the file is empty","check_name":"xml-syntax","fingerprint":"*","severity":"major","location":{"path":"service/src/empty.bpmn","lines":{"begin":1,"end":1}}},
{"description":"exclusive gateway \"Approve?\" has no default flow","check_name":"default-flow-missing","fingerprint":"*","severity":"minor","location":{"path":"service/src/Rechnung prüfen.bpmn","lines":{"begin":12,"end":12}}},
{"description":"user task \"Prüfen\" has a generated id","check_name":"generated-id","fingerprint":"*","severity":"info","location":{"path":"service/src/Rechnung prüfen.bpmn","lines":{"begin":140,"end":140}}}
]
`
	for _, issue := range decode[[]gitlabIssue](t, text) {
		text = strings.Replace(text, issue.Fingerprint, "*", 1)
	}
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if messages != nil {
		t.Errorf("messages %q", messages)
	}
	if text, _ := write(t, "gitlab", report.Run{Files: 1}, report.Options{}); text != "[]\n" {
		t.Errorf("no findings: %q", text)
	}
}

// GitLab drops a report with an issue that lacks a member, and shows one of
// several issues with the same fingerprint.
func TestGitLabShape(t *testing.T) {
	t.Parallel()
	run := hostile()
	run.Diagnostics = append(run.Diagnostics, flood(20, 30).Diagnostics...)
	text, _ := write(t, "gitlab", run, report.Options{})
	prints := make(map[string]bool)
	for _, issue := range decode[[]gitlabIssue](t, text) {
		if issue.Description == "" || issue.CheckName == "" || issue.Location.Path == "" || issue.Location.Lines.Begin < 1 {
			t.Errorf("issue %+v", issue)
		}
		if !strings.Contains("info minor major", issue.Severity) {
			t.Errorf("severity %q", issue.Severity)
		}
		if issue.Fingerprint == "" || prints[issue.Fingerprint] {
			t.Errorf("fingerprint %q is there twice", issue.Fingerprint)
		}
		prints[issue.Fingerprint] = true
	}
}

// An issue keeps its fingerprint when lines move, and has another in a copy of
// the model.
func TestGitLabFingerprints(t *testing.T) {
	t.Parallel()
	print := func(file string, line int) string {
		run := report.Run{Diagnostics: diag.List{{Rule: "r", Severity: diag.Error, File: file, Message: "m", Fingerprint: "abc", Range: at(line, 1, 1)}}}
		text, _ := write(t, "gitlab", run, report.Options{})
		return decode[[]gitlabIssue](t, text)[0].Fingerprint
	}
	if print("a.bpmn", 3) != print("a.bpmn", 900) {
		t.Error("another line gives another fingerprint")
	}
	if print("a.bpmn", 3) == print("copy.bpmn", 3) {
		t.Error("a copy has the fingerprint of its original")
	}
}

func TestGitLabOutsideOfTheRepository(t *testing.T) {
	t.Parallel()
	run := report.Run{Root: "/repo", Dir: "/repo", Diagnostics: diag.List{{Rule: "r", Severity: diag.Note, Message: "m", File: "../x.bpmn"}}}
	_, messages := write(t, "gitlab", run, report.Options{})
	want := []string{"1 file with findings lies outside of the repository: GitLab cannot show it"}
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
