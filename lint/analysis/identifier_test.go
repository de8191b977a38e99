package analysis_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

func TestIsGeneratedID(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{
		"Activity_0abc123":               true,
		"Activity_0kvxdqz":               true, // one id in seven has no other digit
		"Gateway_1a2b3c4":                true,
		"Event_0k3v9dq":                  true,
		"Flow_1tqh5ym":                   true,
		"SequenceFlow_0j6tsnn":           true,
		"UserTask_1x2y3z4":               true,
		"IntermediateCatchEvent_0lxb1qk": true,
		"Activity_9xk2m4p":               true,
		"StartEvent_1":                   true,
		"Task_1":                         true,
		"task_12":                        true,
		"_5":                             true,
		"_jB2kMOqAEeC7h8WkX3yQ0g":        true,
		"usertask1":                      true,
		"boundarytimer12":                true,
		"sid-9A7BC0A5-0D2E-4C7B-9D5D-3F5D4C3B2A10":      true,
		"Id_9a7bc0a5-0d2e-4c7b-9d5d-3f5d4c3b2a10":       true,
		"_9a7bc0a5-0d2e-4c7b-9d5d-3f5d4c3b2a10":         true,
		"userTask_9a7bc0a5-0d2e-4c7b-9d5d-3f5d4c3b2a10": true,
		"EAID_9A7BC0A5_0D2E_4c7b_9D5D_3F5D4C3B2A10":     true,

		"_12":        true,
		"_6-53":      true,
		"usertask12": true,

		"":                        false,
		"Task_2024":               false,
		"CheckOrder2":             false,
		"Gateway_process":         false,
		"Flow":                    false,
		"_":                       false,
		"Activity_":               false,
		"Activity_Approve":        false,
		"Activity_approve":        false, // seven letters
		"Activity_ApproveOrder":   false,
		"Task_step001":            false,
		"Task_order2x":            false,
		"Task_2ndline":            false,
		"UserTask_1stline":        false,
		"Task_A":                  false,
		"Activity_0ABC123":        false,
		"Activity_0abc1234":       false,
		"Order_0abc123":           false,
		"Order_1":                 false,
		"approve_order_1":         false,
		"task1":                   false,
		"userTask1":               false,
		"usertask":                false,
		"checkOrder":              false,
		"_checkTheOrderOfPartner": false, // as long as an id of EMF
		"sid-9A7BC0A5":            false,
		"aufträge_prüfen":         false,
	}
	for id, want := range tests {
		if got := analysis.IsGeneratedID(id); got != want {
			t.Errorf("IsGeneratedID(%q) = %v", id, got)
		}
	}
}

func TestIsGenericProcessID(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{
		"test":               true,
		"order-test":         false,
		"Process_1":          true,
		"Process_0b18hjr":    true,
		"PROCESS_1":          true,
		"process":            true,
		"myProcess":          true,
		"my-process-1":       true,
		"newProcess2":        true,
		"_6":                 true,
		"my-project-process": true,
		"sid-9A7BC0A5-0D2E-4C7B-9D5D-3F5D4C3B2A10": true,

		"":               false,
		"1":              false,
		"Process_Order":  false,
		"order-process":  false,
		"loan_process":   false,
		"testProcess":    false,
		"invoice":        false,
		"Processing":     false,
		"WCS_TRIAGE":     false,
		"mainProcess":    false,
		"process_order1": false,
	}
	for id, want := range tests {
		if got := analysis.IsGenericProcessID(id); got != want {
			t.Errorf("IsGenericProcessID(%q) = %v", id, got)
		}
	}
}

func BenchmarkIsGeneratedID(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		analysis.IsGeneratedID("Activity_0k3v9dq")
		analysis.IsGeneratedID("checkOrder")
	}
}
