package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/render"
	"github.com/bpmnlint/bpmnlint/source"
)

// pictures draws the models good.bpmn and bad.bpmn of the rules, the second
// with what the rule says of it. The result is by rule and name: "good", "bad".
func pictures() (map[[2]string][]byte, error) {
	dir, err := filepath.Abs("rules")
	if err != nil {
		return nil, err
	}
	fixtures, _, err := lint.Fixtures(dir)
	if err != nil {
		return nil, err
	}
	out := map[[2]string][]byte{}
	for _, f := range fixtures {
		name, isModel := strings.CutSuffix(filepath.Base(f.Path), ".bpmn")
		if !isModel || name != "good" && name != "bad" {
			continue
		}
		svg, err := picture(f)
		if err != nil {
			return nil, fmt.Errorf("draw %s of %s: %w", name, f.Rule, err)
		}
		if svg != nil {
			out[[2]string{f.Rule, name}] = svg
		}
	}
	return out, nil
}

// picture draws a model; nil where there is nothing to be seen.
func picture(f lint.Fixture) ([]byte, error) {
	data, err := os.ReadFile(f.Path)
	if err != nil {
		return nil, err
	}
	d, _ := bpmn.Parse(source.New(filepath.Base(f.Path), data), bpmn.Options{})
	if d == nil || !draws(d) {
		return nil, nil
	}
	var found diag.List
	if !f.IsGood() {
		if found, err = f.Findings(context.Background()); err != nil {
			return nil, err
		}
	}
	var marks []render.Mark
	for i, x := range found {
		marks = append(marks, render.Mark{Element: x.Element.ID, Severity: x.Severity, Text: strconv.Itoa(i + 1), Title: x.Message})
	}
	var svg bytes.Buffer
	if err := render.SVG(&svg, d, render.Options{Marks: marks}); err != nil {
		return nil, err
	}
	return svg.Bytes(), nil
}

// draws reports whether a model has something that is drawn.
func draws(d *bpmn.Definitions) bool {
	for range d.FlowNodes() {
		return true
	}
	return len(d.Collaborations) > 0
}
