package cli

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/internal/rewrite"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/render"
	"github.com/bpmnlint/bpmnlint/report/changes"
)

// drawChanges draws both versions of each model that changed.
func (p *program) drawChanges(dir, output string, files []changes.File) error {
	if output == "" {
		return nil
	}
	var models []workspace.File
	for i := range files {
		path := cmp.Or(files[i].New, files[i].Old)
		models = append(models, workspace.File{Path: path, Abs: absolute(dir, path)})
	}
	if len(models) == 0 {
		return nil
	}
	targets, err := renderFlags{output: output}.targets(dir, models)
	if err != nil {
		return err
	}
	for i := range files {
		if err := p.drawVersions(targets[i], &files[i]); err != nil {
			return err
		}
	}
	return nil
}

// drawVersions draws both versions of a model to a file; an empty name is
// standard output.
func (p *program) drawVersions(target string, f *changes.File) error {
	var svg bytes.Buffer
	if err := render.Versions(&svg, versionsOf(f)); err != nil {
		return err
	}
	if target == "" {
		_, err := svg.WriteTo(p.Out)
		return err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return fmt.Errorf("write the drawing: %w", err)
	}
	if err := rewrite.Whole(target, svg.Bytes()); err != nil {
		return fmt.Errorf("write the drawing: %w", err)
	}
	return nil
}

// versionsOf marks in both versions what became of their elements.
func versionsOf(f *changes.File) []render.Version {
	var old, new []render.Mark
	for i := range f.Changes {
		c := &f.Changes[i]
		text, tone := "~", render.ChangedTone
		switch c.Kind {
		case diff.Added:
			text, tone = "+", render.AddedTone
		case diff.Removed:
			text, tone = "−", render.RemovedTone
		case diff.Moved, diff.Rewired:
			text, tone = "→", render.MovedTone
		}
		mark := func(n bpmn.Node) render.Mark {
			return render.Mark{Element: n.Base().ID, Severity: severityOfClass(c.Class), Tone: tone, Text: text, Title: c.Message + ". " + c.Effect}
		}
		// What comes or goes with the element is marked, too.
		for _, part := range c.Covers {
			if part.Of != diff.ElementPart || c.Kind != diff.Added && c.Kind != diff.Removed {
				continue
			}
			for x := range elementsOf(part, f.Comparison) {
				if part.Old != nil {
					old = append(old, mark(x))
				} else {
					new = append(new, mark(x))
				}
			}
		}
		if c.Kind == diff.Added || c.Kind == diff.Removed {
			continue
		}
		if _, whole := c.New.(*bpmn.Definitions); whole {
			continue // there is no place in the picture for it
		}
		old, new = append(old, mark(c.Old)), append(new, mark(c.New))
	}
	var out []render.Version
	if f.Old != "" {
		out = append(out, render.Version{Title: "before: " + f.Old, Model: f.Comparison.Old, Options: render.Options{Prefix: "old-", Marks: old}})
	}
	if f.New != "" {
		out = append(out, render.Version{Title: "after: " + f.New, Model: f.Comparison.New, Options: render.Options{Prefix: "new-", Marks: new}})
	}
	return out
}

// elementsOf returns the elements that a part of a comparison consists of.
func elementsOf(part diff.Part, c *diff.Comparison) func(func(bpmn.Node) bool) {
	return func(yield func(bpmn.Node) bool) {
		x, nodes := part.New, c.Matching.Added
		if x == nil {
			x, nodes = part.Old, c.Matching.Removed
		}
		for _, n := range nodes {
			for y := n.Base().XML; y != nil; y = y.Parent {
				if y == x {
					if !yield(n) {
						return
					}
					break
				}
			}
		}
	}
}

// severityOfClass orders the marks of an element: the most serious one colors
// it.
func severityOfClass(c diff.Class) diag.Severity {
	switch c {
	case diff.Contract, diff.Behavior:
		return diag.Error
	case diff.Cosmetic:
		return diag.Note
	}
	return diag.Warning
}
