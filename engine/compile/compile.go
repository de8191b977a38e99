package compile

import (
	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/platform"
)

// Check returns what the engine would say of files that are deployed
// together, file by file in the engine's order.
func Check(files []*bpmn.Definitions, o Options) []Problem {
	if o.Platform == (platform.Platform{}) {
		o.Platform = platform.Latest(platform.Camunda)
	}
	var all []Problem
	parsers := make([]*parser, 0, len(files))
	for _, d := range files {
		p := &parser{Options: o, d: d, root: d.Document.Root, words: o.Platform.Wording()}
		p.namespace, p.fallback = o.Platform.ExtensionNamespaces()
		p.definitions()
		all = append(all, hide(p.problems)...)
		parsers = append(parsers, p)
	}
	all = append(all, together(parsers, refused(all))...)
	if o.StopAsEngine {
		all = visible(all)
	}
	return all
}

// Refused reports whether the engine refuses a deployment with these problems.
func Refused(problems []Problem) bool { return refused(problems) }

func refused(problems []Problem) bool {
	for i := range problems {
		if problems[i].Kind != Warning {
			return true
		}
	}
	return false
}
