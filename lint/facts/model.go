package facts

import (
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/compile"
)

// Platform is the engine that a file is linted for.
type Platform struct {
	// Name is such as camunda-7.24, operaton-1.0, cibseven-2.0, camunda-8.
	Name string
	// Source says where the name comes from: flag, configuration, pom.xml, ….
	Source string
}

// Engine is what the configuration says of the engine.
type Engine struct {
	// HistoryTimeToLive is enforced, not-enforced, unknown, or a value that
	// the engine sets.
	HistoryTimeToLive string
	// Plugins are the engine's plug-ins: connect, spin, mail.
	Plugins []string
}

// Model is a parsed file with what rules are told about it besides.
type Model struct {
	Definitions *bpmn.Definitions
	Platform    Platform
	Engine      Engine
	// Unit is the key of the deployment unit that the file belongs to.
	Unit string
	// UnitConfigured says that the configuration names the unit.
	UnitConfigured bool
	// ExternalProcesses and ExternalSignals are patterns of the keys of
	// processes and the names of signals that live in other repositories.
	ExternalProcesses, ExternalSignals []string
	// Terse says that of several findings about one defect one is enough, as
	// in all presets but bpmn-io.
	Terse bool
	// Problems are what the engine says of the model.
	Problems []compile.Problem
	// Options are the options of rules: an object of objects by slug.
	Options *ast.Term
	// Base is what the file was at the base that it is compared with, nil where
	// there is none.
	Base *Base

	scopes    []*bpmn.Scope
	nodes     []*bpmn.FlowNode
	flows     []*bpmn.SequenceFlow
	events    []*bpmn.EventDefinition
	positions []int32 // by Element.Index: the position in its section
}

// NewModel returns a model of the definitions.
func NewModel(d *bpmn.Definitions) *Model {
	m := &Model{Definitions: d, positions: make([]int32, len(d.Elements))}
	for i := range m.positions {
		m.positions[i] = -1
	}
	for i, p := range d.Processes {
		m.positions[p.Index] = int32(i)
	}
	for _, n := range d.Elements {
		switch n := n.(type) {
		case *bpmn.Process:
			m.scopes = append(m.scopes, &n.Scope)
		case *bpmn.FlowNode:
			m.positions[n.Index] = int32(len(m.nodes))
			m.nodes = append(m.nodes, n)
			if n.Content != nil {
				m.scopes = append(m.scopes, n.Content)
			}
		case *bpmn.SequenceFlow:
			m.positions[n.Index] = int32(len(m.flows))
			m.flows = append(m.flows, n)
		case *bpmn.EventDefinition:
			m.positions[n.Index] = int32(len(m.events))
			m.events = append(m.events, n)
		}
	}
	return m
}

// FlowNodes returns all flow nodes of the file in document order: the section
// flow_nodes.
func (m *Model) FlowNodes() []*bpmn.FlowNode { return m.nodes }

// SequenceFlows returns all sequence flows of the file in document order: the
// section sequence_flows.
func (m *Model) SequenceFlows() []*bpmn.SequenceFlow { return m.flows }

// Scopes returns all processes and sub-processes of the file in document
// order: the section scopes.
func (m *Model) Scopes() []*bpmn.Scope { return m.scopes }

// EventDefinitions returns all event definitions of the file in document
// order.
func (m *Model) EventDefinitions() []*bpmn.EventDefinition { return m.events }

// position returns the place of an element in the section of its kind.
func (m *Model) position(n bpmn.Node) (int, bool) {
	i := n.Base().Index
	if i < 0 || i >= len(m.positions) || m.positions[i] < 0 {
		return 0, false
	}
	return int(m.positions[i]), true
}

// scopePosition returns the place of a scope in the section scopes.
func (m *Model) scopePosition(s *bpmn.Scope) (int, bool) {
	for i, x := range m.scopes {
		if x == s {
			return i, true
		}
	}
	return 0, false
}
