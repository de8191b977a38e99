package cli_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/internal/cli"
)

type sarifRun struct {
	AutomationDetails struct{ ID string }
	Tool              struct {
		Driver struct {
			Rules []struct {
				ID                                      string
				ShortDescription, FullDescription, Help struct{ Text string }
				Properties                              struct{ Tags []string }
			}
		}
	}
	Invocations []struct {
		ToolExecutionNotifications []struct {
			Level   string
			Message struct{ Text string }
		}
	}
	Results []struct {
		RuleID                      string
		Level                       string
		Message                     struct{ Text string }
		Locations, RelatedLocations []sarifLocation
		PartialFingerprints         map[string]string
	}
}

type sarifLocation struct {
	ID               int
	Message          struct{ Text string }
	PhysicalLocation struct {
		ArtifactLocation struct{ URI string }
		Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
	}
}

// TestSARIFOfACorpus lints some thousand models and holds the report against
// each limit of code scanning (GitHub's documentation of SARIF support).
func TestSARIFOfACorpus(t *testing.T) {
	t.Parallel()
	corpus := filepath.Join(shared(), "corpus")
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("NOT CHECKED: no corpus of models in BPMNLINT_SHARED; SARIF's limits are tested on made-up findings only")
	}
	var out, messages bytes.Buffer
	code := cli.Main(context.Background(), []string{"-C", corpus, "lint", "--format", "sarif"}, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &messages})
	if code != cli.Bad {
		t.Fatalf("exit code %d: %s", code, &messages)
	}
	var log struct{ Runs []sarifRun }
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	var size bytes.Buffer
	z := gzip.NewWriter(&size)
	z.Write(out.Bytes())
	z.Close()
	if size.Len() > 10_000_000 || len(log.Runs) > 20 || len(run.Tool.Driver.Rules) > 25_000 || len(run.Results) > 5000 {
		t.Errorf("%d bytes, %d runs, %d rules, %d results", size.Len(), len(log.Runs), len(run.Tool.Driver.Rules), len(run.Results))
	}
	for _, r := range run.Tool.Driver.Rules {
		long := utf8.RuneCountInString(r.ShortDescription.Text) > 1024 || utf8.RuneCountInString(r.FullDescription.Text) > 1024
		if long || r.ShortDescription.Text == "" || r.FullDescription.Text == "" || r.Help.Text == "" || len(r.Properties.Tags) > 20 {
			t.Errorf("rule %+v", r)
		}
	}
	checkResults(t, corpus, run)
	var said string
	for _, n := range run.Invocations[0].ToolExecutionNotifications {
		if n.Level == "warning" {
			said += n.Message.Text + "\n"
		}
	}
	if !strings.Contains(said, "findings are not in the SARIF report, the least severe: code scanning keeps 5000 of a run") ||
		!strings.Contains(messages.String(), strings.TrimSpace(said)) {
		t.Errorf("what is cut is not said: %q, %s", said, &messages)
	}
	if last := run.Results[len(run.Results)-1]; len(run.Results) < 5000 || last.Level == "" {
		t.Errorf("%d results: the corpus is too small to be cut", len(run.Results))
	}
}

func checkResults(t *testing.T, corpus string, run sarifRun) {
	t.Helper()
	seen := make(map[[3]string]bool)
	for _, r := range run.Results {
		if len(r.Locations) != 1 || len(r.RelatedLocations) > 100 || r.Message.Text == "" {
			t.Errorf("%s: %d locations, %d related, message %q", r.RuleID, len(r.Locations), len(r.RelatedLocations), r.Message.Text)
		}
		for i, l := range r.RelatedLocations {
			// Code scanning shows a related place where the message leads to it.
			if l.ID != i+1 || l.Message.Text == "" || i < 10 && !strings.Contains(r.Message.Text, fmt.Sprintf("](%d)", l.ID)) {
				t.Errorf("%s: related location %d: %+v of %q", r.RuleID, i, l, r.Message.Text)
			}
		}
		for _, l := range append(r.Locations, r.RelatedLocations...) {
			uri, err := url.Parse(l.PhysicalLocation.ArtifactLocation.URI)
			if err != nil || uri.IsAbs() || strings.ContainsFunc(l.PhysicalLocation.ArtifactLocation.URI, func(r rune) bool { return r <= ' ' || r > '~' }) {
				t.Errorf("%s: URI %q, %v", r.RuleID, l.PhysicalLocation.ArtifactLocation.URI, err)
				continue
			}
			if _, err := os.Stat(filepath.Join(corpus, filepath.FromSlash(uri.Path))); err != nil {
				t.Errorf("%s: %v", r.RuleID, err)
			}
			g := l.PhysicalLocation.Region
			if g.StartLine < 1 || g.StartColumn < 1 || g.EndLine < g.StartLine || g.EndColumn < 1 {
				t.Errorf("%s: region %+v", r.RuleID, g)
			}
		}
		key := [3]string{r.RuleID, r.Locations[0].PhysicalLocation.ArtifactLocation.URI, r.PartialFingerprints["primaryLocationLineHash"]}
		if key[2] == "" || seen[key] {
			t.Errorf("a fingerprint is missing or there twice: %v", key)
		}
		seen[key] = true
	}
}
