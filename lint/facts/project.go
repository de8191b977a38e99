package facts

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// Project is all files together.
type Project struct {
	Files []*Summary
	// Whole says that the run is about a whole repository.
	Whole bool
	// Complete says that all models of the repository are among the files,
	// those that are not linted themselves included.
	Complete bool
	// Forms are the forms of the repository, nil where they are not known.
	Forms *Forms
	// Options are the options of rules.
	Options *ast.Term
}

// EncodeProject returns the input for the rules about all files together, with
// the fields that the encoder is for.
func (x *Encoder) EncodeProject(p Project) *ast.Term {
	e := &encoding{encoder: x}
	pairs := [][2]*ast.Term{{projectSection.key, projectFacts.build(e, link(p))}}
	if p.Options != nil {
		pairs = append(pairs, [2]*ast.Term{optionsSection.key, p.Options})
	}
	return ast.ObjectTerm(pairs...)
}

// projectSections are the sections about all files together.
var projectSections = []*section{projectSection}

var projectSection = &section{ast.StringTerm("project"), "project", "All files together. It is there for aggregate_report only.",
	projectFacts.shape, func(*encoding) *ast.Term { return nil }}

// project is all files together, with what refers to what found out.
type project struct {
	whole, complete      bool
	processes            []*projectProcess
	calls, unmet, futile []*projectCall
	forms                []*projectForm
	topics               []*projectTopic
	messages             []*projectName
	signals              []*projectName
	uncaught             []*projectThrown
}

type projectProcess struct {
	place
	executable, callable bool
	timeToLive           *string
	days                 int
	hasDays              bool

	position int
	callers  []int
	// differing are the calls from processes with another time to live.
	differing []*projectCall
	// twin is the process of the same key that is deployed with it and comes
	// before it.
	twin *projectProcess
}

type projectCall struct {
	place
	key               string
	caller            *projectProcess
	dynamic, external bool
	// handlers are what catches the errors and escalations of what it calls.
	handlers []analysis.Handler

	targets, variants, drafts []int
}

// projectTopic is a topic of external tasks in one deployment unit.
type projectTopic struct {
	namedPlace // the first use
	uses       int
	similar    []*projectTopic
}

// projectName is the name of a message or signal in one deployment unit.
type projectName struct {
	test, elsewhere bool
	name, unit      string
	throws, catches []*eventUse
	caught, thrown  bool // anywhere in the repository
	foreseen        bool // something catches it by a name with an expression in it
	external        bool
	message         int // position of the message of the same name, -1 for none
	// variant is a name of the unit that differs in letter case only and that
	// is used before.
	variant *projectName
}

func (n *projectName) isVariant() bool { return n.variant != nil }

var projectFacts = &object[*project]{"project", "All files together, but those for Camunda 8.", []field[*project]{
	flag("whole", "The run is about a whole repository, so that findings about the run as such make sense.", func(p *project) bool { return p.whole }),
	flag("complete", "All models of the repository are known, so that what is not among them is not there.", func(p *project) bool { return p.complete }),
	many("processes", "All processes.", projectProcessFacts, func(_ *encoding, p *project) []*projectProcess { return p.processes }),
	many("call_activities", "All call activities that call a process.", projectCallFacts, func(_ *encoding, p *project) []*projectCall { return p.calls }),
	many("unmet_calls", "Those of the calls that name a process by a constant key, which no executable process has.", projectCallFacts,
		func(_ *encoding, p *project) []*projectCall { return p.unmet }),
	many("futile_calls", "Those of the calls whose targets cannot be called, none of them.", projectCallFacts,
		func(_ *encoding, p *project) []*projectCall { return p.futile }),
	many("forms", "User tasks and start events of executable processes whose form is a file.", projectFormFacts,
		func(_ *encoding, p *project) []*projectForm { return p.forms }),
	many("missing_forms", "Those of the forms that the repository does not have, although it has forms of their kind.", projectFormFacts,
		func(_ *encoding, p *project) []*projectForm {
			return selected(p.forms, func(f *projectForm) bool { return f.missing })
		}),
	many("topics", "Topics of external tasks of executable processes, by deployment unit; expressions are left out.", projectTopicFacts,
		func(_ *encoding, p *project) []*projectTopic { return p.topics }),
	many("suspect_topics", "Those of the topics that look like a slip in writing another one.", projectTopicFacts,
		func(_ *encoding, p *project) []*projectTopic {
			return selected(p.topics, func(t *projectTopic) bool { return len(t.similar) > 0 })
		}),
	many("messages", "Names of messages that are thrown or caught, by deployment unit; expressions are left out.", projectNameFacts,
		func(_ *encoding, p *project) []*projectName { return p.messages }),
	many("signals", "Names of signals that are thrown or caught, by deployment unit; expressions are left out.", projectNameFacts,
		func(_ *encoding, p *project) []*projectName { return p.signals }),
	many("message_case_variants", "Those of the messages whose name differs from another one of the unit in letter case only.", projectNameFacts,
		func(_ *encoding, p *project) []*projectName { return selected(p.messages, (*projectName).isVariant) }),
	many("signal_case_variants", "Those of the signals whose name differs from another one of the unit in letter case only.", projectNameFacts,
		func(_ *encoding, p *project) []*projectName { return selected(p.signals, (*projectName).isVariant) }),
	many("premature_messages", "Those of the messages that something throws before anybody waits for them.", projectNameFacts,
		func(_ *encoding, p *project) []*projectName {
			return selected(p.messages, func(n *projectName) bool { return len(n.premature()) > 0 })
		}),
	many("uncaught", "Errors and escalations of executable processes that neither their own process nor a calling one catches.", projectThrownFacts,
		func(_ *encoding, p *project) []*projectThrown { return p.uncaught }),
}}

// placed are the fields of every element of a project.
func placed[T interface{ where() *place }]() []field[T] {
	return []field[T]{
		{ast.StringTerm("file"), "file", "The path of its file.", fixed(stringShape), func(_ *encoding, v T) *ast.Term { return v.where().file.pathTerm }},
		{ast.StringTerm("at"), "at", "Handle for reporting, together with file.", fixed(numberShape),
			func(_ *encoding, v T) *ast.Term { return ast.InternedTerm(v.where().at) }},
		text("id", "The id attribute.", func(v T) string { return v.where().id }),
		text("label", "Type and name in words.", func(v T) string { return v.where().label }),
		{ast.StringTerm("unit"), "unit", "The deployment unit of its file.", fixed(stringShape), func(_ *encoding, v T) *ast.Term { return v.where().file.unitTerm }},
	}
}

// positionsOf is a field with positions, absent when empty.
func positionsOf[T any](name, doc string, get func(T) []int) field[T] {
	return numbers(name, doc, func(_ *encoding, v T) []int { return get(v) })
}

var projectProcessFacts = &object[*projectProcess]{"project_process", "A process of one of the files.", slices.Concat(placed[*projectProcess](), []field[*projectProcess]{
	flag("is_executable", "The isExecutable attribute; the engine deploys no other.", func(p *projectProcess) bool { return p.executable }),
	flag("is_callable", "A call finds where to begin: a none or timer start event, or the only start event there is.", func(p *projectProcess) bool { return p.callable }),
	{ast.StringTerm("history_time_to_live"), "history_time_to_live", "The historyTimeToLive attribute, also where it is empty.",
		fixed(stringShape), func(_ *encoding, p *projectProcess) *ast.Term {
			if p.timeToLive == nil {
				return nil
			}
			return ast.StringTerm(*p.timeToLive)
		}},
	text("engine_history_time_to_live", "What the configuration says of the engine's, as in file.history_time_to_live.",
		func(p *projectProcess) string { return p.file.EngineTimeToLive }),
	text("platform", "The engine that its file is linted for, as in file.platform.", func(p *projectProcess) string { return p.file.Platform }),
	number("history_days", "The days that it stands for; absent for a value that the engine refuses.",
		func(_ *encoding, p *projectProcess) (int, bool) { return p.days, p.hasDays }),
	positionsOf("callers", "Positions in project.call_activities of the calls that lead here.", func(p *projectProcess) []int { return p.callers }),
	many("differing_callers", "The calls that lead here and nowhere else, from a process of the deployment unit that keeps its history for another time and is not called itself.", projectCallFacts,
		func(_ *encoding, p *projectProcess) []*projectCall { return p.differing }),
	number("twin", "Position in project.processes of an executable process of the same key that is deployed together with it and comes before it.",
		func(_ *encoding, p *projectProcess) (int, bool) {
			if p.twin == nil {
				return 0, false
			}
			return p.twin.position, true
		}),
})}

var projectCallFacts = &object[*projectCall]{"project_call", "A call activity of one of the files.", slices.Concat(placed[*projectCall](), []field[*projectCall]{
	text("called_element", "The key that it calls, or an expression.", func(c *projectCall) string { return c.key }),
	flag("is_dynamic", "The key is an expression.", func(c *projectCall) bool { return c.dynamic }),
	flag("is_external", "The configuration says that the process lives elsewhere.", func(c *projectCall) bool { return c.external }),
	number("process", "Position in project.processes of the process that it lies in.",
		func(_ *encoding, c *projectCall) (int, bool) { return c.caller.position, true }),
	positionsOf("targets", "Positions in project.processes of the executable processes with this key: those of the deployment unit, or those of the repository if the unit has none.",
		func(c *projectCall) []int { return c.targets }),
	positionsOf("case_variants", "Positions in project.processes of executable processes whose keys differ from it in letter case only, where it has no target.",
		func(c *projectCall) []int { return c.variants }),
	positionsOf("drafts", "Positions in project.processes of processes with this key that are not executable, where it has no target.",
		func(c *projectCall) []int { return c.drafts }),
})}

var projectFormFacts = &object[*projectForm]{"project_form", "A user task or start event whose form is a file.", slices.Concat(placed[*projectForm](), []field[*projectForm]{
	text("attribute", "The attribute that names the form: formRef or formKey.", func(f *projectForm) string { return "camunda:" + f.attr }),
	text("form_id", "The id of a Camunda form.", func(f *projectForm) string { return f.ref }),
	text("form_file", "The name of a file, without its folder.", func(f *projectForm) string { return f.file }),
})}

var (
	projectTopicFacts = &object[*projectTopic]{"project_topic", "A topic of a deployment unit, at its first use.", slices.Concat(topicFields(), []field[*projectTopic]{
		many("similar", "Topics of the unit that are used at least as often and look like what was meant.", similarTopicFacts,
			func(_ *encoding, t *projectTopic) []*projectTopic { return t.similar }),
	})}
	similarTopicFacts = &object[*projectTopic]{"similar_topic", "A topic that another one resembles.", topicFields()}
)

func topicFields() []field[*projectTopic] {
	return slices.Concat(placed[*projectTopic](), []field[*projectTopic]{
		text("topic", "The topic.", func(t *projectTopic) string { return t.name }),
		number("uses", "The number of elements that use it.", func(_ *encoding, t *projectTopic) (int, bool) { return t.uses, true }),
	})
}

var projectNameFacts = &object[*projectName]{"project_name", "The name of a message or signal in a deployment unit.", []field[*projectName]{
	text("name", "The name.", func(n *projectName) string { return n.name }),
	text("unit", "The deployment unit.", func(n *projectName) string { return n.unit }),
	many("throws", "What throws it.", eventUseFacts, func(_ *encoding, n *projectName) []*eventUse { return n.throws }),
	many("catches", "What catches it.", eventUseFacts, func(_ *encoding, n *projectName) []*eventUse { return n.catches }),
	flag("is_thrown", "It is thrown somewhere in the repository, be it by a name with an expression in it.", func(n *projectName) bool { return n.thrown }),
	flag("is_caught", "It is caught somewhere in the repository, be it by a name with an expression in it.", func(n *projectName) bool { return n.caught }),
	flag("is_elsewhere", "Another deployment unit throws or catches it too; units of tests do not count.", func(n *projectName) bool { return n.elsewhere }),
	flag("is_external", "The configuration says that its other side lives elsewhere.", func(n *projectName) bool { return n.external }),
	number("message", "Of a signal: position in project.messages of the message of the same name in the unit.",
		func(_ *encoding, n *projectName) (int, bool) { return n.message, n.message >= 0 }),
	many("premature_throws", "Of a message: what throws it before anybody waits for it, because all that catch it come later in the same instance.", eventUseFacts,
		func(_ *encoding, n *projectName) []*eventUse { return n.premature() }),
	text("case_variant", "Another name of the unit that differs from it in letter case only and is used by more elements, or by as many and before it.",
		func(n *projectName) string {
			if n.variant == nil {
				return ""
			}
			return n.variant.name
		}),
}}

var eventUseFacts = &object[*eventUse]{"event_use", "An event or task that throws or catches a message or signal.", slices.Concat(placed[*eventUse](), []field[*eventUse]{
	text("type", "The type of the element.", func(u *eventUse) string { return u.kind }),
	text("process", "The key of its process.", func(u *eventUse) string { return u.process }),
	flag("is_executable", "Whether it lies in an executable process.", func(u *eventUse) bool { return u.executable }),
	flag("starts_process", "It is a start event of its process.", func(u *eventUse) bool { return u.starts }),
	flag("is_outward", "A message flow leads from it to a pool without a process.", func(u *eventUse) bool { return u.outward }),
})}

// selected returns those of a list that match.
func selected[T any](all []T, match func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(v T) bool { return !match(v) })
}

// sorted returns the files by path.
func sorted(files []*Summary) []*Summary {
	return slices.SortedStableFunc(slices.Values(files), func(a, b *Summary) int { return strings.Compare(a.Path, b.Path) })
}
