package policy

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/bpmnlint/bpmnlint/lint/facts"
)

// TestResult is the result of one test in Rego.
type TestResult struct {
	// File and Name are the module's path and the rule's name, which begins
	// with test_.
	File, Name string
	// Err is nil for a test that passed.
	Err error
}

// Test compiles all modules below a directory in strict mode, checks them
// against the schema of the input, and runs their tests. An error is one of
// compiling. Results are sorted by file, tests in the order of the file.
func Test(ctx context.Context, fsys fs.FS, dir string) ([]TestResult, error) {
	modules := map[string]*ast.Module{}
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".rego" {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		modules[name], err = ast.ParseModuleWithOpts(name, string(data), ast.ParserOptions{ProcessAnnotation: true})
		return err
	})
	if err != nil {
		return nil, err
	}
	b := newBuiltins()
	c := ast.NewCompiler().WithCapabilities(b.capabilities()).WithBuiltins(b.decls).
		WithStrict(true).WithSchemas(inputSchema()).WithUseTypeCheckAnnotations(true)
	c.Compile(modules)
	if c.Failed() {
		return nil, c.Errors
	}
	var results []TestResult
	for name, m := range modules {
		if !strings.HasSuffix(name, "_test.rego") {
			continue
		}
		for _, rule := range m.Rules {
			test := rule.Head.Name.String()
			if strings.HasPrefix(test, "test_") {
				results = append(results, TestResult{name, test, runTest(ctx, c, b, m, test)})
			}
		}
	}
	slices.SortStableFunc(results, func(a, b TestResult) int { return strings.Compare(a.File, b.File) })
	return results, nil
}

func inputSchema() *ast.SchemaSet {
	s := ast.NewSchemaSet()
	s.Put(ast.SchemaRootRef, facts.Schema())
	return s
}

func runTest(ctx context.Context, c *ast.Compiler, b builtins, m *ast.Module, test string) error {
	ref := m.Package.Path.Append(ast.StringTerm(test))
	body, err := c.QueryCompiler().Compile(ast.NewBody(ast.NewExpr(ast.NewTerm(ref))))
	if err != nil {
		return err
	}
	passed := false
	q := topdown.NewQuery(body).WithCompiler(c).WithBuiltins(b.funcs).WithStrictBuiltinErrors(true)
	if err := q.Iter(ctx, func(topdown.QueryResult) error { passed = true; return nil }); err != nil {
		return err
	}
	if !passed {
		return fmt.Errorf("it is not true")
	}
	return nil
}
