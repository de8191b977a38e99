package rehearsal_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
)

// BenchmarkRehearse rehearses a process with a sub-process, a loop, timers and
// choices; states/s counts those of the old version.
func BenchmarkRehearse(b *testing.B) {
	timer := `<boundaryEvent id="late" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>`
	loop := `<userTask id="b"><multiInstanceLoopCharacteristics camunda:collection="list" /></userTask>`
	content := between([]string{task("a"), loop, `<subProcess id="c">` + line(`<startEvent id="s" />`, task("d"), task("e")) + `</subProcess>`}, work("pay"), end()) +
		timer + task("remind") + flow("late", "remind")
	p := process(b, content)
	r := review(b, p, p)
	b.ReportAllocs()
	states := 0
	for b.Loop() {
		states += rehearse(b, r, rehearsal.Options{}).States
	}
	b.ReportMetric(float64(states)/b.Elapsed().Seconds(), "states/s")
}
