package lint

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/source"
)

// timeToLiveRules are the rules whose fix sets the history time to live that the
// configuration gives. These count as safe although they change that.
var timeToLiveRules = []string{timeToLiveRule, "time-to-live-missing", "upgrade-time-to-live"}

// keepsProcess reports whether those of the fixes that are safe leave the
// executable processes of a file as they are.
func (f *fixer) keepsProcess(h *history, data []byte, fixes []planned) bool {
	safe := slices.DeleteFunc(slices.Clone(fixes), func(p planned) bool { return !p.safe })
	if len(safe) == 0 {
		return true
	}
	after, err := apply(data, safe)
	if err != nil {
		return false
	}
	setsTimeToLive := slices.ContainsFunc(safe, func(p planned) bool { return slices.Contains(timeToLiveRules, p.finding.Rule) })
	return sameProcesses(data, after, h.slot.platform.Name, setsTimeToLive)
}

// sameProcesses reports whether an engine makes the same executable processes of
// two files. Where the history time to live may be set, a process that has none
// before is the same with one.
func sameProcesses(a, b []byte, engine string, setsTimeToLive bool) bool {
	before, _ := bpmn.Parse(source.New("", a), bpmn.Options{})
	after, _ := bpmn.Parse(source.New("", b), bpmn.Options{})
	if before == nil || after == nil {
		return false
	}
	o := program.Options{Connect: true}
	if p, err := platform.Parse(engine); err == nil && !p.IsCamunda8() {
		o.Platform = p
	}
	return slices.EqualFunc(program.Build(before, o), program.Build(after, o), func(x, y *program.Process) bool {
		if setsTimeToLive && x.HistoryTimeToLive < 0 {
			x.HistoryTimeToLive = y.HistoryTimeToLive
		}
		return program.Equal(x, y)
	})
}
