package compile

import (
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// executable goes through an executable process.
func (p *parser) executable(x *xmltree.Element) {
	scope := &activity{id: id(x), xml: x, kind: "process", behavior: processBehavior, subProcess: true}
	p.process = &process{scope: scope, byID: map[string]*activity{}, flows: map[string]*xmltree.Element{}}
	p.processes = append(p.processes, p.process)
	p.priority(x, "jobPriority")
	p.priority(x, "taskPriority")
	p.historyTimeToLive(x)
	p.scope(x, scope)
	p.starters(x)
	for _, lane := range elements(x, "laneSet") {
		for _, l := range elements(lane, "lane") {
			if p.process.lanes == nil {
				p.process.lanes = map[string]bool{}
			}
			p.process.lanes[id(l)] = true
		}
	}
	p.validate(scope.children)
}

// scope goes through a process or sub-process, part by part.
func (p *parser) scope(x *xmltree.Element, scope *activity) {
	var catches, handlers []*xmltree.Element
	p.startEvents(x, scope)
	for _, c := range x.Children {
		switch {
		case c.Local == "intermediateCatchEvent":
			catches = append(catches, c)
		case isHandler(c):
			handlers = append(handlers, c)
		default:
			p.flowNode(c, x, scope)
		}
	}
	for _, c := range hashOrder(catches) {
		if p.find(scope, attr(c, "id")) == nil {
			p.inputOutput(c, p.catchEvent(c, scope, nil))
		}
	}
	p.endEvents(x, scope)
	p.boundaryEvents(x, scope)
	waiting := map[string]*xmltree.Element{}
	for _, c := range handlers {
		waiting[id(c)] = c
	}
	p.sequenceFlows(x, scope, waiting)
	p.executionListeners(x)
	p.associations(x, scope, waiting)
	for _, c := range handlers {
		if waiting[id(c)] == c {
			p.flowNode(c, nil, scope)
		}
	}
	p.lateReferences(scope)
}

// lateReferences checks the references of a scope to activities that come after
// them. The engine remembers one for each activity: the last.
func (p *parser) lateReferences(scope *activity) {
	last := map[string]int{}
	for i, r := range scope.late {
		last[r.to] = i
	}
	for i, r := range scope.late {
		if q := r.check(); q != nil && last[r.to] != i {
			q.Hidden = true
		}
	}
}

func isHandler(x *xmltree.Element) bool {
	return strings.EqualFold(attr(x, "isForCompensation").Text(), "true")
}

// flowNode takes in one element of a scope; nil where the engine skips it.
func (p *parser) flowNode(x, parent *xmltree.Element, scope *activity) *activity {
	body := p.loop(x, scope)
	if body != nil {
		scope = body
	}
	var a *activity
	switch x.Local {
	case "exclusiveGateway", "inclusiveGateway", "parallelGateway":
		a = p.gateway(x, scope)
	case "eventBasedGateway":
		a = p.eventGateway(x, parent, scope)
	case "subProcess":
		a = p.embedded(x, scope)
	case "transaction":
		a = p.transaction(x, scope)
	case "intermediateThrowEvent":
		a = p.throwEvent(x, scope)
	case "adHocSubProcess", "complexGateway":
		p.warn("GW-01", at{element: x}, "Ignoring unsupported activity type")
	default:
		a = p.task(x, scope)
	}
	if a == nil {
		if body != nil {
			p.breaks(x, `Cannot invoke "ActivityImpl.setProperty(String, Object)" because "activity" is null`)
		}
		return nil
	}
	a.multiInstance = body != nil
	p.inputOutput(x, a)
	return a
}

func (p *parser) historyTimeToLive(x *xmltree.Element) {
	a := p.extensionAttr(x, "historyTimeToLive")
	text := a.Text()
	if a == nil {
		text = p.HistoryTimeToLive
	}
	if text == "" {
		if p.EnforceHistoryTimeToLive && p.Platform.EnforcesHistoryTimeToLive() {
			p.error("PROC-05", at{element: x, attr: a}, twice(missingTimeToLive))
		}
		return
	}
	if a == nil {
		return
	}
	if problem := timeToLiveProblem(text); problem != "" {
		p.error("PROC-06", at{element: x, attr: a}, twice("Cannot parse historyTimeToLive: "+problem))
	}
}

const missingTimeToLive = "ENGINE-12018 History Time To Live (TTL) cannot be null. TTL is necessary for the History Cleanup to work. The following options are possible:\n" +
	"* Set historyTimeToLive in the model\n" +
	"* Set a default historyTimeToLive as a global process engine configuration\n" +
	"* (Not recommended) Deactivate the enforceTTL config to disable this check"

// twice is how the engine words a problem that wraps its own cause.
func twice(text string) string { return text + ": " + text }

// timeToLiveProblem returns what Java says of a text that is no time to live,
// empty for one that is.
func timeToLiveProblem(text string) string {
	days, isPeriod := strings.CutPrefix(text, "P")
	if isPeriod {
		days, isPeriod = strings.CutSuffix(days, "D")
	}
	if isPeriod && days != "" && strings.Trim(days, "0123456789") == "" {
		if _, err := strconv.ParseInt(days, 10, 32); err != nil {
			return `For input string: "` + days + `"`
		}
		return ""
	}
	n, err := strconv.ParseInt(text, 10, 32)
	switch {
	case err != nil:
		return `For input string: "` + text + `"`
	case n < 0:
		return "negative value is not allowed"
	}
	return ""
}

// starters parses the expressions that say who may start a process.
func (p *parser) starters(x *xmltree.Element) {
	if ext := p.element(x, "extensionElements"); ext != nil {
		for _, c := range p.extensions(ext, "potentialStarter") {
			p.resourceAssignment(c, true)
		}
	}
	for _, name := range [...]string{"candidateStarterUsers", "candidateStarterGroups"} {
		p.listOfExpressions(x, p.extensionAttr(x, name))
	}
}
