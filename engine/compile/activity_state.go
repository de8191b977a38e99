package compile

import (
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// behavior is what the parser knows an activity to do, as far as it matters to
// its checks.
type behavior uint8

const (
	plainBehavior behavior = iota
	noBehavior             // the parser could not make one
	processBehavior
	bodyBehavior // the body of a multi-instance activity
	exclusiveBehavior
	eventGatewayBehavior
	catchBehavior // an intermediate catch event but for links
	subProcessBehavior
	eventSubProcessBehavior
	callBehavior
	userTaskBehavior
	cancelEndBehavior
)

// activity is what the engine's parser has taken in: a flow node, the body of
// a multi-instance activity, or the process itself as the outermost scope.
type activity struct {
	// id is the id; that of a body ends in #multiInstanceBody.
	id  string
	xml *xmltree.Element
	// kind is the engine's word for the type: the local name, or startTimerEvent
	// and the like where the parser has found out more.
	kind     string
	behavior behavior
	// flowScope is the activity that directly contains it, nil for a process;
	// eventScope is where a catching event listens.
	flowScope, eventScope *activity
	// children are directly contained in it, in the order of parsing.
	children []*activity

	subProcess    bool // a process, a sub-process or a transaction
	triggered     bool // an event sub-process
	multiInstance bool // its flow scope is the body
	handler       bool // isForCompensation
	asyncAfter    bool
	// hasStart says that a sub-process has a start event.
	hasStart bool
	// compensation is the id of the compensation handler, empty for none.
	compensation  string
	subscriptions []subscription
	escalations   []escalationHandler
	outgoing      []transition
	// late are references that wait for the end of the scope.
	late []reference
}

// subscription is an event that an activity listens to, as far as the parser
// compares them.
type subscription struct {
	kind     string // message, signal or conditional
	activity string // the id of the event
	name     string // the event's name, or the text of the condition
	named    bool   // the event has a name at all
	start    bool   // of a start event of a process
}

// escalationHandler is an escalation boundary event or event sub-process.
type escalationHandler struct {
	subProcess bool
	code       string
	coded      bool
}

// transition is a sequence flow that the parser has taken in.
type transition struct {
	id, target  string
	hasID       bool
	xml         *xmltree.Element
	conditional bool
	// hidden says that the engine does not get as far as the flow.
	hidden bool
}

// within reports whether an activity lies in a scope, at any depth.
func (a *activity) within(scope *activity) bool {
	for s := a.flowScope; s != nil; s = s.flowScope {
		if s == scope {
			return true
		}
	}
	return false
}

// level returns the process or sub-process that the activity directly belongs
// to, multi-instance bodies left out.
func (a *activity) level() *activity {
	s := a.flowScope
	for s != nil && !s.subProcess {
		s = s.flowScope
	}
	return s
}

// body returns the multi-instance body around an activity, nil for none.
func (a *activity) body() *activity {
	if a.multiInstance {
		return a.flowScope
	}
	return nil
}

// reference is a reference to an activity that may come later; check reports
// one that is missing and returns the problem.
type reference struct {
	to    string
	check func() *Problem
}
