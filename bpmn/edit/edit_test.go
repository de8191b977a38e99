package edit_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/bpmn/edit"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

const head = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:c="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">`

// change parses a file, makes a draft of it and applies it.
func change(t *testing.T, data string, draft func(*bpmn.Definitions, *edit.Draft)) (string, error) {
	t.Helper()
	d, problems := bpmn.Parse(source.New("a.bpmn", []byte(data)), bpmn.Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	x := edit.New(d).Draft()
	draft(d, x)
	fix, err := x.Fix("test", true)
	if err != nil {
		return data, err
	}
	out, err := source.Apply([]byte(data), fix.Edits)
	if err != nil {
		t.Fatal(err)
	}
	if _, problems := bpmn.Parse(source.New("a.bpmn", out), bpmn.Options{}); len(problems) > 0 {
		t.Errorf("the result is no model: %v\n%s", problems[0].Message, out)
	}
	return string(out), nil
}

// on makes a draft at the element with the id x.
func on(do func(*edit.Draft, *xmltree.Element)) func(*bpmn.Definitions, *edit.Draft) {
	return func(d *bpmn.Definitions, t *edit.Draft) { do(t, d.ByID("x").Base().XML) }
}

func set(name, value string) func(*bpmn.Definitions, *edit.Draft) {
	return on(func(t *edit.Draft, x *xmltree.Element) { t.SetAttribute(x, name, value) })
}

// TestAttributes changes attributes of one task, in each way in which files
// are written.
func TestAttributes(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		old, want string
		draft     func(*bpmn.Definitions, *edit.Draft)
	}{
		"value":                   {`<task id="x"  name = "a" />`, `<task id="x"  name = "b" />`, set("name", "b")},
		"value to be escaped":     {`<task id="x" name="a"/>`, `<task id="x" name="&lt;&quot;&amp;'>&#10;"/>`, set("name", "<\"&'>\n")},
		"single quotes":           {`<task id='x' name='a'/>`, `<task id='x' name='"&apos;'/>`, set("name", `"'`)},
		"new attribute":           {`<task id="x"/>`, `<task id="x" name="b"/>`, set("name", "b")},
		"new, single quotes":      {`<task id='x' />`, `<task id='x' name='b' />`, set("name", "b")},
		"new, a line for each":    {"<task id=\"x\"\r\n\t\tname=\"a\"\r\n\t/>", "<task id=\"x\"\r\n\t\tname=\"a\"\r\n\t\tisForCompensation=\"true\"\r\n\t/>", set("isForCompensation", "true")},
		"new extension":           {`<task id="x"/>`, `<task id="x" c:asyncBefore="true"/>`, set("camunda:asyncBefore", "true")},
		"extension that is there": {`<task c:asyncBefore="false" id="x"/>`, `<task c:asyncBefore="true" id="x"/>`, set("camunda:asyncBefore", "true")},
		"extension of a synonym":  {`<task xmlns:a="http://activiti.org/bpmn" a:async="false" id="x"/>`, `<task xmlns:a="http://activiti.org/bpmn" a:async="true" id="x"/>`, set("camunda:async", "true")},
		"removed":                 {`<task id="x" name="a" c:asyncBefore="true"/>`, `<task id="x" c:asyncBefore="true"/>`, on(func(t *edit.Draft, x *xmltree.Element) { t.RemoveAttribute(x, "name") })},
		"removed with its line":   {"<task id=\"x\"\n  name='a'\n  c:async='true'>", "<task id=\"x\"\n  c:async='true'>", on(func(t *edit.Draft, x *xmltree.Element) { t.RemoveAttribute(x, "name") })},
		"renamed": {`<task id="x" c:asynBefore = 'true'/>`, `<task id="x" c:asyncBefore = 'true'/>`, on(func(t *edit.Draft, x *xmltree.Element) {
			t.RenameAttribute(x, "camunda:asynBefore", "camunda:asyncBefore")
		})},
		"renamed with a new prefix": {`<task id="x" asyncBefore="true"/>`, `<task id="x" c:asyncBefore="true"/>`, on(func(t *edit.Draft, x *xmltree.Element) { t.RenameAttribute(x, "asyncBefore", "camunda:asyncBefore") })},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			around := func(task string) string {
				if !strings.HasSuffix(task, "/>") {
					task += "</task>"
				}
				return head + `<process id="p">` + task + `<!-- - --></process></definitions>`
			}
			got, err := change(t, around(c.old), c.draft)
			if d := cmp.Diff(around(c.want), got); d != "" || err != nil {
				t.Errorf("%v (-want +got)\n%s", err, d)
			}
		})
	}
}

// TestUndeclaredPrefix gives an attribute to a file that declares no extension
// namespace, or another one under the usual prefix.
func TestUndeclaredPrefix(t *testing.T) {
	t.Parallel()
	for old, want := range map[string]string{
		`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p"><task id="x"/></process></definitions>`:                       `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="p"><task id="x" camunda:asyncBefore="true"/></process></definitions>`,
		`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="p" xmlns:camunda='urn:x'><task id="x"/></process></definitions>`: `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda2="http://camunda.org/schema/1.0/bpmn"><process id="p" xmlns:camunda='urn:x'><task id="x" camunda2:asyncBefore="true"/></process></definitions>`,
	} {
		got, err := change(t, old, set("camunda:asyncBefore", "true"))
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%v (-want +got)\n%s", err, d)
		}
	}
}

// TestEncodings changes a name in files of several encodings; every other byte
// stays.
func TestEncodings(t *testing.T) {
	t.Parallel()
	model := func(encoding, name string) string {
		return `<?xml version="1.0" encoding="` + encoding + `"?>` + "\r\n" + head + `<process id="p"><task name="` + name + `" id="x"/></process></definitions>`
	}
	utf16LE := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	for name, c := range map[string]struct{ old, want string }{
		"byte order mark": {"\xef\xbb\xbf" + model("UTF-8", "ü"), "\xef\xbb\xbf" + model("UTF-8", "ä€")},
		"UTF-16":          {utf16LE(model("UTF-16", "ü")), utf16LE(model("UTF-16", "ä€"))},
		"ISO-8859-1":      {model("ISO-8859-1", "\xfc"), model("ISO-8859-1", "\xe4&#8364;")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := change(t, c.old, set("name", "ä€"))
			if got != c.want || err != nil {
				t.Errorf("%v: got %q, want %q", err, got, c.want)
			}
		})
	}
}

func TestSetText(t *testing.T) {
	t.Parallel()
	for old, want := range map[string]string{
		`<documentation> a &amp; b </documentation>`:             `<documentation> c &lt; d </documentation>`,
		"<documentation>\n<![CDATA[ a < b ]]>\n</documentation>": "<documentation>\n<![CDATA[ c < d ]]>\n</documentation>",
		`<documentation/>`:                `<documentation>c &lt; d</documentation>`,
		`<documentation xml:lang="en" />`: `<documentation xml:lang="en">c &lt; d</documentation>`,
		`<documentation></documentation>`: `<documentation>c &lt; d</documentation>`,
	} {
		around := func(s string) string {
			return head + `<process id="x">` + s + `</process></definitions>`
		}
		got, err := change(t, around(old), on(func(t *edit.Draft, x *xmltree.Element) { t.SetText(x.Children[0], "c < d") }))
		if d := cmp.Diff(around(want), got); d != "" || err != nil {
			t.Errorf("%v (-want +got)\n%s", err, d)
		}
	}
	_, err := change(t, head+`<process id="x"><documentation>a<!-- b -->c</documentation></process></definitions>`,
		on(func(t *edit.Draft, x *xmltree.Element) { t.SetText(x.Children[0], "d") }))
	if err == nil {
		t.Error("a text with a comment in it was replaced")
	}
}

// model is a process with everything that refers to something.
const model = `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:t="t" targetNamespace="t">
	<message id="m" name="Paid" />
	<message id="m2" name="Paid" />
	<process id="p" isExecutable="true">
		<laneSet id="ls">
			<lane id="l">
				<flowNodeRef>s</flowNodeRef>
				<flowNodeRef> gate </flowNodeRef>
			</lane>
		</laneSet>
		<startEvent id="s" />

		<exclusiveGateway id="gate" default="f2">
			<incoming>f1</incoming>
			<outgoing>f2</outgoing>
		</exclusiveGateway>
		<receiveTask id="task" messageRef="t:m2">
			<incoming>f2</incoming>
		</receiveTask>
		<boundaryEvent id="b" attachedToRef="&#116;ask"><timerEventDefinition /></boundaryEvent>
		<sequenceFlow id="f1" sourceRef="s" targetRef="gate" />
		<sequenceFlow id="f2" sourceRef="gate" targetRef="task" />
	</process>
	<bpmndi:BPMNDiagram id="d">
		<bpmndi:BPMNPlane id="pl" bpmnElement="p">
			<bpmndi:BPMNShape id="gate_di" bpmnElement="gate"><dc:Bounds x="1" y="1" width="50" height="50" /></bpmndi:BPMNShape>
			<bpmndi:BPMNShape id="task_di" bpmnElement="task"><dc:Bounds x="1" y="1" width="50" height="50" /></bpmndi:BPMNShape>
			<bpmndi:BPMNEdge id="f1_di" bpmnElement="f1">
				<di:waypoint x="1" y="1" />
				<di:waypoint x="2" y="1" />
			</bpmndi:BPMNEdge>
			<bpmndi:BPMNEdge id="f2_di" bpmnElement="f2">
				<di:waypoint x="3" y="1" />
				<di:waypoint x="4" y="1" />
			</bpmndi:BPMNEdge>
		</bpmndi:BPMNPlane>
	</bpmndi:BPMNDiagram>
</definitions>
`

// TestElements changes the model; want are the lines that go (-) and come (+).
func TestElements(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		draft func(*bpmn.Definitions, *edit.Draft)
		want  string
	}{
		"rename": {func(d *bpmn.Definitions, t *edit.Draft) { t.RenameID(d.ByID("task"), "pay") }, `
-		<receiveTask id="task" messageRef="t:m2">
+		<receiveTask id="pay" messageRef="t:m2">
-		<boundaryEvent id="b" attachedToRef="&#116;ask"><timerEventDefinition /></boundaryEvent>
+		<boundaryEvent id="b" attachedToRef="pay"><timerEventDefinition /></boundaryEvent>
-		<sequenceFlow id="f2" sourceRef="gate" targetRef="task" />
+		<sequenceFlow id="f2" sourceRef="gate" targetRef="pay" />
-			<bpmndi:BPMNShape id="task_di" bpmnElement="task"><dc:Bounds x="1" y="1" width="50" height="50" /></bpmndi:BPMNShape>
+			<bpmndi:BPMNShape id="pay_di" bpmnElement="pay"><dc:Bounds x="1" y="1" width="50" height="50" /></bpmndi:BPMNShape>
`},
		"rename a flow": {func(d *bpmn.Definitions, t *edit.Draft) { t.RenameID(d.ByID("f2"), "go") }, `
-		<exclusiveGateway id="gate" default="f2">
+		<exclusiveGateway id="gate" default="go">
-			<outgoing>f2</outgoing>
+			<outgoing>go</outgoing>
-			<incoming>f2</incoming>
+			<incoming>go</incoming>
-		<sequenceFlow id="f2" sourceRef="gate" targetRef="task" />
+		<sequenceFlow id="go" sourceRef="gate" targetRef="task" />
-			<bpmndi:BPMNEdge id="f2_di" bpmnElement="f2">
+			<bpmndi:BPMNEdge id="go_di" bpmnElement="go">
`},
		"remove a flow": {func(d *bpmn.Definitions, t *edit.Draft) { t.Remove(d.ByID("f2")) }, `
-		<exclusiveGateway id="gate" default="f2">
+		<exclusiveGateway id="gate">
-			<outgoing>f2</outgoing>
-			<incoming>f2</incoming>
-		<sequenceFlow id="f2" sourceRef="gate" targetRef="task" />
-			<bpmndi:BPMNEdge id="f2_di" bpmnElement="f2">
-				<di:waypoint x="3" y="1" />
-				<di:waypoint x="4" y="1" />
-			</bpmndi:BPMNEdge>
`},
		"remove a message": {func(d *bpmn.Definitions, t *edit.Draft) { t.Remove(d.ByID("m")) }, `
-	<message id="m" name="Paid" />
`},
		"merge": {func(d *bpmn.Definitions, t *edit.Draft) { t.Merge(d.ByID("m2"), d.ByID("m")) }, `
-	<message id="m2" name="Paid" />
-		<receiveTask id="task" messageRef="t:m2">
+		<receiveTask id="task" messageRef="t:m">
`},
		"bypass": {func(d *bpmn.Definitions, t *edit.Draft) { t.Bypass(d.ByID("gate").(*bpmn.FlowNode)) }, `
-				<flowNodeRef> gate </flowNodeRef>
-		<exclusiveGateway id="gate" default="f2">
-			<incoming>f1</incoming>
-			<outgoing>f2</outgoing>
-		</exclusiveGateway>
-			<incoming>f2</incoming>
+			<incoming>f1</incoming>
-		<sequenceFlow id="f1" sourceRef="s" targetRef="gate" />
-		<sequenceFlow id="f2" sourceRef="gate" targetRef="task" />
+		<sequenceFlow id="f1" sourceRef="s" targetRef="task" />
-			<bpmndi:BPMNShape id="gate_di" bpmnElement="gate"><dc:Bounds x="1" y="1" width="50" height="50" /></bpmndi:BPMNShape>
-			</bpmndi:BPMNEdge>
-			<bpmndi:BPMNEdge id="f2_di" bpmnElement="f2">
`},
		"match flows": {func(d *bpmn.Definitions, t *edit.Draft) { t.MatchFlows(d.ByID("s").(*bpmn.FlowNode)) }, `
-		<startEvent id="s" />
+		<startEvent id="s">
+			<outgoing>f1</outgoing>
+		</startEvent>
`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, eol := range []string{"\n", "\r\n"} {
				got, err := change(t, strings.ReplaceAll(model, "\n", eol), c.draft)
				if err != nil {
					t.Fatal(err)
				}
				if strings.Count(got, "\n") != strings.Count(got, eol) {
					t.Errorf("line ends are mixed: %q", got)
				}
				if d := cmp.Diff(c.want, "\n"+lines(model, strings.ReplaceAll(got, eol, "\n"))); d != "" {
					t.Errorf("(-want +got)\n%s", d)
				}
			}
		})
	}
}

// lines returns the lines that one text has and the other has not, in order: a
// plain difference by the longest common subsequence.
func lines(a, b string) string {
	x, y := strings.SplitAfter(a, "\n"), strings.SplitAfter(b, "\n")
	long := make([][]int, len(x)+1)
	for i := range long {
		long[i] = make([]int, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				long[i][j] = long[i+1][j+1] + 1
			} else {
				long[i][j] = max(long[i+1][j], long[i][j+1])
			}
		}
	}
	var out strings.Builder
	for i, j := 0, 0; i < len(x) || j < len(y); {
		switch {
		case i < len(x) && j < len(y) && x[i] == y[j]:
			i, j = i+1, j+1
		case i < len(x) && (j == len(y) || long[i+1][j] >= long[i][j+1]):
			out.WriteString("-" + x[i])
			i++
		default:
			out.WriteString("+" + y[j])
			j++
		}
	}
	return out.String()
}

// TestOneLine changes a model without any line break.
func TestOneLine(t *testing.T) {
	t.Parallel()
	const old = head + `<process id="p"><task id="x"/><task id="y"/><sequenceFlow id="f" sourceRef="x" targetRef="y"/></process></definitions>`
	const want = head + `<process id="p"><task id="x"><outgoing>f</outgoing></task><task id="y"/><sequenceFlow id="f" sourceRef="x" targetRef="y"/></process></definitions>`
	got, err := change(t, old, func(d *bpmn.Definitions, t *edit.Draft) { t.MatchFlows(d.ByID("x").(*bpmn.FlowNode)) })
	if d := cmp.Diff(want, got); d != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, d)
	}
	got, err = change(t, want, func(d *bpmn.Definitions, t *edit.Draft) { t.Remove(d.ByID("f")) })
	const less = head + `<process id="p"><task id="x"></task><task id="y"/></process></definitions>`
	if d := cmp.Diff(less, got); d != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, d)
	}
}

// TestCannot makes drafts that cannot be made with certainty.
func TestCannot(t *testing.T) {
	t.Parallel()
	node := func(d *bpmn.Definitions, id string) *bpmn.FlowNode { return d.ByID(id).(*bpmn.FlowNode) }
	script := strings.Replace(model, "<startEvent id=\"s\" />", `<scriptTask id="s" scriptFormat="js"><script>seen("task")</script></scriptTask>`, 1)
	for name, c := range map[string]struct {
		model string
		draft func(*bpmn.Definitions, *edit.Draft)
		want  string
	}{
		"taken":              {model, func(d *bpmn.Definitions, t *edit.Draft) { t.RenameID(d.ByID("task"), "gate") }, "is taken"},
		"no name":            {model, func(d *bpmn.Definitions, t *edit.Draft) { t.RenameID(d.ByID("task"), "1 a") }, "is no id"},
		"mentioned":          {script, func(d *bpmn.Definitions, t *edit.Draft) { t.RenameID(d.ByID("task"), "pay") }, "mentioned"},
		"not alone":          {strings.Replace(model, `id="ls"`, `id="task"`, 1), func(d *bpmn.Definitions, t *edit.Draft) { t.RenameID(d.ByID("task"), "pay") }, "alone"},
		"referred to":        {model, func(d *bpmn.Definitions, t *edit.Draft) { t.Remove(d.ByID("m2")) }, "receiveTask refers to m2"},
		"event at the host":  {model, func(d *bpmn.Definitions, t *edit.Draft) { t.Remove(d.ByID("task")) }, "refers to task"},
		"not between":        {model, func(d *bpmn.Definitions, t *edit.Draft) { t.Bypass(node(d, "task")) }, "not between two flows"},
		"missing attribute":  {model, func(d *bpmn.Definitions, t *edit.Draft) { t.RemoveAttribute(d.ByID("task").Base().XML, "name") }, "has no attribute"},
		"attribute is there": {model, func(d *bpmn.Definitions, t *edit.Draft) { t.RenameAttribute(d.ByID("m").Base().XML, "name", "id") }, "already"},
		"nothing to be done": {model, func(d *bpmn.Definitions, t *edit.Draft) { t.MatchFlows(node(d, "gate")) }, "nothing would change"},
		"missing namespace":  {model, func(_ *bpmn.Definitions, t *edit.Draft) { t.ReplaceNamespace("urn:x", "urn:y") }, "not declared"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := change(t, c.model, c.draft)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestReplaceNamespace(t *testing.T) {
	t.Parallel()
	got, err := change(t, strings.Replace(head, "http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn", 1)+`<process id="p"/></definitions>`,
		func(_ *bpmn.Definitions, t *edit.Draft) {
			t.ReplaceNamespace(bpmn.ActivitiNamespace, bpmn.CamundaNamespace)
		})
	if d := cmp.Diff(head+`<process id="p"/></definitions>`, got); d != "" || err != nil {
		t.Errorf("%v (-want +got)\n%s", err, d)
	}
}
