package render

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/render/internal/layout"
	"github.com/bpmnlint/bpmnlint/render/internal/text"
)

// activity draws a task, a call activity, a sub-process or a choreography
// activity.
func (d *drawing) activity(p *layout.Picture, n *bpmn.FlowNode, s *layout.Shape, c colors) {
	b := s.Bounds
	class := "bpmn-body"
	switch {
	case n.Type == bpmn.CallActivity || n.Type == bpmn.CallChoreography:
		class += " bpmn-thick"
	case n.IsEventSubProcess():
		class += " bpmn-dotted"
	}
	radius := min(10, b.Width/4, b.Height/4)
	d.rect(class, b, radius)
	if n.Type == bpmn.Transaction {
		d.rect("bpmn-none", inset(b, 3.5), max(radius-3, 1))
	}
	icon := taskIcon(n)
	if len(icon) > 0 {
		d.icon(b.X+6, b.Y+6, 1, icon...)
	}
	if n.IsEventSubProcess() && !s.Expanded {
		d.startOf(n, b)
	}
	markers := markersOf(n, s)
	d.markers(b, markers)
	if s.Name == "" {
		return
	}
	end := d.beginText(c)
	top, bottom := 0.0, 0.0
	if len(icon) > 0 || n.IsEventSubProcess() {
		top = 17
	}
	if len(markers) > 0 {
		bottom = 14
	}
	for _, e := range n.BoundaryEvents {
		if x := p.Shape(e); x != nil && x.Bounds.Y > b.Y+b.Height/2 {
			bottom = max(bottom, b.Y+b.Height-5-x.Bounds.Y)
		}
	}
	if s.Expanded {
		d.box(s.Name, bpmn.Bounds{X: b.X + 8, Y: b.Y + 4, Width: max(b.Width-16, 1), Height: min(30, b.Height)})
	} else {
		d.box(s.Name, activityText(s.Name, inset(b, 5), top, bottom))
	}
	d.raw(end)
}

// activityText returns where the name of an activity goes in its area: into
// the middle, and if it is long between what takes room at top and bottom.
func activityText(name string, area bpmn.Bounds, top, bottom float64) bpmn.Bounds {
	edge := max(top, bottom)
	free := bpmn.Bounds{X: area.X, Y: area.Y + edge, Width: area.Width, Height: area.Height - 2*edge}
	if lines, size := fit(name, free.Width, free.Height); size == defaultSize && float64(len(lines))*size*text.LineHeight <= free.Height {
		return free
	}
	return bpmn.Bounds{X: area.X, Y: area.Y + top, Width: area.Width, Height: max(area.Height-top-bottom, 10)}
}

// taskIcon returns the icon in the corner of a task.
func taskIcon(n *bpmn.FlowNode) []stroke {
	if n.Type == bpmn.ReceiveTask && n.Instantiate {
		return instantiatingReceive
	}
	return taskIcons[n.Type]
}

// markersOf returns the markers of an activity, from left to right.
func markersOf(n *bpmn.FlowNode, s *layout.Shape) []stroke {
	var out []stroke
	if n.Loop != nil {
		switch {
		case n.Loop.Type == bpmn.StandardLoopCharacteristics:
			out = append(out, loopMarker)
		case n.Loop.IsSequential:
			out = append(out, sequentialMarker)
		default:
			out = append(out, parallelMarker)
		}
	}
	if n.Type.IsSubProcess() && !s.Expanded || n.Type == bpmn.CallActivity {
		out = append(out, collapsedMarker)
	}
	if n.Type == bpmn.AdHocSubProcess {
		out = append(out, adHocMarker)
	}
	if n.IsForCompensation {
		out = append(out, compensationMarker)
	}
	return out
}

// markers draws markers in the middle of the bottom of an activity.
func (d *drawing) markers(b bpmn.Bounds, markers []stroke) {
	const step = 18.0
	x := b.X + b.Width/2 - step*float64(len(markers))/2 + 2
	for i, m := range markers {
		d.icon(x+step*float64(i), b.Y+b.Height-17, 1, m)
	}
}

// startOf draws what starts a collapsed event sub-process into its corner.
func (d *drawing) startOf(n *bpmn.FlowNode, b bpmn.Bounds) {
	for _, s := range n.Content.FlowNodes {
		if s.Type == bpmn.StartEvent {
			d.event(s, bpmn.Bounds{X: b.X + 5, Y: b.Y + 5, Width: 18, Height: 18})
			return
		}
	}
}

// event draws an event: one circle for a start, a double one in between, a
// thick one for an end, with what it waits for or throws.
func (d *drawing) event(n *bpmn.FlowNode, b bpmn.Bounds) {
	dash := ""
	if n.Type == bpmn.StartEvent && !n.IsInterrupting && startsEventSubProcess(n) || n.Type == bpmn.BoundaryEvent && !n.CancelActivity {
		dash = " bpmn-dashed"
	}
	switch n.Type {
	case bpmn.EndEvent, bpmn.ImplicitThrowEvent:
		d.ellipse("bpmn-body bpmn-thick", inset(b, 1))
	case bpmn.StartEvent:
		d.ellipse("bpmn-body"+dash, b)
	default:
		d.ellipse("bpmn-body bpmn-thin"+dash, b)
		d.ellipse("bpmn-none bpmn-thin"+dash, inset(b, b.Width/12))
	}
	if icon := eventIcon(n); len(icon) > 0 {
		d.icon(b.X, b.Y, b.Width/36, icon...)
	}
}

func startsEventSubProcess(n *bpmn.FlowNode) bool {
	owner, ok := n.Scope.Owner.(*bpmn.FlowNode)
	return ok && owner.IsEventSubProcess()
}

// eventIcon returns the icon of an event: several definitions have a common
// one.
func eventIcon(n *bpmn.FlowNode) []stroke {
	icon := multipleIcon
	switch {
	case len(n.EventDefinitions) == 0:
		return nil
	case len(n.EventDefinitions) == 1:
		icon = eventIcons[n.EventDefinitions[0].Type]
	case n.ParallelMultiple:
		icon = parallelIcon
	}
	// A wrong combination, such as a timer that is thrown, is drawn all the same.
	if n.Type.IsThrowEvent() && icon.throw != nil || icon.catch == nil {
		return icon.throw
	}
	return icon.catch
}

// gateway draws a gateway.
func (d *drawing) gateway(n *bpmn.FlowNode, s *layout.Shape) {
	b := s.Bounds
	x, y := b.X+b.Width/2, b.Y+b.Height/2
	d.polygon("bpmn-body", bpmn.Point{X: x, Y: b.Y}, bpmn.Point{X: b.X + b.Width, Y: y}, bpmn.Point{X: x, Y: b.Y + b.Height}, bpmn.Point{X: b.X, Y: y})
	if n.Type == bpmn.ExclusiveGateway && !s.Marker {
		return
	}
	icon := gatewayIcons[n.Type]
	if n.Type == bpmn.EventBasedGateway && n.Instantiate {
		icon = instantiatingGateway
		if n.EventGatewayType == "Parallel" {
			icon = parallelStartGateway
		}
	}
	d.icon(b.X, b.Y, min(b.Width, b.Height)/50, icon...)
}
