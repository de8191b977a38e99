package report

import (
	"encoding/json"
	"io"

	"github.com/bpmnlint/bpmnlint/diag"
)

// The shape of the JSON summary; docs/report-summary.schema.json describes it.
type (
	jsonSummary struct {
		Version           string         `json:"version"`
		Verdict           string         `json:"verdict,omitempty"`
		Incomplete        bool           `json:"incomplete"`
		Files             int            `json:"files"`
		FilesWithFindings int            `json:"filesWithFindings"`
		Findings          jsonCounts     `json:"findings"`
		Platforms         []jsonPlatform `json:"platforms"`
		Categories        []jsonCategory `json:"categories"`
		Rules             []jsonRule     `json:"rules"`
	}
	jsonCounts struct {
		Total   int `json:"total"`
		Error   int `json:"error"`
		Warning int `json:"warning"`
		Note    int `json:"note"`
	}
	jsonPlatform struct {
		Name   string `json:"name"`
		Source string `json:"source"`
		Files  int    `json:"files"`
	}
	jsonCategory struct {
		Category string `json:"category"`
		jsonCounts
		Files int `json:"files"`
	}
	jsonRule struct {
		Rule     string `json:"rule"`
		Category string `json:"category"`
		jsonCounts
		Files int `json:"files"`
	}
)

// writeJSONSummary writes one object on one line, so that those of many
// repositories can be put into one file of JSON lines.
func writeJSONSummary(w io.Writer, run *Run) error {
	out := jsonSummary{
		Version: run.Version, Verdict: run.Verdict, Incomplete: run.Incomplete,
		Files: run.Files, FilesWithFindings: filesIn(run.Diagnostics), Findings: newJSONCounts(countAll(run.Diagnostics)),
		Platforms: []jsonPlatform{}, Categories: []jsonCategory{}, Rules: []jsonRule{},
	}
	for _, p := range run.Platforms {
		out.Platforms = append(out.Platforms, jsonPlatform(p))
	}
	for _, c := range tallies(run.Diagnostics, byCategory) {
		out.Categories = append(out.Categories, jsonCategory{c.name, newJSONCounts(c.counts), c.files})
	}
	for _, r := range tallies(run.Diagnostics, byRule) {
		out.Rules = append(out.Rules, jsonRule{r.name, r.category, newJSONCounts(r.counts), r.files})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

func newJSONCounts(c counts) jsonCounts {
	return jsonCounts{Total: c.total(), Error: c[diag.Error], Warning: c[diag.Warning], Note: c[diag.Note]}
}
