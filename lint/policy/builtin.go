package policy

import (
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/types"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/source"
)

// builtins are the functions that rules have besides OPA's.
type builtins struct {
	decls map[string]*ast.Builtin
	funcs map[string]*topdown.Builtin
}

func newBuiltins() builtins {
	b := builtins{decls: map[string]*ast.Builtin{}, funcs: map[string]*topdown.Builtin{}}
	b.add(&ast.Builtin{
		Name:        "bpmn.parse",
		Description: "Returns the input document for a BPMN model. Text that does not begin with an XML declaration or definitions is the content of an executable process with the id process.",
		Decl:        types.NewFunction(types.Args(types.S), facts.Type()),
	}, parseModel)
	b.add(&ast.Builtin{
		Name:        "juel.parse",
		Description: "Returns the facts of an expression of the Unified Expression Language.",
		Decl:        types.NewFunction(types.Args(types.S), facts.ExpressionType()),
	}, parseExpression)
	return b
}

func (b builtins) add(decl *ast.Builtin, f topdown.BuiltinFunc) {
	b.decls[decl.Name] = decl
	b.funcs[decl.Name] = &topdown.Builtin{Decl: decl, Func: f}
}

const (
	wrapHead = `<definitions xmlns="` + bpmn.ModelNamespace + `" xmlns:camunda="` + bpmn.CamundaNamespace +
		`" xmlns:xsi="` + bpmn.XSINamespace + `" id="definitions" targetNamespace="test">` +
		`<process id="process" isExecutable="true" camunda:historyTimeToLive="P30D">`
	wrapTail = `</process></definitions>`
)

func parseModel(_ topdown.BuiltinContext, args []*ast.Term, yield func(*ast.Term) error) error {
	text, ok := args[0].Value.(ast.String)
	if !ok {
		return fmt.Errorf("bpmn.parse: the argument must be a string")
	}
	xml := strings.TrimSpace(string(text))
	if !strings.HasPrefix(xml, "<?xml") && !strings.Contains(xml, "definitions") {
		xml = wrapHead + xml + wrapTail
	}
	d, problems := bpmn.Parse(source.New("model.bpmn", []byte(xml)), bpmn.Options{})
	if d == nil {
		return fmt.Errorf("bpmn.parse: %s", problems[0].Message)
	}
	return yield(facts.NewEncoder().Encode(facts.NewModel(d)).Term)
}

func parseExpression(_ topdown.BuiltinContext, args []*ast.Term, yield func(*ast.Term) error) error {
	text, ok := args[0].Value.(ast.String)
	if !ok {
		return fmt.Errorf("juel.parse: the argument must be a string")
	}
	return yield(facts.Expression(string(text)))
}

// forbidden are builtins that a rule cannot have: they reach out, or give
// another answer the next time.
func forbidden(name string) bool {
	switch name {
	case "http.send", "opa.runtime", "time.now_ns", "trace", "rego.metadata.chain", "rego.metadata.rule",
		"io.jwt.decode_verify", "io.jwt.verify_hs256":
		return true
	}
	for _, prefix := range []string{"net.", "rand.", "uuid.", "io.", "providers.", "graphql.", "crypto.", "internal.print"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// capabilities returns what rules may use.
func (b builtins) capabilities() *ast.Capabilities {
	c := ast.CapabilitiesForThisVersion()
	allowed := &ast.Capabilities{
		FutureKeywords: c.FutureKeywords,
		Features:       c.Features,
		AllowNet:       []string{},
	}
	for _, f := range c.Builtins {
		if !forbidden(f.Name) {
			allowed.Builtins = append(allowed.Builtins, f)
		}
	}
	for _, name := range []string{"bpmn.parse", "juel.parse"} {
		allowed.Builtins = append(allowed.Builtins, b.decls[name])
	}
	return allowed
}
