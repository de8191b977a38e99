package program_test

import (
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// TestEqual changes one thing of a model at a time.
func TestEqual(t *testing.T) {
	t.Parallel()
	const content = `<userTask id="u" camunda:assignee="${x}"><incoming>f</incoming></userTask>
		<sequenceFlow id="f" sourceRef="s" targetRef="u"><conditionExpression xsi:type="tFormalExpression">${a > 1}</conditionExpression></sequenceFlow>
		<boundaryEvent id="b" attachedToRef="u"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>`
	a := build(t, inProcess(content), program.Options{})
	for name, c := range map[string]struct {
		old, new string
		same     bool
	}{
		"nothing":         {"", "", true},
		"incoming":        {"<incoming>f</incoming>", "", true},
		"white space":     {"\n", "\r\n\r\n  ", true},
		"another element": {`<userTask id="u"`, `<dataObject id="o"/><userTask id="u"`, true},
		"an attribute":    {`${x}`, `${y}`, false},
		"a condition":     {`${a > 1}`, `${a > 2}`, false},
		"a duration":      {`PT1H`, `PT2H`, false},
		"an id":           {`id="b"`, `id="c"`, false},
		"asynchronous":    {`<userTask id="u"`, `<userTask id="u" camunda:asyncBefore="true"`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := build(t, inProcess(strings.ReplaceAll(content, c.old, c.new)), program.Options{})
			if c.old == "" {
				b = build(t, inProcess(content), program.Options{})
			}
			if got := program.Equal(a, b); got != c.same {
				t.Errorf("Equal = %v", got)
			}
		})
	}
}
