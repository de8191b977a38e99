package compile

import (
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
	v, fault := atDeployment(text, now)
	if fault != "" {
		return time.Time{}, fault
	}
	if date, ok := v.(time.Time); ok {
		return date, ""
	}
	value, ok := v.(string)
	if !ok {
		return time.Time{}, "Timer was not configured with a valid duration/time, either hand in a java.util.Date or a String in format 'yyyy-MM-dd'T'hh:mm:ss'"
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
		if _, fault := atDeployment(s.text, p.Now); fault != "" {
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

// atDeployment returns the value of an expression where there are no variables
// yet.
func atDeployment(text string, now time.Time) (value any, fault string) {
	e, problem := juel.Parse(text)
	if problem != nil {
		return nil, parsing(problem.EngineMessage())
	}
	if f, message := e.Unbound(engineFunctions); f != nil {
		return nil, parsing(message)
	}
	value, failure := e.Evaluate(deployment{now})
	if failure != nil {
		return nil, failure.Message
	}
	return value, ""
}

// deployment resolves the names of expressions that are evaluated while a
// process is deployed: only functions have a value then.
type deployment struct{ now time.Time }

// Variable implements [juel.Resolver].
func (deployment) Variable(string) (any, bool) { return nil, false }

// Function implements [juel.Resolver].
func (d deployment) Function(name string, _ []any) (any, bool) {
	switch name {
	case "now":
		return d.now, true
	case "dateTime":
		return juel.DateTime{Time: d.now}, true
	case "currentUser", "currentUserGroups":
		return nil, true
	}
	return nil, false
}
