package compile

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/program"
)

// Deployment is what an engine makes of files that it deploys together. It is
// not changed after [Compile] has returned it and may be shared.
type Deployment struct {
	// Platform is the engine that the processes are for.
	Platform platform.Platform
	// Processes are the executable processes, in the order of the files and
	// within a file in that of the document. There may be none. Their keys
	// differ.
	Processes []*program.Process
}

// Compile deploys files together: it returns the executable form of their
// processes, and what the engine would say of them, in the order of [Check].
// The deployment is nil where the engine would refuse it. What is wrong with
// the XML of a file is a problem of whoever parsed it and is not said again.
func Compile(files []*bpmn.Definitions, o Options) (*Deployment, diag.List) {
	report := Check(files, o)
	if report.Refused() {
		return nil, report.Diagnostics()
	}
	out := &Deployment{Platform: o.engine()}
	for _, d := range files {
		out.Processes = append(out.Processes, program.Build(d, program.Options{Platform: out.Platform, Connect: o.Plugins.Connect})...)
	}
	return out, report.Diagnostics()
}

// Report is what the engine would say of a deployment.
type Report struct {
	// Problems are those of the files, in their order and each in the engine's,
	// and then those of the deployment as a whole.
	Problems []Problem
	// Uses are the plug-ins that some model needs.
	Uses Plugins
}

// Refused reports whether the engine refuses the deployment.
func (r Report) Refused() bool { return refused(r.Problems) }

// Diagnostics returns the problems for a user: each fault once.
func (r Report) Diagnostics() diag.List {
	var out diag.List
	for i := range r.Problems {
		if q := &r.Problems[i]; !q.Echo {
			out = append(out, q.Diagnostic())
		}
	}
	return out
}

// Check returns what the engine would say of files that are deployed together.
func Check(files []*bpmn.Definitions, o Options) Report {
	o.Platform = o.engine()
	var all []Problem
	var uses Plugins
	parsers := make([]*parser, 0, len(files))
	for _, d := range files {
		p := &parser{Options: o, d: d, root: d.Document.Root, words: o.Platform.Wording()}
		p.namespace, p.fallback = o.Platform.ExtensionNamespaces()
		p.definitions()
		all = append(all, hide(p.problems)...)
		parsers = append(parsers, p)
		uses.Connect, uses.Spin = uses.Connect || p.uses.Connect, uses.Spin || p.uses.Spin
	}
	all = append(all, together(parsers, refused(all))...)
	if o.StopAsEngine {
		all = visible(all)
	}
	return Report{all, uses}
}

func refused(problems []Problem) bool {
	for i := range problems {
		if problems[i].Kind != Warning {
			return true
		}
	}
	return false
}
