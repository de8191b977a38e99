package facts

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"

	"github.com/bpmnlint/bpmnlint/juel"
)

// parsed is an expression and what became of it.
type parsed struct {
	text       string
	expression *juel.Expression
	fault      *juel.SyntaxError
}

var parsedFacts = &object[parsed]{"parsed_expression", "An expression of the Unified Expression Language.", []field[parsed]{
	text("text", "The expression.", func(p parsed) string { return p.text }),
	text("error", "Why it is no expression, in JUEL's words.", func(p parsed) string {
		if p.fault == nil {
			return ""
		}
		return p.fault.Message()
	}),
	flag("is_literal", "It is text without any ${…}.", func(p parsed) bool { return p.expression != nil && p.expression.IsLiteralText() }),
	texts("variables", "The variables that it reads.", func(p parsed) []string {
		if p.expression == nil {
			return nil
		}
		return p.expression.Variables()
	}),
	texts("functions", "The functions that it calls.", func(p parsed) []string {
		if p.expression == nil {
			return nil
		}
		return namesOf(p.expression.Functions())
	}),
	texts("methods", "The methods that it calls.", func(p parsed) []string {
		if p.expression == nil {
			return nil
		}
		return namesOf(p.expression.Methods())
	}),
	number("operators", "The number of operators.", func(_ *encoding, p parsed) (int, bool) {
		if p.expression == nil {
			return 0, false
		}
		return p.expression.Complexity().Operators, true
	}),
}}

// Expression returns the facts of an expression.
func Expression(text string) *ast.Term {
	p := parsed{text: text}
	p.expression, p.fault = juel.Parse(text)
	return parsedFacts.build(&encoding{encoder: NewEncoder()}, p)
}

// ExpressionType returns the type of what Expression returns.
func ExpressionType() types.Type { return regoType(parsedFacts.shape(), map[string]types.Type{}) }

// namesOf returns the names of functions or methods, each once, in order.
func namesOf[T interface{ Name() string }](calls []T) []string {
	var names []string
	for _, c := range calls {
		if n := c.Name(); !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}
