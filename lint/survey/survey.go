package survey

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/source"
)

// maxFile is the size in bytes above which a file beside the models is not
// read, maxModel that of a model.
const (
	maxFile  = 1 << 20
	maxModel = 16 << 20
)

// Platform is an engine that models are for.
type Platform struct {
	// Name is that of a [workspace.Platform].
	Name string
	// Source is the build file that names it; empty where the models do, or
	// nothing.
	Source string
	Models int
}

// Survey is what was learned.
type Survey struct {
	// Platforms are those of the models, the most frequent first.
	Platforms []Platform
	// Engines are the modules that say something about their engine, sorted by
	// module.
	Engines []Engine
	// Modules are the modules that have models, sorted.
	Modules []string
	// Conventions are sorted by type.
	Conventions []Convention
}

// Options says what to look at.
type Options struct {
	// Dir is the folder to look at, absolute.
	Dir string
	// Models are the models in it.
	Models []workspace.File
	// Workspace tells the platforms of models.
	Workspace *workspace.Workspace
}

// Run looks at a folder. An error is that of the context, or of the folder
// itself; files that cannot be read are passed over.
func Run(ctx context.Context, o Options) (*Survey, error) {
	s := &Survey{}
	ids := map[string][]string{}
	counts := map[Platform]int{}
	for _, f := range o.Models {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		d := parse(f.Abs)
		if d == nil {
			continue
		}
		p := o.Workspace.Platform(f.Abs, workspace.Evidence{
			Namespaces: d.ExtensionNamespaces, ExecutionPlatform: d.ExecutionPlatform, ExecutionPlatformVersion: d.ExecutionPlatformVersion,
		})
		switch p.Source {
		case "namespace", "execution platform", "default":
			p.Source = ""
		}
		counts[Platform{Name: p.Name, Source: p.Source}]++
		collect(d, ids)
		if rel, err := filepath.Rel(o.Dir, f.Abs); err == nil {
			s.Modules = append(s.Modules, module(o.Dir, filepath.ToSlash(rel)))
		}
	}
	slices.Sort(s.Modules)
	s.Modules = slices.Compact(s.Modules)
	for p, n := range counts {
		p.Models = n
		s.Platforms = append(s.Platforms, p)
	}
	slices.SortFunc(s.Platforms, func(a, b Platform) int {
		if a.Models != b.Models {
			return b.Models - a.Models
		}
		return strings.Compare(a.Name+a.Source, b.Name+b.Source)
	})
	s.Conventions = conventions(ids)
	var err error
	s.Engines, err = engines(ctx, o.Dir)
	return s, err
}

// parse returns a model, nil for what is none.
func parse(file string) *bpmn.Definitions {
	info, err := os.Stat(file)
	if err != nil || info.Size() > maxModel {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	d, _ := bpmn.Parse(source.New(file, data), bpmn.Options{})
	return d
}

// collect appends the ids of a model's processes, flow nodes and sequence
// flows, by type.
func collect(d *bpmn.Definitions, ids map[string][]string) {
	for _, e := range d.Elements {
		base := e.Base()
		if base.ID != "" && (base.Type.IsFlowNode() || base.Type == bpmn.SequenceFlowType || base.Type == bpmn.ProcessType) {
			ids[string(base.Type)] = append(ids[string(base.Type)], base.ID)
		}
	}
}

// engines reads what the files below a folder say about engines.
func engines(ctx context.Context, dir string) ([]Engine, error) {
	found := map[string][]setting{}
	err := filepath.WalkDir(dir, func(file string, e fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if file == dir {
				return err
			}
			return nil
		}
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if e.IsDir() {
			if file != dir && (strings.HasPrefix(e.Name(), ".") || slices.Contains(workspace.PassedOver(), e.Name()) || strings.HasSuffix(name, "src/test")) {
				return filepath.SkipDir
			}
			return nil
		}
		read := reader(name)
		if read == nil || !e.Type().IsRegular() {
			return nil
		}
		if info, err := e.Info(); err != nil || info.Size() > maxFile {
			return nil
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return nil
		}
		if settings := read(name, string(data)); len(settings) > 0 {
			m := module(dir, name)
			found[m] = append(found[m], settings...)
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var all []Engine
	for m, settings := range found {
		all = append(all, newEngine(m, settings))
	}
	slices.SortFunc(all, func(a, b Engine) int { return strings.Compare(a.Module, b.Module) })
	return all, nil
}

// module returns the folder of the nearest build file above a file, else the
// folder of the file itself.
func module(root, name string) string {
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		for _, build := range []string{"pom.xml", "build.gradle", "build.gradle.kts"} {
			if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(dir), build)); err == nil {
				return dir
			}
		}
		if dir == "." {
			break
		}
	}
	return path.Dir(name)
}

// newEngine joins what the files of a module say. What holds without a profile
// counts; where only profiles say something, what they agree on. Where files
// contradict each other nothing is known.
func newEngine(module string, settings []setting) Engine {
	e := Engine{Module: module}
	pick := func(kind string) Fact {
		var always, profiles []Fact
		for _, s := range settings {
			switch {
			case s.kind != kind:
			case s.fact.Profile == "":
				always = append(always, s.fact)
			default:
				profiles = append(profiles, s.fact)
			}
		}
		if len(always) == 0 {
			always, profiles = profiles, nil
		}
		if len(always) == 0 {
			return Fact{}
		}
		first := always[0]
		if slices.ContainsFunc(always, func(f Fact) bool { return f.Value != first.Value }) {
			e.Unclear = append(e.Unclear, always...)
			return Fact{}
		}
		for _, f := range profiles {
			if f.Value != first.Value {
				e.Unclear = append(e.Unclear, f)
			}
		}
		return first
	}
	e.TimeToLive, e.Enforced = pick("time-to-live"), pick("enforced")
	for _, name := range []string{"connect", "spin"} {
		if f := pick(name); f.Value != "" {
			e.Plugins = append(e.Plugins, f)
		}
	}
	return e
}
