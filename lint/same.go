package lint

import (
	"bytes"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
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

// sameProcesses reports whether two files hold the same executable processes for
// an engine. Where the history time to live may be set, a process that has none
// before is the same with one.
func sameProcesses(a, b []byte, platform string, setsTimeToLive bool) bool {
	before, _ := bpmn.Parse(source.New("", a), bpmn.Options{})
	after, _ := bpmn.Parse(source.New("", b), bpmn.Options{})
	if before == nil || after == nil {
		return false
	}
	var x, y bytes.Buffer
	write := func(b *bytes.Buffer, e *xmltree.Element) {
		writeExecuted(b, e, setsTimeToLive)
	}
	for _, p := range before.Processes {
		write(&x, p.XML)
	}
	for _, p := range after.Processes {
		write(&y, p.XML)
	}
	return bytes.Equal(x.Bytes(), y.Bytes())
}

func writeExecuted(b *bytes.Buffer, x *xmltree.Element, setsTimeToLive bool) {
	if x.Local == "incoming" || x.Local == "outgoing" {
		return
	}
	b.WriteString("<" + x.Local)
	for i := range x.Attrs {
		if a := &x.Attrs[i]; !setsTimeToLive || a.Local != "historyTimeToLive" {
			b.WriteString(" " + a.Local + "=" + a.Value)
		}
	}
	b.WriteString(">" + strings.TrimSpace(x.Text()))
	for _, c := range x.Children {
		writeExecuted(b, c, setsTimeToLive)
	}
}
