package lint_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// fixModels are files that fixes are tried on.
type fixModels struct {
	files   []workspace.File
	content map[string][]byte
	options lint.Options
}

// modelsIn returns the models below folders, linted with all rules.
func modelsIn(t *testing.T, folders ...string) *fixModels {
	t.Helper()
	m := &fixModels{content: map[string][]byte{}}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(name) != ".bpmn" {
				return err
			}
			data, err := os.ReadFile(name)
			m.add(filepath.ToSlash(name), data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(m.files) == 0 {
		t.Fatal("no models")
	}
	m.prepare(t)
	return m
}

func (m *fixModels) add(name string, data []byte) {
	m.files = append(m.files, workspace.File{Path: name, Abs: "/models/" + name})
	m.content[name] = data
}

func (m *fixModels) prepare(t *testing.T) {
	t.Helper()
	all, err := lint.Rules()
	if err != nil {
		t.Fatal(err)
	}
	ws := workspace.New(workspace.Places{Dir: "/models", Root: "/models"})
	loader, err := config.NewLoader(config.Options{Rules: lint.ConfigRules(all), Workspace: ws, None: true, Preset: "all"})
	if err != nil {
		t.Fatal(err)
	}
	m.options = lint.Options{
		Rules: all, Config: loader, Workspace: ws, Platform: "camunda-7.24",
		Read: func(f workspace.File, _ int64) ([]byte, error) { return m.content[f.Path], nil },
	}
}

func (m *fixModels) fix(t *testing.T, unsafe bool) *lint.Fixed {
	t.Helper()
	fixed, err := lint.Fix(context.Background(), m.files, m.options, unsafe)
	if err != nil {
		t.Fatal(err)
	}
	return fixed
}

// become puts what was fixed in the place of what was there.
func (m *fixModels) become(fixed *lint.Fixed) {
	for _, f := range fixed.Files {
		m.content[f.Path] = f.After
	}
}

// shared returns folders of the shared corpus; without it the test is skipped.
func shared(t *testing.T, names ...string) []string {
	t.Helper()
	root := os.Getenv("BPMNLINT_SHARED")
	if root == "" {
		root = "../../shared"
	}
	var out []string
	for _, name := range names {
		folder := filepath.Join(root, "corpus", name)
		if _, err := os.Stat(folder); err != nil {
			t.Skipf("SKIPPED: no corpus at %s: set BPMNLINT_SHARED to the folder that holds it", folder)
		}
		out = append(out, folder)
	}
	return out
}

func ownModels(t *testing.T) *fixModels { return modelsIn(t, "../rules", "../testdata") }

// sharedModels are some folders of the corpus, or all of it where
// BPMNLINT_CORPUS says so: that takes a minute, and much longer with the race
// detector.
func sharedModels(t *testing.T) *fixModels {
	folders := []string{"hocs-workflow", "generated", "probes", "camunda-examples"}
	if os.Getenv("BPMNLINT_CORPUS") == "all" {
		folders = []string{""}
	}
	return modelsIn(t, shared(t, folders...)...)
}

// TestEachFix makes each fix of each finding alone, and looks at what is outside
// of its edits.
func TestEachFix(t *testing.T) {
	t.Parallel()
	for name, load := range map[string]func(*testing.T) *fixModels{"own": ownModels, "shared": sharedModels} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := load(t)
			res, err := lint.Run(context.Background(), m.files, m.options)
			if err != nil {
				t.Fatal(err)
			}
			fixable := map[string]rules.Fixable{}
			for _, r := range m.options.Rules {
				fixable[r.ID] = r.Fix
			}
			n := 0
			for _, d := range res.Diagnostics {
				for _, fix := range d.Fixes {
					n++
					if f := fixable[d.Rule]; f == rules.None || fix.Safe && f != rules.Safe {
						t.Errorf("%s: the fix %q, safe: %v, of %s, which says %s", d.File, fix.Title, fix.Safe, d.Rule, f)
					}
					if fault := checkFix(m.content[d.File], fix); fault != "" {
						t.Errorf("%s: %s: %s: %s", d.File, d.Rule, fix.Title, fault)
					}
				}
			}
			if n < 10 {
				t.Errorf("only %d fixes", n)
			}
		})
	}
}

// checkFix makes a fix. It returns what is wrong with the result, empty for
// nothing: it cannot be read, something that stands outside of the edits is read
// as something else, or a safe fix makes another process.
func checkFix(before []byte, fix diag.Fix) string {
	after, err := source.Apply(before, fix.Edits)
	if err != nil {
		return err.Error()
	}
	old, was := bpmn.Parse(source.New("", before), bpmn.Options{})
	now, is := bpmn.Parse(source.New("", after), bpmn.Options{})
	if len(is) > len(was) {
		return "it cannot be read: " + is[0].Message
	}
	if fix.Safe && !sameProcesses(old, now) {
		return "another process comes out"
	}
	if len(fix.Renames) > 0 && !sameButForIDs(old, now, fix.Renames) {
		return "more than ids has changed, or not all of what refers to them"
	}
	at := map[int]string{}
	eachToken(now, func(start, _ int, text string) { at[start] = text })
	fault := ""
	eachToken(old, func(start, end int, text string) {
		shift := 0
		for _, e := range fix.Edits {
			if e.End <= start && (e.Start < e.End || e.Start < start) {
				shift += len(e.New) - (e.End - e.Start)
			} else if e.Start < end {
				return // it is in the edit
			}
		}
		if at[start+shift] != text && fault == "" {
			fault = fmt.Sprintf("%q at %d is %q now", text, start, at[start+shift])
		}
	})
	return fault
}

// sameButForIDs reports whether two files say the same once the new ids are the
// old ones again.
func sameButForIDs(old, now *bpmn.Definitions, renames []diag.Rename) bool {
	back := map[string]string{}
	for _, r := range renames {
		back[r.To], back[r.To+"_di"] = r.Element.ID, r.Element.ID+"_di"
	}
	var a, b []string
	eachToken(old, func(_, _ int, text string) { a = append(a, text) })
	eachToken(now, func(_, _ int, text string) {
		i := strings.LastIndexAny(text, ":=") + 1
		if was, ok := back[strings.TrimSpace(text[i:])]; ok {
			text = text[:i] + was
		}
		b = append(b, text)
	})
	return slices.Equal(a, b)
}

// eachToken calls a function for the places of all attributes and texts in the
// data of a file. Of the start of an element it says the name only.
func eachToken(d *bpmn.Definitions, visit func(start, end int, text string)) {
	file := d.File
	var walk func(x *xmltree.Element)
	walk = func(x *xmltree.Element) {
		start := file.Offset(x.Tag.Start)
		visit(start, file.Offset(x.Tag.Start+1+len(x.Node.FullTag())), "<"+x.Local)
		for i := range x.Attrs {
			a := &x.Attrs[i]
			visit(file.Offset(a.Name.Start), file.Offset(a.Raw.End), a.Local+"="+a.Value)
		}
		if text := strings.TrimSpace(x.Text()); text != "" && len(x.Children) == 0 {
			span := d.Document.TrimmedTextSpan(x)
			visit(file.Offset(span.Start), file.Offset(span.End), text)
		}
		for _, c := range x.Children {
			walk(c)
		}
	}
	walk(d.XML)
}

func sameProcesses(a, b *bpmn.Definitions) bool {
	o := program.Options{Platform: platform.Latest(platform.Camunda), Connect: true}
	x, y := program.Build(a, o), program.Build(b, o)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if !program.Equal(x[i], y[i]) {
			return false
		}
	}
	return true
}

// TestFixAll fixes all there is to fix: safe fixes bring no finding and leave
// all processes as they are, and fixing once more changes nothing.
func TestFixAll(t *testing.T) {
	t.Parallel()
	for name, load := range map[string]func(*testing.T) *fixModels{"own": ownModels, "shared": sharedModels} {
		for _, unsafe := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, unsafe %v", name, unsafe), func(t *testing.T) {
				t.Parallel()
				m := load(t)
				before, err := lint.Run(context.Background(), m.files, m.options)
				if err != nil {
					t.Fatal(err)
				}
				fixed := m.fix(t, unsafe)
				if len(fixed.Files) == 0 {
					t.Fatal("nothing was fixed")
				}
				checkCounts(t, before, fixed)
				if !unsafe {
					checkSafe(t, before, fixed)
				}
				m.become(fixed)
				for _, f := range m.fix(t, unsafe).Files {
					t.Errorf("%s: fixed once more: %v", f.Path, f.Made[0].Title)
				}
			})
		}
	}
}

// checkCounts checks that no rule finds more in a file than before, those
// findings included that stand behind a stronger one. Ids may have changed.
func checkCounts(t *testing.T, before *lint.Result, fixed *lint.Fixed) {
	t.Helper()
	type place struct{ file, rule string }
	room := map[place]int{}
	for _, d := range slices.Concat(before.Diagnostics, before.Replaced) {
		// One that stands for several names them all.
		room[place{d.File, d.Rule}] += max(1, len(d.Related))
	}
	for _, d := range fixed.Diagnostics {
		p := place{d.File, d.Rule}
		if room[p]--; room[p] < 0 {
			t.Errorf("%s: a new finding: %s (%s)", d.File, d.Message, d.Rule)
		}
	}
}

// checkSafe checks that there are no other findings than before, and the same
// processes.
func checkSafe(t *testing.T, before *lint.Result, fixed *lint.Fixed) {
	t.Helper()
	had := map[string]bool{}
	for _, d := range before.Diagnostics {
		had[d.File+d.Fingerprint] = true
	}
	for _, d := range fixed.Diagnostics {
		if !had[d.File+d.Fingerprint] {
			t.Errorf("%s: a new finding: %s (%s)", d.File, d.Message, d.Rule)
		}
	}
	for _, f := range fixed.Files {
		old, _ := bpmn.Parse(source.New("", f.Before), bpmn.Options{})
		now, _ := bpmn.Parse(source.New("", f.After), bpmn.Options{})
		if !sameProcesses(old, now) {
			t.Errorf("%s: another process comes out", f.Path)
		}
	}
}

// TestFixtures tests the rules as rules test does: what they find, and what their
// fixes make of it. A rule with fixes shows one.
func TestFixtures(t *testing.T) {
	t.Parallel()
	dir, err := filepath.Abs(rulesDir)
	if err != nil {
		t.Fatal(err)
	}
	fixtures, _, err := lint.Fixtures(dir)
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, f := range fixtures {
		r := f.Check(context.Background(), *update)
		if r.Err != nil {
			t.Errorf("%s: %v", f.Path, r.Err)
		}
		shown[f.Rule] = shown[f.Rule] || r.Fixed
	}
	for _, r := range builtin(t) {
		if fixable := r.Fix != rules.None; fixable != shown[r.ID] {
			t.Errorf("%s says that its fixes are %s; fixed in one of its models: %v", r.ID, r.Fix, shown[r.ID])
		}
	}
}
