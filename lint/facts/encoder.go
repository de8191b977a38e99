package facts

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// Encoder builds inputs. It may be used concurrently.
type Encoder struct {
	sections []*section
	names    map[string]bool // the fields to encode; nil for all
}

// NewEncoder returns an encoder for all sections and fields.
func NewEncoder() *Encoder { return &Encoder{sections: sections} }

// NewPartialEncoder returns an encoder for the sections and fields among
// names, which are all the words that rules may use to name one. The result
// is the same for these rules as that of a full encoder.
func NewPartialEncoder(names map[string]bool) *Encoder {
	e := &Encoder{names: names}
	for _, s := range sections {
		if names[s.name] {
			e.sections = append(e.sections, s)
		}
	}
	return e
}

// Input is an input document for one file.
type Input struct {
	Term *ast.Term
	// empty holds the sections that have no element in this file.
	empty map[string]bool
}

// Lacks reports whether all of the sections are empty or not encoded.
func (in *Input) Lacks(sections []string) bool {
	return len(sections) > 0 && !slices.ContainsFunc(sections, func(s string) bool { return !in.empty[s] })
}

// Encode returns the input for a model.
func (e *Encoder) Encode(m *Model) *Input {
	enc := &encoding{encoder: e, model: m, nodes: make([]*ast.Term, len(m.nodes)), flows: make([]*ast.Term, len(m.flows))}
	in := &Input{empty: map[string]bool{}}
	pairs := make([][2]*ast.Term, 0, len(e.sections)+2)
	for _, s := range e.sections {
		t := s.build(enc)
		if t == nil {
			continue
		}
		if a, ok := t.Value.(*ast.Array); ok && a.Len() == 0 {
			in.empty[s.name] = true
		}
		pairs = append(pairs, [2]*ast.Term{s.key, t})
	}
	in.Term = ast.NewTerm(ast.NewObject(pairs...))
	return in
}

// encoding is the work on one input.
type encoding struct {
	encoder *Encoder
	model   *Model
	// nodes and flows hold what was built already: an element is one value
	// wherever it is listed.
	nodes, flows []*ast.Term
	// uses are the indexes of the root elements that something refers to.
	uses map[int]bool
	// drawn is what shows the elements in the diagram, by id.
	drawn map[string]*bpmn.Shape
	// names counts the root elements by type and name.
	names map[namesake]int
}

func (e *encoding) wants(name string) bool {
	return e.encoder.names == nil || e.encoder.names[name]
}

// node returns the value of a flow node, with the fields of its own type.
func (e *encoding) node(n *bpmn.FlowNode) *ast.Term {
	i, ok := e.model.position(n)
	if !ok {
		return flowNodeFacts.build(e, n)
	}
	if e.nodes[i] == nil {
		e.nodes[i] = factsOf(n.Type).build(e, n)
	}
	return e.nodes[i]
}

func (e *encoding) flow(f *bpmn.SequenceFlow) *ast.Term {
	i, ok := e.model.position(f)
	if !ok {
		return sequenceFlowFacts.build(e, f)
	}
	if e.flows[i] == nil {
		e.flows[i] = sequenceFlowFacts.build(e, f)
	}
	return e.flows[i]
}

// flowPositions returns the positions of sequence flows.
func (e *encoding) flowPositions(fs []*bpmn.SequenceFlow) []int {
	ps := make([]int, 0, len(fs))
	for _, f := range fs {
		if i, ok := e.model.position(f); ok {
			ps = append(ps, i)
		}
	}
	return ps
}

// nodePosition returns the position of a flow node that may be missing.
func (e *encoding) nodePosition(n *bpmn.FlowNode) (int, bool) {
	if n == nil {
		return 0, false
	}
	return e.model.position(n)
}

// optionsSection holds the options of rules.
var optionsSection = &section{ast.StringTerm("options"), "options", "The options of rules from the configuration: an object for each rule that has some, by slug.",
	fixed(anyShape), func(e *encoding) *ast.Term { return e.model.Options }}

// section is a member of the input.
type section struct {
	key       *ast.Term
	name, doc string
	shape     func() *shape
	build     func(*encoding) *ast.Term
}

// list is a section that holds an array of objects.
func list[T any](name, doc string, o *object[T], get func(*encoding) []T) *section {
	return &section{ast.StringTerm(name), name, doc, func() *shape { return &shape{kind: kindArray, items: o.shape()} },
		func(e *encoding) *ast.Term { return arrayOf(e, o, get(e)) }}
}

// nodeList is a section with the flow nodes that match.
func nodeList(name, doc string, o *object[*bpmn.FlowNode], match func(*bpmn.FlowNode) bool) *section {
	return &section{ast.StringTerm(name), name, doc, func() *shape { return &shape{kind: kindArray, items: o.shape()} },
		func(e *encoding) *ast.Term {
			var terms []*ast.Term
			for _, n := range e.model.nodes {
				if match(n) {
					terms = append(terms, e.node(n))
				}
			}
			return ast.ArrayTerm(terms...)
		}}
}

// flowList is a section with the sequence flows that match.
func flowList(name, doc string, match func(*bpmn.SequenceFlow) bool) *section {
	return &section{ast.StringTerm(name), name, doc, func() *shape { return &shape{kind: kindArray, items: sequenceFlowFacts.shape()} },
		func(e *encoding) *ast.Term {
			var terms []*ast.Term
			for _, f := range e.model.flows {
				if match(f) {
					terms = append(terms, e.flow(f))
				}
			}
			return ast.ArrayTerm(terms...)
		}}
}

// single is a section that holds one object.
func single[T any](name, doc string, o *object[T], get func(*encoding) T) *section {
	return &section{ast.StringTerm(name), name, doc, o.shape,
		func(e *encoding) *ast.Term { return o.build(e, get(e)) }}
}
