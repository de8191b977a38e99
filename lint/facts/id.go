package facts

import (
	"regexp"
)

// Ids that programs make up. Where letters and digits are random, at least one
// digit is wanted: Activity_Approve is a name that somebody chose.
var (
	modelerID = regexp.MustCompile(`^(?:Activity|Event|Gateway|Flow|StartEvent|EndEvent|BoundaryEvent|IntermediateCatchEvent|IntermediateThrowEvent|` +
		`Task|UserTask|ServiceTask|SendTask|ReceiveTask|ScriptTask|ManualTask|BusinessRuleTask|CallActivity|SubProcess|Transaction|AdHocSubProcess|` +
		`ExclusiveGateway|ParallelGateway|InclusiveGateway|EventBasedGateway|ComplexGateway|SequenceFlow|Participant|Lane|Process|Collaboration|` +
		`DataObjectReference|DataStoreReference)_([0-9a-z]{7})$`)
	countedID = regexp.MustCompile(`(?i)^(?:Activity|Event|Gateway|Flow|StartEvent|EndEvent|BoundaryEvent|IntermediateCatchEvent|IntermediateThrowEvent|` +
		`Task|UserTask|ServiceTask|SendTask|ReceiveTask|ScriptTask|ManualTask|BusinessRuleTask|CallActivity|SubProcess|` +
		`ExclusiveGateway|ParallelGateway|InclusiveGateway|EventBasedGateway|SequenceFlow|Process)_?[0-9]{1,3}$`)
	uuidID      = regexp.MustCompile(`(?i)^(?:[a-z_]+[-_]?)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	eclipseID   = regexp.MustCompile(`^_[0-9a-zA-Z-]{22}$`)
	underlineID = regexp.MustCompile(`^_[0-9]{1,4}(?:-[0-9]{1,4})?$`)
	hasDigit    = regexp.MustCompile(`[0-9]`)
	genericKey  = regexp.MustCompile(`(?i)^(?:process|myprocess|newprocess|my_process|process_?[0-9]{1,3}|process_[0-9a-z]{7}|test|sample|example)$`)
)

// IsGenerated reports whether an id looks like one that a program made up:
// Activity_0abc123, Task_1, sid-…, a UUID.
func IsGenerated(id string) bool {
	if m := modelerID.FindStringSubmatch(id); m != nil {
		return hasDigit.MatchString(m[1])
	}
	return countedID.MatchString(id) || uuidID.MatchString(id) || eclipseID.MatchString(id) && hasDigit.MatchString(id) || underlineID.MatchString(id)
}

// IsGenericKey reports whether a process id says nothing about the process:
// Process_1, a generated one.
func IsGenericKey(id string) bool {
	if genericKey.MatchString(id) {
		if m := modelerID.FindStringSubmatch(id); m != nil {
			return hasDigit.MatchString(m[1])
		}
		return true
	}
	return uuidID.MatchString(id)
}
