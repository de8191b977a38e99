package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"

	"github.com/bpmnlint/bpmnlint/diag"
)

// The members of a Code Quality issue that GitLab reads; it requires all.
type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	}
)

// writeGitLab writes a Code Quality report: one array, each issue on a line of
// its own.
func writeGitLab(w io.Writer, run *Run, _ Options) ([]string, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	u := newURIs(run.Root, run.Dir)
	prints := newFingerprints()
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	out.WriteByte('[')
	for i := range run.Diagnostics {
		d := &run.Diagnostics[i]
		line.Reset()
		path := u.path(placeOf(d))
		r := rangeOf(d.Range)
		// GitLab shows one of several issues with the same fingerprint, and a
		// copied model has those of its original: the path tells them apart.
		err := enc.Encode(gitlabIssue{
			Description: Printable(cmpText(d.Message, d.Rule)), CheckName: Printable(ruleName(d.Rule)),
			Fingerprint: hash(path, d.Rule, prints.of(d)), Severity: gitlabSeverity(severity(d)),
			Location: gitlabLocation{path, gitlabLines{r.Start.Line, r.End.Line}},
		})
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		out.Write(bytes.TrimSuffix(line.Bytes(), []byte{'\n'}))
	}
	if len(run.Diagnostics) > 0 {
		out.WriteByte('\n')
	}
	out.WriteString("]\n")
	return u.outside("GitLab"), out.Flush()
}

// gitlabSeverity returns the severity of Code Climate's five. Neither critical
// nor blocker is used: which of its errors stop a merge is the team's to say.
func gitlabSeverity(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "major"
	case diag.Warning:
		return "minor"
	}
	return "info"
}
