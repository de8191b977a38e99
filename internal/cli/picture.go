package cli

import (
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/render"
)

// picture draws a model with its findings under their numbers. One about a
// process as a whole stands at the elements that it relates to as well.
func picture(d *bpmn.Definitions, anchor string, findings diag.List) string {
	var marks []render.Mark
	for i, f := range findings {
		n := strconv.Itoa(i + 1)
		mark := render.Mark{Severity: f.Severity, Text: n, Title: f.Severity.String() + ": " + f.Message, Link: anchor + "-" + n}
		mark.Element = f.Element.ID
		marks = append(marks, mark)
		if f.Element.Type != "process" {
			continue
		}
		for _, r := range f.Related {
			if r.File == f.File && r.Element.ID != "" {
				mark.Element = r.Element.ID
				marks = append(marks, mark)
			}
		}
	}
	var svg strings.Builder
	if err := render.SVG(&svg, d, render.Options{Marks: marks}); err != nil {
		return ""
	}
	return svg.String()
}
