package lint_test

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
	"github.com/bpmnlint/bpmnlint/source"
)

// models returns the models of the folder that CORPUS names, of our own where
// it names none.
func models(b *testing.B) (string, []workspace.File) {
	b.Helper()
	dir, err := filepath.Abs(cmp.Or(os.Getenv("CORPUS"), "../testdata/models"))
	if err != nil {
		b.Fatal(err)
	}
	found, err := workspace.Find(context.Background(), []string{dir}, workspace.Options{Dir: dir, NoIgnore: true})
	if err != nil {
		b.Fatal(err)
	}
	var files []workspace.File
	for _, f := range found.Files {
		if f.Kind == workspace.Model {
			files = append(files, f)
		}
	}
	return dir, files
}

func BenchmarkRun(b *testing.B) {
	for _, preset := range []string{"bpmn-io", "recommended", "all"} {
		b.Run(preset, func(b *testing.B) {
			dir, files := models(b)
			b.ReportAllocs()
			for b.Loop() {
				ws := workspace.New(workspace.Places{Dir: dir, Root: dir})
				loader, err := config.NewLoader(config.Options{Rules: lint.ConfigRules(builtin(b)), Workspace: ws, None: true, Preset: preset})
				if err != nil {
					b.Fatal(err)
				}
				_, err = lint.Run(context.Background(), files, lint.Options{
					Rules: builtin(b), Config: loader, Workspace: ws, Whole: true, Workers: 1,
					Read: func(f workspace.File, _ int64) ([]byte, error) { return os.ReadFile(f.Abs) },
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(len(files)), "µs/file")
		})
	}
}

// BenchmarkFacts encodes all facts of a model.
func BenchmarkFacts(b *testing.B) {
	m := model(b)
	e := facts.NewEncoder()
	b.ReportAllocs()
	for b.Loop() {
		e.Encode(m)
	}
}

// BenchmarkRules evaluates each rule alone on a model, and all together.
func BenchmarkRules(b *testing.B) {
	m := model(b)
	all := builtin(b)
	run := func(name string, some []rules.Rule) {
		b.Run(name, func(b *testing.B) {
			set, err := policy.Compile(rules.FS(), some)
			if err != nil {
				b.Fatal(err)
			}
			in := set.Encoder().Encode(m)
			b.ReportAllocs()
			for b.Loop() {
				set.Report(context.Background(), in, func(*rules.Rule) bool { return true })
			}
		})
	}
	for _, r := range all {
		if r.Reports {
			run(r.ID, []rules.Rule{r})
		}
	}
	run("all", all)
}

func BenchmarkCompile(b *testing.B) {
	all := builtin(b)
	for b.Loop() {
		if _, err := policy.Compile(rules.FS(), all); err != nil {
			b.Fatal(err)
		}
	}
}

// model returns the largest of our own models.
func model(b *testing.B) *facts.Model {
	b.Helper()
	name := "../testdata/models/src/main/resources/bpmn/order-fulfilment.bpmn"
	data, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	d, _ := bpmn.Parse(source.New(name, data), bpmn.Options{})
	m := facts.NewModel(d)
	m.Platform.Name = "camunda-7.24"
	return m
}
