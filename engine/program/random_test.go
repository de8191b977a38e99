package program_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// choices make a model: each byte decides one thing, and what is not there
// decides for the first possibility.
type choices struct {
	bytes []byte
	out   strings.Builder
	nodes int
}

func (c *choices) next(n int) int {
	if len(c.bytes) == 0 {
		return 0
	}
	b := c.bytes[0]
	c.bytes = c.bytes[1:]
	return int(b) % n
}

func (c *choices) of(options ...string) string { return options[c.next(len(options))] }

// id names a node that may be there, or not, or be there twice.
func (c *choices) id() string { return fmt.Sprintf("n%d", c.next(c.nodes+3)) }

// model returns any model, most of them such that no engine would deploy them.
func (c *choices) model() string {
	c.out.WriteString(head + roots + `<process id="p" isExecutable="true">`)
	c.scope(0)
	c.out.WriteString(`</process>` + tail)
	return c.out.String()
}

func (c *choices) scope(depth int) {
	for range c.next(8) {
		c.node(depth)
	}
	for range c.next(8) {
		fmt.Fprintf(&c.out, `<sequenceFlow id="f%d" sourceRef="%s" targetRef="%s"/>`, c.next(20), c.id(), c.id())
	}
	for range c.next(3) {
		fmt.Fprintf(&c.out, `<association id="a" sourceRef="%s" targetRef="%s"/>`, c.id(), c.id())
	}
}

func (c *choices) node(depth int) {
	tag := c.of("task", "startEvent", "boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent", "endEvent",
		"subProcess", "transaction", "adHocSubProcess", "userTask", "serviceTask", "businessRuleTask", "receiveTask", "callActivity", "scriptTask",
		"exclusiveGateway", "parallelGateway", "eventBasedGateway", "complexGateway")
	id := fmt.Sprintf("n%d", c.nodes)
	if c.next(16) == 1 {
		id = c.of("n0", "", "n1") // twice, or none
	}
	c.nodes++
	fmt.Fprintf(&c.out, `<%s id="%s" attachedToRef="%s" default="f%d" `, tag, id, c.id(), c.next(20))
	c.out.WriteString(c.of("", `isForCompensation="true" `, `triggeredByEvent="true" `, `cancelActivity="false" isInterrupting="false" `))
	c.out.WriteString(c.of("", `camunda:type="external" `, `camunda:decisionRef="d" `, `camunda:class="C" `, `messageRef="m" `, `camunda:asyncBefore="true" `))
	c.out.WriteString(">")
	switch c.next(6) {
	case 1:
		c.out.WriteString(`<extensionElements><camunda:inputOutput><camunda:inputParameter name="a">${b}</camunda:inputParameter></camunda:inputOutput></extensionElements>`)
	case 2:
		c.out.WriteString(`<extensionElements><camunda:connector/></extensionElements>`)
	case 3:
		c.out.WriteString(`<extensionElements><camunda:taskListener event="timeout" id="l"><timerEventDefinition/></camunda:taskListener></extensionElements><property id="v"/>`)
	}
	if c.next(4) == 1 {
		c.out.WriteString(`<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>`)
	}
	for range c.next(3) {
		kind := c.of("message", "timer", "error", "escalation", "signal", "conditional", "compensate", "cancel", "terminate", "link")
		fmt.Fprintf(&c.out, `<%sEventDefinition messageRef="m" signalRef="sig" errorRef="err" escalationRef="esc" activityRef="%s" name="l"/>`, kind, c.id())
	}
	if depth < 3 && (strings.Contains(tag, "Process") || tag == "transaction") {
		c.scope(depth + 1)
	}
	fmt.Fprintf(&c.out, "</%s>", tag)
}

// TestRandomModels sees that the invariants hold for models that contradict
// themselves.
func TestRandomModels(t *testing.T) {
	t.Parallel()
	for seed := range uint64(1000) {
		random := rand.New(rand.NewPCG(seed, 1))
		tape := make([]byte, 400)
		for i := range tape {
			tape[i] = byte(random.Uint32())
		}
		c := choices{bytes: tape}
		text := c.model()
		checkInvariants(t, build(t, text, program.Options{Connect: seed%2 == 0}))
		if t.Failed() {
			t.Fatalf("seed %d: %s", seed, text)
		}
	}
}

// FuzzChoices looks for models that contradict themselves in new ways.
func FuzzChoices(f *testing.F) {
	f.Add([]byte{3, 0, 0, 0}, false)
	f.Add([]byte{5, 9, 0, 3, 2, 1, 1, 1, 2, 4, 6, 7, 8, 2, 1, 0}, true)
	f.Fuzz(func(t *testing.T, tape []byte, connect bool) {
		c := choices{bytes: tape}
		checkInvariants(t, build(t, c.model(), program.Options{Connect: connect}))
	})
}
