package lint

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// Fixture is a model, or a folder of models, on which a rule must be silent or
// speak: testdata/good* and testdata/bad* beside the rule. Where several rules
// lie in one folder, the models of each are in testdata/<slug>. What is found
// in a bad one stands beside it in a file of the same name that ends in .want;
// where it can be fixed, what the fixes make of it in bad*.fixed.bpmn, or for a
// folder in the folder bad*.fixed, which has the models that change.
// What the model was at the base, for a rule that compares, is in a file of the
// same name that ends in .base.bpmn.
type Fixture struct {
	// Rule is the slug.
	Rule string
	// Path is the absolute path of the model or folder.
	Path string

	dir   string // of the rules
	users *UserRules
}

// FixtureResult is what linting a fixture with its rule alone gave.
type FixtureResult struct {
	// Err tells what is not as it must be; nil where all is.
	Err error
	// Wrote are the files with what is expected that were rewritten.
	Wrote []string
	// Fixed says that fixes were made.
	Fixed bool
	Took  time.Duration
}

// Fixtures returns the fixtures of all rules below a folder, given by its
// absolute path, sorted by rule and path; and the rules that have no good or
// no bad one.
func Fixtures(dir string) (all []Fixture, lacking []*policy.UserRule, err error) {
	users := NewUserRules(dir, nil)
	users.reserved = true
	folder, err := users.Folder(dir)
	if err != nil {
		return nil, nil, err
	}
	inFolder := map[string]int{}
	for _, r := range folder.Rules {
		inFolder[filepath.Dir(r.Path)]++
	}
	for _, r := range folder.Rules {
		models := filepath.Join(dir, filepath.FromSlash(filepath.Dir(r.Path)), "testdata")
		if inFolder[filepath.Dir(r.Path)] > 1 {
			models = filepath.Join(models, r.ID)
		}
		entries, err := os.ReadDir(models)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, nil, err
		}
		good, bad := false, false
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), baseExt) {
				continue
			}
			isGood, isBad := strings.HasPrefix(e.Name(), "good"), strings.HasPrefix(e.Name(), "bad")
			if isGood || isBad && !isExpected(e.Name()) {
				all = append(all, Fixture{Rule: r.ID, Path: filepath.Join(models, e.Name()), dir: dir, users: users})
			}
			good, bad = good || isGood, bad || isBad
		}
		if !good || !bad {
			lacking = append(lacking, r)
		}
	}
	return all, lacking, nil
}

// baseExt ends the name of a file with what a fixture was at the base.
const baseExt = ".base.bpmn"

// BaseOfFixture returns the base that a fixture is compared with, given by its
// absolute path: what stands beside it, nil if there is nothing.
func BaseOfFixture(model string) *Base {
	was, err := os.ReadFile(strings.TrimSuffix(model, filepath.Ext(model)) + baseExt)
	if err != nil {
		return nil
	}
	return &Base{
		Changed: map[string]bool{model: true},
		Read:    func(context.Context, string, int64) ([]byte, error) { return was, nil },
	}
}

// IsGood says that the rule must be silent.
func (f Fixture) IsGood() bool { return strings.HasPrefix(filepath.Base(f.Path), "good") }

// Want is the path of the file with the findings that are expected.
func (f Fixture) Want() string { return strings.TrimSuffix(f.Path, filepath.Ext(f.Path)) + ".want" }

// isExpected reports whether a file or folder beside a bad model says what is
// expected of it.
func isExpected(name string) bool {
	ext := filepath.Ext(name)
	return ext == ".want" || ext == ".fixed" || strings.HasSuffix(strings.TrimSuffix(name, ext), ".fixed")
}

// Check lints the fixture, fixes it, and compares. With update, it writes what
// it found.
func (f Fixture) Check(ctx context.Context, update bool) FixtureResult {
	start := time.Now()
	var r FixtureResult
	r.Err = f.check(ctx, update, &r)
	r.Took = time.Since(start)
	return r
}

func (f Fixture) check(ctx context.Context, update bool, r *FixtureResult) error {
	run, err := f.prepare(ctx)
	if err != nil {
		return err
	}
	got, err := run.lint(ctx)
	switch {
	case err != nil:
		return err
	case f.IsGood() && len(got) > 0:
		return fmt.Errorf("must be silent, but:\n%s", strings.Join(got, "\n"))
	case f.IsGood():
		return nil
	case len(got) == 0:
		return errors.New("the rule finds nothing")
	}
	if err := f.checkFindings(got, update, r); err != nil {
		return err
	}
	return f.checkFixes(ctx, run, update, r)
}

func (f Fixture) checkFindings(got []string, update bool, r *FixtureResult) error {
	data, err := os.ReadFile(f.Want())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	want := strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n"), "\n")
	if err == nil && slices.Equal(want, got) {
		return nil
	}
	if update {
		r.Wrote = append(r.Wrote, f.Want())
		return os.WriteFile(f.Want(), []byte(strings.Join(got, "\n")+"\n"), 0o644)
	}
	if err != nil {
		return fmt.Errorf("there is no %s; found:\n%s\n--update writes it", filepath.Base(f.Want()), strings.Join(got, "\n"))
	}
	return errors.New("the findings differ; --update rewrites what is expected\n" + difference(want, got))
}

// fixed is the path of what a model of the fixture becomes.
func (f Fixture) fixed(run *fixtureRun, model workspace.File) string {
	if run.folder {
		return filepath.Join(f.Path+".fixed", filepath.FromSlash(model.Path))
	}
	ext := filepath.Ext(f.Path)
	return strings.TrimSuffix(f.Path, ext) + ".fixed" + ext
}

// checkFixes makes all fixes, unsafe ones too.
func (f Fixture) checkFixes(ctx context.Context, run *fixtureRun, update bool, r *FixtureResult) error {
	result, err := Fix(ctx, run.models, run.options, true)
	if err != nil {
		return err
	}
	after := map[string][]byte{}
	for _, x := range result.Files {
		after[x.Path] = x.After
	}
	r.Fixed = len(after) > 0
	for _, model := range run.models {
		name := f.fixed(run, model)
		want, err := os.ReadFile(name)
		missing := errors.Is(err, fs.ErrNotExist)
		got, changed := after[model.Path]
		switch {
		case err != nil && !missing:
			return err
		case missing && !changed || !missing && changed && bytes.Equal(want, got):
		case update && changed:
			r.Wrote = append(r.Wrote, name)
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				return err
			}
			if err := os.WriteFile(name, got, 0o644); err != nil {
				return err
			}
		case missing:
			return fmt.Errorf("there is no %s, but the rule fixes the model; --update writes it", filepath.Base(name))
		case !changed:
			return fmt.Errorf("there is %s, but no fix is made", filepath.Base(name))
		default:
			return fmt.Errorf("the fixes make something else than %s; --update rewrites it\n%s", filepath.Base(name),
				difference(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")))
		}
	}
	return nil
}

// difference lists the lines that only one of two lists has.
func difference(want, got []string) string {
	var lines []string
	for _, w := range want {
		if !slices.Contains(got, w) {
			lines = append(lines, "expected  "+w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			lines = append(lines, "found     "+g)
		}
	}
	if len(lines) == 0 {
		return "the order or the number of equal lines is another"
	}
	return strings.Join(lines, "\n")
}

// fixtureRun is a fixture that is ready to be linted.
type fixtureRun struct {
	models  []workspace.File
	options Options
	loader  *config.Loader
	folder  bool
}

// prepare finds the models. The options of the rule are those of a
// .bpmnlint.yaml beside the model or in the folder of models.
func (f Fixture) prepare(ctx context.Context) (*fixtureRun, error) {
	dir, arg := filepath.Dir(f.Path), filepath.Base(f.Path)
	info, err := os.Stat(f.Path)
	if err != nil {
		return nil, err
	}
	run := &fixtureRun{folder: info.IsDir()}
	if run.folder {
		dir, arg = f.Path, "."
	}
	ws := workspace.New(workspace.Places{Dir: dir, Root: dir})
	run.loader, err = config.NewLoader(config.Options{
		PolicyRules: f.users.Config, Workspace: ws, Only: []string{f.Rule}, Preset: string(config.All), Policies: []string{f.dir},
	})
	if err != nil {
		return nil, err
	}
	found, err := workspace.Find(ctx, []string{arg}, workspace.Options{Dir: dir})
	if err != nil {
		return nil, err
	}
	run.models = slices.DeleteFunc(found.Files, func(x workspace.File) bool { return x.Kind != workspace.Model })
	run.options = Options{
		Config: run.loader, UserRules: f.users, Workspace: ws, Whole: run.folder, Base: BaseOfFixture(f.Path),
		Read: func(x workspace.File, _ int64) ([]byte, error) { return os.ReadFile(x.Abs) },
	}
	return run, nil
}

// Findings returns what the rule says of the models.
func (f Fixture) Findings(ctx context.Context) (diag.List, error) {
	run, err := f.prepare(ctx)
	if err != nil {
		return nil, err
	}
	return run.findings(ctx)
}

func (run *fixtureRun) findings(ctx context.Context) (diag.List, error) {
	result, err := Run(ctx, run.models, run.options)
	if err != nil {
		return nil, err
	}
	for _, p := range run.loader.Problems() {
		if p.Severity == diag.Error {
			return nil, fmt.Errorf("%s:%d: %s", p.File, p.Range.Start.Line, p.Message)
		}
	}
	return result.Diagnostics, nil
}

// lint returns the lines of what the rule says.
func (run *fixtureRun) lint(ctx context.Context) ([]string, error) {
	found, err := run.findings(ctx)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, d := range found {
		lines = append(lines, findingLines(d, run.folder)...)
	}
	return lines, nil
}

// findingLines returns the lines of a .want file for a finding.
func findingLines(d diag.Diagnostic, withFile bool) []string {
	file := ""
	if withFile {
		file = d.File + ":"
	}
	lines := []string{fmt.Sprintf("%s%d:%d: %s: %s [%s]", file, d.Range.Start.Line, d.Range.Start.Column, d.Severity, d.Message, d.Rule)}
	for _, r := range d.Related {
		lines = append(lines, fmt.Sprintf("    %d:%d: %s", r.Range.Start.Line, r.Range.Start.Column, r.Message))
	}
	return lines
}
