package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"
)

// Document is a report that was written before.
type Document struct {
	// Name is its file's name, for messages.
	Name string
	Data []byte
}

// Merge writes one report for several that cover parts of a run: JSON for JSON,
// SARIF for SARIF. What all parts report alike is there once. An error names
// the document that cannot be merged, and why; parts of a run are merged only if
// they are all there.
func Merge(w io.Writer, docs []Document) error {
	if len(docs) == 0 {
		return errors.New("there is nothing to merge")
	}
	kinds := make([]string, len(docs))
	for i, d := range docs {
		kind, err := kindOf(d.Data)
		if err != nil {
			return fmt.Errorf("%s: %w", d.Name, err)
		}
		if kinds[i] = kind; kind != kinds[0] {
			return fmt.Errorf("%s is %s and %s is %s: only reports of one kind can be merged", docs[0].Name, kinds[0], d.Name, kind)
		}
	}
	if err := whole(docs); err != nil {
		return err
	}
	if kinds[0] == "SARIF" {
		return mergeSARIF(w, docs)
	}
	return mergeJSON(w, docs)
}

// kindOf tells what a document is.
func kindOf(data []byte) (string, error) {
	var head struct {
		Runs     json.RawMessage `json:"runs"`
		Findings json.RawMessage `json:"findings"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return "", fmt.Errorf("is neither a JSON nor a SARIF report: %w", err)
	}
	switch {
	case head.Runs != nil:
		return "SARIF", nil
	case bytes.HasPrefix(bytes.TrimSpace(head.Findings), []byte("{")):
		return "", errors.New("is a summary; merge the reports themselves")
	case head.Findings != nil:
		return "JSON", nil
	}
	return "", errors.New("is neither a JSON nor a SARIF report of bpmnlint")
}

// mergedFinding is a finding as it stands in a JSON report, with what findings
// are sorted by.
type mergedFinding struct {
	File, Rule, Message string
	jsonRange
	Element jsonElement
	raw     []byte
}

// mergeJSON sums the numbers and joins the findings.
func mergeJSON(w io.Writer, docs []Document) error {
	var version string
	sums := map[string]int{}
	var findings []mergedFinding
	for i, d := range docs {
		var members map[string]json.RawMessage
		if err := json.Unmarshal(d.Data, &members); err != nil {
			return fmt.Errorf("%s: %w", d.Name, err)
		}
		for name, value := range members {
			var err error
			switch name {
			case "version":
				var v string
				if err = json.Unmarshal(value, &v); err == nil && i > 0 && v != version {
					return fmt.Errorf("%s was written by version %s and %s by version %s", docs[0].Name, version, d.Name, v)
				}
				version = v
			case "findings":
				findings, err = appendFindings(findings, value)
			case "part", "parts":
			case "verdict":
				return fmt.Errorf("%s answers a question about all files: its answer cannot be merged", d.Name)
			default:
				var n int
				if err = json.Unmarshal(value, &n); err == nil {
					sums[name] += n
				}
			}
			if err != nil {
				return fmt.Errorf("%s: %s: %w", d.Name, name, err)
			}
		}
	}
	slices.SortStableFunc(findings, func(a, b mergedFinding) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.EndLine, b.EndLine), cmp.Compare(a.EndColumn, b.EndColumn),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Element.ID, b.Element.ID), cmp.Compare(a.Message, b.Message),
		)
	})
	findings = slices.CompactFunc(findings, func(a, b mergedFinding) bool { return bytes.Equal(a.raw, b.raw) })
	out, err := jsonHead(version, "", sums)
	if err != nil {
		return err
	}
	for i, f := range findings {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(out, '\n'), f.raw...)
	}
	if len(findings) > 0 {
		out = append(out, '\n')
	}
	_, err = w.Write(append(out, "]}\n"...))
	return err
}

func appendFindings(list []mergedFinding, value json.RawMessage) ([]mergedFinding, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(value, &raw); err != nil {
		return list, err
	}
	for _, r := range raw {
		f := mergedFinding{raw: r}
		if err := json.Unmarshal(r, &f); err != nil {
			return list, err
		}
		list = append(list, f)
	}
	return list, nil
}

// mergeSARIF joins the results of the documents' runs.
func mergeSARIF(w io.Writer, docs []Document) error {
	log, err := sarif.New(sarif.Version210)
	if err != nil {
		return err
	}
	m := sarifMerger{index: map[string]uint{}}
	for _, d := range docs {
		part, err := sarif.FromBytes(d.Data)
		if err != nil {
			return fmt.Errorf("%s: %w", d.Name, err)
		}
		for _, run := range part.Runs {
			if err := m.add(run); err != nil {
				return fmt.Errorf("%s: %w", d.Name, err)
			}
		}
	}
	if m.run == nil {
		return fmt.Errorf("%s has no run", docs[0].Name)
	}
	m.finish()
	log.AddRun(m.run)
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(log)
}

// sarifMerger builds one run of several.
type sarifMerger struct {
	run   *sarif.Run
	index map[string]uint // of the rules
}

func (m *sarifMerger) add(run *sarif.Run) error {
	driver := run.Tool.Driver
	if driver == nil || driver.Name != toolName {
		return errors.New("is not a report of bpmnlint")
	}
	rules := driver.Rules
	if m.run == nil {
		first := *run
		first.Results = []*sarif.Result{}
		first.Tool.Driver.Rules = []*sarif.ReportingDescriptor{}
		delete(first.Properties, "part")
		delete(first.Properties, "parts")
		m.run = &first
	} else if err := m.addInvocation(run); err != nil {
		return err
	}
	for _, r := range rules {
		if _, ok := m.index[r.ID]; !ok {
			m.index[r.ID] = uint(len(m.run.Tool.Driver.Rules))
			m.run.Tool.Driver.Rules = append(m.run.Tool.Driver.Rules, r)
		}
	}
	m.run.Results = append(m.run.Results, run.Results...)
	return nil
}

// addInvocation joins what is said of the runs themselves.
func (m *sarifMerger) addInvocation(run *sarif.Run) error {
	if have, is := deref(m.run.Tool.Driver.Version), deref(run.Tool.Driver.Version); have != is {
		return fmt.Errorf("was written by version %s, and the first by version %s", is, have)
	}
	if len(m.run.Invocations) == 0 || len(run.Invocations) == 0 {
		return nil
	}
	have, is := m.run.Invocations[0], run.Invocations[0]
	if have.ExecutionSuccessful != nil && is.ExecutionSuccessful != nil && !*is.ExecutionSuccessful {
		have.ExecutionSuccessful = is.ExecutionSuccessful
	}
	for _, n := range is.ToolExecutionNotifications {
		said := slices.ContainsFunc(have.ToolExecutionNotifications, func(o *sarif.Notification) bool {
			return textOf(o) == textOf(n)
		})
		if !said {
			have.ToolExecutionNotifications = append(have.ToolExecutionNotifications, n)
		}
	}
	return nil
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func textOf(n *sarif.Notification) string {
	if n.Message == nil {
		return ""
	}
	return deref(n.Message.Text)
}

// finish puts rules and results into their order and keeps no more than a run
// may have, the most severe.
func (m *sarifMerger) finish() {
	driver := m.run.Tool.Driver
	slices.SortStableFunc(driver.Rules, func(a, b *sarif.ReportingDescriptor) int {
		return strings.Compare(categoryOf(a)+"/"+a.ID, categoryOf(b)+"/"+b.ID)
	})
	for i, r := range driver.Rules {
		m.index[r.ID] = uint(i)
	}
	slices.SortStableFunc(m.run.Results, func(a, b *sarif.Result) int {
		return cmp.Or(comparePlaces(a, b), cmp.Compare(deref(a.RuleID), deref(b.RuleID)), cmp.Compare(deref(a.Message.Text), deref(b.Message.Text)))
	})
	m.run.Results = slices.CompactFunc(m.run.Results, func(a, b *sarif.Result) bool {
		return comparePlaces(a, b) == 0 && deref(a.RuleID) == deref(b.RuleID) && deref(a.Message.Text) == deref(b.Message.Text) &&
			a.PartialFingerprints["bpmnlint/v1"] == b.PartialFingerprints["bpmnlint/v1"]
	})
	if n := len(m.run.Results); n > maxResults {
		m.run.Results = mostSevereResults(m.run.Results)
		message := fmt.Sprintf("%d of %d findings are not in the merged report, the least severe: code scanning keeps %d of a run", n-maxResults, n, maxResults)
		if len(m.run.Invocations) > 0 {
			m.run.Invocations[0].ToolExecutionNotifications = append(m.run.Invocations[0].ToolExecutionNotifications, notification("warning", message))
		}
	}
	for _, r := range m.run.Results {
		if i, ok := m.index[deref(r.RuleID)]; ok {
			r.RuleIndex = &i
		}
	}
}

// categoryOf returns the category of a rule, its first tag.
func categoryOf(r *sarif.ReportingDescriptor) string {
	if tags, ok := r.Properties["tags"].([]any); ok && len(tags) > 0 {
		if category, ok := tags[0].(string); ok {
			return category
		}
	}
	return ""
}

func comparePlaces(a, b *sarif.Result) int {
	fileA, x := placeIn(a)
	fileB, y := placeIn(b)
	return cmp.Or(strings.Compare(fileA, fileB), slices.Compare(x[:], y[:]))
}

// placeIn returns the file and the region of a result.
func placeIn(r *sarif.Result) (string, [4]int) {
	var region [4]int
	if len(r.Locations) == 0 || r.Locations[0].PhysicalLocation == nil {
		return "", region
	}
	p := r.Locations[0].PhysicalLocation
	if p.Region != nil {
		for i, n := range []*int{p.Region.StartLine, p.Region.StartColumn, p.Region.EndLine, p.Region.EndColumn} {
			if n != nil {
				region[i] = *n
			}
		}
	}
	if p.ArtifactLocation == nil {
		return "", region
	}
	return deref(p.ArtifactLocation.URI), region
}

// mostSevereResults returns as many results as a run may have.
func mostSevereResults(list []*sarif.Result) []*sarif.Result {
	kept := make([]*sarif.Result, 0, maxResults)
	quota := map[string]int{}
	room := maxResults
	for _, level := range []string{"error", "warning", "note"} {
		n := 0
		for _, r := range list {
			if deref(r.Level) == level {
				n++
			}
		}
		quota[level] = min(n, room)
		room -= quota[level]
	}
	for _, r := range list {
		if level := deref(r.Level); quota[level] > 0 {
			quota[level]--
			kept = append(kept, r)
		}
	}
	return kept
}
