package engine_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/engine"
)

// An error that nothing catches ends a token, and with it the task, also where
// other tokens go on.
func TestUnhandledErrorEndsTheTask(t *testing.T) {
	t.Parallel()
	p := newPlayer(t, main(`<startEvent id="s"/>`+users("a", "b")+flows("s-a s-b")))
	if err := p.give([]string{"start"}); err != nil {
		t.Fatal(err)
	}
	var a engine.ID
	for _, k := range p.e.Tasks(p.first()) {
		if k.Key == "a" {
			a = k.ID
		}
	}
	if err := p.e.HandleTaskError(engine.HandleTaskError{Task: a, Code: "unknown"}); err != nil {
		t.Fatal(err)
	}
	for _, k := range p.e.HistoricTasks(p.first()) {
		if ended := k.Ended != nil; ended != (k.Key == "a") {
			t.Errorf("task %s has ended: %t", k.Key, ended)
		}
		if k.Key == "a" && (k.DeleteReason == nil || *k.DeleteReason != "deleted") {
			t.Errorf("task a has ended by %v", k.DeleteReason)
		}
	}
}
