package changes

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// sarifRun makes a note of each change.
func sarifRun(files []File, o Options) report.Run {
	run := report.Run{Version: o.Version, Files: len(files), Root: o.Root, Dir: o.Dir, Config: "diff"}
	for _, class := range diff.Classes() {
		run.Rules = append(run.Rules, report.Rule{
			ID: ruleOf(class), Category: "diff", Severity: diag.Note, Title: word(class) + " change", Description: meaning(class),
		})
	}
	for i := range files {
		f := &files[i]
		for j := range f.Changes {
			run.Diagnostics = append(run.Diagnostics, note(f, &f.Changes[j]))
		}
	}
	run.Diagnostics.Sort()
	return run
}

func ruleOf(c diff.Class) string { return "changed-" + string(c) }

// meaning says what the changes of a class are about.
func meaning(c diff.Class) string {
	switch c {
	case diff.Contract:
		return "What other systems, callers and running instances know the process by is different."
	case diff.Behavior:
		return "The process does something else."
	case diff.Data:
		return "Other variables are read or written."
	case diff.HumanWork:
		return "People see or get something else."
	case diff.Operations:
		return "The engine runs the process differently."
	}
	return "Readers of the model see something else; the engine does not act upon it."
}

// note makes a finding of a change. What was removed is told where it was: at
// what held it, in the new version.
func note(f *File, c *diff.Change) diag.Diagnostic {
	d := diag.Diagnostic{
		Rule: ruleOf(c.Class), Category: "diff", Severity: diag.Note, Message: strings.TrimSuffix(c.Message, "."), Help: c.Effect,
		File: f.New,
	}
	if f.New == "" {
		d.File = f.Old
		d.Element, d.Range = locate(f.Comparison.Old, c.Old)
		return d
	}
	if c.Old != nil && c.Old.Base().XML != nil && c.New == nil {
		element, at := locate(f.Comparison.Old, c.Old)
		d.Related = []diag.Related{{File: f.Old, Range: at, Element: element, Message: "it was here"}}
	}
	at := c.New
	for x := xmlOf(c.Old); at == nil && x != nil; x = x.Parent {
		if o := f.Comparison.Old.ByID(x.Attr("", "id").Text()); o != nil {
			at = f.Matching.New(o)
		}
	}
	if at == nil {
		at = f.Comparison.New
	}
	d.Element, d.Range = locate(f.Comparison.New, at)
	if r, ok := rangeOf(f.Comparison.New, c); ok {
		d.Range = r
	}
	return d
}

// rangeOf returns the place of the first difference that has one of its own in
// the new version: an attribute, or the opening tag of a part.
func rangeOf(d *bpmn.Definitions, c *diff.Change) (source.Range, bool) {
	for _, p := range c.Covers {
		if p.New == nil || c.New == nil {
			continue
		}
		if p.Of == diff.AttributePart {
			for i := range p.New.Attrs {
				if a := &p.New.Attrs[i]; a.Local == p.Attr {
					return d.File.Range(source.Span{Start: a.Name.Start, End: a.Raw.End + 1}), true
				}
			}
			continue
		}
		return d.File.Range(p.New.Tag), true
	}
	return source.Range{}, false
}

func xmlOf(n bpmn.Node) *xmltree.Element {
	if n == nil {
		return nil
	}
	return n.Base().XML
}

func locate(d *bpmn.Definitions, n bpmn.Node) (diag.Element, source.Range) {
	x := xmlOf(n)
	if x == nil {
		return diag.Element{}, source.Range{}
	}
	e := n.Base()
	return diag.Element{ID: e.ID, Type: string(e.Type), Name: e.Name}, d.File.Range(x.Tag)
}
