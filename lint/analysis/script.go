package analysis

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/juel/outcome"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// Script is a script of an executable process.
type Script struct {
	// Owner, At and Attribute are as in [Slot]; Attribute is that of the
	// language.
	Owner, At *bpmn.Element
	Attribute string
	// Language is as written, empty where there is none: that is JUEL.
	Language string
	// Text is the script, white space around it removed; empty for one that
	// lies elsewhere.
	Text string
	// IsCondition says that its result must be a Boolean, IsIdle that nobody
	// takes its result.
	IsCondition, IsIdle bool
}

// IsJUEL reports whether the script is an expression. The engine does not
// distinguish the letter case of a language.
func (s Script) IsJUEL() bool { return s.Language == "" || strings.EqualFold(s.Language, "juel") }

// Scripts returns the scripts of executable processes, without those that do
// not deploy because their language is empty or, where one is wanted, missing.
func Scripts(d *bpmn.Definitions) []Script {
	var s scripts
	for _, p := range d.Processes {
		if p.IsExecutable {
			s.owner = &p.Element
			s.listeners(p.ExecutionListeners)
		}
	}
	for n := range d.FlowNodes() {
		if executable(n.Scope) {
			s.node(n)
		}
	}
	for f := range d.SequenceFlows() {
		if executable(f.Scope) {
			s.owner = &f.Element
			s.condition(f.Condition)
			s.listeners(f.ExecutionListeners)
		}
	}
	return s.found
}

// scripts collects scripts; owner is whose they are.
type scripts struct {
	owner *bpmn.Element
	found []Script
}

func (s *scripts) node(n *bpmn.FlowNode) {
	s.owner = &n.Element
	if n.Script != nil && (n.Script.Text != nil || n.Script.Resource != nil) && (n.Script.Format == nil || n.Script.Format.Value != "") {
		x := Script{Owner: s.owner, At: s.owner, Attribute: "scriptFormat", Language: n.Script.Format.Text(), IsIdle: n.Script.ResultVariable == nil}
		if n.Script.Resource == nil {
			x.Text = strings.TrimSpace(n.Script.Text.Value)
		}
		s.found = append(s.found, x)
	}
	s.listeners(n.ExecutionListeners)
	s.listeners(n.TaskListeners)
	for _, d := range n.EventDefinitions {
		s.condition(d.Condition)
	}
	if n.InputOutput == nil {
		return
	}
	for _, p := range slices.Concat(n.InputOutput.Inputs, n.InputOutput.Outputs) {
		s.parameter(p)
	}
}

// parameter takes in the scripts of a parameter, those in its lists and maps
// included.
func (s *scripts) parameter(p *bpmn.Parameter) {
	var walk func(x *xmltree.Element)
	walk = func(x *xmltree.Element) {
		for _, c := range x.Children {
			if c.Local != "script" {
				walk(c)
				continue
			}
			found := Script{Owner: s.owner, At: &p.Element, Language: c.Attr("", "scriptFormat").Text()}
			if found.Language == "" {
				continue
			}
			if p.Script != nil && p.Script.XML == c {
				found.At, found.Attribute = &p.Script.Element, "scriptFormat"
			}
			if c.Attr("", "resource") == nil {
				found.Text = strings.TrimSpace(c.Text())
			}
			s.found = append(s.found, found)
		}
	}
	walk(p.XML)
}

func (s *scripts) listeners(list []*bpmn.Listener) {
	for _, l := range list {
		if l.Script != nil && l.Script.Language != "" && l.Class == nil && l.Expression == nil && l.DelegateExpression == nil {
			s.add(l.Script, "scriptFormat", Script{IsIdle: true})
		}
	}
}

func (s *scripts) condition(e *bpmn.Expression) {
	if e != nil && isScript(e) {
		s.add(e, "language", Script{IsCondition: true})
	}
}

func (s *scripts) add(e *bpmn.Expression, attribute string, x Script) {
	x.Owner, x.At, x.Attribute, x.Language = s.owner, &e.Element, attribute, e.Language
	if attribute == "language" {
		x.Language = strings.TrimSpace(x.Language) // the schema's type of it has no white space around
	}
	if e.Resource == nil {
		x.Text = strings.TrimSpace(e.Value)
	}
	s.found = append(s.found, x)
}

// UnreadableScript is a JUEL script that fails whenever it runs.
type UnreadableScript struct {
	Script
	// Cause is what the engine says.
	Cause string
}

// UnreadableScripts returns the JUEL scripts that the engine cannot parse or
// whose functions it does not find: a script has none, not even those that
// expressions have. An expression with such a fault would not deploy.
func UnreadableScripts(all []Script) []UnreadableScript {
	var out []UnreadableScript
	for _, s := range all {
		if !s.IsJUEL() {
			continue
		}
		cause := ""
		if e, fault := juel.Parse(s.Text); fault != nil {
			cause = fault.Message()
		} else if call, message := e.Unbound(nil); call != nil {
			cause = message
		} else if o := outcome.Of(e); o.Fails() {
			cause = firstCause(o)
		} else if s.IsCondition && !o.Kinds.May(outcome.Boolean) {
			cause = "its value is never true or false"
		}
		if cause != "" {
			out = append(out, UnreadableScript{s, cause})
		}
	}
	return out
}

// firstCause returns the cause of the first fault that is always met.
func firstCause(o outcome.Outcome) string {
	i := slices.IndexFunc(o.Faults, func(f outcome.Fault) bool { return f.Always })
	return o.Faults[i].Cause
}

// IdleText is a text that was to do something, and in which nothing is
// evaluated.
type IdleText struct {
	At, Owner *bpmn.Element
	// Attribute is that of an expression, empty for a script.
	Attribute, Text string
	// NamesLanguage says that a script names its language, JUEL.
	NamesLanguage bool
}

// IdleTexts returns the expressions and JUEL scripts without any ${…} whose
// result nobody takes. An empty script and the words true and false are
// placeholders: whoever writes them wants nothing done.
func IdleTexts(slots []Slot, all []Script) []IdleText {
	var out []IdleText
	for _, s := range slots {
		if s.Use == ExpressionUse && s.Expression.IsLiteralText() && s.Text != "true" && s.Text != "false" {
			out = append(out, IdleText{s.At, s.Owner, s.Attribute, s.Text, false})
		}
	}
	for _, s := range all {
		if !s.IsIdle || !s.IsJUEL() || s.Text == "" {
			continue
		}
		if e, fault := juel.Parse(s.Text); fault == nil && e.IsLiteralText() {
			out = append(out, IdleText{s.At, s.Owner, "", s.Text, s.Language != ""})
		}
	}
	return out
}

// scriptLanguages are the names of languages, in lower case, that an engine
// knows by itself (juel, feel) or by a library that people add to it.
var scriptLanguages = []string{
	"juel", "feel", "groovy", "javascript", "ecmascript", "js", "graal.js", "graal-js", "graaljs", "nashorn", "rhino",
	"python", "jython", "ruby", "jruby", "freemarker", "velocity", "xslt", "xquery", "kotlin", "kts", "scala", "lua", "luaj",
	"mvel", "jexl", "beanshell", "bsh", "clojure",
}

// UnknownLanguages returns the scripts whose language no engine is known to
// have, together with the language that may have been meant, empty where there
// is none.
func UnknownLanguages(all []Script) (unknown []Script, meant []string) {
	for _, s := range all {
		if s.Language == "" || slices.Contains(scriptLanguages, strings.ToLower(s.Language)) {
			continue
		}
		unknown = append(unknown, s)
		meant = append(meant, meantLanguage(s.Language))
	}
	return unknown, meant
}

// meantLanguage returns the language whose name is one slip away.
func meantLanguage(name string) string {
	folded := strings.ToLower(strings.TrimSpace(name))
	folded = strings.TrimPrefix(strings.TrimPrefix(folded, "text/"), "application/")
	folded = strings.TrimPrefix(folded, "x-")
	folded = strings.NewReplacer(" ", "", "-", "", "_", "").Replace(folded)
	for _, l := range scriptLanguages {
		if folded == l || len(l) > 3 && oneLetterApart(folded, l) {
			return l
		}
	}
	return ""
}

// oneLetterApart reports whether two texts differ by one letter that is missing, too
// many, another, or exchanged with its neighbor.
func oneLetterApart(a, b string) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(a) <= 1 && len(b) <= 1:
		return true
	case len(a) == 2 && len(b) == 2:
		return a[0] == b[1] && a[1] == b[0]
	}
	return false
}
