package report_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/source"
)

// The parts of a SARIF log that the tests look at.
type (
	sarifLog struct {
		Schema  string `json:"$schema"`
		Version string
		Runs    []sarifRun
	}
	sarifRun struct {
		Tool struct {
			Driver struct {
				Name, Version, SemanticVersion string
				Rules                          []sarifRule
			}
		}
		AutomationDetails struct{ ID string }
		ColumnKind        string
		Invocations       []struct {
			ExecutionSuccessful        *bool
			ToolExecutionNotifications []struct {
				Level   string
				Message struct{ Text string }
			}
		}
		Results []sarifResult
	}
	sarifRule struct {
		ID                                      string
		ShortDescription, FullDescription, Help struct{ Text, Markdown string }
		DefaultConfiguration                    struct{ Level string }
		HelpURI                                 string
		Properties                              map[string]any
	}
	sarifResult struct {
		RuleID              string
		RuleIndex           *int
		Level               string
		Message             struct{ Text string }
		Locations           []sarifLocation
		RelatedLocations    []sarifLocation
		PartialFingerprints map[string]string
		Fixes               []struct {
			Description     struct{ Text string }
			ArtifactChanges []struct {
				ArtifactLocation struct{ URI string }
				Replacements     []sarifReplacement
			}
		}
	}
	sarifReplacement struct {
		DeletedRegion   map[string]int
		InsertedContent *struct{ Text, Binary string }
	}
	sarifLocation struct {
		ID               *int
		PhysicalLocation *struct {
			ArtifactLocation struct{ URI, URIBaseID string }
			Region           map[string]int
		}
		LogicalLocations []struct{ Name, FullyQualifiedName, Kind string }
		Message          struct{ Text string }
	}
)

// sarifOf writes a run, checks it against the schema of SARIF and against what
// code scanning requires of any report, and returns it.
func sarifOf(t *testing.T, run report.Run) (sarifRun, []string) {
	t.Helper()
	text, messages := write(t, "sarif", run, report.Options{})
	if schema := sarifSchema(); schema != "" {
		validate(t, schema, text)
	}
	var log sarifLog
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || log.Schema == "" || len(log.Runs) != 1 {
		t.Fatalf("version %q, schema %q, %d runs", log.Version, log.Schema, len(log.Runs))
	}
	for _, forbidden := range []string{"security-severity", `:""`, ":null", `"suppressions"`} {
		if strings.Contains(text, forbidden) {
			t.Errorf("the report contains %s", forbidden)
		}
	}
	if !strings.Contains(text, `"results":[`) || !strings.Contains(text, `"rules":[`) {
		t.Error("the report lacks results or rules")
	}
	codeScanning(t, log.Runs[0])
	return log.Runs[0], messages
}

func sarifSchema() string {
	shared := os.Getenv("BPMNLINT_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "shared")
	}
	schema := filepath.Join(shared, "specs", "sarif-2.1.0.json")
	if _, err := os.Stat(schema); err != nil {
		return ""
	}
	return schema
}

// TestSARIFSchemaIsThere tells when the tests do without the schema of SARIF.
func TestSARIFSchemaIsThere(t *testing.T) {
	t.Parallel()
	if sarifSchema() == "" {
		t.Skip("NOT VALIDATED: no specs/sarif-2.1.0.json in BPMNLINT_SHARED; SARIF reports are not checked against OASIS's schema")
	}
}

// codeScanning checks what code scanning requires of a run, and its limits.
func codeScanning(t *testing.T, run sarifRun) {
	t.Helper()
	if run.Tool.Driver.Name == "" || run.ColumnKind != "utf16CodeUnits" {
		t.Errorf("driver %q, column kind %q", run.Tool.Driver.Name, run.ColumnKind)
	}
	if id := run.AutomationDetails.ID; !strings.HasPrefix(id, "bpmnlint/") || !strings.HasSuffix(id, "/") {
		t.Errorf("automation id %q", id)
	}
	if len(run.Results) > 5000 {
		t.Errorf("%d results", len(run.Results))
	}
	for _, r := range run.Tool.Driver.Rules {
		codeScanningRule(t, r)
	}
	for _, r := range run.Results {
		codeScanningResult(t, run, r)
	}
}

func codeScanningRule(t *testing.T, r sarifRule) {
	t.Helper()
	for name, text := range map[string]string{"id": r.ID, "short": r.ShortDescription.Text, "full": r.FullDescription.Text, "help": r.Help.Text} {
		if strings.TrimSpace(text) == "" || name != "help" && utf8.RuneCountInString(text) > 1024 {
			t.Errorf("rule %q: %s text is empty or too long: %q", r.ID, name, text)
		}
	}
	tags, _ := r.Properties["tags"].([]any)
	if len(tags) == 0 || len(tags) > 10 {
		t.Errorf("rule %q: tags %v", r.ID, tags)
	}
	severities := map[string]any{"note": "recommendation", "warning": "warning", "error": "error"}
	if want := severities[r.DefaultConfiguration.Level]; want == nil || r.Properties["problem.severity"] != want {
		t.Errorf("rule %q: level %q, problem.severity %v", r.ID, r.DefaultConfiguration.Level, r.Properties["problem.severity"])
	}
}

func codeScanningResult(t *testing.T, run sarifRun, r sarifResult) {
	t.Helper()
	rules := run.Tool.Driver.Rules
	if r.RuleIndex == nil || *r.RuleIndex >= len(rules) || rules[*r.RuleIndex].ID != r.RuleID {
		t.Errorf("result of %q: rule index %v", r.RuleID, r.RuleIndex)
	}
	if r.Message.Text == "" || r.PartialFingerprints["primaryLocationLineHash"] == "" ||
		r.PartialFingerprints["primaryLocationLineHash"] != r.PartialFingerprints["bpmnlint/v1"] {
		t.Errorf("result of %q: message %q, fingerprints %v", r.RuleID, r.Message.Text, r.PartialFingerprints)
	}
	if len(r.Locations) != 1 {
		t.Errorf("result of %q: %d locations", r.RuleID, len(r.Locations))
	}
	for _, l := range append(r.Locations, r.RelatedLocations...) {
		if l.PhysicalLocation == nil || l.PhysicalLocation.ArtifactLocation.URI == "" {
			t.Fatalf("result of %q: no physical location", r.RuleID)
		}
		uri := l.PhysicalLocation.ArtifactLocation.URI
		if strings.ContainsAny(uri, " \\<>\"") || strings.IndexFunc(uri, func(r rune) bool { return r > '~' || r < '!' }) >= 0 {
			t.Errorf("URI %q is not encoded", uri)
		}
		region := l.PhysicalLocation.Region
		if region["startLine"] < 1 || region["startColumn"] < 1 || region["endLine"] < region["startLine"] || region["endColumn"] < 1 {
			t.Errorf("result of %q: region %v", r.RuleID, region)
		}
	}
	for i, l := range r.RelatedLocations {
		if l.ID == nil || *l.ID != i+1 || l.Message.Text == "" {
			t.Errorf("result of %q: related location %d: id %v, message %q", r.RuleID, i, l.ID, l.Message.Text)
		}
	}
}

func TestSARIF(t *testing.T) {
	t.Parallel()
	in := sample()
	in.Notices = []string{"decisions are not linted yet"}
	run, messages := sarifOf(t, in)
	if messages != nil {
		t.Errorf("messages %q", messages)
	}
	var rules []string
	for _, r := range run.Tool.Driver.Rules {
		rules = append(rules, r.ID)
	}
	if diff := cmp.Diff([]string{"default-flow-missing", "generated-id", "no-script", "xml-syntax"}, rules); diff != "" {
		t.Errorf("rules: -want +got:\n%s", diff)
	}
	rule := run.Tool.Driver.Rules[0]
	if rule.Help.Markdown != "# default-flow-missing\n" || rule.Properties["precision"] != "very-high" || rule.HelpURI == "" {
		t.Errorf("rule %+v", rule)
	}
	if run.Tool.Driver.SemanticVersion != "1.2.3" || run.AutomationDetails.ID != "bpmnlint/default/" {
		t.Errorf("version %q, id %q", run.Tool.Driver.SemanticVersion, run.AutomationDetails.ID)
	}
	if n := run.Invocations[0].ToolExecutionNotifications; len(n) != 1 || n[0].Level != "note" {
		t.Errorf("notifications %+v", n)
	}
	result := run.Results[1]
	if want := `exclusive gateway "Approve?" has no default flow (see [the join \[1\]](1), [process "Ship"](2))`; result.Message.Text != want {
		t.Errorf("message %q, want %q", result.Message.Text, want)
	}
	want := map[string]int{"startLine": 12, "startColumn": 5, "endLine": 12, "endColumn": 45}
	if diff := cmp.Diff(want, result.Locations[0].PhysicalLocation.Region); diff != "" {
		t.Errorf("region: -want +got:\n%s", diff)
	}
	if l := result.Locations[0].LogicalLocations; len(l) != 1 || l[0].FullyQualifiedName != "approve" || l[0].Kind != "exclusiveGateway" {
		t.Errorf("logical locations %+v", l)
	}
	if got := result.PartialFingerprints["bpmnlint/v1"]; got != "0123456789abcdef" {
		t.Errorf("fingerprint %q", got)
	}
	if run.Results[2].Level != "note" || run.Results[0].Level != "error" {
		t.Errorf("levels %q, %q", run.Results[2].Level, run.Results[0].Level)
	}
}

func TestSARIFEmpty(t *testing.T) {
	t.Parallel()
	run, _ := sarifOf(t, report.Run{Version: "(devel)", Incomplete: true, Config: "team/strict/"})
	if run.Tool.Driver.SemanticVersion != "" || run.Tool.Driver.Version != "(devel)" {
		t.Errorf("driver %+v", run.Tool.Driver)
	}
	if run.AutomationDetails.ID != "bpmnlint/team/strict/" {
		t.Errorf("automation id %q", run.AutomationDetails.ID)
	}
	if ok := run.Invocations[0].ExecutionSuccessful; ok == nil || *ok {
		t.Error("an incomplete run is called successful")
	}
}

func TestSARIFKeepsTheMostSevere(t *testing.T) {
	t.Parallel()
	var in report.Run
	for i := range 6000 {
		s := diag.Note
		if i >= 5500 {
			s = diag.Error
		}
		in.Diagnostics = append(in.Diagnostics, diag.Diagnostic{Rule: "r", Severity: s, Message: "m", File: "a.bpmn", Range: at(i+1, 1, 1)})
	}
	run, messages := sarifOf(t, in)
	levels := map[string]int{}
	for _, r := range run.Results {
		levels[r.Level]++
	}
	if diff := cmp.Diff(map[string]int{"error": 500, "note": 4500}, levels); diff != "" {
		t.Errorf("levels: -want +got:\n%s", diff)
	}
	want := []string{"1000 of 6000 findings are not in the SARIF report, the least severe: code scanning keeps 5000 of a run"}
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Errorf("messages: -want +got:\n%s", diff)
	}
	if n := run.Invocations[0].ToolExecutionNotifications; len(n) != 1 || n[0].Message.Text != want[0] || n[0].Level != "warning" {
		t.Errorf("notifications %+v", n)
	}
}

func TestSARIFURIs(t *testing.T) {
	t.Parallel()
	tests := []struct{ root, dir, file, want string }{
		{"/repo", "/repo", "a/b.bpmn", "a/b.bpmn"},
		{"/repo", "/repo/service", "Rechnung prüfen.bpmn", "service/Rechnung%20pr%C3%BCfen.bpmn"},
		{"/repo", "/repo/service", "../other/x.bpmn", "other/x.bpmn"},
		{"/repo", "/repo", "/repo/x.bpmn", "x.bpmn"},
		{"/repo", "/repo", "./a//b.bpmn", "a/b.bpmn"},
		{"/repo", "/repo", "100%#?[1].bpmn", "100%25%23%3F%5B1%5D.bpmn"},
		{"/repo", "/repo", "a:b.bpmn", "a%3Ab.bpmn"},
		{"/repo", "/repo", "<stdin>", "%3Cstdin%3E"},
		{"", "", "a b.bpmn", "a%20b.bpmn"},
		{"", "/w", "a.bpmn", "a.bpmn"},
		{"C:/repo", "c:/repo/s", "x.bpmn", "s/x.bpmn"},
		{"/repo", "/repo", "", ".bpmnlint.yaml"},
		{"/repo", "/repo", "../x y.bpmn", "../x%20y.bpmn"},
		{"/repo", "/repo", "/else/x.bpmn", "../else/x.bpmn"},
		{"C:/repo", "C:/repo", "D:/a b/x.bpmn", "file:///D:/a%20b/x.bpmn"},
		{"", "", "/abs/x.bpmn", "file:///abs/x.bpmn"},
	}
	for _, test := range tests {
		run, messages := sarifOf(t, report.Run{Root: test.root, Dir: test.dir, Diagnostics: diag.List{
			{Rule: "r", Severity: diag.Note, Message: "m", File: test.file},
		}})
		got := run.Results[0].Locations[0].PhysicalLocation.ArtifactLocation
		if got.URI != test.want {
			t.Errorf("%+v: got %q", test, got.URI)
		}
		outside := strings.HasPrefix(test.want, "../") || strings.HasPrefix(test.want, "file:")
		if outside != (len(messages) == 1) {
			t.Errorf("%+v: messages %q", test, messages)
		}
		if absolute := strings.HasPrefix(test.want, "file:"); absolute == (got.URIBaseID == "%SRCROOT%") {
			t.Errorf("%+v: base %q", test, got.URIBaseID)
		}
	}
}

func TestSARIFFixes(t *testing.T) {
	t.Parallel()
	edits := []source.Edit{{Start: 3, End: 5}, {Start: 6, End: 6, New: "é"}}
	in := report.Run{Diagnostics: diag.List{{
		Rule: "r", Severity: diag.Note, Message: "m", File: "a.bpmn",
		Fixes: []diag.Fix{{Title: "guess", Edits: edits}, {Title: "mend", Safe: true, Edits: edits}, {Title: "nothing", Safe: true}},
	}}}
	text := source.New("a.bpmn", []byte("ä\nabcdef"))
	utf16 := source.New("a.bpmn", []byte("a\x00b\x00")).Decoded([]byte("ab"), nil)
	tests := []struct {
		name     string
		source   func(string) *source.File
		deleted  map[string]int
		inserted struct{ Text, Binary string }
	}{
		{"without file", nil, map[string]int{"byteOffset": 3, "byteLength": 2}, struct{ Text, Binary string }{Text: "é"}},
		{
			"text", func(string) *source.File { return text },
			map[string]int{"byteOffset": 3, "byteLength": 2, "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 3},
			struct{ Text, Binary string }{Text: "é"},
		},
		{
			"another encoding", func(string) *source.File { return utf16 },
			map[string]int{"byteOffset": 3, "byteLength": 2},
			struct{ Text, Binary string }{Binary: "w6k="},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			in := in
			in.Source = test.source
			run, _ := sarifOf(t, in)
			fixes := run.Results[0].Fixes
			if len(fixes) != 1 || fixes[0].Description.Text != "mend" {
				t.Fatalf("fixes %+v, want the safe one that changes something", fixes)
			}
			got := fixes[0].ArtifactChanges[0].Replacements
			if diff := cmp.Diff(test.deleted, got[0].DeletedRegion); diff != "" {
				t.Errorf("deleted: -want +got:\n%s", diff)
			}
			if got[0].InsertedContent != nil || got[1].InsertedContent == nil || *got[1].InsertedContent != test.inserted {
				t.Errorf("inserted %+v, %+v", got[0].InsertedContent, got[1].InsertedContent)
			}
		})
	}
}

func TestSARIFRelated(t *testing.T) {
	t.Parallel()
	d := diag.Diagnostic{Rule: "r", Severity: diag.Note, File: "a.bpmn", Message: `task "[urgent](1)" ${list[0]} is odd`}
	for range 120 {
		d.Related = append(d.Related, diag.Related{Element: diag.Element{Type: "userTask", Name: `a\b]`}})
	}
	run, _ := sarifOf(t, report.Run{Diagnostics: diag.List{d}})
	got := run.Results[0]
	if len(got.RelatedLocations) != 100 {
		t.Errorf("%d related locations, want 100", len(got.RelatedLocations))
	}
	link := `[userTask "a\\\\b\]"]`
	want := `task "[urgent\](1)" ${list[0]} is odd (see ` + link + "(1), " + link + "(2), "
	if !strings.HasPrefix(got.Message.Text, want) || !strings.HasSuffix(got.Message.Text, "(10) and 110 more)") {
		t.Errorf("message %q, want %q…", got.Message.Text, want)
	}
	if uri := got.RelatedLocations[0].PhysicalLocation.ArtifactLocation.URI; uri != "a.bpmn" {
		t.Errorf("a related place without a file is in %q", uri)
	}
}

// Fingerprints do not depend on lines, and no two results of a file share one.
func TestSARIFFingerprints(t *testing.T) {
	t.Parallel()
	prints := func(line int) []string {
		d := diag.Diagnostic{Rule: "xml-syntax", Severity: diag.Error, Message: "m", File: "a.bpmn", Range: at(line, 1, 1)}
		named := d
		named.Fingerprint = "abc"
		elsewhere := named
		elsewhere.File = "b.bpmn"
		run, _ := sarifOf(t, report.Run{Diagnostics: diag.List{d, d, named, named, elsewhere}})
		var list []string
		for _, r := range run.Results {
			list = append(list, r.PartialFingerprints["bpmnlint/v1"])
		}
		return list
	}
	got := prints(3)
	if diff := cmp.Diff(got, prints(900)); diff != "" {
		t.Errorf("other lines, other fingerprints:\n%s", diff)
	}
	want := []string{got[0], got[0] + ":2", "abc", "abc:2", "abc"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSARIFLongTexts(t *testing.T) {
	t.Parallel()
	tags := strings.Split("a b c d e f g h i j k l m", " ")
	run, _ := sarifOf(t, report.Run{Rules: []report.Rule{
		{ID: "r", Title: strings.Repeat("ü", 2000), Description: strings.Repeat("ü", 2000), Severity: diag.Error, Tags: append(tags, "a")},
		{ID: "without"},
	}})
	if got := run.Tool.Driver.Rules[0].FullDescription.Text; utf8.RuneCountInString(got) != 1024 || !strings.HasSuffix(got, "ü…") {
		t.Errorf("description of %d characters", utf8.RuneCountInString(got))
	}
}

// A report that code scanning would refuse for its size loses its least severe
// findings, and says so.
func TestSARIFFitsUnderCompression(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	in := report.Run{Files: 1}
	for i := range 300 {
		noise := make([]byte, 50_000)
		for j := range noise {
			noise[j] = byte('!' + random.IntN(90))
		}
		in.Diagnostics = append(in.Diagnostics, diag.Diagnostic{Rule: "r", Severity: diag.Severity(1 + i%3), Message: string(noise), File: "a.bpmn", Range: at(i+1, 1, 1)})
	}
	text, messages := write(t, "sarif", in, report.Options{})
	var size bytes.Buffer
	z := gzip.NewWriter(&size)
	z.Write([]byte(text))
	z.Close()
	results := decode[sarifLog](t, text).Runs[0].Results
	if size.Len() > 10_000_000 || size.Len() < 5_000_000 {
		t.Errorf("%d bytes with %d results", size.Len(), len(results))
	}
	want := []string{fmt.Sprintf("%d of 300 findings are not in the SARIF report, the least severe: code scanning takes 10 MB of a compressed report", 300-len(results))}
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Errorf("messages: -want +got:\n%s", diff)
	}
}
