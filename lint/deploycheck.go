package lint

import (
	"context"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// Deployment is the answer to whether files deploy together.
type Deployment struct {
	// Refused says that the engine would refuse them.
	Refused bool
	// Platform is the engine that was asked; Source tells what named it: "flag",
	// a configuration, a build file, ….
	Platform platform.Platform
	Source   string
	// Processes is the number of executable processes.
	Processes int
	// Diagnostics are the problems, in the order of [diag.List.Sort].
	Diagnostics diag.List
	// Failed says that a file could not be read.
	Failed bool
}

// DeployCheck asks whether an engine would deploy files together. What engine
// says overrides the configuration of the files; its platform, where it has
// none, is that of the first file. Rules that are off do not matter here: an
// engine has no configuration for what it refuses.
func DeployCheck(ctx context.Context, files []workspace.File, o Options, engine func(*compile.Options)) (*Deployment, error) {
	r := newRun(o)
	slots := make([]slot, len(files))
	models := make([]*bpmn.Definitions, len(files))
	err := r.each(ctx, len(files), func(i int) error {
		s := &slots[i]
		s.file = files[i]
		defer r.recovered(s)
		if m := r.read(s); m != nil && broken(s.list) < 0 {
			models[i] = m.Definitions
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := &Deployment{}
	var options compile.Options
	var parsed []*bpmn.Definitions
	for i := range slots {
		s := &slots[i]
		r.notRead(s)
		out.Failed = out.Failed || s.failed
		out.Refused = out.Refused || broken(s.list) >= 0
		out.Diagnostics = append(out.Diagnostics, s.list...)
		if models[i] == nil {
			continue
		}
		if len(parsed) == 0 {
			options = EngineOptions(s.config.Engine)
			options.Platform, _ = platform.Parse(s.platform.Name)
			out.Source = s.platform.Source
		}
		parsed = append(parsed, models[i])
		for _, p := range models[i].Processes {
			if p.IsExecutable {
				out.Processes++
			}
		}
	}
	engine(&options)
	if options.Platform == (platform.Platform{}) {
		options.Platform, out.Source = platform.Latest(platform.Camunda), "default"
	}
	out.Platform = options.Platform
	report := compile.Check(parsed, options)
	out.Refused = out.Refused || report.Refused()
	out.Diagnostics = append(out.Diagnostics, report.Diagnostics()...)
	fingerprint(out.Diagnostics)
	out.Diagnostics.Sort()
	return out, nil
}
