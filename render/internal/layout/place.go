package layout

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/layered"
)

// placeComponents lays out each part that flows connect for itself, one below
// the other, and what no flow connects in rows below.
func (l *scopeLayout) placeComponents() {
	var single []int
	for _, c := range l.components() {
		if len(c.items) == 1 && len(c.edges) == 0 {
			single = append(single, c.items[0])
			continue
		}
		l.below(l.placeGraph(c.items, c.edges, nil, 0))
	}
	row := &block{}
	limit := max(rowWidth, l.block.width)
	for _, i := range single {
		b := l.placeGraph([]int{i}, nil, nil, 0)
		if row.width > 0 && row.width+padding+b.width > limit {
			l.below(row)
			row = &block{}
		}
		x := row.width
		if x > 0 {
			x += padding
		}
		row.put(b, x, 0)
	}
	l.below(row)
}

// below adds a block below what is there.
func (l *scopeLayout) below(b *block) {
	if b.width == 0 {
		return
	}
	y := l.block.height
	if y > 0 {
		y += blockGap
	}
	l.block.put(b, l.left, y)
}

// component is a part of a scope that edges connect.
type component struct {
	items []int
	edges []graphEdge
}

// components returns the parts in the order of their first nodes.
func (l *scopeLayout) components() []*component {
	parent := make([]int, len(l.items))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for _, e := range l.edges {
		a, b := find(e.from), find(e.to)
		parent[max(a, b)] = min(a, b)
	}
	byRoot := map[int]*component{}
	var out []*component
	for i := range l.items {
		root := find(i)
		if byRoot[root] == nil {
			byRoot[root] = &component{}
			out = append(out, byRoot[root])
		}
		byRoot[root].items = append(byRoot[root].items, i)
	}
	for _, e := range l.edges {
		c := byRoot[find(e.from)]
		c.edges = append(c.edges, e)
	}
	return out
}

// placeGraph lays out items and edges. Bands are those of all items, nil for
// none.
func (l *scopeLayout) placeGraph(items []int, edges []graphEdge, bands []int, count int) *block {
	g := layered.Graph{Bands: count}
	at := map[int]int{}
	for i, it := range items {
		at[it] = i
		room := l.items[it].room
		if bands != nil {
			room.Band = bands[it]
		}
		g.Nodes = append(g.Nodes, room)
	}
	for _, e := range edges {
		x := layered.Edge{From: at[e.from], To: at[e.to]}
		it := l.items[e.from]
		if i := slices.Index(it.boundary, e.source); i >= 0 {
			x.Out = it.out[i]
		}
		if name := l.name(e.node); name != "" {
			w, h := labelSize(name)
			x.LabelWidth, x.LabelHeight = w+8, h+2
		}
		g.Edges = append(g.Edges, x)
	}
	placed := layered.Place(g)
	b := &block{width: placed.Width, height: placed.Height}
	for i, it := range items {
		l.put(b, l.items[it], placed.Nodes[i])
	}
	for i, e := range edges {
		l.putEdge(b, e, placed.Routes[i], placed.Labels[i], g.Edges[i])
	}
	l.ends = placed.Bands
	return b
}

// put adds an item with its content, its boundary events and artifacts.
func (l *scopeLayout) put(b *block, it *item, at layered.Point) {
	n := it.node
	r := bpmn.Bounds{X: at.X - it.width/2, Y: at.Y - it.height/2, Width: it.width, Height: it.height}
	it.bounds = r
	s := &Shape{Node: n, Bounds: r, Expanded: it.content != nil, Marker: true, Label: l.labelBelow(n, r)}
	if s.Label != nil && n.Type.IsGateway() {
		s.Label.Y = r.Y - labelGap - s.Label.Height
	}
	b.shapes = append(b.shapes, s)
	if it.content != nil {
		b.put(it.content, r.X+padding, r.Y+padding+labelPadding)
	}
	for i, e := range it.boundary {
		b.shapes = append(b.shapes, l.boundaryShape(it, r, i, e))
	}
	top := at.Y - it.room.Up
	x := at.X
	for _, a := range it.artifacts {
		w, _ := l.artifactSize(a)
		x -= (w + artifactGap) / 2
	}
	x += artifactGap / 2
	for _, a := range it.artifacts {
		w, _ := l.artifactSize(a)
		b.shapes = append(b.shapes, l.artifactShape(a, x, top))
		x += w + artifactGap
	}
}

// boundaryShape returns the shape of the boundary event number i of an item.
func (l *scopeLayout) boundaryShape(it *item, host bpmn.Bounds, i int, e *bpmn.FlowNode) *Shape {
	// To the right, so that the names have room to their left.
	right := host.X + host.Width - 10 - eventSize/2
	x := right - it.spacing*float64(len(it.boundary)-1-i)
	s := &Shape{Node: e, Bounds: bpmn.Bounds{
		X: x - eventSize/2, Y: host.Y + host.Height - eventSize/2, Width: eventSize, Height: eventSize,
	}}
	if name := l.name(e); name != "" {
		w, h := labelSize(name)
		s.Label = &bpmn.Bounds{X: x - 5 - w, Y: host.Y + host.Height + eventSize/2 + 1, Width: w, Height: h}
	}
	return s
}

// artifactShape returns the shape of data or an annotation, which has its room
// at a place.
func (l *scopeLayout) artifactShape(n bpmn.Node, x, y float64) *Shape {
	if _, ok := n.(*bpmn.Artifact); ok {
		w, h := annotationSize(l.name(n))
		return &Shape{Node: n, Bounds: bpmn.Bounds{X: x, Y: y, Width: w, Height: h}}
	}
	room, _ := l.artifactSize(n)
	w, h := size(n)
	r := bpmn.Bounds{X: x + (room-w)/2, Y: y, Width: w, Height: h}
	return &Shape{Node: n, Bounds: r, Label: l.labelBelow(n, r)}
}

// putEdge adds an edge. One from a boundary event begins below that.
func (l *scopeLayout) putEdge(b *block, e graphEdge, route []layered.Point, label layered.Point, x layered.Edge) {
	out := &Edge{Node: e.node}
	it := l.items[e.from]
	if i := slices.Index(it.boundary, e.source); i >= 0 {
		event := l.boundaryShape(it, it.bounds, i, e.source).Bounds
		middle := event.X + eventSize/2
		out.Points = append(out.Points, bpmn.Point{X: middle, Y: event.Y + eventSize}, bpmn.Point{X: middle, Y: route[0].Y})
		route = route[1:]
	}
	for _, p := range route {
		out.Points = append(out.Points, bpmn.Point(p))
	}
	if x.LabelHeight > 0 {
		out.Label = &bpmn.Bounds{X: label.X, Y: label.Y - x.LabelHeight, Width: x.LabelWidth - 8, Height: x.LabelHeight - 2}
	}
	b.edges = append(b.edges, out)
}

// placeLoose puts data and annotations that belong to nothing into rows below.
func (l *scopeLayout) placeLoose() {
	row := &block{}
	limit := max(rowWidth, l.block.width)
	for _, n := range l.loose {
		w, h := l.artifactSize(n)
		if row.width > 0 && row.width+padding+w > limit {
			l.below(row)
			row = &block{}
		}
		x := row.width
		if x > 0 {
			x += padding
		}
		row.put(&block{shapes: []*Shape{l.artifactShape(n, 0, 0)}, width: w, height: h}, x, 0)
	}
	l.below(row)
}

// connectArtifacts adds the associations whose ends are there and which are no
// edges of the graph.
func (l *scopeLayout) connectArtifacts() {
	done := map[bpmn.Node]bool{}
	for _, e := range l.block.edges {
		done[e.Node] = true
	}
	at := map[bpmn.Node]*Shape{}
	for _, s := range l.block.shapes {
		at[s.Node] = s
	}
	for _, k := range l.links {
		from, to := at[k.from], at[k.to]
		if from != nil && to != nil && !done[k.node] {
			l.block.edges = append(l.block.edges, &Edge{Node: k.node, Points: direct(from.Bounds, to.Bounds)})
		}
	}
}
