package bpmn_test

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/source"
)

func node(t *testing.T, defs *bpmn.Definitions, id string) *bpmn.FlowNode {
	t.Helper()
	n, ok := defs.ByID(id).(*bpmn.FlowNode)
	if !ok {
		t.Fatalf("%s is no flow node", id)
	}
	return n
}

func TestResolveFlows(t *testing.T) {
	t.Parallel()
	defs := parse(t, `<process id="p">
		<sequenceFlow id="f3" sourceRef="a" targetRef="b"/><sequenceFlow id="f1" sourceRef="a" targetRef="b"/>
		<exclusiveGateway id="a" default="f1"/><task id="b" default="f1"/>
		<subProcess id="s"><task id="c"/><sequenceFlow id="f2" sourceRef=" a " targetRef="c"><conditionExpression>${x}</conditionExpression></sequenceFlow></subProcess>
		<sequenceFlow id="loop" sourceRef="b" targetRef="b"><extensionElements><c:executionListener event="take"/></extensionElements></sequenceFlow>
		<sequenceFlow id="lost" sourceRef="nobody" targetRef="p"/><sequenceFlow id="bare"/><sequenceFlow id="empty" sourceRef=""/>
		<sequenceFlow id="prefixed" sourceRef="x:a" targetRef="b"/>
		</process><process id="q"><task id="other"/><task id="b"/><sequenceFlow id="across" sourceRef="a" targetRef="other"/></process>`)
	a, b := node(t, defs, "a"), node(t, defs, "b")
	for name, c := range map[string]struct{ got, want string }{
		"out of a":     {dumpNodes(a.Outgoing), "f3 f1 f2 across"},
		"into a":       {dumpNodes(a.Incoming), ""},
		"into b":       {dumpNodes(b.Incoming), "f3 f1 loop prefixed"},
		"out of b":     {dumpNodes(b.Outgoing), "loop"},
		"into c":       {dumpNodes(node(t, defs, "c").Incoming), "f2"},
		"across":       {dumpNodes(node(t, defs, "other").Incoming), "across"},
		"default":      {a.DefaultFlow.ID, "f1"},
		"f2":           {dump(defs.ByID("f2")), "SourceRef=a TargetRef=c Source=#a Target=#c Condition={Value=${x}}"},
		"loop":         {dump(defs.ByID("loop")), "SourceRef=b TargetRef=b Source=#b Target=#b ExecutionListeners=[{Event=take}]"},
		"lost":         {dump(defs.ByID("lost")), "SourceRef=nobody TargetRef=p"},
		"bare":         {dump(defs.ByID("bare")), ""},
		"an IDREF":     {dump(defs.ByID("prefixed")), "SourceRef=x:a TargetRef=b Target=#b"},
		"all of them":  {dumpNodes(collect(defs.SequenceFlows())), "f3 f1 f2 loop lost bare empty prefixed across"},
		"the first b":  {b.Scope.Owner.Base().ID, "p"},
		"flows of q":   {dumpNodes(defs.Processes[1].SequenceFlows), "across"},
		"nodes of all": {dumpNodes(collect(defs.FlowNodes())), "a b s c other b"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", name, c.got, c.want)
		}
	}
	if b.DefaultFlow != nil || b.Default.Value != "f1" {
		t.Error("a flow that begins elsewhere is the default of b")
	}
	if f := defs.ByID("empty").(*bpmn.SequenceFlow); !f.SourceRef.Set || f.TargetRef.Set {
		t.Error("an empty reference is like none")
	}
	f := defs.ByID("f2").(*bpmn.SequenceFlow)
	text := string(defs.File.Text())
	if got := text[f.SourceRef.Span.Start:f.SourceRef.Span.End]; got != " a " {
		t.Errorf("place of sourceRef: %q", got)
	}
}

func TestResolveAttachedTo(t *testing.T) {
	t.Parallel()
	defs := parseProcess(t, `<boundaryEvent id="b1" attachedToRef="t"/><task id="t"/><boundaryEvent id="b2" attachedToRef="t"/>
		<subProcess id="s"><boundaryEvent id="inner" attachedToRef="t"/></subProcess><boundaryEvent id="b3" attachedToRef="s"/>
		<boundaryEvent id="self" attachedToRef="self"/><boundaryEvent id="none" attachedToRef="zz"/>`)
	for id, want := range map[string]string{"b1": "t", "b2": "t", "b3": "s", "inner": "", "self": "", "none": ""} {
		got := ""
		if host := node(t, defs, id).AttachedTo; host != nil {
			got = host.ID
		}
		if got != want {
			t.Errorf("%s is attached to %q, want %q", id, got, want)
		}
	}
	if got := dumpNodes(node(t, defs, "t").BoundaryEvents); got != "b1 b2" {
		t.Errorf("events of t: %s", got)
	}
}

func TestCollaboration(t *testing.T) {
	t.Parallel()
	defs := parse(t, `<collaboration id="c" name="C">
		<participant id="one" processRef="tns:p"/><participant id="two" processRef="p"/><participant id="box"/><participant id="lost" processRef="m"/>
		<messageFlow id="f" name="F" sourceRef="box" targetRef="t" messageRef="m"/>
		<textAnnotation id="note"><text>N</text></textAnnotation><association id="as" sourceRef="note" targetRef="one" associationDirection="One"/><group id="g"/>
		</collaboration><message id="m"/>
		<process id="p"><laneSet id="ls"><lane id="l" name="L"><flowNodeRef> t </flowNodeRef><flowNodeRef/><childLaneSet id="cl"><lane id="ll"/></childLaneSet></lane></laneSet><task id="t"/>
			<dataObject id="d"/><dataObjectReference id="r" dataObjectRef="d"/><dataStoreReference id="s" dataStoreRef="store"/></process>`)
	pr := defs.Processes[0]
	lane := pr.LaneSets[0].Lanes[0]
	for name, c := range map[string]struct{ got, want string }{
		"collaboration": {dump(defs.Collaborations[0]), "Name=C Participants=[#one, #two, #box, #lost] MessageFlows=[#f] Artifacts=[#note, #as, #g]"},
		"pool":          {dump(defs.ByID("one")), "ProcessRef=tns:p Process=#p"},
		"no process":    {dump(defs.ByID("lost")), "ProcessRef=m"},
		"pools":         {dumpNodes(pr.Participants), "one two"},
		"message flow":  {dump(defs.ByID("f")), "Name=F SourceRef=box TargetRef=t MessageRef=m"},
		"association":   {dump(defs.ByID("as")), "SourceRef=note TargetRef=one Direction=One"},
		"annotation":    {dump(defs.ByID("note")), "Text=N"},
		"lane":          {dump(lane), "Name=L FlowNodeRefs=[t, ] Children=#cl"},
		"nested lane":   {dumpNodes(lane.Children.Lanes), "ll"},
		"data":          {dumpNodes(pr.Data), "d r s"},
		"data object":   {dump(pr.Data[1]), "Ref=d"},
		"data store":    {dump(pr.Data[2]), "Ref=store"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", name, c.got, c.want)
		}
	}
	if s := lane.FlowNodeRefs[0].Span; string(defs.File.Text()[s.Start:s.End]) != "t" {
		t.Errorf("place of flowNodeRef: %v", s)
	}
}

func TestDiagram(t *testing.T) {
	t.Parallel()
	defs := parse(t, `<bpmndi:BPMNDiagram id="d" name="D"><bpmndi:BPMNPlane id="pl" bpmnElement="p">
		<bpmndi:BPMNShape id="s" bpmnElement="x:t" isExpanded="true" isHorizontal="false" isMarkerVisible="1"><dc:Bounds x="-1.5" y="2e1" width=" 100 " height="big"/>
			<bpmndi:BPMNLabel><dc:Bounds x="1" y="2" width="3" height="4"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
		<bpmndi:BPMNShape id="s2" bpmnElement="t"/><bpmndi:BPMNShape id="s3"/>
		<bpmndi:BPMNEdge id="e" bpmnElement="f"><di:waypoint x="1" y="2"/><di:waypoint x="INF"/><bpmndi:BPMNLabel/></bpmndi:BPMNEdge>
		</bpmndi:BPMNPlane></bpmndi:BPMNDiagram><bpmndi:BPMNDiagram/>`)
	if len(defs.Diagrams) != 2 || defs.Diagrams[0].Name != "D" {
		t.Fatalf("diagrams: %v", defs.Diagrams)
	}
	for name, c := range map[string]struct{ got, want string }{
		"plane":       {dump(defs.Diagrams[0].Planes[0]), "ElementRef=p Shapes=[#s, #s2, #s3] Edges=[#e]"},
		"first shape": {dump(defs.Shape("t")), "ElementRef=x:t Bounds={X=-1.5 Y=20 Width=100} IsExpanded=true IsHorizontal=false IsMarkerVisible=1 Label={X=1 Y=2 Width=3 Height=4}"},
		"edge":        {dump(defs.Edge("f")), "ElementRef=f Waypoints=[{X=1 Y=2}, {}]"},
	} {
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Errorf("%s: (-want +got)\n%s", name, d)
		}
	}
	if defs.Shape("f") != nil || defs.Edge("t") != nil || defs.Shape("") != nil {
		t.Error("a shape or an edge is found that is not there")
	}
}

// TestConcurrentUse is for the race detector: a model is shared.
func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	defs, _ := bpmn.Parse(source.New("a.bpmn", chain(2)), bpmn.Options{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for n := range defs.FlowNodes() {
				if defs.Shape(n.ID) == nil || defs.ByID(n.ID) == nil {
					t.Errorf("%s has no shape", n.Label())
				}
			}
			for f := range defs.SequenceFlows() {
				if defs.Edge(f.ID) == nil {
					t.Errorf("%s has no edge", f.Label())
				}
			}
		})
	}
	wg.Wait()
}
