package program

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/juel"
)

// Expression is a text that the engine evaluates. Most texts of a model
// evaluate nothing: they are their own value.
type Expression struct {
	// Text is the text as the engine sees it.
	Text string
	// program is nil for a text that evaluates nothing.
	program *juel.Expression
	// fault says why a text could not be parsed: a script then fails when it
	// runs, and a model with any other such text is not deployed.
	fault *juel.SyntaxError
}

// NewExpression returns the expression of a text that stands in no model, for
// those who put something else in the place of one.
func NewExpression(text string) *Expression {
	e := &Expression{}
	e.parse(text)
	return e
}

// IsConstant reports whether the text evaluates nothing.
func (e *Expression) IsConstant() bool { return e.program == nil && e.fault == nil }

// JUEL returns the parsed text, nil where there is nothing to evaluate or the
// text does not parse.
func (e *Expression) JUEL() *juel.Expression { return e.program }

// Evaluate returns the value: the text itself where it evaluates nothing.
func (e *Expression) Evaluate(r juel.Resolver) (any, *juel.Failure) {
	switch {
	case e.program != nil:
		return e.program.Evaluate(r)
	case e.fault != nil:
		return nil, &juel.Failure{Message: e.fault.EngineMessage()}
	}
	return e.Text, nil
}

// parse gives the expression its text.
func (e *Expression) parse(text string) {
	e.Text = text
	if !strings.Contains(text, "${") && !strings.Contains(text, "#{") {
		return
	}
	e.program, e.fault = juel.Parse(text)
}

// Script is a script in some language.
type Script struct {
	// Language is the name as written; "juel" where a script task has none.
	Language string
	// Source is the script, not trimmed. It is empty where the script comes
	// from elsewhere.
	Source string
	// Juel is the parsed source of a script in JUEL.
	Juel *Expression
	// Dynamic is set where the source is computed: its value is the script.
	Dynamic *Expression
	// Resource is where the script comes from; its text is the place, or an
	// expression for it. Nil where the source is in the model.
	Resource *Expression
}

// Condition is that of a sequence flow or a conditional event: an expression
// or a script.
type Condition struct {
	// Text is the condition, trimmed.
	Text       string
	Expression *Expression
	Script     *Script
}
