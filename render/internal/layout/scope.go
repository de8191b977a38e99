package layout

import (
	"math"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/layered"
)

// Header is the width of the part of a pool or lane that its name stands in.
const Header = 30.0

// Distances of a laid out scope.
const (
	padding      = 30.0 // between a sub-process or pool and its content
	labelPadding = 24.0 // more above, for the name of a sub-process
	blockGap     = 50.0 // between parts that no flow connects
	artifactGap  = 20.0
	rowWidth     = 800.0
	eventSize    = 36.0
)

// item is a flow node in a scope that is laid out, with what goes with it.
type item struct {
	node      *bpmn.FlowNode
	width     float64 // of the body
	height    float64
	content   *block           // of an expanded sub-process
	boundary  []*bpmn.FlowNode // boundary events
	spacing   float64          // of them
	out       []float64        // how deep under the middle their flows go
	artifacts []bpmn.Node      // data and annotations above the node
	bounds    bpmn.Bounds      // as placed
	room      layered.Node
}

// scopeLayout lays out flow nodes of a scope.
type scopeLayout struct {
	*builder
	scope *bpmn.Scope
	items []*item
	of    map[int]int // item of a flow node, or of the host of a boundary event, by index
	edges []graphEdge
	links []link
	block *block
	// loose are data and annotations that belong to no flow node.
	loose []bpmn.Node

	lanes  []*bpmn.Lane   // leaves, from top to bottom
	laneOf map[string]int // leaf of a flow node, by id
	depth  int            // of nested lanes
	ends   []float64      // of the lanes but the last
	left   float64        // where the content of the lanes begins
}

// layOut lays out flow nodes of a scope with their flows, sub-processes
// expanded. Extras are the data and annotations to lay out with them.
func (b *builder) layOut(s *bpmn.Scope, nodes []*bpmn.FlowNode, extras []bpmn.Node, withLanes bool) *block {
	l := &scopeLayout{builder: b, scope: s, of: map[int]int{}, block: &block{}}
	l.addItems(nodes)
	l.findLinks()
	l.findEdges()
	l.attach(extras)
	for _, it := range l.items {
		l.measure(it)
	}
	if withLanes {
		l.collectLanes()
	}
	if len(l.lanes) > 0 {
		l.placeInLanes()
	} else {
		l.placeComponents()
	}
	l.placeLoose()
	l.finishLanes()
	l.connectArtifacts()
	return l.block
}

// layOutAll lays out everything in a scope.
func (b *builder) layOutAll(s *bpmn.Scope) *block {
	var extras []bpmn.Node
	for _, d := range s.Data {
		if isLaidOut(d) {
			extras = append(extras, d)
		}
	}
	for _, a := range s.Artifacts {
		if isLaidOut(a) {
			extras = append(extras, a)
		}
	}
	return b.layOut(s, s.FlowNodes, extras, true)
}

// isLaidOut reports whether data or an artifact is drawn without a shape in
// the diagram.
func isLaidOut(n bpmn.Node) bool {
	t := n.Base().Type
	return t == bpmn.DataObjectReferenceType || t == bpmn.DataStoreReferenceType || t == bpmn.TextAnnotationType
}

func (l *scopeLayout) addItems(nodes []*bpmn.FlowNode) {
	in := map[int]bool{}
	for _, n := range nodes {
		in[n.Index] = true
	}
	for _, n := range nodes {
		if isAttached(n) && in[n.AttachedTo.Index] {
			continue
		}
		l.of[n.Index] = len(l.items)
		it := &item{node: n}
		it.width, it.height = size(n)
		for _, e := range n.BoundaryEvents {
			if in[e.Index] && e.AttachedTo == n {
				it.boundary = append(it.boundary, e)
				l.of[e.Index] = len(l.items)
			}
		}
		l.items = append(l.items, it)
	}
}

// isAttached reports whether a node sits on the border of another.
func isAttached(n *bpmn.FlowNode) bool {
	return n.AttachedTo != nil && n.AttachedTo.Scope == n.Scope && n.AttachedTo != n && n.AttachedTo.AttachedTo == nil
}

// attach gives data and annotations to the first flow node that they are
// associated with.
func (l *scopeLayout) attach(extras []bpmn.Node) {
	taken := map[int]bool{}
	for _, x := range extras {
		taken[x.Base().Index] = false
	}
	give := func(x, to bpmn.Node) {
		if x == nil || to == nil {
			return
		}
		i, ok := l.of[to.Base().Index]
		if done, extra := taken[x.Base().Index]; ok && extra && !done {
			taken[x.Base().Index] = true
			l.items[i].artifacts = append(l.items[i].artifacts, x)
		}
	}
	for _, k := range l.links {
		give(k.from, k.to)
		give(k.to, k.from)
	}
	for _, x := range extras {
		if !taken[x.Base().Index] {
			l.loose = append(l.loose, x)
		}
	}
}

// link is an association or a data association with its ends.
type link struct{ node, from, to bpmn.Node }

// findLinks finds the associations and data associations of the scope whose
// ends are known.
func (l *scopeLayout) findLinks() {
	add := func(n, from, to bpmn.Node) {
		if from != nil && to != nil && from != to {
			l.links = append(l.links, link{n, from, to})
		}
	}
	for _, a := range l.scope.Artifacts {
		if a.Type == bpmn.AssociationType {
			add(a, l.defs.ByID(a.SourceRef.Local), l.defs.ByID(a.TargetRef.Local))
		}
	}
	for _, it := range l.items {
		for _, n := range append([]*bpmn.FlowNode{it.node}, it.boundary...) {
			for _, a := range n.DataAssociations {
				if from, to := l.dataEnds(n, a); isDrawnAsShape(from) && isDrawnAsShape(to) {
					add(a, from, to)
				}
			}
		}
	}
}

// dataEnds returns what a data association of a node connects: the node stands
// for its own inputs and outputs.
func (b *builder) dataEnds(n *bpmn.FlowNode, a *bpmn.DataAssociation) (from, to bpmn.Node) {
	from, to = n, n
	if a.Type == "dataInputAssociation" {
		from = nil
		if len(a.SourceRefs) > 0 {
			from = b.defs.ByID(a.SourceRefs[0].Local)
		}
	} else {
		to = b.defs.ByID(a.TargetRef.Local)
	}
	return from, to
}

// measure finds the size of a node and the room for what goes with it.
func (l *scopeLayout) measure(it *item) {
	n := it.node
	if n.Content != nil && len(n.Content.FlowNodes) > 0 {
		it.content = l.layOutAll(n.Content)
		it.width = max(it.width, it.content.width+2*padding)
		it.height = max(it.height, it.content.height+2*padding+labelPadding)
	}
	it.spacing = l.boundarySpacing(it)
	it.width = max(it.width, it.spacing*float64(len(it.boundary)))
	it.height = math.Ceil(it.height/2) * 2
	room := layered.Node{Width: it.width, Half: it.width / 2, Up: it.height / 2, Down: it.height / 2}
	if name := l.name(n); name != "" && isLabelOutside(n) {
		w, h := labelSize(name)
		room.Width = max(room.Width, w+8)
		if n.Type.IsGateway() {
			room.Up += h + labelGap
		} else {
			room.Down += h + labelGap
		}
	}
	if len(it.boundary) > 0 {
		depth := room.Down + eventSize/2
		label := 0.0
		for _, e := range it.boundary {
			if name := l.name(e); name != "" {
				_, h := labelSize(name)
				label = max(label, h+2)
			}
		}
		// The flow of the leftmost event runs below those of the others.
		for i := range it.boundary {
			it.out = append(it.out, math.Ceil(depth+label+10*float64(len(it.boundary)-i)))
		}
		room.Down = it.out[0] + 4
	}
	row, tall := 0.0, 0.0
	for _, a := range it.artifacts {
		w, h := l.artifactSize(a)
		row, tall = row+w+artifactGap, max(tall, h)
	}
	if tall > 0 {
		room.Up += tall + artifactGap
		room.Width = max(room.Width, row)
	}
	it.room = room
}

// boundarySpacing returns the distance of the boundary events of a node.
func (l *scopeLayout) boundarySpacing(it *item) float64 {
	spacing := eventSize + 14
	for _, e := range it.boundary {
		if w, _ := labelSize(l.name(e)); len(it.boundary) > 1 || it.content != nil {
			spacing = max(spacing, w+eventSize/2+10)
		}
	}
	return spacing
}

// artifactSize returns the size of data or an annotation with its label.
func (l *scopeLayout) artifactSize(n bpmn.Node) (width, height float64) {
	if _, ok := n.(*bpmn.Artifact); ok {
		return annotationSize(l.name(n))
	}
	width, height = size(n)
	if name := l.name(n); name != "" {
		w, h := labelSize(name)
		width, height = max(width, w+8), height+h+labelGap
	}
	return width, height
}

// graphEdge is a connection between items.
type graphEdge struct {
	node     bpmn.Node
	source   *bpmn.FlowNode
	from, to int
}

// findEdges finds the sequence flows between items and the links between flow
// nodes, such as that from a compensation event to its handler.
func (l *scopeLayout) findEdges() {
	add := func(n bpmn.Node, source, target *bpmn.FlowNode) {
		if source == nil || target == nil {
			return
		}
		from, ok := l.of[source.Index]
		to, ok2 := l.of[target.Index]
		if ok && ok2 {
			l.edges = append(l.edges, graphEdge{n, source, from, to})
		}
	}
	for _, f := range l.scope.SequenceFlows {
		add(f, f.Source, f.Target)
	}
	for _, k := range l.links {
		from, ok := k.from.(*bpmn.FlowNode)
		if to, ok2 := k.to.(*bpmn.FlowNode); ok && ok2 {
			add(k.node, from, to)
		}
	}
}
