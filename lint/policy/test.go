package policy

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/topdown/print"

	"github.com/bpmnlint/bpmnlint/lint/facts"
)

// TestResult is the result of one test in Rego.
type TestResult struct {
	// File and Name are the module's path and the rule's name, which begins
	// with test_.
	File, Name string
	// Line is where the test begins, from 1.
	Line int
	// Err is nil for a test that passed.
	Err error
	// Output is what the test printed, a line for each call.
	Output []string
	// Took is how long it ran.
	Took time.Duration
}

// Tests are the tests of rules, compiled.
type Tests struct {
	compiler *ast.Compiler
	builtins builtins
	tests    []test
}

type test struct {
	module *ast.Module
	rule   *ast.Rule
}

// LoadTests compiles all modules below the root of a file system in strict
// mode and checks them against the schema of the input. Modules are called by
// name and their path. See [Faults] for an error of compiling.
func LoadTests(fsys fs.FS, name string) (*Tests, error) {
	modules := map[string]*ast.Module{}
	var faults ast.Errors
	err := eachModule(fsys, func(file string, data []byte) error {
		file = path.Join(name, file)
		m, err := ast.ParseModuleWithOpts(file, string(data), ast.ParserOptions{ProcessAnnotation: true})
		if errs, ok := err.(ast.Errors); ok {
			faults = append(faults, errs...)
			return nil
		}
		if m != nil { // a module of comments alone is none
			modules[file] = m
		}
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case len(faults) > 0:
		return nil, faults
	}
	t := &Tests{builtins: newBuiltins(facts.Type())}
	t.compiler = t.builtins.compiler().WithStrict(true).WithEnablePrintStatements(true)
	t.compiler.Compile(modules)
	if t.compiler.Failed() {
		return nil, t.compiler.Errors
	}
	if err := checkEvery(modules, t.builtins.compiler()); err != nil {
		return nil, err
	}
	for file, m := range modules {
		if !strings.HasSuffix(file, "_test.rego") {
			continue
		}
		for _, rule := range m.Rules {
			if strings.HasPrefix(rule.Head.Name.String(), "test_") {
				t.tests = append(t.tests, test{m, rule})
			}
		}
	}
	slices.SortStableFunc(t.tests, func(a, b test) int {
		return strings.Compare(a.module.Package.Location.File, b.module.Package.Location.File)
	})
	return t, nil
}

// compiler returns a compiler that checks modules against the schema of the
// input.
func (b builtins) compiler() *ast.Compiler {
	s := ast.NewSchemaSet()
	s.Put(ast.SchemaRootRef, facts.Schema())
	return ast.NewCompiler().WithCapabilities(b.capabilities()).WithSchemas(s).WithUseTypeCheckAnnotations(true)
}

// Run runs the tests whose file and name, with a slash between, match; nil
// matches all. Results are sorted by file, tests in the order of the file.
// Each test has the limits of [DefaultLimits].
func (t *Tests) Run(ctx context.Context, match func(name string) bool) []TestResult {
	guard := NewGuard(DefaultLimits())
	var results []TestResult
	for _, x := range t.tests {
		r := TestResult{File: x.module.Package.Location.File, Name: x.rule.Head.Name.String(), Line: x.rule.Location.Row}
		if match != nil && !match(r.File+"/"+r.Name) {
			continue
		}
		start := time.Now()
		done := make(chan []string, 1)
		r.Err = guard.Alone(ctx, func(ctx context.Context) error {
			output, err := t.run(ctx, x)
			done <- output
			return err
		})
		select {
		case r.Output = <-done:
		default:
		}
		r.Took = time.Since(start)
		results = append(results, r)
	}
	return results
}

// Test compiles all modules below a directory as [LoadTests] does and runs
// their tests. An error is one of compiling.
func Test(ctx context.Context, fsys fs.FS, dir string) ([]TestResult, error) {
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		return nil, err
	}
	t, err := LoadTests(sub, "")
	if err != nil {
		return nil, err
	}
	return t.Run(ctx, nil), nil
}

// printed collects what a test prints.
type printed struct{ lines []string }

// Print implements print.Hook.
func (p *printed) Print(_ print.Context, text string) error {
	p.lines = append(p.lines, text)
	return nil
}

func (t *Tests) run(ctx context.Context, x test) ([]string, error) {
	ref := x.module.Package.Path.Append(ast.StringTerm(x.rule.Head.Name.String()))
	body, err := t.compiler.QueryCompiler().Compile(ast.NewBody(ast.NewExpr(ast.NewTerm(ref))))
	if err != nil {
		return nil, err
	}
	passed := false
	var out printed
	trace := &failureTracer{file: x.rule.Location.File, from: x.rule.Location.Row, to: lastRow(x.rule)}
	cancel := topdown.NewCancel()
	defer context.AfterFunc(ctx, cancel.Cancel)()
	q := topdown.NewQuery(body).WithCompiler(t.compiler).WithBuiltins(t.builtins.funcs).WithStrictBuiltinErrors(true).
		WithPrintHook(&out).WithQueryTracer(trace).WithCancel(cancel)
	err = q.Iter(ctx, func(topdown.QueryResult) error { passed = true; return nil })
	if err == nil && !passed {
		err = trace.failure()
	}
	return out.lines, err
}

func lastRow(r *ast.Rule) int {
	return r.Location.Row + bytes.Count(r.Location.Text, []byte("\n"))
}

// failureTracer finds the expression of a test that was the last not to hold.
type failureTracer struct {
	file     string
	from, to int
	last     *topdown.Event
}

// Enabled implements topdown.QueryTracer.
func (*failureTracer) Enabled() bool { return true }

// Config implements topdown.QueryTracer.
func (*failureTracer) Config() topdown.TraceConfig { return topdown.TraceConfig{PlugLocalVars: true} }

// TraceEvent implements topdown.QueryTracer.
func (f *failureTracer) TraceEvent(e topdown.Event) {
	if e.Op != topdown.FailOp || e.Location == nil || e.Location.File != f.file || e.Location.Row < f.from || e.Location.Row > f.to {
		return
	}
	if _, ok := e.Node.(*ast.Expr); ok {
		f.last = &e
	}
}

// failure tells which expression did not hold, and the values in it.
func (f *failureTracer) failure() error {
	if f.last == nil {
		return fmt.Errorf("it is not true")
	}
	text, _, more := strings.Cut(strings.TrimSpace(string(f.last.Location.Text)), "\n")
	if more {
		text += " …"
	}
	message := fmt.Sprintf("%s:%d: not true: %s", f.last.Location.File, f.last.Location.Row, text)
	for _, v := range f.values() {
		message += "\n" + v
	}
	return fmt.Errorf("%s", message)
}

// values returns the values of the variables in the expression, and of what
// the compiler took out of it.
func (f *failureTracer) values() []string {
	const most = 600
	var out []string
	expr, ok := f.last.Node.(*ast.Expr)
	if !ok {
		return nil
	}
	seen := map[ast.Var]bool{}
	ast.WalkVars(&ast.Expr{Terms: expr.Terms}, func(v ast.Var) bool {
		if seen[v] || f.last.Locals == nil {
			return false
		}
		seen[v] = true
		value := f.last.Locals.Get(v)
		if value == nil {
			return false
		}
		name := string(v)
		if m, ok := f.last.LocalMetadata[v]; ok {
			name = string(m.Name)
		}
		if strings.HasPrefix(name, "__local") {
			name = "left side"
		}
		text := []rune(value.String())
		if len(text) > most {
			text = append(text[:most], '…')
		}
		out = append(out, fmt.Sprintf("%s = %s", name, string(text)))
		return false
	})
	return out
}
