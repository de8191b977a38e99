package program_test

import "testing"

// TestUserTasks is about what belongs to user tasks only.
func TestUserTasks(t *testing.T) {
	t.Parallel()
	check(t, map[string]sample{
		"people and dates": {`<userTask id="u" name="Check ${x}" camunda:assignee="${boss}" camunda:candidateUsers="a, ${bean.f(b, c)}" camunda:candidateGroups="g" camunda:dueDate="${due}" camunda:followUpDate="2030-01-01T00:00:00" camunda:priority="50"><documentation>first</documentation><documentation>second</documentation></userTask>`, []string{
			"u: userTask, user task, name=`Check ${x}`, description=\"first\\n\\nsecond\", due=`${due}`, follow up=\"2030-01-01T00:00:00\", task priority=\"50\", assignee=`${boss}`, users=[\"a\" `${bean.f(b, c)}`], groups=[\"g\"]",
		}},
		"people as BPMN has it": {`<userTask id="u"><humanPerformer><resourceAssignmentExpression><formalExpression>boss</formalExpression></resourceAssignmentExpression></humanPerformer><potentialOwner><resourceAssignmentExpression><formalExpression>user(a), group(g), h</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>`, []string{
			`u: userTask, user task, assignee="boss", users=["a"], groups=["g" "h"]`,
		}},
		"form by key": {`<userTask id="u" camunda:formKey="embedded:${x}"/>`, []string{
			"u: userTask, user task, form, key=`embedded:${x}`",
		}},
		"form by reference": {`<userTask id="u" camunda:formRef="f" camunda:formRefBinding="version" camunda:formRefVersion="3"/>`, []string{
			`u: userTask, user task, form, ref="f" version "3"`,
		}},
		"form with fields": {`<userTask id="u"><extensionElements><camunda:formData businessKey="a"><camunda:formField id="a" label="A" type="string" defaultValue="${x}"/></camunda:formData></extensionElements></userTask>`, []string{
			"u: userTask, user task, form, business key=a, field a=string \"A\" `${x}`",
		}},
		"listeners": {`<userTask id="u"><extensionElements><camunda:taskListener event="create" class="a.L"/><camunda:taskListener event="assignment" expression="${l.run(task)}"/><camunda:taskListener event="complete" delegateExpression="${l}"/><camunda:taskListener event="update"><camunda:script scriptFormat="groovy">x</camunda:script></camunda:taskListener><camunda:taskListener event="delete" class="a.L"/><camunda:taskListener event="create" class="a.M"/></extensionElements></userTask>`, []string{
			"u: userTask, user task, create=[class a.L; class a.M], assignment=[expression `${l.run(task)}`], complete=[delegateExpression `${l}`], update=[script groovy \"x\"], delete=[class a.L]",
		}},
		"a timeout makes the task a scope": {`<userTask id="u"><extensionElements><camunda:taskListener event="timeout" id="late" class="a.L"><timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition></camunda:taskListener></extensionElements></userTask>`, []string{
			`u: userTask, user task, scope, event scope=u, events=[u], timeout=late u timeCycle "R3/PT1H" repeats class a.L`,
		}},
		"properties declare variables": {`<userTask id="u"><property id="x" camunda:src="a" camunda:dst="b"/></userTask>`, []string{
			`u: userTask, user task, scope, variable=x:string "a"→"b"`,
		}},
	})
}
