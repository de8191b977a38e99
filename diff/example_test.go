package diff_test

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/source"
)

func ExampleMatch() {
	parse := func(task string) *bpmn.Definitions {
		d, _ := bpmn.Parse(source.New("order.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><process id="order">`+task+`</process></definitions>`)), bpmn.Options{})
		return d
	}
	m := diff.Match(parse(`<userTask id="check" name="Check order" />`), parse(`<userTask id="Activity_0abc123" name="Check order" />`))
	for _, p := range m.Pairs {
		fmt.Println(p.Old.Base().ID, "→", p.New.Base().ID)
	}
	// Output:
	// order → order
	// check → Activity_0abc123
}
