package policy

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
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

// newBuiltins returns the builtins for rules whose input has a type, which only
// matters to those that are checked.
func newBuiltins(input types.Type) builtins {
	b := builtins{decls: map[string]*ast.Builtin{}, funcs: map[string]*topdown.Builtin{}}
	b.add(&ast.Builtin{
		Name:        "bpmn.parse",
		Description: "Returns the input document for a BPMN model. Text that does not begin with an XML declaration or definitions is the content of definitions or, without a process, that of an executable process with the id process.",
		Decl:        types.NewFunction(types.Args(types.S), input),
	}, parseModel)
	b.add(&ast.Builtin{
		Name:        "bpmn.project",
		Description: "Returns the input document for several files together. The argument is an object from paths to texts: BPMN models as for bpmn.parse, and forms. Each folder is a deployment unit that is deployed as a whole.",
		Decl:        types.NewFunction(types.Args(types.NewObject(nil, types.NewDynamicProperty(types.S, types.S))), input),
	}, parseProject)
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

// testPlatform is the platform of models that bpmn.parse reads.
const testPlatform = "camunda-7.24"

const (
	definitionsHead = `<definitions xmlns="` + bpmn.ModelNamespace + `" xmlns:camunda="` + bpmn.CamundaNamespace +
		`" xmlns:xsi="` + bpmn.XSINamespace + `" id="definitions" targetNamespace="test">`
	definitionsTail = `</definitions>`
	processHead     = `<process id="process" isExecutable="true" camunda:historyTimeToLive="P30D">`
	processTail     = `</process>`
)

func parseModel(_ topdown.BuiltinContext, args []*ast.Term, yield func(*ast.Term) error) error {
	text, ok := args[0].Value.(ast.String)
	if !ok {
		return fmt.Errorf("bpmn.parse: the argument must be a string")
	}
	m, err := modelOf("model.bpmn", string(text))
	if err != nil {
		return fmt.Errorf("bpmn.parse: %w", err)
	}
	return yield(facts.NewEncoder().Encode(m).Term())
}

// modelOf parses a model, or what is inside a model or inside a process.
func modelOf(file, text string) (*facts.Model, error) {
	xml := strings.TrimSpace(text)
	if !strings.HasPrefix(xml, "<?xml") && !strings.Contains(xml, "definitions") {
		if !strings.Contains(xml, "<process ") {
			xml = processHead + xml + processTail
		}
		xml = definitionsHead + xml + definitionsTail
	}
	d, problems := bpmn.Parse(source.New(file, []byte(xml)), bpmn.Options{})
	if d == nil {
		return nil, errors.New(problems[0].Message)
	}
	m := facts.NewModel(d)
	m.Platform = facts.Platform{Name: testPlatform}
	m.Engine.HistoryTimeToLive = "unknown"
	return m, nil
}

func parseProject(_ topdown.BuiltinContext, args []*ast.Term, yield func(*ast.Term) error) error {
	files, ok := args[0].Value.(ast.Object)
	if !ok {
		return fmt.Errorf("bpmn.project: the argument must be an object")
	}
	p := facts.Project{Whole: true, Complete: true, Forms: facts.NewForms()}
	err := files.Iter(func(k, v *ast.Term) error {
		name, isPath := k.Value.(ast.String)
		text, isText := v.Value.(ast.String)
		if !isPath || !isText {
			return fmt.Errorf("bpmn.project: paths and texts must be strings")
		}
		if path.Ext(string(name)) != ".bpmn" {
			p.Forms.Add(string(name), []byte(text))
			return nil
		}
		m, err := modelOf(string(name), string(text))
		if err != nil {
			return fmt.Errorf("bpmn.project: %s: %w", name, err)
		}
		m.Unit, m.UnitConfigured = path.Dir(string(name)), true
		p.Files = append(p.Files, facts.Summarize(m))
		return nil
	})
	if err != nil {
		return err
	}
	return yield(facts.NewEncoder().EncodeProject(p))
}

func parseExpression(_ topdown.BuiltinContext, args []*ast.Term, yield func(*ast.Term) error) error {
	text, ok := args[0].Value.(ast.String)
	if !ok {
		return fmt.Errorf("juel.parse: the argument must be a string")
	}
	return yield(facts.Expression(string(text)))
}

// allowed names the functions of OPA that rules have: those whose answer
// depends on nothing but their arguments, and that end. Left out are what
// reaches out (http.send, net.lookup_ip_addr, opa.runtime), what differs from
// run to run (time.now_ns, rand.intn, uuid.rfc4122), what makes large values
// from small ones in one step (bits.lsh, graph.reachable_paths,
// net.cidr_expand), and what no lint rule needs (tokens, certificates, GraphQL).
var allowed = []string{
	"eq", "assign", "equal", "neq", "gt", "gte", "lt", "lte",
	"internal.member_2", "internal.member_3", "internal.template_string", "internal.test_case",
	"print", "internal.print",
	"plus", "minus", "mul", "div", "rem", "round", "ceil", "floor", "abs", "numbers.range", "numbers.range_step",
	"bits.and", "bits.negate", "bits.or", "bits.rsh", "bits.xor",
	"and", "or", "set_diff", "intersection", "union",
	"count", "sum", "product", "max", "min", "sort",
	"array.concat", "array.flatten", "array.reverse", "array.slice",
	"concat", "contains", "endswith", "format_int", "indexof", "indexof_n", "lower", "replace", "split", "sprintf",
	"startswith", "strings.any_prefix_match", "strings.any_suffix_match", "strings.count", "strings.replace_n",
	"strings.reverse", "strings.split_n", "substring", "trim", "trim_left", "trim_prefix", "trim_right", "trim_space",
	"trim_suffix", "upper",
	"regex.find_all_string_submatch_n", "regex.find_n", "regex.is_valid", "regex.match", "regex.replace", "regex.split",
	"regex.template_match", "glob.match", "glob.quote_meta",
	"json.filter", "json.is_valid", "json.marshal", "json.patch", "json.remove", "json.unmarshal",
	"object.filter", "object.get", "object.keys", "object.remove", "object.subset", "object.union", "object.union_n",
	"base64.decode", "base64.encode", "base64.is_valid", "hex.decode", "hex.encode", "crypto.md5", "crypto.sha256",
	"urlquery.decode", "urlquery.encode", "yaml.is_valid", "yaml.unmarshal",
	"is_array", "is_boolean", "is_null", "is_number", "is_object", "is_set", "is_string", "to_number", "type_name",
	"time.add_date", "time.clock", "time.date", "time.diff", "time.format", "time.parse_duration_ns", "time.parse_ns",
	"time.parse_rfc3339_ns", "time.weekday", "units.parse", "units.parse_bytes", "semver.compare", "semver.is_valid",
	"graph.reachable", "walk",
}

// capabilities returns what rules may use.
func (b builtins) capabilities() *ast.Capabilities {
	all := ast.CapabilitiesForThisVersion()
	c := &ast.Capabilities{FutureKeywords: all.FutureKeywords, Features: all.Features, AllowNet: []string{}}
	for _, f := range all.Builtins {
		if slices.Contains(allowed, f.Name) {
			c.Builtins = append(c.Builtins, f)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.decls)) {
		c.Builtins = append(c.Builtins, b.decls[name])
	}
	return c
}
