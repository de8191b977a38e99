package compile

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/platform"
)

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

// Check returns what the engine would say of files that are deployed together.
func Check(files []*bpmn.Definitions, o Options) Report {
	if o.Platform == (platform.Platform{}) {
		o.Platform = platform.Latest(platform.Camunda)
	}
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
