package policy

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/metrics"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/types"
	"golang.org/x/sync/errgroup"

	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/rules"
)

// Set is a number of rules that are compiled together and run in one query.
// It may be used concurrently.
type Set struct {
	rules    []*compiled
	compiler *ast.Compiler
	builtins builtins
	capable  *ast.Capabilities
	encoder  *facts.Encoder
	queries  map[entry]ast.Body
}

type compiled struct {
	rules.Rule
	// ref is [category, slug], as the query wants it.
	ref *ast.Term
	// words are the strings of the module: among them are the names of all
	// sections that it reads.
	words map[string]bool
}

// entry is what a rule defines.
type entry string

const (
	report          entry = "report"
	aggregateReport entry = "aggregate_report"
)

// root is the package that all built-in rules are in.
const root = "bpmnlint.rules"

// Compile compiles built-in rules.
func Compile(fsys fs.FS, all []rules.Rule) (*Set, error) {
	s := &Set{builtins: newBuiltins(types.A), queries: map[entry]ast.Body{}}
	parsed, err := parseAll(fsys, all)
	if err != nil {
		return nil, err
	}
	modules := make(map[string]*ast.Module, len(all))
	words := map[string]bool{}
	for i, r := range all {
		modules[r.Path] = parsed[i]
		own := map[string]bool{}
		collectWords(parsed[i], own)
		maps.Copy(words, own)
		for _, section := range r.Concerns {
			words[section] = true
		}
		s.rules = append(s.rules, &compiled{r, ast.ArrayTerm(ast.StringTerm(r.Category), ast.StringTerm(r.ID)), own})
	}
	s.encoder = facts.NewPartialEncoder(words)
	s.capable = s.builtins.capabilities()
	s.compiler = ast.NewCompiler().WithCapabilities(s.capable).WithSkipStages(testedStages[:]...)
	s.compiler.Compile(modules)
	if s.compiler.Failed() {
		return nil, s.compiler.Errors
	}
	for _, e := range []entry{report, aggregateReport} {
		if err := s.prepare(e); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// testedStages are the checks of OPA's compiler that the modules pass in the
// tests of the rules: a cold start does without them.
var testedStages = [...]ast.StageID{
	ast.StageCheckUnusedImports, ast.StageCheckKeywordOverrides, ast.StageCheckDuplicateImports, ast.StageCheckVoidCalls,
	ast.StageParseMetadataBlocks, ast.StageSetAnnotationSet, ast.StageRewriteRegoMetadataCalls, ast.StageCheckRuleConflicts,
	ast.StageCheckUndefinedFuncs, ast.StageCheckSafetyRuleHeads, ast.StageRewriteTestRulesForTracing, ast.StageCheckRecursion,
	ast.StageCheckTypes, ast.StageCheckUnsafeBuiltins, ast.StageCheckDeprecatedBuiltins, ast.StageBuildRequiredCapabilities,
}

// parseAll parses the modules of rules, several at a time: a cold start is
// mostly that.
func parseAll(fsys fs.FS, all []rules.Rule) ([]*ast.Module, error) {
	modules := make([]*ast.Module, len(all))
	errs := make([]error, len(all))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, rule := range all {
		g.Go(func() error {
			data, err := fs.ReadFile(fsys, rule.Path)
			if err == nil {
				modules[i], err = ast.ParseModuleWithOpts(rule.Path, string(data), ast.ParserOptions{})
			}
			if err != nil {
				errs[i] = fmt.Errorf("rule %s: %w", rule.ID, err)
			}
			return nil
		})
	}
	_ = g.Wait()
	return modules, errors.Join(errs...)
}

func (s *Set) prepare(e entry) error {
	text := fmt.Sprintf(`rule = input.applicable[index]; value = data.%s[rule[0]][rule[1]].%s[_]`, root, e)
	body, err := ast.ParseBody(text)
	if err != nil {
		return fmt.Errorf("prepare the query of %s: %w", e, err)
	}
	s.queries[e], err = s.compiler.QueryCompiler().Compile(body)
	if err != nil {
		return fmt.Errorf("prepare the query of %s: %w", e, err)
	}
	return nil
}

// collectWords adds all strings of a module to words: among them are the
// names of all sections and fields that the module can read without having
// computed their names.
func collectWords(m *ast.Module, words map[string]bool) {
	ast.WalkTerms(m, func(t *ast.Term) bool {
		if s, ok := t.Value.(ast.String); ok {
			words[string(s)] = true
		}
		return false
	})
}

// Encoder returns the encoder for the facts that the rules read.
func (s *Set) Encoder() *facts.Encoder { return s.encoder }

// Result is what a rule gave for a file: a finding or a collected value.
type Result struct {
	Rule  *rules.Rule
	Value *ast.Term
}

// Failure is a rule that could not be evaluated.
type Failure struct {
	Rule *rules.Rule
	Err  error
}

// Report evaluates the rules that apply on a file and returns what they report. Where the
// evaluation fails, each rule is evaluated alone: the findings of all others
// are kept, and the failures name the culprits.
func (s *Set) Report(ctx context.Context, in *facts.Input, applies func(*rules.Rule) bool) ([]Result, []Failure) {
	applicable := s.applicable(func(r *compiled) bool {
		return r.Reports && applies(&r.Rule) && !in.Lacks(r.Concerns)
	})
	input := in.Part(func(section string) bool {
		return slices.ContainsFunc(applicable, func(r *compiled) bool { return r.words[section] })
	})
	return s.eval(ctx, report, input, applicable)
}

// ReportAll evaluates the rules on all files together. The input holds the
// project's facts.
func (s *Set) ReportAll(ctx context.Context, input *ast.Term) ([]Result, []Failure) {
	return s.eval(ctx, aggregateReport, input, s.applicable(func(r *compiled) bool { return r.Aggregates }))
}

func (s *Set) applicable(applies func(*compiled) bool) []*compiled {
	var out []*compiled
	for _, r := range s.rules {
		if applies(r) {
			out = append(out, r)
		}
	}
	return out
}

func (s *Set) eval(ctx context.Context, e entry, input *ast.Term, applicable []*compiled) ([]Result, []Failure) {
	if len(applicable) == 0 {
		return nil, nil
	}
	results, err := s.query(ctx, e, input, applicable)
	if err == nil {
		return results, nil
	}
	var failures []Failure
	results = nil
	for _, r := range applicable {
		if ctx.Err() != nil {
			return nil, nil
		}
		some, err := s.query(ctx, e, input, []*compiled{r})
		if err != nil {
			failures = append(failures, Failure{&r.Rule, err})
			continue
		}
		results = append(results, some...)
	}
	return results, failures
}

func (s *Set) query(ctx context.Context, e entry, input *ast.Term, applicable []*compiled) ([]Result, error) {
	terms := make([]*ast.Term, len(applicable))
	for i, r := range applicable {
		terms[i] = r.ref
	}
	// The input is this evaluation's own, and no rule reads the member: it is
	// not in the schema.
	if o, ok := input.Value.(ast.Object); ok {
		o.Insert(applicableKey, ast.ArrayTerm(terms...))
	}
	var results []Result
	cancel := topdown.NewCancel()
	defer context.AfterFunc(ctx, cancel.Cancel)()
	q := topdown.NewQuery(s.queries[e]).
		WithCancel(cancel).
		WithCompiler(s.compiler).
		WithBuiltins(s.builtins.funcs).
		WithMetrics(metrics.NoOp()).
		WithStrictBuiltinErrors(true).
		WithInput(input)
	err := q.Iter(ctx, func(row topdown.QueryResult) error {
		if i, err := intOf(row[varIndex]); err == nil {
			results = append(results, Result{&applicable[i].Rule, row[varValue]})
		}
		return nil
	})
	return results, err
}

const (
	varIndex = ast.Var("index")
	varValue = ast.Var("value")
)

var applicableKey = ast.StringTerm("applicable")
