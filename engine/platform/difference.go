package platform

// EnforcesHistoryTimeToLive reports whether the engine knows the setting that
// refuses definitions without a history time to live.
func (p Platform) EnforcesHistoryTimeToLive() bool { return !p.before(Camunda, 7, 20) }

// MentionsConnectPlugin reports whether the engine names the Connect plug-in
// where a task has no implementation.
func (p Platform) MentionsConnectPlugin() bool {
	return p.Product == Operaton || p.Product == Camunda && !p.before(Camunda, 7, 24) || p == Platform{}
}

// ReadsFormRef reports whether the engine knows camunda:formRef.
func (p Platform) ReadsFormRef() bool { return !p.before(Camunda, 7, 16) }

// RefusesErrorMappingWithoutExpression reports whether an error mapping of an
// external task needs an expression.
func (p Platform) RefusesErrorMappingWithoutExpression() bool { return !p.before(Camunda, 7, 15) }
