package rehearsal_test

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
	"github.com/bpmnlint/bpmnlint/source"
)

func TestCorpusTemp(t *testing.T) {
	var files []string
	for _, root := range strings.Split(os.Getenv("ROOTS"), ":") {
		filepath.Walk(root, func(p string, i os.FileInfo, err error) error {
			if strings.HasSuffix(p, ".bpmn") || strings.HasSuffix(p, ".bpmn20.xml") {
				files = append(files, p)
			}
			return nil
		})
	}
	n, states, incomplete := 0, 0, 0
	slugs := map[string]int{}
	type slow struct {
		d time.Duration
		f string
		s int
	}
	var slows []slow
	begin := time.Now()
	for _, f := range files {
		data, _ := os.ReadFile(f)
		build := func() []migration.Change { return nil }
		_ = build
		d, _ := bpmn.Parse(source.New(f, data), bpmn.Options{})
		if d == nil {
			continue
		}
		dep, _ := compile.Compile([]*bpmn.Definitions{d}, compile.Options{})
		if dep == nil {
			continue
		}
		for _, p := range dep.Processes {
			c := migration.Compare(dep.Processes[:0:0], nil, migration.Options{})
			_ = c
			pair := migration.Pair{Source: p, Target: p}
			ins, exc := migration.Generate(pair, false)
			if exc != "" {
				continue
			}
			plan := planOf(ins)
			r := migration.Review(pair, plan)
			if !r.Verdict.Accepted() {
				continue
			}
			t0 := time.Now()
			res, err := rehearsal.Rehearse(r, rehearsal.Options{})
			if err != nil {
				t.Log(f, err)
				continue
			}
			n++
			states += res.States
			if len(res.Incomplete) > 0 {
				incomplete++
			}
			slows = append(slows, slow{time.Since(t0), f, res.States})
			expected := map[string]bool{}
			for _, d := range r.Findings {
				expected[d.Rule] = true
			}
			for _, x := range res.Findings {
				slugs[x.Diagnostic.Rule]++
				if expected["event-sub-process-rearmed"] || expected["compensation-aborts-migration"] {
					slugs[x.Diagnostic.Rule+" expected"]++
					continue
				}
				t.Logf("%s %s: %s\n     %s", f, x.Diagnostic.Rule, x.Diagnostic.Message, x.Path())
			}
		}
	}
	sort.Slice(slows, func(i, j int) bool { return slows[i].d > slows[j].d })
	t.Log(len(files), "files", n, "processes", states, "states", incomplete, "incomplete", time.Since(begin), slugs)
	for _, s := range slows[:min(8, len(slows))] {
		t.Log(s.d, s.f, s.s)
	}
}
