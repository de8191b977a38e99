package bpmn_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
)

// TestFlowNode reads one flow node each, in three namespaces where it has
// extensions, and looks at everything that is set in it.
func TestFlowNode(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ xml, want string }{
		"task": {`<task id="n"/>`, `Exclusive=true`},
		"asynchronous": {
			`<manualTask id="n" c:asyncBefore="true" c:asyncAfter="true" c:exclusive="false" c:jobPriority="${p}" isForCompensation="true"/>`,
			`AsyncBefore=true AsyncAfter=true JobPriority=${p} IsForCompensation=true`,
		},
		"all but the word true is false": {
			`<task id="n" c:exclusive="TRUE" c:asyncBefore=" true" c:asyncAfter="1"/>`, ``,
		},
		"the old async": {`<task id="n" c:async="true" c:asyncBefore="false"/>`, `AsyncBefore=true Exclusive=true`},
		"exclusive is not a BPMN attribute": {
			`<task id="n" exclusive="false" asyncBefore="true" x:asyncAfter="true"/>`, `Exclusive=true`,
		},
		"retries, listeners, properties, mapping": {
			`<task id="n"><extensionElements><c:failedJobRetryTimeCycle> R3/PT1M </c:failedJobRetryTimeCycle>
				<c:executionListener event="start" class="A"><c:field name="f" stringValue="s"/><c:field name="g" expression="${g}"/>
					<c:field name="h"><c:string>t</c:string></c:field><c:field name="i"><c:expression>${i}</c:expression></c:field></c:executionListener>
				<c:executionListener event="end"><c:script scriptFormat="js" resource="deployment://e.js">1+1</c:script></c:executionListener>
				<c:taskListener event="create" delegateExpression="${d}"/><c:taskListener event="assignment" expression="${e}"/>
				<c:properties><c:property id="i" name="k" value="v"/><x:property name="other"/></c:properties>
				<c:inputOutput><c:inputParameter name="a">${b}</c:inputParameter>
					<c:inputParameter name="l"><c:list><c:value>1</c:value></c:list></c:inputParameter>
					<c:outputParameter name="m"><c:map><c:entry key="k">1</c:entry></c:map></c:outputParameter>
					<c:outputParameter name="s"><c:script scriptFormat="groovy">1</c:script></c:outputParameter></c:inputOutput>
			</extensionElements></task>`,
			`Exclusive=true RetryCycle= R3/PT1M  ` +
				`ExecutionListeners=[{Event=start Class=A Fields=[{Name=f StringValue=s}, {Name=g ExpressionAttr=${g}}, {Name=h String=t}, {Name=i Expression=${i}}]}, ` +
				`{Event=end Script={Value=1+1 Language=js Resource=deployment://e.js}}] ` +
				`TaskListeners=[{Event=create DelegateExpression=${d}}, {Event=assignment Expression=${e}}] ` +
				`InputOutput={Inputs=[{Name=a Value=${b}}, {Name=l List=true}] ` +
				`Outputs=[{Name=m Map=true}, {Name=s Script={Value=1 Language=groovy}}]} ` +
				`Properties=[{Name=k Value=v}]`,
		},
		"two extensionElements": {
			`<task id="n"><extensionElements><c:executionListener event="start"/></extensionElements><extensionElements><c:executionListener event="end"/></extensionElements></task>`,
			`Exclusive=true ExecutionListeners=[{Event=start}, {Event=end}]`,
		},
		"service task": {
			`<serviceTask id="n" c:class="A" c:delegateExpression="${d}" c:expression="${e}" c:resultVariable="r" c:type="external" c:topic="t" c:taskPriority="5"><extensionElements>
				<c:field name="f" stringValue="s"/><c:connector><c:connectorId>http-connector</c:connectorId><c:inputOutput><c:inputParameter name="url">u</c:inputParameter></c:inputOutput></c:connector>
				<c:errorEventDefinition id="m" errorRef="e" c:errorCodeVariable="cv" c:errorMessageVariable="mv" expression="${x}"/>
			</extensionElements></serviceTask><task id="e"/>`,
			`Exclusive=true Implementation={Class=A DelegateExpression=${d} Expression=${e} ResultVariable=r Type=external Topic=t TaskPriority=5 ` +
				`Connector={ConnectorID=http-connector InputOutput={Inputs=[{Name=url Value=u}]}} Fields=[{Name=f StringValue=s}] ` +
				`ErrorMappings=[{Ref=e ErrorCodeVariable=cv ErrorMessageVariable=mv Expression=${x}}]}`,
		},
		"service task that runs nothing": {`<serviceTask id="n"/>`, `Exclusive=true Implementation={}`},
		"send task":                      {`<sendTask id="n" messageRef="m" c:class="A"/>`, `Exclusive=true Implementation={Class=A} MessageRef=m`},
		"receive task":                   {`<receiveTask id="n" messageRef="m" instantiate="true"/>`, `Exclusive=true MessageRef=m Instantiate=true`},
		"script task": {
			`<scriptTask id="n" scriptFormat="js" c:resultVariable="r" c:resource="s.js"><script>a &lt; <![CDATA[b]]></script></scriptTask>`,
			`Exclusive=true Script={Format=js Resource=s.js ResultVariable=r Text=a < b}`,
		},
		"decision": {
			`<businessRuleTask id="n" c:decisionRef="d" c:decisionRefBinding="version" c:decisionRefVersion="2" c:decisionRefVersionTag="v" c:decisionRefTenantId="t" c:mapDecisionResult="singleEntry" c:resultVariable="r"/>`,
			`Exclusive=true Implementation={ResultVariable=r} Decision={Ref=d Binding=version Version=2 VersionTag=v TenantID=t MapResult=singleEntry ResultVariable=r}`,
		},
		"business rule task without decision": {
			`<businessRuleTask id="n" c:class="A" c:resultVariable="r"/>`, `Exclusive=true Implementation={Class=A ResultVariable=r}`,
		},
		"user task": {
			`<userTask id="n" c:assignee="u" c:candidateUsers="v,w" c:candidateGroups="g" c:dueDate="${d}" c:followUpDate="${f}" c:priority="50" c:formKey="k" c:formRef="r" c:formRefBinding="version" c:formRefVersion="1" c:formHandlerClass="H"><extensionElements>
				<c:formData businessKey="b"><c:formField id="b" label="B" type="string" defaultValue="1"/></c:formData><c:formProperty id="q" name="Q" type="long" default="2"/>
			</extensionElements><potentialOwner id="o"/><humanPerformer/></userTask>`,
			`Exclusive=true UserTask={Assignee=u CandidateUsers=v,w CandidateGroups=g DueDate=${d} FollowUpDate=${f} Priority=50 ResourceRoles=[#o, {}]} ` +
				`Form={Key=k Ref=r RefBinding=version RefVersion=1 HandlerClass=H Fields=[{Label=B FieldType=string DefaultValue=1}] Properties=[{Name=Q FieldType=long DefaultValue=2}] BusinessKey=b}`,
		},
		"task listener with a timer": {
			`<userTask id="n"><extensionElements><c:taskListener event="timeout" id="l" class="A"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></c:taskListener></extensionElements></userTask>`,
			`Exclusive=true TaskListeners=[{Event=timeout ListenerID=l Class=A Timer={TimeDuration={Value=PT1H}}}] UserTask={}`,
		},
		"a form on another task is none": {`<manualTask id="n" c:formKey="k"/>`, `Exclusive=true`},
		"call activity": {
			`<callActivity id="n" calledElement="q" c:calledElementBinding="version" c:calledElementVersion="1" c:calledElementVersionTag="t" c:calledElementTenantId="x" c:variableMappingClass="A" c:variableMappingDelegateExpression="${d}"><extensionElements>
				<c:in source="a" target="b" local="true"/><c:in sourceExpression="${a}" target="b"/><c:in businessKey="${k}"/><c:out variables="all"/></extensionElements></callActivity>`,
			`Exclusive=true Call={CalledElement=q Binding=version Version=1 VersionTag=t TenantID=x VariableMappingClass=A VariableMappingDelegateExpression=${d} ` +
				`In=[{Source=a Target=b Local=true}, {SourceExpression=${a} Target=b}, {BusinessKey=${k}}] Out=[{Variables=all}]}`,
		},
		"case": {
			`<callActivity id="n" c:caseRef="q" c:caseBinding="version" c:caseVersion="1" c:caseTenantId="x"/>`,
			`Exclusive=true Call={CaseRef=q CaseBinding=version CaseVersion=1 CaseTenantID=x}`,
		},
		"multi-instance": {
			`<task id="n"><multiInstanceLoopCharacteristics isSequential="true" c:collection="l" c:elementVariable="e" c:asyncBefore="true" c:asyncAfter="true" c:exclusive="false"><extensionElements><c:failedJobRetryTimeCycle>R2</c:failedJobRetryTimeCycle></extensionElements>
				<loopCardinality>3</loopCardinality><loopDataInputRef>items</loopDataInputRef><inputDataItem name="i"/><completionCondition>${c}</completionCondition></multiInstanceLoopCharacteristics></task>`,
			`Exclusive=true Loop={IsSequential=true LoopCardinality={Value=3} CompletionCondition={Value=${c}} LoopDataInputRef=items InputDataItem={Name=i} Collection=l ElementVariable=e AsyncBefore=true AsyncAfter=true RetryCycle=R2}`,
		},
		"standard loop": {
			`<task id="n"><standardLoopCharacteristics><loopCondition language="js">c</loopCondition></standardLoopCharacteristics></task>`,
			`Exclusive=true Loop={LoopCondition={Value=c Language=js} Exclusive=true}`,
		},
		"data associations": {
			`<task id="n"><dataInputAssociation id="di"/><dataOutputAssociation><sourceRef>s</sourceRef><sourceRef>r</sourceRef><targetRef> t </targetRef></dataOutputAssociation></task>`,
			`Exclusive=true DataAssociations=[#di, {SourceRefs=[s, r] TargetRef=t}]`,
		},
		"gateways": {
			`<eventBasedGateway id="n" instantiate="true" eventGatewayType="Parallel" gatewayDirection="Diverging"/>`,
			`Exclusive=true Instantiate=true GatewayDirection=Diverging EventGatewayType=Parallel`,
		},
		"references to flows": {
			`<exclusiveGateway id="n" default="f"><incoming>e</incoming><outgoing>
				f
			</outgoing></exclusiveGateway>`,
			`IncomingRefs=[e] OutgoingRefs=[f] Default=f Exclusive=true`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, prefix := range []string{"c:", "a:", "o:"} {
				xml := strings.ReplaceAll(c.xml, "c:", prefix)
				n := parseProcess(t, xml).ByID("n").(*bpmn.FlowNode)
				if d := cmp.Diff(c.want, dump(n)); d != "" {
					t.Errorf("in the namespace of %s: (-want +got)\n%s\n%s", prefix, d, dump(n))
				}
			}
		})
	}
}

func TestExtensionPrecedence(t *testing.T) {
	t.Parallel()
	n := parseProcess(t, `<serviceTask id="n" a:class="Old" c:class="New" a:topic="t" class="None"/>`).ByID("n").(*bpmn.FlowNode)
	if got := dump(n.Implementation); got != "Class=New Topic=t" {
		t.Errorf("implementation: %s", got)
	}
	if got := n.Extension("class").Text() + n.Extension("topic").Text() + n.Attr("class").Text(); got != "NewtNone" {
		t.Errorf("attributes: %s", got)
	}
	if n.Extension("type") != nil || n.Attr("topic") != nil {
		t.Error("an attribute is found that is not there")
	}
}

func TestSubProcess(t *testing.T) {
	t.Parallel()
	defs := parseProcess(t, `
		<subProcess id="s" triggeredByEvent="true"><startEvent id="a" isInterrupting="false"/>
			<transaction id="t" triggeredByEvent="false"><task id="b"/><sequenceFlow id="f"/></transaction>
			<adHocSubProcess id="h"><completionCondition>${x}</completionCondition><dataObject id="d"/><textAnnotation id="n"><text>why</text></textAnnotation></adHocSubProcess>
		</subProcess><task id="z" triggeredByEvent="true"/>`)
	s := defs.ByID("s").(*bpmn.FlowNode)
	tr := defs.ByID("t").(*bpmn.FlowNode)
	h := defs.ByID("h").(*bpmn.FlowNode)
	if !s.IsEventSubProcess() || tr.IsEventSubProcess() || defs.ByID("z").(*bpmn.FlowNode).IsEventSubProcess() {
		t.Error("which sub-process an event starts")
	}
	if got := dump(s.Content.FlowNodes[0]); got != "Exclusive=true" {
		t.Errorf("start event of the event sub-process: %s", got)
	}
	for name, c := range map[string]struct{ got, want any }{
		"nodes of s":      {dumpNodes(s.Content.FlowNodes), "a t h"},
		"all nodes":       {dumpNodes(collect(defs.FlowNodes())), "s a t b h z"},
		"all nodes of s":  {dumpNodes(collect(s.Content.All())), "a t b h"},
		"flow of t":       {tr.Content.SequenceFlows[0].Scope == tr.Content, true},
		"process of t":    {tr.Content.Process, defs.Processes[0]},
		"data of h":       {h.Content.Data[0].Scope == h.Content, true},
		"annotation of h": {dump(h.Content.Artifacts[0]), "Text=why"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
	for range s.Content.All() {
		break // a consumer may stop, also within a nested scope
	}
	for n := range s.Content.All() {
		if n.ID == "b" {
			break
		}
	}
}
