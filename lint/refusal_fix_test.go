package lint_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
)

const (
	refusedHead = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" ` +
		`xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" ` +
		`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">`
	refusedProcess = `<process id="p" isExecutable="true" camunda:historyTimeToLive="P1D">`
	refusedTail    = `</definitions>`
)

// refused are models that the engine refuses or warns of, by the problem: what
// is around the fault, the fault, and what a fix makes of it.
var refused = map[string]struct {
	around, old, want string
	safe              bool
}{
	"attribute-unknown": {
		refusedProcess + `<startEvent id="s"/><userTask id="t" %="joe"/></process>`, `assignee`, `camunda:assignee`, false,
	},
	"compensation-always-waits": {
		refusedProcess + `<startEvent id="s"/><endEvent id="e"><compensateEventDefinition %/></endEvent><sequenceFlow id="f" sourceRef="s" targetRef="e"/></process>`,
		`waitForCompletion="false"`, ``, true,
	},
	"compensation-attribute-ignored": {
		refusedProcess + `<startEvent id="s"/><userTask id="u"/><boundaryEvent id="b" attachedToRef="u"><compensateEventDefinition id="c"%/></boundaryEvent>` +
			`<userTask id="h" isForCompensation="true"/><association id="a" sourceRef="b" targetRef="h"/></process>`,
		` activityRef="u"`, ``, true,
	},
	"default-flow-with-condition": {
		refusedProcess + `<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="g"/><exclusiveGateway id="g" default="b"/><endEvent id="e"/>` +
			`<sequenceFlow id="a" sourceRef="g" targetRef="e"><conditionExpression xsi:type="tFormalExpression">${x}</conditionExpression></sequenceFlow>` +
			`<sequenceFlow id="b" sourceRef="g" targetRef="e">%</sequenceFlow></process>`,
		`<conditionExpression xsi:type="tFormalExpression">${y}</conditionExpression>`, ``, false,
	},
	"duplicate-id": {
		refusedProcess + `<startEvent id="s"/></process><bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p">` +
			`<bpmndi:BPMNShape id="%" bpmnElement="s"><dc:Bounds x="1" y="1" width="36" height="36"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
		`s`, `s_di`, true,
	},
	"edge-of-nothing": {
		refusedProcess + `<startEvent id="s"/></process><bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p">` +
			`<bpmndi:BPMNShape id="s_di" bpmnElement="s"><dc:Bounds x="1" y="1" width="36" height="36"/></bpmndi:BPMNShape>%</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
		`<bpmndi:BPMNEdge id="x" bpmnElement="gone"><di:waypoint x="1" y="1"/><di:waypoint x="2" y="2"/></bpmndi:BPMNEdge>`, ``, true,
	},
	"event-gateway-async-after": {
		refusedProcess + `<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="g"/><eventBasedGateway id="g"%/>` +
			`<sequenceFlow id="a" sourceRef="g" targetRef="c"/><intermediateCatchEvent id="c"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent></process>`,
		` camunda:asyncAfter="true"`, ``, false,
	},
	"flow-assumed-default": {
		refusedProcess + `<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="g"/><exclusiveGateway id="g"%/><endEvent id="e"/>` +
			`<sequenceFlow id="a" sourceRef="g" targetRef="e"><conditionExpression xsi:type="tFormalExpression">${x}</conditionExpression></sequenceFlow>` +
			`<sequenceFlow id="b" sourceRef="g" targetRef="e"/></process>`,
		``, ` default="b"`, false,
	},
	"plane-without-element": {
		refusedProcess + `<startEvent id="s"/></process><bpmndi:BPMNDiagram><bpmndi:BPMNPlane id="x"%/></bpmndi:BPMNDiagram>`,
		``, ` bpmnElement="p"`, true,
	},
	"result-variable-ignored": {
		refusedProcess + `<startEvent id="s"/><serviceTask id="t" camunda:class="org.example.Charge"%/></process>`,
		` camunda:resultVariable="r"`, ``, false,
	},
	"shape-of-nothing": {
		refusedProcess + `<startEvent id="s"/></process><bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p">%</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`,
		`<bpmndi:BPMNShape id="x" bpmnElement="gone"><dc:Bounds x="1" y="1" width="36" height="36"/></bpmndi:BPMNShape>`, ``, false,
	},
	"signal-name-twice": {
		`<signal id="a" name="n"/>%<process id="p" isExecutable="true" camunda:historyTimeToLive="P1D"><startEvent id="s"><signalEventDefinition signalRef="a"/></startEvent></process>`,
		`<signal id="b" name="n"/>`, ``, false,
	},
	"single-flow-conditional": {
		refusedProcess + `<startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="g"/><sequenceFlow id="f2" sourceRef="s" targetRef="g"/><exclusiveGateway id="g"/><endEvent id="e"/>` +
			`<sequenceFlow id="a" sourceRef="g" targetRef="e">%</sequenceFlow></process>`,
		`<conditionExpression xsi:type="tFormalExpression">${x}</conditionExpression>`, ``, false,
	},
	"start-timer-not-computed": {
		refusedProcess + `<startEvent id="s"><timerEventDefinition><timeCycle>%</timeCycle></timerEventDefinition></startEvent></process>`,
		`0 0 8 ? * 2 *`, `0 0 8 ? * MON`, false,
	},
	"time-to-live-missing": {
		`<process id="p" isExecutable="true"%><startEvent id="s"/></process>`, ``, ` camunda:historyTimeToLive="P180D"`, true,
	},
	"time-to-live-not-read": {
		`<process id="p" isExecutable="true" camunda:historyTimeToLive="%"><startEvent id="s"/></process>`, `P2W`, `P14D`, false,
	},
	"value-not-valid": {
		refusedProcess + `<startEvent id="s"/><userTask id="t" isForCompensation="%"/></process>`, `False`, `false`, false,
	},
}

// TestRefusalFixes mends each kind of deployment problem that can be mended.
func TestRefusalFixes(t *testing.T) {
	t.Parallel()
	for _, r := range lint.DeployRules() {
		if _, ok := refused[r.ID]; ok != (r.Fix != rules.None) {
			t.Errorf("%s says that its fixes are %s; tested: %v", r.ID, r.Fix, ok)
		}
	}
	for slug, c := range refused {
		t.Run(slug, func(t *testing.T) {
			t.Parallel()
			before := refusedHead + strings.Replace(c.around, "%", c.old, 1) + refusedTail
			want := refusedHead + strings.Replace(c.around, "%", c.want, 1) + refusedTail
			if c.old != "" && c.want == "" {
				want = strings.ReplaceAll(want, "compensateEventDefinition />", "compensateEventDefinition/>")
			}
			for _, unsafe := range []bool{true, false} {
				m := oneModel(t, before, slug)
				fixed := m.fix(t, unsafe)
				if !unsafe && !c.safe {
					if len(fixed.Files) > 0 {
						t.Errorf("an unsafe fix was made: %v", fixed.Files[0].Made)
					}
					continue
				}
				if len(fixed.Files) == 0 {
					t.Fatalf("unsafe %v: no fix was made of %v; dropped: %v", unsafe, fixed.Diagnostics, fixed.Dropped)
				}
				if d := cmp.Diff(want, string(fixed.Files[0].After)); d != "" {
					t.Errorf("(-want +got)\n%s", d)
				}
			}
		})
	}
}

// oneModel is a model that is linted with one rule, on an engine that enforces a
// history time to live.
func oneModel(t *testing.T, text, rule string) *fixModels {
	t.Helper()
	m := &fixModels{content: map[string][]byte{}}
	m.add("p.bpmn", []byte(text))
	m.prepare(t)
	file := filepath.Join(t.TempDir(), ".bpmnlint.yaml")
	settings := "engine: {history-time-to-live: enforced}\nrules:\n  history-time-to-live: {value: P180D}\n"
	if err := os.WriteFile(file, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	loader, err := config.NewLoader(config.Options{
		Rules: lint.ConfigRules(m.options.Rules), Workspace: m.options.Workspace, File: file, Only: []string{rule},
	})
	if err != nil {
		t.Fatal(err)
	}
	m.options.Config = loader
	return m
}

// TestFixOfChangedFile changes a file while it is fixed.
func TestFixOfChangedFile(t *testing.T) {
	t.Parallel()
	const text = refusedHead + refusedProcess + `<startEvent id="s"><outgoing>gone</outgoing></startEvent></process>` + refusedTail
	m := oneModel(t, text, "incoming-outgoing")
	reads := 0
	m.options.Read = func(workspace.File, int64) ([]byte, error) {
		if reads++; reads > 1 {
			return []byte(text + "\n"), nil
		}
		return []byte(text), nil
	}
	fixed, err := lint.Fix(context.Background(), m.files, m.options, false)
	if err != nil {
		t.Fatal(err)
	}
	if len(fixed.Files) > 0 || len(fixed.Dropped) != 1 || !strings.Contains(fixed.Dropped[0].Reason, "it has changed") {
		t.Errorf("%d files, dropped %v", len(fixed.Files), fixed.Dropped)
	}
}
