package lint

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// Input returns the input document that rules get for a file, all sections and
// fields, as indented JSON. It is nil where the file has no model; the problems
// say why.
func Input(file workspace.File, o Options) ([]byte, diag.List, error) {
	r := newRun(o)
	s := slot{file: file}
	m := r.read(&s)
	if m == nil {
		return nil, s.list, nil
	}
	v, err := ast.JSON(facts.NewEncoder().Encode(m).Term().Value)
	if err != nil {
		return nil, s.list, fmt.Errorf("write the input as JSON: %w", err)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return nil, s.list, fmt.Errorf("write the input as JSON: %w", err)
	}
	return b.Bytes(), s.list, nil
}
