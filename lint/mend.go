package lint

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/bpmn/edit"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// mender makes the fixes of the findings in a file.
type mender struct {
	d        *bpmn.Definitions
	model    *edit.Model
	platform string
}

// newMender returns the mender of a file that is linted for a platform.
func newMender(d *bpmn.Definitions, name string) *mender {
	p, err := platform.Parse(name)
	if err != nil || p.IsCamunda8() {
		p = platform.Latest(platform.Camunda)
	}
	first, fallback := p.ExtensionNamespaces()
	return &mender{d, edit.New(d, first, fallback), p.String()}
}

// fix makes the fix that a finding has, none where it cannot be made with
// certainty. That a fix is safe is believed of built-in rules, whose tests show
// it; of a rule of the user's it is looked at.
func (m *mender) fix(f located) []diag.Fix {
	x := f.finding.Fix
	if x == nil {
		return nil
	}
	t := m.model.Draft()
	for _, e := range x.Edits {
		if !m.do(t, e) {
			return nil
		}
	}
	fixes := made(t, x.Title, x.Safe)
	if f.own && x.Safe && len(fixes) > 0 {
		after, err := source.Apply(m.d.File.Data, fixes[0].Edits)
		fixes[0].Safe = err == nil && sameProcesses(m.d.File.Data, after, m.platform, false)
	}
	return fixes
}

// made returns the fix of a draft, none where it cannot be made.
func made(t *edit.Draft, title string, safe bool) []diag.Fix {
	fix, err := t.Fix(title, safe)
	if err != nil {
		return nil
	}
	return []diag.Fix{fix}
}

// do makes one edit; ok is false where its handle is none.
func (m *mender) do(t *edit.Draft, e policy.Edit) (ok bool) {
	if e.Do == policy.ReplaceNamespace {
		t.ReplaceNamespace(e.Name, e.Value)
		return true
	}
	n, x := m.element(e.At)
	if x == nil {
		return false
	}
	node, isNode := n.(*bpmn.FlowNode)
	switch e.Do {
	case policy.SetAttribute:
		t.SetAttribute(x, e.Name, e.Value)
	case policy.RemoveAttribute:
		t.RemoveAttribute(x, e.Name)
	case policy.RenameAttribute:
		t.RenameAttribute(x, e.Name, e.Value)
	case policy.SetText:
		t.SetText(x, e.Value)
	case policy.SetExtensionText:
		x = n.Base().ExtensionElement(local(e.Name))
		if x == nil {
			return false
		}
		t.SetText(x, e.Value)
	case policy.RenameID:
		t.RenameID(n, e.Value)
	case policy.Remove:
		t.Remove(n)
	case policy.Merge:
		into, x := m.element(e.Into)
		if x == nil {
			return false
		}
		t.Merge(n, into)
	case policy.Bypass:
		if isNode {
			t.Bypass(node)
		}
		return isNode
	case policy.MatchFlows:
		if isNode {
			t.MatchFlows(node)
		}
		return isNode
	}
	return true
}

// element returns the element of a handle, nil where it is none.
func (m *mender) element(at int) (bpmn.Node, *xmltree.Element) {
	if at < 0 || at >= len(m.d.Elements) {
		return nil, nil
	}
	n := m.d.Elements[at]
	return n, n.Base().XML
}
