package facts_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/lint/facts"
)

func TestIsGenerated(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]bool{
		"Activity_0abc123": true, "Gateway_1m2bn8i": true, "Event_1wtpreg": true, "Task_1": true, "UserTask_12": true, "usertask1": true,
		"sid-5A9C1F6B-3A3E-4B0B-9D55-1F0B3C6E2A11": true, "f2b9b1f0-8f8e-4e0e-9b54-0a8d8f3e7a21": true, "Id_f2b9b1f0-8f8e-4e0e-9b54-0a8d8f3e7a21": true,
		"_jRxJ0B1zEeWVqv2Qk9Zt1A": true, "_12": true, "_6-53": true,
		"Activity_Approve": false, "Activity_approve": false, "Task_CheckOrder": false, "checkOrder": false, "CheckOrder2": false,
		"Gateway_process": false, "_checkOrder": false, "Activity_0abc1234": false, "Task_2024": false, "": false, "Flow": false,
	} {
		if got := facts.IsGenerated(id); got != want {
			t.Errorf("IsGenerated(%q) = %v", id, got)
		}
	}
}

func TestIsGenericKey(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]bool{
		"Process_1": true, "process": true, "Process_0abc123": true, "test": true, "f2b9b1f0-8f8e-4e0e-9b54-0a8d8f3e7a21": true,
		"Process_payment": false, "order": false, "process-order": false, "Process_invoice": false, "order-test": false,
	} {
		if got := facts.IsGenericKey(id); got != want {
			t.Errorf("IsGenericKey(%q) = %v", id, got)
		}
	}
}
