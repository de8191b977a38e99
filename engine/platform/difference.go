package platform

// EnforcesHistoryTimeToLive reports whether the engine knows the setting that
// refuses definitions without a history time to live.
func (p Platform) EnforcesHistoryTimeToLive() bool { return !p.before(Camunda, 7, 20) }

// Cron is the dialect of timer cycles that are no repetitions.
type Cron uint8

// The dialects.
const (
	// Quartz has six or seven fields, counts weekdays from Sunday = 1 and wants
	// a question mark in one of the two day fields.
	Quartz Cron = iota + 1
	// Spring has six fields and counts weekdays from Monday = 1.
	Spring
)

// Cron returns the dialect of the engine.
func (p Platform) Cron() Cron {
	if p.before(Camunda, 7, 24) || p.Product == CIBSeven {
		return Quartz
	}
	return Spring
}

// NeedsStartEvent reports whether a process or sub-process without a start
// event is refused.
func (p Platform) NeedsStartEvent() bool { return !p.before(Camunda, 7, 15) }

// ReadsFormRef reports whether the engine knows camunda:formRef.
func (p Platform) ReadsFormRef() bool { return !p.before(Camunda, 7, 16) }

// RefusesErrorMappingWithoutExpression reports whether an error mapping of an
// external task needs an expression.
func (p Platform) RefusesErrorMappingWithoutExpression() bool { return !p.before(Camunda, 7, 15) }

// WarnsOfCatchCycle reports whether the engine warns of an intermediate timer
// with a cycle; later versions only log it.
func (p Platform) WarnsOfCatchCycle() bool { return p.before(Camunda, 7, 21) }

// Wording is how an engine words what others word differently.
type Wording struct {
	// ConnectHint is the sentence about the Connect plug-in where a task has no
	// implementation, with the blank before it; empty for none.
	ConnectHint string
	// MustBeSet is what a multi-instance activity without a number of instances
	// is told.
	MustBeSet string
	// Prefix is the prefix of the extension namespace.
	Prefix string
	// SignalDefinition is the name of the element in the complaint about a
	// signal start event of a sub-process.
	SignalDefinition string
	// Cycle names a cron expression: "cron expression" or "cycle expression".
	Cycle string
}

// Wording returns the engine's words.
func (p Platform) Wording() Wording {
	w := Wording{
		ConnectHint:      " If you are using a connector, make sure the connect process engine plugin is registered with the process engine.",
		MustBeSet:        "must be set",
		Prefix:           "camunda",
		SignalDefinition: "signalEventDefintion", // the engine's own spelling
		Cycle:            "cycle expression",
	}
	switch {
	case p.before(Camunda, 7, 17):
		w.ConnectHint = ""
	case p.before(Camunda, 7, 24), p.Product == CIBSeven:
		w.ConnectHint = " If you are using a connector, make sure theconnect process engine plugin is registered with the process engine."
	}
	if p.before(Camunda, 7, 19) {
		w.MustBeSet = "must been set"
	}
	if p.before(Camunda, 7, 20) {
		w.Cycle = "cron expression"
	}
	if p.Product == Operaton {
		w.Prefix, w.SignalDefinition = "operaton", "signalEventDefinition"
	}
	return w
}

// Verified reports whether answers of the engine were recorded. What is not
// known of another one is taken to be as in Camunda 7.24.
func (p Platform) Verified() bool {
	switch p.Product {
	case Camunda:
		return p.Major == 7 && 13 <= p.Minor && p.Minor <= 24
	case Operaton:
		return p.Major == 1 && p.Minor == 0
	case CIBSeven:
		return p.Major == 2 && p.Minor == 0
	}
	return false
}

// AppliesRetryCycleAtCreation reports whether a job has the retries of its cycle
// from the beginning, instead of from its first failure on.
func (p Platform) AppliesRetryCycleAtCreation() bool {
	return p.Product == Camunda && !p.before(Camunda, 7, 24)
}
