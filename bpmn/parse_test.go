package bpmn_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

func TestNotBPMN(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ xml, want string }{
		{
			`<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="Dish"/>`,
			`file is not BPMN: the root element <definitions> is DMN, decisions`,
		},
		{
			`<c:definitions xmlns:c="http://www.omg.org/spec/CMMN/20151109/MODEL"/>`,
			`file is not BPMN: the root element <definitions> is CMMN, a case model`,
		},
		{
			`<Package xmlns="http://www.wfmc.org/2008/XPDL2.1"/>`,
			`file is not BPMN: the root element <Package> is XPDL, another process language`,
		},
		{
			`<svg xmlns="http://www.w3.org/2000/svg"/>`,
			`file is not BPMN: the root element <svg> is SVG, a drawing`,
		},
		{
			`<html><body/></html>`,
			`file is not BPMN: the root element <html> is HTML, a web page`,
		},
		{
			`<definitions id="d"><process id="p"/></definitions>`,
			`file is not BPMN: the root element <definitions> is in no namespace`,
		},
		{
			`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL/"/>`,
			`file is not BPMN 2.0: the root element <definitions> is in the namespace "http://www.omg.org/spec/BPMN/20100524/MODEL/"`,
		},
		{
			`<process xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="p"/>`,
			`file is not a whole BPMN model: its root element is <process>, not <definitions>`,
		},
		{
			`<order xmlns="urn:orders"/>`,
			`file is not BPMN: the root element is <order> in the namespace "urn:orders"`,
		},
		{`<order/>`, `file is not BPMN: the root element is <order>`},
	} {
		defs, problems := bpmn.Parse(source.New("a.bpmn", []byte("<?xml version='1.0'?>\n"+c.xml)), bpmn.Options{})
		if defs != nil || len(problems) != 1 {
			t.Errorf("%s: %v, %v", c.xml, defs, problems)
			continue
		}
		p := problems[0]
		if p.Message != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.xml, p.Message, c.want)
		}
		if p.Rule != "not-bpmn" || p.Category != "input" || p.Severity != diag.Error || p.Help == "" || p.File != "a.bpmn" ||
			p.Range.Start.Line != 2 || p.Range.Start.Column != 1 || p.Range.End.Column != strings.IndexByte(c.xml, '>')+2 {
			t.Errorf("%s: %+v", c.xml, p)
		}
	}
}

func TestUnboundRoot(t *testing.T) {
	t.Parallel()
	defs, problems := bpmn.Parse(source.New("a.bpmn", []byte(`<bpmn:definitions/>`)), bpmn.Options{})
	if defs != nil || len(problems) == 0 {
		t.Fatalf("%v, %v", defs, problems)
	}
	const want = `file is not BPMN: the prefix bpmn of the root element is bound to no namespace`
	if got := problems[len(problems)-1].Message; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestNoRoot(t *testing.T) {
	t.Parallel()
	for _, data := range []string{"", "{}", "<?xml version='1.0'?>"} {
		defs, problems := bpmn.Parse(source.New("a.bpmn", []byte(data)), bpmn.Options{})
		if defs != nil || len(problems) == 0 {
			t.Errorf("%q: %v, %v", data, defs, problems)
		}
		for _, p := range problems {
			if p.Rule == "not-bpmn" {
				t.Errorf("%q: what is no XML is called no BPMN: %v", data, p)
			}
		}
	}
	if defs, problems := bpmn.FromDocument(nil); defs != nil || problems != nil {
		t.Errorf("no document: %v, %v", defs, problems)
	}
}

func TestBrokenXML(t *testing.T) {
	t.Parallel()
	defs, problems := bpmn.Parse(source.New("a.bpmn", []byte(
		`<definitions `+namespaces+`><process id="p"><task id="t"/><userTask id="u">`)), bpmn.Options{})
	if len(problems) == 0 || defs == nil {
		t.Fatalf("%v, %v", defs, problems)
	}
	if got := dumpNodes(collect(defs.FlowNodes())); got != "t u" {
		t.Errorf("what was read before the fault: %s", got)
	}
}

// TestPrefixes writes one model with different prefixes.
func TestPrefixes(t *testing.T) {
	t.Parallel()
	const model = `<B:definitions xmlns:B="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:C="http://camunda.org/schema/1.0/bpmn">
		<B:process id="p" C:versionTag="1"><B:userTask id="u" C:assignee="x"><B:extensionElements><C:taskListener event="create"/></B:extensionElements></B:userTask></B:process></B:definitions>`
	for _, r := range []*strings.Replacer{
		strings.NewReplacer(),
		strings.NewReplacer("B:", "", "xmlns:B", "xmlns"),
		strings.NewReplacer("B:", "camunda:", "C:", "bpmn:", "xmlns:B", "xmlns:camunda", "xmlns:C", "xmlns:bpmn"),
		strings.NewReplacer("B:", "ns-0.1:", "xmlns:B", "xmlns:ns-0.1"),
	} {
		xml := r.Replace(model)
		defs := parseFile(t, xml)
		u := defs.ByID("u").(*bpmn.FlowNode)
		if u.UserTask.Assignee.Text() != "x" || len(u.TaskListeners) != 1 || u.ExtensionElement("taskListener") == nil ||
			defs.Processes[0].VersionTag.Text() != "1" || u.Extension("assignee").Text() != "x" {
			t.Errorf("%s:\n%s", xml, dump(u))
		}
	}
}

func TestDefinitions(t *testing.T) {
	t.Parallel()
	defs := parseFile(t, `<definitions `+namespaces+` id="D" name="N" targetNamespace="tns" expressionLanguage="el" typeLanguage="tl"
		exporter="Modeler" exporterVersion="5" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0" executionPlatform="no">
		<documentation>one</documentation><documentation> two </documentation>
		<import importType="xsd"/><itemDefinition id="I"/><dataStore id="S"/>
		<message id="M" name="m" itemRef="I"/><signal id="G" name="g"/><error id="E" errorCode="e" c:errorMessage="text"/><escalation id="X" escalationCode="x"/>
		<interface id="F"><operation id="O"/></interface><x:unknown id="U"/>
	</definitions>`)
	for name, c := range map[string]struct{ got, want string }{
		"attributes": {
			strings.Join([]string{defs.ID, defs.Name, defs.TargetNamespace, defs.ExpressionLanguage, defs.TypeLanguage, defs.Exporter,
				defs.ExporterVersion, defs.ExecutionPlatform, defs.ExecutionPlatformVersion}, "|"),
			"D|N|tns|el|tl|Modeler|5|Camunda Platform|7.24.0",
		},
		"documentation": {dumpText(defs.Documentation), "one| two "},
		"imports":       {dumpNodes(defs.Imports), ""},
		"others":        {dumpNodes(defs.Others), "I S F"},
		"message":       {dump(defs.Messages[0]), "Name=m ItemRef=I"},
		"signal":        {dump(defs.Signals[0]), "Name=g"},
		"error":         {dump(defs.Errors[0]), "Code=e Message=text"},
		"escalation":    {dump(defs.Escalations[0]), "Code=x"},
		"type":          {string(defs.ByID("O").Base().Type), "operation"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", name, c.got, c.want)
		}
	}
	if len(defs.Imports) != 1 || defs.ByID("U") != nil || defs.ByID("D") != bpmn.Node(defs) {
		t.Errorf("imports %v, U %v", defs.Imports, defs.ByID("U"))
	}
}

func dumpText(texts []*bpmn.Text) string {
	var values []string
	for _, t := range texts {
		values = append(values, t.Value)
	}
	return strings.Join(values, "|")
}

func TestProcess(t *testing.T) {
	t.Parallel()
	defs := parse(t, `<process id="p" name="P" isExecutable="true" isClosed="true" processType="Private" c:historyTimeToLive="P1D" c:versionTag="v"
		c:jobPriority="1" c:taskPriority="2" c:candidateStarterUsers="u" c:candidateStarterGroups="g" c:isStartableInTasklist="false">
		<extensionElements><c:executionListener event="start" class="A"/><c:properties><c:property name="k" value="v"/></c:properties></extensionElements>
		</process><process id="q" historyTimeToLive="P1D"/>`)
	want := `IsExecutable=true IsClosed=true ProcessType=Private HistoryTimeToLive=P1D VersionTag=v JobPriority=1 TaskPriority=2 ` +
		`CandidateStarterUsers=u CandidateStarterGroups=g IsStartableInTasklist=false ` +
		`ExecutionListeners=[{Event=start Class=A}] Properties=[{Name=k Value=v}]`
	if d := cmp.Diff("Name=P "+want, dump(defs.Processes[0])); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if got := dump(defs.Processes[1]); got != "" {
		t.Errorf("process without anything: %s", got)
	}
}

// TestElements is about the list of all nodes: what is in it, and its order.
func TestElements(t *testing.T) {
	t.Parallel()
	defs := parse(t, `
		<collaboration id="col"><participant id="pool" processRef="p"><participantMultiplicity id="mult"/></participant><messageFlow id="mf"/><conversationNode id="conv"/></collaboration>
		<process id="p"><ioSpecification><dataInput id="din"/><inputSet id="set"/></ioSpecification><property id="prop"/>
			<laneSet id="ls"><lane id="l"><childLaneSet id="cls"><lane id="ll"/></childLaneSet></lane></laneSet>
			<task id="t"><extensionElements><c:inputOutput><c:inputParameter name="i"><c:script>1</c:script></c:inputParameter></c:inputOutput><c:properties><c:property id="x"/></c:properties>
				<c:in/><c:formData><c:formField id="ff"/></c:formData><c:formProperty id="fp"/></extensionElements>
				<ioSpecification id="io"><dataInput id="tin"/></ioSpecification><multiInstanceLoopCharacteristics id="mi"><loopCardinality id="lc">1</loopCardinality></multiInstanceLoopCharacteristics></task>
			<x:task id="foreign"/><unheardOf id="u"/><unheardOf><nor id="of"/></unheardOf>
			<sequenceFlow id="f"><conditionExpression id="ce">x</conditionExpression></sequenceFlow>
			<dataObjectReference id="dr"/><association id="a"/>
		</process>
		<choreography id="ch"><choreographyTask id="ct"/></choreography>
		<bpmndi:BPMNDiagram id="bd"><bpmndi:BPMNPlane id="bp"><bpmndi:BPMNShape id="bs"/><bpmndi:BPMNEdge id="be"/></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`)
	want := `Definitions 
 Collaboration col
  Participant pool
   Other mult
  MessageFlow mf
  Other conv
 Process p
   Data din
   Other set
  Other prop
  LaneSet ls
   Lane l
    LaneSet cls
     Lane ll
  FlowNode t
    InputOutput 
     Parameter 
      Expression 
     Property x
    Mapping 
     FormField ff
    FormField fp
   Other io
    Other tin
   Loop mi
    Expression lc
  Other u
   Other of
  SequenceFlow f
   Expression ce
  Data dr
  Artifact a
 Other ch
  Other ct
 Diagram bd
  Plane bp
   Shape bs
   Edge be
`
	if d := cmp.Diff(want, dumpTree(defs)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if n := defs.ByID("t").Base(); len(n.Extensions) != 5 || len(n.XML.Children) != 3 {
		t.Errorf("task: extensions %v", n.Extensions)
	}
	for _, id := range []string{"x", "ff", "fp", "bs", "foreign"} {
		if n := defs.ByID(id); n != nil {
			t.Errorf("ByID(%s) = %s", id, n.Base().Label())
		}
	}
}

func TestExtensionNamespaces(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		xml     string
		want    []string
		camunda bool
	}{
		{`<definitions ` + namespaces + ` modeler:executionPlatform="Camunda Platform"/>`, nil, false},
		{`<definitions ` + namespaces + ` modeler:executionPlatform=" Camunda Cloud"/>`, nil, true},
		{
			`<definitions ` + namespaces + `><process o:versionTag="1"><task><extensionElements><a:in/></extensionElements></task><x:y c:z=""/></process></definitions>`,
			[]string{bpmn.OperatonNamespace, bpmn.ActivitiNamespace, bpmn.CamundaNamespace}, false,
		},
		{
			`<definitions ` + namespaces + `><process><task a:b=""><extensionElements><zeebe:taskDefinition a:b=""/></extensionElements></task></process></definitions>`,
			[]string{bpmn.ActivitiNamespace, bpmn.ZeebeNamespace}, true,
		},
	} {
		defs := parseFile(t, c.xml)
		if d := cmp.Diff(c.want, defs.ExtensionNamespaces); d != "" {
			t.Errorf("%s: (-want +got)\n%s", c.xml, d)
		}
		if defs.IsCamunda8() != c.camunda {
			t.Errorf("%s: IsCamunda8() = %t", c.xml, !c.camunda)
		}
	}
}
