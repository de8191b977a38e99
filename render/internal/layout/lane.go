package layout

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
)

// collectLanes finds the lanes of the scope, leaves from top to bottom, and
// which node is in which. A second set of lanes would cut the same nodes
// another way: it is not drawn.
func (l *scopeLayout) collectLanes() {
	if len(l.scope.LaneSets) == 0 {
		return
	}
	l.laneOf = map[string]int{}
	l.walkLanes(l.scope.LaneSets[0], 1)
}

// walkLanes walks a set of lanes. Nodes that only a lane with lanes in it
// lists go to the first of those.
func (l *scopeLayout) walkLanes(set *bpmn.LaneSet, depth int) {
	for _, lane := range set.Lanes {
		l.depth = max(l.depth, depth)
		leaf := len(l.lanes)
		if isLeaf(lane) {
			l.lanes = append(l.lanes, lane)
		} else {
			l.walkLanes(lane.Children, depth+1)
		}
		for _, r := range lane.FlowNodeRefs {
			if _, ok := l.laneOf[r.Local]; !ok {
				l.laneOf[r.Local] = leaf
			}
		}
	}
}

func isLeaf(l *bpmn.Lane) bool { return l.Children == nil || len(l.Children.Lanes) == 0 }

// placeInLanes lays out all items at once, each in the band of its lane. Those
// in no lane get a band of their own below.
func (l *scopeLayout) placeInLanes() {
	bands, all := make([]int, len(l.items)), make([]int, len(l.items))
	count := len(l.lanes)
	for i, it := range l.items {
		all[i] = i
		band, ok := l.laneOf[it.node.ID]
		if !ok {
			band, count = len(l.lanes), len(l.lanes)+1
		}
		bands[i] = band
	}
	b := l.placeGraph(all, l.edges, bands, count)
	l.left = Header*float64(l.depth) + padding
	l.block.put(b, l.left, 0)
}

// finishLanes adds the shapes of the lanes around what is laid out.
func (l *scopeLayout) finishLanes() {
	if len(l.lanes) == 0 {
		return
	}
	l.block.width += padding
	if len(l.loose) > 0 {
		l.block.height += padding
	}
	var shapes []*Shape
	next, top := 0, 0.0
	var walk func(set *bpmn.LaneSet, depth int)
	walk = func(set *bpmn.LaneSet, depth int) {
		for _, lane := range set.Lanes {
			from := top
			s := &Shape{Node: lane}
			shapes = append(shapes, s)
			if !isLeaf(lane) {
				walk(lane.Children, depth+1)
			} else {
				top = l.block.height
				if next < len(l.ends) {
					top = l.ends[next]
				}
				next++
			}
			x := Header * float64(depth)
			s.Bounds = bpmn.Bounds{X: x, Y: from, Width: l.block.width - x, Height: top - from}
		}
	}
	walk(l.scope.LaneSets[0], 0)
	l.block.lanes = shapes
	l.block.shapes = append(shapes, l.block.shapes...)
}
