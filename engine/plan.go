package engine

import "strconv"

// Instruction says which activity of the target takes over the instances of an
// activity of the source. The ids are the engine's: that of a multi-instance
// body ends with "#multiInstanceBody". An empty id is none.
type Instruction struct {
	Source, Target string
	// UpdateEventTrigger makes the event's timer, message or signal that of the
	// new version instead of keeping the old one.
	UpdateEventTrigger bool
}

// String returns the instruction as the engine's messages write it.
func (i Instruction) String() string {
	return "MigrationInstructionImpl{sourceActivityId='" + i.Source + "', targetActivityId='" + i.Target +
		"', updateEventTrigger='" + strconv.FormatBool(i.UpdateEventTrigger) + "'}"
}

// Plan says what becomes of the instances of one definition in another one:
// what the engine's REST API calls a migration plan. What no instruction names
// is not mapped.
type Plan struct {
	// Source and Target are ids of definitions.
	Source, Target string
	// Instructions are in any order.
	Instructions []Instruction
	// Variables are set in each instance after its migration.
	Variables []Variable
}
