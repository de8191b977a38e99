package policy

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/metrics"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/rules"
)

// Folder is what a folder with rules of a user holds.
type Folder struct {
	// Rules are the rules, sorted by category and slug. One that cannot be
	// parsed is among them, with the metadata that could be made out.
	Rules []*UserRule
	// Refused are the faults of modules that are not let in at all.
	Refused []Fault
	// Words are all strings of the modules: among them are the names of all
	// sections and fields that the rules can read without having computed
	// their names.
	Words map[string]bool
	// Digest is a hash of all modules with their names.
	Digest [sha256.Size]byte
}

// Encoder returns an encoder for the facts that the rules of folders read.
func Encoder(folders []*Folder) *facts.Encoder {
	words := map[string]bool{}
	for _, f := range folders {
		maps.Copy(words, f.Words)
	}
	return facts.NewPartialEncoder(words)
}

// UserRule is a rule of a user: it has a compiler, a query and limits of its
// own, so that its failure is nobody else's. It may be used concurrently.
type UserRule struct {
	rules.Rule
	// Line is the line of the package clause in the module Path, from 1.
	Line int

	module    *ast.Module
	libraries []*ast.Module
	err       error // of parsing or of the metadata
	once      sync.Once
	builtins  builtins
	compiler  *ast.Compiler
	queries   map[entry]ast.Body
}

// LoadOptions says how to read a folder of rules.
type LoadOptions struct {
	// Name is what the folder is called in front of the names of its modules.
	Name string
	// Reserved lets packages below bpmnlint in, which are the program's own.
	Reserved bool
}

// Load reads all rules below a folder. Modules without a report or an
// aggregate_report are libraries for the others. Folders called testdata and
// hidden ones are passed over. An error means that the folder cannot be read.
func Load(fsys fs.FS, o LoadOptions) (*Folder, error) {
	folder := &Folder{Words: map[string]bool{}}
	var libraries []*ast.Module
	digest := sha256.New()
	err := eachModule(fsys, func(file string, data []byte) error {
		content := sha256.Sum256(data)
		fmt.Fprintf(digest, "%q %x\n", file, content)
		if strings.HasSuffix(file, "_test.rego") {
			return nil
		}
		name := path.Join(o.Name, file)
		u := newUserRule(name, data)
		if u.module != nil {
			collectWords(u.module, folder.Words)
		}
		switch {
		case u.module != nil && !o.Reserved && packageWords(u.module)[0] == "bpmnlint":
			folder.Refused = append(folder.Refused, Fault{name, u.Line, 1,
				`the package is below bpmnlint, which is reserved for the rules that come with the program; call it custom.rules.<category>["<rule>"]`})
		case u.module != nil && !u.Reports && !u.Aggregates && u.err == nil:
			libraries = append(libraries, u.module)
		default:
			folder.add(u)
		}
		return nil
	})
	folder.Digest = [sha256.Size]byte(digest.Sum(nil))
	slices.SortFunc(folder.Rules, func(a, b *UserRule) int {
		return strings.Compare(a.Category+"/"+a.ID, b.Category+"/"+b.ID)
	})
	for _, u := range folder.Rules {
		u.libraries = needed(u.module, libraries)
	}
	return folder, err
}

// eachModule calls a function for all modules in Rego below a folder.
func eachModule(fsys fs.FS, visit func(file string, data []byte) error) error {
	return fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "testdata" || file != "." && strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(file) != ".rego" {
			return nil
		}
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return err
		}
		return visit(file, data)
	})
}

func (f *Folder) add(u *UserRule) {
	for _, x := range f.Rules {
		if x.ID == u.ID {
			f.Refused = append(f.Refused, Fault{u.Path, u.Line, 1, fmt.Sprintf("the rule %q is already in %s", u.ID, x.Path)})
			return
		}
	}
	f.Rules = append(f.Rules, u)
}

func newUserRule(name string, data []byte) *UserRule {
	u := &UserRule{Line: 1}
	u.Path = name
	m, err := ast.ParseModuleWithOpts(name, string(data), ast.ParserOptions{ProcessAnnotation: true})
	if err != nil {
		u.err = err
		u.guess(data)
		return u
	}
	u.module = m
	u.Line = m.Package.Location.Row
	u.Rule, _, u.err = metadataOf(name, m)
	if u.err != nil {
		u.Severity = diag.Warning.String()
		u.err = fmt.Errorf("the metadata is wrong: %w", errors.Unwrap(u.err))
	}
	u.Severity = cmp.Or(u.Severity, diag.Warning.String())
	u.Fix = cmp.Or(u.Fix, rules.None)
	u.Recommended = cmp.Or(u.Recommended, u.Severity)
	u.Strict = cmp.Or(u.Strict, u.Severity)
	u.Category = cmp.Or(u.Category, "custom")
	u.Title = cmp.Or(u.Title, strings.ReplaceAll(u.ID, "-", " "))
	return u
}

var packageClause = regexp.MustCompile(`(?m)^package\s+(\S+)`)

// guess makes out name and category of a module that cannot be parsed, so that
// a configuration that mentions the rule is not wrong as well.
func (u *UserRule) guess(data []byte) {
	u.ID = strings.ReplaceAll(strings.TrimSuffix(path.Base(u.Path), ".rego"), "_", "-")
	u.Category = "custom"
	if m := packageClause.FindSubmatchIndex(data); m != nil {
		u.Line = 1 + strings.Count(string(data[:m[0]]), "\n")
		if ref, err := ast.ParseRef(string(data[m[2]:m[3]])); err == nil {
			words := refWords(ref)
			u.ID = words[len(words)-1]
			if len(words) > 1 {
				u.Category = words[len(words)-2]
			}
		}
	}
	u.Title = strings.ReplaceAll(u.ID, "-", " ")
	u.Severity = diag.Warning.String()
	u.Recommended, u.Strict, u.Fix = u.Severity, u.Severity, rules.None
}

// refWords returns the words of a reference; its head is one.
func refWords(ref ast.Ref) []string {
	var words []string
	for _, t := range ref {
		switch v := t.Value.(type) {
		case ast.Var:
			words = append(words, string(v))
		case ast.String:
			words = append(words, string(v))
		}
	}
	return words
}

// needed returns the libraries that a module refers to, themselves or through
// others.
func needed(m *ast.Module, libraries []*ast.Module) []*ast.Module {
	var out []*ast.Module
	if m == nil {
		return nil
	}
	for todo := []*ast.Module{m}; len(todo) > 0; todo = todo[1:] {
		ast.WalkRefs(todo[0], func(r ast.Ref) bool {
			if !r.HasPrefix(ast.DefaultRootRef) {
				return false
			}
			for _, l := range libraries {
				if !slices.Contains(out, l) && (r.HasPrefix(l.Package.Path) || l.Package.Path.HasPrefix(r)) && l != m {
					out = append(out, l)
					todo = append(todo, l)
				}
			}
			return false
		})
	}
	return out
}

// Compile compiles the rule and checks it against the schema of the input,
// once; the error says why it cannot be used.
func (u *UserRule) Compile() error {
	u.once.Do(func() {
		if u.err == nil {
			u.err = u.compile()
		}
		u.module, u.libraries = nil, nil
	})
	return u.err
}

func (u *UserRule) compile() error {
	u.builtins = newBuiltins(facts.Type())
	pkg := u.module.Package.Path.String()
	modules := map[string]*ast.Module{u.Path: u.module}
	for _, l := range u.libraries {
		modules[l.Package.Location.File] = l.Copy()
	}
	u.compiler = u.builtins.compiler()
	if u.compiler.Compile(modules); u.compiler.Failed() {
		return u.compiler.Errors
	}
	if err := checkEvery(modules, u.builtins.compiler()); err != nil {
		return err
	}
	u.queries = map[entry]ast.Body{}
	for e, defined := range map[entry]bool{report: u.Reports, aggregateReport: u.Aggregates} {
		if !defined {
			continue
		}
		body, err := ast.ParseBody(fmt.Sprintf("value = %s.%s[_]", pkg, e))
		if err != nil {
			return fmt.Errorf("prepare the query of %s: %w", e, err)
		}
		if u.queries[e], err = u.compiler.QueryCompiler().Compile(body); err != nil {
			return err
		}
	}
	return nil
}

// Report returns what the rule reports on a file. The context may end it.
func (u *UserRule) Report(ctx context.Context, in *facts.Input) ([]Result, error) {
	if in.Lacks(u.Concerns) {
		return nil, nil
	}
	return u.query(ctx, report, in.Term())
}

// ReportAll returns what the rule reports on all files together.
func (u *UserRule) ReportAll(ctx context.Context, input *ast.Term) ([]Result, error) {
	return u.query(ctx, aggregateReport, input)
}

func (u *UserRule) query(ctx context.Context, e entry, input *ast.Term) ([]Result, error) {
	if err := u.Compile(); err != nil {
		return nil, err
	}
	body, ok := u.queries[e]
	if !ok {
		return nil, nil
	}
	cancel := topdown.NewCancel()
	defer context.AfterFunc(ctx, cancel.Cancel)()
	var results []Result
	q := topdown.NewQuery(body).
		WithCompiler(u.compiler).
		WithBuiltins(u.builtins.funcs).
		WithMetrics(metrics.NoOp()).
		WithStrictBuiltinErrors(true).
		WithCancel(cancel).
		WithInput(input)
	err := q.Iter(ctx, func(row topdown.QueryResult) error {
		results = append(results, Result{&u.Rule, row[varValue]})
		return nil
	})
	return results, err
}
