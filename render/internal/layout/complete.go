package layout

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// home returns the picture that shows the content of a scope: the first with a
// flow node of it, nil if there is none.
func (b *builder) home(s *bpmn.Scope) *Picture {
	for _, n := range s.FlowNodes {
		if p := b.drawn[n.Index]; p != nil {
			return p
		}
	}
	return nil
}

// complete lays out what no picture shows.
func (b *builder) complete() {
	given := len(b.pictures)
	for _, c := range b.defs.Collaborations {
		b.completeCollaboration(c)
	}
	for _, p := range b.defs.Processes {
		if b.home(&p.Scope) == nil && hasContent(&p.Scope) {
			b.addPicture(p, b.layOutAll(&p.Scope))
			continue
		}
		b.completeScope(&p.Scope)
	}
	for _, p := range b.pictures[:given] {
		for _, c := range b.defs.Collaborations {
			b.routeMessages(p, c)
		}
	}
}

func (b *builder) addPicture(root bpmn.Node, content *block) {
	p := newPicture(root)
	p.add(content, 0, 0)
	b.pictures = append(b.pictures, p)
	b.note(p)
}

// note notes which shapes and edges a picture has.
func (b *builder) note(p *Picture) {
	for _, s := range p.Shapes {
		if i := s.Node.Base().Index; b.drawn[i] == nil {
			b.drawn[i] = p
		}
	}
	for _, e := range p.Edges {
		b.routed[e.Node.Base().Index] = true
	}
}

// completeCollaboration lays out the pools that have no shape, unless the
// diagram draws their process without a pool.
func (b *builder) completeCollaboration(c *bpmn.Collaboration) {
	var pools []*bpmn.Participant
	for _, pool := range c.Participants {
		if b.drawn[pool.Index] == nil && (pool.Process == nil || b.home(&pool.Process.Scope) == nil) {
			pools = append(pools, pool)
		}
	}
	if len(pools) == 0 {
		return
	}
	p := b.layOutPools(c, pools)
	b.pictures = append(b.pictures, p)
	b.note(p)
}

// hasContent reports whether there is something to lay out in a scope.
func hasContent(s *bpmn.Scope) bool {
	return len(s.FlowNodes) > 0 ||
		slices.ContainsFunc(s.Data, func(d *bpmn.Data) bool { return isLaidOut(d) }) ||
		slices.ContainsFunc(s.Artifacts, func(a *bpmn.Artifact) bool { return isLaidOut(a) })
}

// completeScope adds what the pictures of a scope leave out, and does so for
// the sub-processes in it.
func (b *builder) completeScope(s *bpmn.Scope) {
	p := b.home(s)
	if p == nil {
		return
	}
	var missing []*bpmn.FlowNode
	for _, n := range s.FlowNodes {
		if b.drawn[n.Index] != nil {
			continue
		}
		if isAttached(n) && p.Shape(n.AttachedTo) != nil {
			b.attachTo(p, n)
			continue
		}
		missing = append(missing, n)
	}
	if extras := b.missingExtras(s); len(missing)+len(extras) > 0 {
		rest := b.layOut(s, missing, extras, false)
		around := p.bounds()
		p.add(rest, around.X, around.Y+around.Height+blockGap)
		b.note(p)
	}
	b.completeEdges(p, s)
	for _, n := range s.FlowNodes {
		if n.Content == nil {
			continue
		}
		if b.home(n.Content) == nil && hasContent(n.Content) {
			b.addPicture(n, b.layOutAll(n.Content))
		} else {
			b.completeScope(n.Content)
		}
	}
}

func (b *builder) missingExtras(s *bpmn.Scope) []bpmn.Node {
	var out []bpmn.Node
	for _, d := range s.Data {
		if isLaidOut(d) && b.drawn[d.Index] == nil {
			out = append(out, d)
		}
	}
	for _, a := range s.Artifacts {
		if isLaidOut(a) && b.drawn[a.Index] == nil {
			out = append(out, a)
		}
	}
	return out
}

// attachTo puts a boundary event that has no shape on the lower border of its
// activity, beside those that are there.
func (b *builder) attachTo(p *Picture, n *bpmn.FlowNode) {
	host := p.Shape(n.AttachedTo).Bounds
	bottom := host.Y + host.Height
	x := host.X + host.Width - 10 - eventSize/2
	for moved := true; moved; {
		moved = false
		for _, e := range n.AttachedTo.BoundaryEvents {
			s := p.Shape(e)
			if s == nil {
				continue
			}
			if c := center(s.Bounds); c.Y > bottom-eventSize && c.X > x-eventSize && c.X < x+eventSize {
				x, moved = c.X-eventSize-4, true
			}
		}
	}
	s := &Shape{Node: n, Bounds: bpmn.Bounds{X: x - eventSize/2, Y: bottom - eventSize/2, Width: eventSize, Height: eventSize}}
	s.Label = b.labelBelow(n, s.Bounds)
	p.addShape(s)
	b.drawn[n.Index] = p
}

// completeEdges routes the flows and associations of a scope that have no
// line, where the picture shows both ends.
func (b *builder) completeEdges(p *Picture, s *bpmn.Scope) {
	add := func(n, source, target bpmn.Node, route func(a, b bpmn.Bounds) []bpmn.Point) {
		if source == nil || target == nil || b.routed[n.Base().Index] {
			return
		}
		from, to := p.Shape(source), p.Shape(target)
		if from == nil || to == nil {
			return
		}
		points := route(from.Bounds, to.Bounds)
		event, ok := source.(*bpmn.FlowNode)
		switch {
		case from == to:
			points = loop(from.Bounds)
		case ok && isAttached(event) && center(to.Bounds).Y > from.Bounds.Y+from.Bounds.Height:
			points = downwards(from.Bounds, to.Bounds)
		}
		p.addEdge(&Edge{Node: n, Points: points, Label: b.labelOn(n, points)})
		b.routed[n.Base().Index] = true
	}
	for _, f := range s.SequenceFlows {
		if f.Source != nil && f.Target != nil {
			add(f, f.Source, f.Target, turns)
		}
	}
	for _, a := range s.Artifacts {
		if a.Type == bpmn.AssociationType {
			add(a, b.defs.ByID(a.SourceRef.Local), b.defs.ByID(a.TargetRef.Local), direct)
		}
	}
	for _, n := range s.FlowNodes {
		for _, a := range n.DataAssociations {
			from, to := b.dataEnds(n, a)
			add(a, from, to, direct)
		}
	}
}
