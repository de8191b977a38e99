package engine_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// writer writes random processes: blocks within blocks, with what can be
// attached to them.
type writer struct {
	r    *rand.Rand
	b    strings.Builder
	n    int
	left int // how many elements it may still write
}

func (w *writer) id(prefix string) string {
	w.n++
	w.left--
	return fmt.Sprintf("%s%d", prefix, w.n)
}

func (w *writer) flow(from, to, inner string) {
	fmt.Fprintf(&w.b, `<sequenceFlow id="%s" sourceRef="%s" targetRef="%s">%s</sequenceFlow>`, w.id("f"), from, to, inner)
}

func (w *writer) pick(list ...string) string { return list[w.r.IntN(len(list))] }

func (w *writer) async() string {
	return w.pick("", "", "", ` camunda:asyncBefore="true"`, ` camunda:asyncAfter="true"`)
}

func (w *writer) loop() string {
	return w.pick("", "", "", "",
		`<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>`,
		`<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><completionCondition>${nrOfCompletedInstances >= 2}</completionCondition></multiInstanceLoopCharacteristics>`,
		`<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>`)
}

func condition(w *writer) string {
	return `<conditionExpression xsi:type="tFormalExpression">` + w.pick("${x &gt; 1}", "${x == 1}", "${b}", "${not b}", "${true}") + `</conditionExpression>`
}

// sequence writes elements one behind the other, from an element on, and
// returns the last.
func (w *writer) sequence(from string, depth int) string {
	for range 1 + w.r.IntN(3) {
		first, last := w.element(depth)
		w.flow(from, first, "")
		from = last
		if w.left < 0 {
			break
		}
	}
	return from
}

// element writes an element or block and returns where it begins and ends.
func (w *writer) element(depth int) (first, last string) {
	if depth > 0 && w.left > 0 && w.r.IntN(2) == 0 {
		switch w.r.IntN(4) {
		case 0:
			return w.gateway("parallelGateway", depth)
		case 1:
			return w.gateway("inclusiveGateway", depth)
		case 2:
			return w.gateway("exclusiveGateway", depth)
		}
		return w.subProcess(depth)
	}
	id := w.id("e")
	switch w.r.IntN(10) {
	case 0, 1:
		fmt.Fprintf(&w.b, `<userTask id="%s"%s>%s</userTask>`, id, w.async(), w.loop())
	case 2:
		fmt.Fprintf(&w.b, `<serviceTask id="%s" camunda:type="external" camunda:topic="%s"%s>%s</serviceTask>`, id, w.pick("t1", "t2"), w.async(), w.loop())
	case 3:
		fmt.Fprintf(&w.b, `<receiveTask id="%s" messageRef="%s"%s>%s</receiveTask>`, id, w.pick("m1", "m2"), w.async(), w.loop())
	case 4:
		fmt.Fprintf(&w.b, `<intermediateCatchEvent id="%s">%s</intermediateCatchEvent>`, id, w.definition())
		return id, id
	case 5:
		fmt.Fprintf(&w.b, `<intermediateThrowEvent id="%s">%s</intermediateThrowEvent>`, id, w.pick(
			`<signalEventDefinition signalRef="s1"/>`, `<escalationEventDefinition escalationRef="c1"/>`, `<compensateEventDefinition/>`))
		return id, id
	case 6:
		fmt.Fprintf(&w.b, `<callActivity id="%s" calledElement="called"%s><extensionElements><camunda:in variables="all"/><camunda:out source="x" target="x"/></extensionElements>%s</callActivity>`, id, w.async(), w.loop())
	default:
		expression := w.pick("${x + 1}", "${x - 1}", "${not b}", "${x}", "${missing}", "${thrower.bpmn('k')}")
		fmt.Fprintf(&w.b, `<serviceTask id="%s" camunda:expression="%s" camunda:resultVariable="%s"%s>%s</serviceTask>`, id, expression, w.pick("x", "b2", "y"), w.async(), w.loop())
	}
	w.attach(id, depth)
	return id, id
}

func (w *writer) definition() string {
	return w.pick(`<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>`, `<messageEventDefinition messageRef="m1"/>`,
		`<messageEventDefinition messageRef="m2"/>`, `<signalEventDefinition signalRef="s1"/>`,
		`<conditionalEventDefinition><condition>${x &gt; 2}</condition></conditionalEventDefinition>`)
}

// attach writes a boundary event with a path of its own.
func (w *writer) attach(host string, depth int) {
	if w.r.IntN(3) > 0 || w.left < 0 {
		return
	}
	id := w.id("b")
	if w.r.IntN(4) == 0 {
		handler := w.id("h")
		fmt.Fprintf(&w.b, `<boundaryEvent id="%s" attachedToRef="%s"><compensateEventDefinition/></boundaryEvent>`, id, host)
		fmt.Fprintf(&w.b, `<%s id="%s" isForCompensation="true"/>`, w.pick("userTask", "manualTask"), handler)
		fmt.Fprintf(&w.b, `<association id="%s" sourceRef="%s" targetRef="%s" associationDirection="One"/>`, w.id("a"), id, handler)
		return
	}
	definition, cancel := w.definition(), w.pick("true", "false")
	if w.r.IntN(3) == 0 {
		definition, cancel = w.pick(`<errorEventDefinition/>`, `<errorEventDefinition errorRef="k1"/>`), "true"
	} else if w.r.IntN(4) == 0 {
		definition = `<escalationEventDefinition escalationRef="c1"/>`
	}
	fmt.Fprintf(&w.b, `<boundaryEvent id="%s" attachedToRef="%s" cancelActivity="%s">%s</boundaryEvent>`, id, host, cancel, definition)
	w.end(w.sequence(id, min(depth-1, 0)))
}

// end writes an end event behind an element, or nothing.
func (w *writer) end(from string) {
	definition := w.pick("", "", "", "", `<terminateEventDefinition/>`, `<errorEventDefinition errorRef="k1"/>`, `<escalationEventDefinition escalationRef="c1"/>`, `<signalEventDefinition signalRef="s1"/>`)
	if w.r.IntN(6) == 0 {
		return
	}
	id := w.id("z")
	fmt.Fprintf(&w.b, `<endEvent id="%s">%s</endEvent>`, id, definition)
	w.flow(from, id, "")
}

func (w *writer) gateway(kind string, depth int) (first, last string) {
	first, last = w.id("g"), w.id("g")
	join := kind
	if w.r.IntN(6) == 0 {
		join = w.pick("parallelGateway", "inclusiveGateway", "exclusiveGateway")
	}
	n := 2 + w.r.IntN(2)
	ids := make([]string, n)
	var flows strings.Builder
	body := w.b
	w.b = strings.Builder{}
	for i := range ids {
		begin, end := w.element(depth - 1)
		ids[i] = w.id("f")
		inner := ""
		if kind != "parallelGateway" && i > 0 {
			inner = condition(w)
		}
		fmt.Fprintf(&flows, `<sequenceFlow id="%s" sourceRef="%s" targetRef="%s">%s</sequenceFlow>`, ids[i], first, begin, inner)
		w.flow(end, last, "")
	}
	inside := w.b.String()
	w.b = strings.Builder{}
	w.b.WriteString(body.String())
	fmt.Fprintf(&w.b, `<%s id="%s"`, kind, first)
	if kind != "parallelGateway" {
		fmt.Fprintf(&w.b, ` default="%s"`, ids[0])
	}
	fmt.Fprintf(&w.b, `/><%s id="%s"/>%s%s`, join, last, flows.String(), inside)
	return first, last
}

func (w *writer) subProcess(depth int) (first, last string) {
	id := w.id("p")
	fmt.Fprintf(&w.b, `<subProcess id="%s"%s>`, id, w.async())
	if w.r.IntN(3) == 0 {
		w.b.WriteString(`<extensionElements><camunda:inputOutput><camunda:inputParameter name="v">${x}</camunda:inputParameter><camunda:outputParameter name="y">${v}</camunda:outputParameter></camunda:inputOutput></extensionElements>`)
	}
	start := w.id("s")
	fmt.Fprintf(&w.b, `<startEvent id="%s"/>`, start)
	w.end(w.sequence(start, depth-1))
	if w.r.IntN(3) == 0 {
		definition, interrupting := w.definition(), w.pick("true", "false")
		if w.r.IntN(3) == 0 {
			definition, interrupting = `<errorEventDefinition/>`, "true"
		}
		inner := w.id("s")
		fmt.Fprintf(&w.b, `<subProcess id="%s" triggeredByEvent="true"><startEvent id="%s" isInterrupting="%s">%s</startEvent>`, w.id("p"), inner, interrupting, definition)
		w.end(w.sequence(inner, depth-2))
		w.b.WriteString(`</subProcess>`)
	}
	loop := ""
	if depth < 3 {
		loop = w.loop()
	}
	w.b.WriteString(loop + `</subProcess>`)
	w.attach(id, depth)
	return id, id
}

// process writes a whole process.
func (w *writer) process(key string, depth int) string {
	w.b.Reset()
	fmt.Fprintf(&w.b, `<process id="%s" isExecutable="true"><startEvent id="%sStart"/>`, key, key)
	w.end(w.sequence(key+"Start", depth))
	w.b.WriteString(`</process>`)
	return w.b.String()
}

const declared = `<message id="m1" name="m1"/><message id="m2" name="m2"/><signal id="s1" name="s1"/><error id="k1" errorCode="k"/><escalation id="c1" escalationCode="c"/>`
