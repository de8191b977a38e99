package analysis_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

func TestNewIDs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		element bpmn.Element
		taken   string
		want    []string
	}{
		"styles":          {bpmn.Element{Type: bpmn.UserTask, ID: "Activity_0abc123", Name: "Check order"}, "", []string{"Activity_CheckOrder", "CheckOrder", "checkOrder", "check-order", "check_order"}},
		"own prefix":      {bpmn.Element{Type: bpmn.UserTask, ID: "UserTask_1x2y3z4", Name: "Go"}, "", []string{"UserTask_Go", "Go", "go", "go", "go"}},
		"no prefix":       {bpmn.Element{Type: bpmn.EndEvent, ID: "_6-53", Name: "Paid"}, "", []string{"Event_Paid", "Paid", "paid", "paid", "paid"}},
		"umlauts":         {bpmn.Element{Type: bpmn.SequenceFlowType, ID: "Flow_1", Name: "Größe\nprüfen: façade"}, "", []string{"Flow_GroessePruefenFacade", "GroessePruefenFacade", "groessePruefenFacade", "groesse-pruefen-facade", "groesse_pruefen_facade"}},
		"decomposed":      {bpmn.Element{Type: bpmn.Task, ID: "x", Name: "Pru\u0308fen"}, "", []string{"Activity_Pruefen", "Pruefen", "pruefen", "pruefen", "pruefen"}},
		"other script":    {bpmn.Element{Type: bpmn.Task, ID: "Task_1", Name: "Проверка"}, "", []string{"Task_Проверка", "Проверка", "проверка", "проверка", "проверка"}},
		"digits first":    {bpmn.Element{Type: bpmn.Task, ID: "Task_1", Name: "2nd check"}, "", []string{"Task_2ndCheck"}},
		"still generated": {bpmn.Element{Type: bpmn.Task, ID: "Task_1", Name: "Task 1"}, "", []string{"Task_Task1", "Task1", "task1", "task-1"}},
		"taken":           {bpmn.Element{Type: bpmn.Task, ID: "Task_1", Name: "Check order"}, "check-order Task_CheckOrder_2", []string{"Task_CheckOrder_3", "CheckOrder_3", "checkOrder_3", "check-order-3", "check_order_3"}},
		"no word":         {bpmn.Element{Type: bpmn.Task, ID: "Task_1", Name: " ?! "}, "", nil},
		"long":            {bpmn.Element{Type: bpmn.Task, ID: "Task_1", Name: strings.Repeat("abcdefghij ", 20)}, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			taken := strings.Fields(c.taken)
			got := analysis.NewIDs(&c.element, func(id string) bool {
				for _, x := range taken {
					if x == id {
						return true
					}
				}
				return false
			})
			if name == "long" {
				if len(got) != 5 || got[0] != "Task_"+strings.Repeat("Abcdefghij", 6) {
					t.Errorf("got %q", got)
				}
				return
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}
