package facts

import (
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/juel/outcome"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// valueSections are about expressions and scripts whose fate is known without
// running them.
var valueSections = []*section{
	list("misfits", "Texts and expressions of executable processes whose value, whatever it turns out to be, is of no use where it stands.", misfitFacts,
		func(e *encoding) []analysis.Misfit { return analysis.Misfits(e.slots()) }),
	list("failing_expressions", "Parts of expressions of executable processes that fail whenever they are evaluated.", failureFacts,
		func(e *encoding) []analysis.Failure { return analysis.Failures(e.slots()) }),
	list("placeholders", "Names of users, groups, called things and topics in executable processes that look like an expression and are none: {name}, $name.", placeholderFacts,
		func(e *encoding) []analysis.Slot { return analysis.Placeholders(e.slots()) }),
	list("idle_texts", "Expressions and JUEL scripts of executable processes in which nothing is evaluated and whose result nobody takes.", idleTextFacts,
		func(e *encoding) []analysis.IdleText { return analysis.IdleTexts(e.slots(), e.scripts()) }),
	list("unreadable_scripts", "JUEL scripts of executable processes that fail whenever they run.", unreadableScriptFacts,
		func(e *encoding) []analysis.UnreadableScript { return analysis.UnreadableScripts(e.scripts()) }),
	list("unknown_script_languages", "Scripts of executable processes in a language that no engine is known to have.", unknownLanguageFacts,
		func(e *encoding) []unknownLanguage { return unknownLanguages(e.scripts()) }),
	list("unread_booleans", "Attributes of executable processes that say yes or no in a text that the engine takes for no.", booleanFacts,
		func(e *encoding) []analysis.Boolean { return analysis.Booleans(e.model.Definitions) }),
	list("sibling_reads", "Input parameters of executable processes that read another input parameter of their element.", siblingReadFacts,
		func(e *encoding) []analysis.SiblingRead { return analysis.SiblingReads(e.model.Definitions) }),
	list("unknown_members", "Properties and methods of the execution or the task, in expressions of executable processes, that their classes do not have.", unknownMemberFacts,
		func(e *encoding) []analysis.UnknownMember { return analysis.UnknownMembers(e.slots()) }),
	list("bindings", "Calls of executable processes that say which version of a process, a case or a decision they call.", bindingFacts,
		func(e *encoding) []analysis.Binding { return analysis.Bindings(e.model.nodes) }),
	list("foreign_defaults", "Flow nodes of executable processes whose default flow begins elsewhere or is another element.", flowNodeFacts, foreignDefaults),
}

// foreignDefaults returns the flow nodes whose default is there and is no flow
// of theirs. A model whose default names nothing at all does not deploy.
func foreignDefaults(e *encoding) []*bpmn.FlowNode {
	var found []*bpmn.FlowNode
	for _, n := range e.model.nodes {
		if n.DefaultFlow == nil && n.Scope != nil && n.Scope.Process != nil && n.Scope.Process.IsExecutable && e.model.Definitions.ByID(n.Default.Local) != nil {
			found = append(found, n)
		}
	}
	return found
}

// slots returns the places of expressions, which are gathered once.
func (e *encoding) slots() []analysis.Slot {
	if e.expressions == nil {
		e.expressions = append([]analysis.Slot{}, analysis.Slots(e.model.Definitions)...)
	}
	return e.expressions
}

// scripts returns the scripts, which are gathered once.
func (e *encoding) scripts() []analysis.Script {
	if e.scriptTexts == nil {
		e.scriptTexts = append([]analysis.Script{}, analysis.Scripts(e.model.Definitions)...)
	}
	return e.scriptTexts
}

// slotFields are the fields of everything that is found in a slot.
func slotFields[T any](slot func(T) analysis.Slot) []field[T] {
	return []field[T]{
		number("at", "Handle for reporting.", func(_ *encoding, v T) (int, bool) { return slot(v).At.Index, true }),
		text("attribute", "The attribute that it stands in; absent for the text of an element.", func(v T) string { return slot(v).Attribute }),
		text("label", "Type and name of the flow node, flow or process in words.", func(v T) string { return slot(v).Owner.Label() }),
		text("kind", "What it is for: condition, completion condition, loop cardinality, collection, priority, job priority, external task priority, delegate expression, variable mapping delegate expression, expression, called element, case reference, decision reference, topic, version, assignee, date, duration, cycle, due date, follow-up date, or text for all others.",
			func(v T) string { return string(slot(v).Use) }),
		{ast.StringTerm("text"), "text", "The whole text as the engine reads it; there even when empty.", fixed(stringShape),
			func(_ *encoding, v T) *ast.Term { return ast.StringTerm(slot(v).Text) }},
	}
}

var misfitFacts = &object[analysis.Misfit]{"misfit", "A text or an expression whose value is of no use.", append(
	slotFields(func(m analysis.Misfit) analysis.Slot { return m.Slot }),
	text("is", "What the value is: empty, blank, text, text with expressions in it, null, true or false, a number, a date, negative, zero, blank around a name, a list of names, no value that fits.",
		func(m analysis.Misfit) string { return m.Is }),
	flag("is_literal", "Nothing in it is evaluated.", func(m analysis.Misfit) bool { return m.Expression.IsLiteralText() }),
)}

var reasonNames = map[outcome.Reason]string{outcome.Joined: "joined", outcome.Chained: "chained"}

var failureFacts = &object[analysis.Failure]{"failing_expression", "A part of an expression that fails whenever it is evaluated.", append(
	slotFields(func(f analysis.Failure) analysis.Slot { return f.Slot }),
	text("part", "The part that fails, in canonical form.", func(f analysis.Failure) string { return f.Node.String() }),
	text("cause", "What the engine says of it.", func(f analysis.Failure) string { return f.Cause }),
	flag("fails_always", "It is evaluated whenever the expression is.", func(f analysis.Failure) bool { return f.Always }),
	text("reason", "joined where texts were added with +, chained where a comparison is compared; absent for others.",
		func(f analysis.Failure) string { return reasonNames[f.Reason] }),
)}

var placeholderFacts = &object[analysis.Slot]{"placeholder", "A text that looks like an expression and is none.",
	slotFields(func(s analysis.Slot) analysis.Slot { return s })}

var idleTextFacts = &object[analysis.IdleText]{"idle_text", "A text that was to do something, and in which nothing is evaluated.", []field[analysis.IdleText]{
	number("at", "Handle for reporting.", func(_ *encoding, x analysis.IdleText) (int, bool) { return x.At.Index, true }),
	text("attribute", "The attribute of an expression; absent for a script.", func(x analysis.IdleText) string { return x.Attribute }),
	text("label", "Type and name of the flow node, flow or process in words.", func(x analysis.IdleText) string { return x.Owner.Label() }),
	{ast.StringTerm("text"), "text", "The text; there even when empty.", fixed(stringShape),
		func(_ *encoding, x analysis.IdleText) *ast.Term { return ast.StringTerm(x.Text) }},
	flag("names_language", "A script that names its language.", func(x analysis.IdleText) bool { return x.NamesLanguage }),
}}

// scriptPlaceFields are the fields of everything that is found in a script.
func scriptPlaceFields[T any](script func(T) analysis.Script) []field[T] {
	return []field[T]{
		number("at", "Handle for reporting.", func(_ *encoding, v T) (int, bool) { return script(v).At.Index, true }),
		text("attribute", "The attribute with the language; absent where it has no place of its own.", func(v T) string { return script(v).Attribute }),
		text("label", "Type and name of the flow node, flow or process in words.", func(v T) string { return script(v).Owner.Label() }),
		text("language", "The language as written; absent for none, which is JUEL.", func(v T) string { return script(v).Language }),
	}
}

var unreadableScriptFacts = &object[analysis.UnreadableScript]{"unreadable_script", "A JUEL script that fails whenever it runs.", append(
	scriptPlaceFields(func(u analysis.UnreadableScript) analysis.Script { return u.Script }),
	text("cause", "What the engine says of it.", func(u analysis.UnreadableScript) string { return u.Cause }),
)}

// unknownLanguage is a script in a language that no engine is known to have.
type unknownLanguage struct {
	script analysis.Script
	meant  string
}

func unknownLanguages(all []analysis.Script) []unknownLanguage {
	scripts, meant := analysis.UnknownLanguages(all)
	out := make([]unknownLanguage, len(scripts))
	for i, s := range scripts {
		out[i] = unknownLanguage{s, meant[i]}
	}
	return out
}

var unknownLanguageFacts = &object[unknownLanguage]{"unknown_script_language", "A script in a language that no engine is known to have.", append(
	scriptPlaceFields(func(u unknownLanguage) analysis.Script { return u.script }),
	text("meant", "The language whose name is a slip away; absent for none.", func(u unknownLanguage) string { return u.meant }),
)}

var booleanFacts = &object[analysis.Boolean]{"unread_boolean", "An attribute that says yes or no in a text that the engine takes for no.", []field[analysis.Boolean]{
	number("at", "Handle for reporting.", func(_ *encoding, b analysis.Boolean) (int, bool) { return b.At.Index, true }),
	text("attribute", "The attribute.", func(b analysis.Boolean) string { return b.Attribute }),
	text("label", "Type and name of the flow node or process in words.", func(b analysis.Boolean) string { return b.Owner.Label() }),
	{ast.StringTerm("value"), "value", "What it says; there even when empty.", fixed(stringShape),
		func(_ *encoding, b analysis.Boolean) *ast.Term { return ast.StringTerm(b.Value) }},
}}

var siblingReadFacts = &object[analysis.SiblingRead]{"sibling_read", "An input parameter that reads another one of its element.", []field[analysis.SiblingRead]{
	number("at", "Handle of the parameter that reads, for reporting.", func(_ *encoding, r analysis.SiblingRead) (int, bool) { return r.Reader.Index, true }),
	text("label", "Type and name of the flow node in words.", func(r analysis.SiblingRead) string { return r.Node.Label() }),
	text("reader", "The name of the parameter that reads.", func(r analysis.SiblingRead) string { return r.Reader.Name }),
	text("read", "The name of the parameter that it reads.", func(r analysis.SiblingRead) string { return r.Read.Name }),
	number("read_at", "Handle of the parameter that it reads.", func(_ *encoding, r analysis.SiblingRead) (int, bool) { return r.Read.Index, true }),
}}

var bindingFacts = &object[analysis.Binding]{"binding", "Which version of a process, a case or a decision is called.", []field[analysis.Binding]{
	number("at", "Handle of the flow node, for reporting.", func(_ *encoding, b analysis.Binding) (int, bool) { return b.Node.Index, true }),
	text("label", "Type and name of the flow node in words.", func(b analysis.Binding) string { return b.Node.Label() }),
	text("prefix", "How the names of its attributes begin: calledElement, case or decisionRef, before Binding, Version and VersionTag.",
		func(b analysis.Binding) string { return b.Prefix }),
	attr("binding", "The binding; absent for none, which is latest.", func(b analysis.Binding) *xmltree.Attr { return b.Binding }),
	attr("version", "The version.", func(b analysis.Binding) *xmltree.Attr { return b.Version }),
	attr("version_tag", "The version tag.", func(b analysis.Binding) *xmltree.Attr { return b.VersionTag }),
}}

var unknownMemberFacts = &object[analysis.UnknownMember]{"unknown_member", "A property or a method that the execution or the task does not have.", append(
	slotFields(func(m analysis.UnknownMember) analysis.Slot { return m.Slot }),
	text("object", "execution or task.", func(m analysis.UnknownMember) string { return m.Object }),
	text("member", "The name of the property or the method.", func(m analysis.UnknownMember) string { return m.Member }),
	flag("is_method", "It is a method.", func(m analysis.UnknownMember) bool { return m.IsMethod }),
	number("arguments", "The number of arguments of a method.", func(_ *encoding, m analysis.UnknownMember) (int, bool) { return m.Arguments, m.IsMethod }),
	text("meant", "The member that may have been meant; member itself where only the number of arguments is wrong; absent for none.",
		func(m analysis.UnknownMember) string { return m.Meant }),
)}
