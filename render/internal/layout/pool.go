package layout

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// Distances of pools that are laid out.
const (
	poolGap      = 60.0
	poolWidth    = 600.0 // at least
	blackBox     = 60.0  // height of a pool without content
	messageTrack = 14.0  // between message flows that run side by side
)

// layOutPools lays out pools, one below the other, with the processes in them
// that are drawn nowhere yet, and the message flows between them.
func (b *builder) layOutPools(c *bpmn.Collaboration, pools []*bpmn.Participant) *Picture {
	p := newPicture(c)
	out := &block{}
	contents := make([]*block, len(pools))
	width := poolWidth
	placed := map[*bpmn.Process]bool{}
	for i, pool := range pools {
		if pr := pool.Process; pr != nil && !placed[pr] && b.home(&pr.Scope) == nil && len(pr.FlowNodes) > 0 {
			placed[pr] = true
			contents[i] = b.layOutAll(&pr.Scope)
			width = max(width, contents[i].width+Header+2*padding)
		}
	}
	y := 0.0
	tracks := b.tracks(c, pools)
	for i, pool := range pools {
		s := &Shape{Node: pool, Bounds: bpmn.Bounds{Y: y, Width: width, Height: blackBox}}
		out.shapes = append(out.shapes, s)
		if x := contents[i]; x != nil {
			if len(x.lanes) > 0 {
				s.Bounds.Height = x.height
				x.stretch(width - Header)
				out.put(x, Header, y)
			} else {
				s.Bounds.Height = x.height + 2*padding
				out.put(x, Header+padding, y+padding)
			}
		}
		y += s.Bounds.Height + poolGap + messageTrack*float64(tracks[i])
	}
	p.add(out, 0, 0)
	b.routeMessages(p, c)
	return p
}

// tracks counts the message flows that need a track in the gap below each
// pool: the one beside the pool that they lead to.
func (b *builder) tracks(c *bpmn.Collaboration, pools []*bpmn.Participant) []int {
	n := make([]int, len(pools))
	for _, f := range c.MessageFlows {
		from, to := slices.Index(pools, b.poolOf(c, f.SourceRef)), slices.Index(pools, b.poolOf(c, f.TargetRef))
		switch {
		case from < 0 || to < 0:
		case from < to:
			n[to-1]++
		case from > to:
			n[to]++
		}
	}
	return n
}

// poolOf returns the pool that a reference leads into, nil if it does not.
func (b *builder) poolOf(c *bpmn.Collaboration, r bpmn.Ref) *bpmn.Participant {
	switch n := b.defs.ByID(r.Local).(type) {
	case *bpmn.Participant:
		return n
	case *bpmn.FlowNode:
		for _, p := range c.Participants {
			if p.Process != nil && p.Process == n.Scope.Process {
				return p
			}
		}
	}
	return nil
}

// routeMessages adds the message flows of a collaboration that have both ends
// in a picture but no line yet.
func (b *builder) routeMessages(p *Picture, c *bpmn.Collaboration) {
	used := map[*Shape]int{}
	tracks := map[float64]int{}
	for _, f := range c.MessageFlows {
		from, to := b.shapeByID(p, f.SourceRef.Local), b.shapeByID(p, f.TargetRef.Local)
		if from == nil || to == nil || from == to || p.Edge(f) != nil {
			continue
		}
		down := center(from.Bounds).Y <= center(to.Bounds).Y
		start, end := b.dock(from, to, used), b.dock(to, from, used)
		edge := to.Bounds
		if pool := b.poolOf(c, f.TargetRef); pool != nil && p.Shape(pool) != nil {
			edge = p.Shape(pool).Bounds
		}
		start.Y, end.Y = from.Bounds.Y, to.Bounds.Y+to.Bounds.Height
		track := edge.Y + edge.Height + poolGap/2
		if down {
			start.Y, end.Y = from.Bounds.Y+from.Bounds.Height, to.Bounds.Y
			track = edge.Y - poolGap/2
		}
		points := []bpmn.Point{start, end}
		if start.X != end.X {
			n := tracks[track]
			tracks[track]++
			if down {
				n = -n
			}
			y := track + messageTrack*float64(n)
			points = []bpmn.Point{start, {X: start.X, Y: y}, {X: end.X, Y: y}, end}
		}
		p.addEdge(&Edge{Node: f, Points: points, Label: b.labelOn(f, points)})
	}
}

func (b *builder) shapeByID(p *Picture, id string) *Shape {
	if n := b.defs.ByID(id); n != nil {
		return p.Shape(n)
	}
	return nil
}

// dock returns where a message flow docks at a shape: in its middle, beside
// those that already do; at a pool, right above or below the other end.
func (b *builder) dock(s, other *Shape, used map[*Shape]int) bpmn.Point {
	isPool := func(s *Shape) bool { return s.Node.Base().Type == bpmn.ParticipantType }
	x, step := center(s.Bounds).X, 12.0
	switch {
	case isPool(s) && isPool(other):
		x, step = max(s.Bounds.X, other.Bounds.X)+2*Header, 40
	case isPool(s):
		x, step = center(other.Bounds).X, 0
	}
	n := used[s]
	used[s]++
	// Beside the middle by turns: 0, 12, -12, 24, …
	offset := float64((n+1)/2) * step
	if n%2 == 0 {
		offset = -offset
	}
	return bpmn.Point{X: min(max(x+offset, s.Bounds.X+4), s.Bounds.X+s.Bounds.Width-4)}
}
