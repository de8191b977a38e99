package report

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

// The shape of the JSON report; docs/report.schema.json describes it.
type (
	jsonFinding struct {
		File string `json:"file"`
		jsonRange
		Rule        string        `json:"rule"`
		Category    string        `json:"category"`
		Severity    string        `json:"severity"`
		Message     string        `json:"message"`
		Help        string        `json:"help"`
		URL         string        `json:"url,omitempty"`
		Element     jsonElement   `json:"element"`
		Related     []jsonRelated `json:"related"`
		Fixes       []jsonFix     `json:"fixes"`
		Fingerprint string        `json:"fingerprint,omitempty"`
	}
	jsonRange struct {
		Line      int `json:"line"`
		Column    int `json:"column"`
		EndLine   int `json:"endLine"`
		EndColumn int `json:"endColumn"`
	}
	jsonElement struct {
		ID   string `json:"id"`
		Type string `json:"type"`
		Name string `json:"name"`
	}
	jsonRelated struct {
		File string `json:"file"`
		jsonRange
		Message string      `json:"message"`
		Element jsonElement `json:"element"`
	}
	jsonFix struct {
		Title   string       `json:"title"`
		Safe    bool         `json:"safe"`
		Edits   []jsonEdit   `json:"edits"`
		Renames []jsonRename `json:"renames,omitempty"`
	}
	jsonRename struct {
		Element jsonElement `json:"element"`
		To      string      `json:"to"`
	}
	jsonEdit struct {
		Start  int     `json:"start"`
		End    int     `json:"end"`
		Text   *string `json:"text,omitempty"`
		Base64 string  `json:"base64,omitempty"`
	}
)

// writeJSON writes one object, each finding on a line of its own, without
// holding more than one finding in memory.
func writeJSON(w io.Writer, run *Run, opts Options) ([]string, error) {
	if opts.Summary {
		return nil, writeJSONSummary(w, run)
	}
	out := bufio.NewWriterSize(w, 64<<10)
	numbers := map[string]int{"files": run.Files}
	for _, h := range run.Hidden.counts() {
		numbers[h.member] = h.n
	}
	maps.Copy(numbers, run.Part.numbers())
	head, err := jsonHead(run.Version, run.Verdict, numbers)
	if err != nil {
		return nil, err
	}
	out.Write(head)
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	var f jsonFinding
	rules := run.ruleByID()
	for i := range run.Diagnostics {
		line.Reset()
		f.set(&run.Diagnostics[i])
		if rule := rules[f.Rule]; rule != nil {
			f.URL = rule.URL
		}
		if err := enc.Encode(&f); err != nil {
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
	out.WriteString("]}\n")
	return nil, out.Flush()
}

// jsonHead returns the beginning of a report, up to the findings.
func jsonHead(version, verdict string, numbers map[string]int) ([]byte, error) {
	text, err := json.Marshal(version)
	if err != nil {
		return nil, err
	}
	out := append([]byte(`{"version":`), text...)
	if verdict != "" {
		if text, err = json.Marshal(verdict); err != nil {
			return nil, err
		}
		out = append(append(out, `,"verdict":`...), text...)
	}
	for _, name := range slices.Sorted(maps.Keys(numbers)) {
		out = fmt.Appendf(out, ",%q:%d", name, numbers[name])
	}
	return append(out, `,"findings":[`...), nil
}

// set fills a finding, whose memory is used again.
func (f *jsonFinding) set(d *diag.Diagnostic) {
	*f = jsonFinding{
		File:        d.File,
		jsonRange:   newJSONRange(d.Range),
		Rule:        d.Rule,
		Category:    d.Category,
		Severity:    severity(d).String(),
		Message:     d.Message,
		Help:        d.Help,
		Element:     jsonElement(d.Element),
		Related:     f.Related[:0],
		Fixes:       f.Fixes[:0],
		Fingerprint: d.Fingerprint,
	}
	if f.Related == nil {
		f.Related, f.Fixes = []jsonRelated{}, []jsonFix{}
	}
	for _, r := range d.Related {
		f.Related = append(f.Related, jsonRelated{
			File: r.File, jsonRange: newJSONRange(r.Range), Message: r.Message, Element: jsonElement(r.Element),
		})
	}
	for _, x := range d.Fixes {
		fix := jsonFix{Title: x.Title, Safe: x.Safe, Edits: []jsonEdit{}}
		for _, e := range x.Edits {
			fix.Edits = append(fix.Edits, newJSONEdit(e))
		}
		for _, r := range x.Renames {
			fix.Renames = append(fix.Renames, jsonRename{jsonElement(r.Element), r.To})
		}
		f.Fixes = append(f.Fixes, fix)
	}
}

func newJSONRange(r source.Range) jsonRange {
	r = rangeOf(r)
	return jsonRange{r.Start.Line, r.Start.Column, r.End.Line, r.End.Column}
}

// newJSONEdit keeps the bytes of an edit exact: in a file that is not UTF-8
// the new bytes need not be a text.
func newJSONEdit(e source.Edit) jsonEdit {
	if utf8.ValidString(e.New) {
		return jsonEdit{Start: e.Start, End: e.End, Text: &e.New}
	}
	return jsonEdit{Start: e.Start, End: e.End, Base64: base64.StdEncoding.EncodeToString([]byte(e.New))}
}
