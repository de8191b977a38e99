package report

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/bpmnlint/bpmnlint/diag"
)

// What code scanning accepts or shows of one run (GitHub's documentation of
// SARIF support and its limits). It takes more results than it keeps, and
// then keeps those it likes; the choice is made here, where it can be told.
const (
	maxResults     = 5000
	maxRelated     = 100
	maxLinks       = 10 // in a message; more is no longer a sentence
	maxDescription = 1024
	maxTags        = 10
	maxCompressed  = 10_000_000 // bytes of the whole report
)

const (
	toolName = "bpmnlint"
	toolURI  = "https://github.com/bpmnlint/bpmnlint"
	rootBase = "%SRCROOT%"
)

// semver is the form that SARIF's semanticVersion must have (semver.org).
var semver = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`)

// sarifWriter builds the one run of a SARIF log.
type sarifWriter struct {
	in        *Run
	uris      uris
	prints    fingerprints
	rules     []*sarif.ReportingDescriptor
	ruleIndex map[string]uint
	edited    editedFile
}

// writeSARIF writes a SARIF 2.1.0 log (OASIS, sarif-v2.1.0-errata01) that
// satisfies code scanning and keeps what only other viewers show: logical
// locations and fixes.
func writeSARIF(w io.Writer, run *Run, _ Options) ([]string, error) {
	why := fmt.Sprintf("code scanning keeps %d of a run", maxResults)
	n := min(len(run.Diagnostics), maxResults)
	for {
		text, messages, err := encodeSARIF(run, n, why)
		if err != nil {
			return nil, err
		}
		size := compressed(text)
		if n == 0 || size <= maxCompressed {
			_, err := w.Write(text)
			return messages, err
		}
		n = min(n-1, int(float64(n)*0.95*maxCompressed/float64(size)))
		why = fmt.Sprintf("code scanning takes %d MB of a compressed report", maxCompressed/1_000_000)
	}
}

// encodeSARIF returns a log with the n most severe findings, and messages that
// say why there are no more.
func encodeSARIF(run *Run, n int, why string) (text []byte, messages []string, err error) {
	s := &sarifWriter{in: run, uris: newURIs(run.Root, run.Dir), prints: newFingerprints(), ruleIndex: make(map[string]uint)}
	list, left := mostSevere(run.Diagnostics, n)
	for _, r := range rulesOf(run, list) {
		s.addRule(r)
	}
	results := make([]*sarif.Result, 0, len(list))
	for _, d := range list {
		results = append(results, s.result(d))
	}
	if left > 0 {
		messages = append(messages, fmt.Sprintf("%d of %d findings are not in the SARIF report, the least severe: %s",
			left, len(run.Diagnostics), why))
	}
	messages = append(messages, s.uris.outside("code scanning")...)
	log, err := sarif.New(sarif.Version210)
	if err != nil {
		return nil, messages, err
	}
	log.AddRun(s.run(results, messages))
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(log); err != nil {
		return nil, messages, err
	}
	return out.Bytes(), messages, nil
}

// compressed returns the size of a text under gzip, or more if it is small
// enough as it is.
func compressed(text []byte) int {
	if len(text) <= maxCompressed {
		return len(text)
	}
	var size byteCount
	z := gzip.NewWriter(&size)
	z.Write(text)
	z.Close()
	return int(size)
}

// byteCount is a writer that only counts.
type byteCount int

func (c *byteCount) Write(p []byte) (int, error) {
	*c += byteCount(len(p))
	return len(p), nil
}

// mostSevere returns the n most severe findings, in their order, and how many
// were left out.
func mostSevere(list diag.List, n int) (kept []*diag.Diagnostic, left int) {
	room := n
	var quota counts
	have := countAll(list)
	for s := diag.Error; s >= diag.Note; s-- {
		quota[s] = min(have[s], room)
		room -= quota[s]
	}
	kept = make([]*diag.Diagnostic, 0, min(len(list), n))
	for i := range list {
		if s := severity(&list[i]); quota[s] > 0 {
			quota[s]--
			kept = append(kept, &list[i])
		}
	}
	return kept, len(list) - len(kept)
}

func (s *sarifWriter) run(results []*sarif.Result, messages []string) *sarif.Run {
	driver := &sarif.ToolComponent{Name: toolName, InformationURI: new(toolURI), Rules: s.rules}
	if driver.Rules == nil {
		driver.Rules = []*sarif.ReportingDescriptor{}
	}
	if s.in.Version != "" {
		driver.Version = &s.in.Version
	}
	if semver.MatchString(s.in.Version) {
		driver.SemanticVersion = &s.in.Version
	}
	config := strings.Trim(s.in.Config, "/")
	if config == "" {
		config = "default"
	}
	invocation := &sarif.Invocation{ExecutionSuccessful: new(!s.in.Incomplete)}
	for _, m := range messages {
		invocation.ToolExecutionNotifications = append(invocation.ToolExecutionNotifications, notification("warning", m))
	}
	for _, m := range s.in.Notices {
		if m != "" {
			invocation.ToolExecutionNotifications = append(invocation.ToolExecutionNotifications, notification("note", m))
		}
	}
	run := &sarif.Run{
		Tool:              sarif.Tool{Driver: driver},
		AutomationDetails: &sarif.RunAutomationDetails{ID: new(toolName + "/" + config + "/")},
		ColumnKind:        "utf16CodeUnits",
		Invocations:       []*sarif.Invocation{invocation},
		OriginalUriBaseIDs: map[string]*sarif.ArtifactLocation{
			rootBase: {Description: &sarif.Message{Text: new("the root of the repository")}},
		},
		Results: results,
	}
	for name, n := range s.in.Part.numbers() {
		if run.Properties == nil {
			run.Properties = sarif.Properties{}
		}
		run.Properties[name] = n
	}
	return run
}

func notification(level, text string) *sarif.Notification {
	return &sarif.Notification{Level: level, Message: &sarif.Message{Text: &text}}
}

// rulesOf returns the enabled rules and those of the findings that are always
// on, in the order that a merged report has too.
func rulesOf(run *Run, list []*diag.Diagnostic) []Rule {
	have := make(map[string]bool, len(run.Rules))
	for _, r := range run.Rules {
		have[r.ID] = true
	}
	rules := slices.Clone(run.Rules)
	for _, d := range list {
		if id := ruleName(d.Rule); !have[id] {
			have[id] = true
			rules = append(rules, Rule{ID: id, Category: d.Category, Help: d.Help, Severity: d.Severity})
		}
	}
	slices.SortStableFunc(rules, func(a, b Rule) int { return strings.Compare(a.Category+"/"+a.ID, b.Category+"/"+b.ID) })
	return rules
}

// addRule lists a rule.
func (s *sarifWriter) addRule(r Rule) {
	if _, ok := s.ruleIndex[r.ID]; ok {
		return
	}
	title := cmpText(r.Title, strings.ReplaceAll(r.ID, "-", " "))
	description := cmpText(r.Description, title)
	help := &sarif.MultiformatMessageString{Text: new(cmpText(r.Help, description))}
	if r.Markdown != "" {
		help.Markdown = &r.Markdown
	}
	level := severity(&diag.Diagnostic{Severity: r.Severity})
	properties := sarif.Properties{
		"precision":        cmpText(r.Precision, "high"),
		"problem.severity": problemSeverity(level),
		"tags":             tags(r),
	}
	if r.Since != "" {
		properties["since"] = r.Since
	}
	d := &sarif.ReportingDescriptor{
		ID:                   r.ID,
		ShortDescription:     &sarif.MultiformatMessageString{Text: new(shorten(title, maxDescription))},
		FullDescription:      &sarif.MultiformatMessageString{Text: new(shorten(description, maxDescription))},
		DefaultConfiguration: &sarif.ReportingConfiguration{Level: level.String()},
		Help:                 help,
		Properties:           properties,
	}
	if r.URL != "" {
		d.HelpURI = &r.URL
	}
	s.ruleIndex[r.ID] = uint(len(s.rules))
	s.rules = append(s.rules, d)
}

// tags returns at most maxTags words, each once, the category first.
func tags(r Rule) []string {
	list := make([]string, 0, len(r.Tags)+2)
	for _, t := range append([]string{r.Category, "bpmn"}, r.Tags...) {
		if t != "" && !slices.Contains(list, t) && len(list) < maxTags {
			list = append(list, t)
		}
	}
	return list
}

// problemSeverity returns the word that code scanning filters by. There is no
// security-severity: it would turn findings into security alerts.
func problemSeverity(s diag.Severity) string {
	if s == diag.Note {
		return "recommendation"
	}
	return s.String()
}

// cmpText returns the first text unless it is blank.
func cmpText(text, otherwise string) string {
	if strings.TrimSpace(text) == "" {
		return otherwise
	}
	return text
}

// shorten cuts a text that is longer than n characters.
func shorten(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

func choice(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
