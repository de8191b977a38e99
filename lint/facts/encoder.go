package facts

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/xmltree"
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

// Input is the input document for one file. Its sections are built when they
// are asked for: most rules have nothing to look at in most files. It must not
// be used concurrently.
type Input struct {
	encoding *encoding
	built    map[string]*ast.Term // nil for a section that is absent
}

// Encode returns the input for a model.
func (e *Encoder) Encode(m *Model) *Input {
	return &Input{
		encoding: &encoding{encoder: e, model: m, nodes: make([]*ast.Term, len(m.nodes)), flows: make([]*ast.Term, len(m.flows))},
		built:    make(map[string]*ast.Term, len(e.sections)),
	}
}

// Lacks reports whether all of the sections are there and empty.
func (in *Input) Lacks(names []string) bool {
	return len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool {
		i := slices.IndexFunc(in.encoding.encoder.sections, func(s *section) bool { return s.name == name })
		if i < 0 {
			return true
		}
		t := in.section(in.encoding.encoder.sections[i])
		if t == nil {
			return false
		}
		a, ok := t.Value.(*ast.Array)
		return !ok || a.Len() > 0
	})
}

// Term returns the document with all sections of the encoder.
func (in *Input) Term() *ast.Term {
	return in.Part(func(string) bool { return true })
}

// Part returns the document with the sections that are wanted.
func (in *Input) Part(wanted func(section string) bool) *ast.Term {
	all := in.encoding.encoder.sections
	pairs := make([][2]*ast.Term, 0, len(all)+1)
	for _, s := range all {
		if !wanted(s.name) {
			continue
		}
		if t := in.section(s); t != nil {
			pairs = append(pairs, [2]*ast.Term{s.key, t})
		}
	}
	return ast.NewTerm(ast.NewObject(pairs...))
}

func (in *Input) section(s *section) *ast.Term {
	t, ok := in.built[s.name]
	if !ok {
		t = s.build(in.encoding)
		in.built[s.name] = t
	}
	return t
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
	// handles are the places of the elements in the model.
	handles map[*xmltree.Element]int
	// drawn is what shows the elements in the diagram, by id.
	drawn map[string]*bpmn.Shape
	// names counts the root elements by type and name.
	names map[namesake]int
	// expressions and scriptTexts are the places of expressions and scripts,
	// nil until they are asked for.
	expressions []analysis.Slot
	scriptTexts []analysis.Script
	// newIDs are ids made from names, by the index of the element.
	newIDs map[int][]string
	// compensation is how the activities of the model are compensated.
	compensation *analysis.Compensation
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
