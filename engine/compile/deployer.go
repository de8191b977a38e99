package compile

import (
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/timer"
	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// deployed is the moment of a deployment where nobody says another.
var deployed = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)

// StartTimer returns when a timer start event is due for the first time: kind
// is timeDate, timeDuration or timeCycle, text its value or expression. fault
// is the engine's text where it cannot be computed at deployment, empty
// otherwise.
func StartTimer(kind, text string, o Options) (due time.Time, fault string) {
	if o.Platform == (platform.Platform{}) {
		o.Platform = platform.Latest(platform.Camunda)
	}
	now := o.Now
	if now.IsZero() {
		now = deployed
	}
	value, fault := atDeployment(text)
	if fault != "" {
		return time.Time{}, fault
	}
	var problem *timer.Error
	switch kind {
	case "timeDate":
		due, problem = timer.Date(value, now)
	case "timeDuration":
		due, problem = timer.Duration(value, now)
	default:
		due, problem = timer.Cycle(value, now, o.Platform)
	}
	if problem != nil {
		return time.Time{}, problem.Message
	}
	return due, ""
}

// evaluateStarts reports what the deployer cannot compute of the start events
// of a process: there are no variables yet.
func (p *parser) evaluateStarts(q *process) {
	for _, s := range q.signals {
		if _, fault := atDeployment(s.text); fault != "" {
			p.report("START-07", Refusal, at{element: s.xml, anonymous: true}, fault)
		}
	}
	for _, x := range q.timers {
		for _, kind := range [...]string{"timeDate", "timeCycle", "timeDuration"} {
			list := elements(x, kind)
			if len(list) == 0 {
				continue
			}
			if _, fault := StartTimer(kind, trimmed(list[0].Text()), p.Options); fault != "" {
				p.report("START-08", Refusal, at{element: list[0], anonymous: true}, fault)
			}
			break
		}
		p.startPriority(x.Parent, q)
	}
}

// startPriority reports a priority of the job of a start event that is an
// expression: there is no execution yet to evaluate it in.
func (p *parser) startPriority(event *xmltree.Element, q *process) {
	owner := event
	a := p.extensionAttr(event, "jobPriority")
	if a == nil {
		owner = q.scope.xml
		a = p.extensionAttr(owner, "jobPriority")
	}
	if a != nil && isExpression(a.Value) {
		p.report("START-09", Refusal, at{element: owner, attr: a, anonymous: true}, "UTILS-02001 Parameter 'variableScope' is null")
	}
}

// atDeployment returns the value of an expression where there are no variables:
// only what is constant has one.
func atDeployment(text string) (value, fault string) {
	e, problem := juel.Parse(text)
	if problem != nil {
		return "", parsing(problem.EngineMessage())
	}
	if literal, ok := e.LiteralText(); ok {
		return literal, ""
	}
	if l, ok := juel.Unwrap(e.Sole()).(*juel.Literal); ok {
		if s, ok := l.Value.(string); ok {
			return s, ""
		}
	}
	if names := e.Identifiers(); len(names) > 0 {
		return "", "Unknown property used in expression: " + strings.TrimSpace(text) + ". Cause: Cannot resolve identifier '" + names[0].Name + "'"
	}
	return "", ""
}
