package report

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

// wholeRun stands for the file of findings that belong to none.
const wholeRun = "whole run"

// rangeOf returns a range that programs accept: lines and columns from 1, the
// end not before the start. The zero range, which stands for the whole file,
// becomes the empty range at its start.
func rangeOf(r source.Range) source.Range {
	r.Start.Line, r.Start.Column = max(r.Start.Line, 1), max(r.Start.Column, 1)
	if r.End.Line < r.Start.Line || r.End.Line == r.Start.Line && r.End.Column < r.Start.Column {
		r.End = r.Start
	}
	r.End.Column = max(r.End.Column, 1)
	return r
}

// relatedLabel returns a few words for a related place, never none.
func relatedLabel(r diag.Related) string {
	switch {
	case r.Message != "":
		return r.Message
	case r.Element.Name != "":
		return fmt.Sprintf("%s %q", r.Element.Type, r.Element.Name)
	case r.Element.ID != "":
		return r.Element.Type + " " + r.Element.ID
	}
	return "related place"
}

// ruleName returns a finding's rule, for formats that require one.
func ruleName(slug string) string { return cmpText(slug, "unknown-rule") }
