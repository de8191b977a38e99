package engine

// audit notes what an operator changes.
func (t *transaction) audit(instance ID, property, before, after string) {
	t.audits = append(t.audits, AuditEntry{
		Time: t.now, User: t.e.user, Command: t.name, Instance: instance, Target: instance.String(), Property: property, Before: before, After: after,
	})
}

func (t *transaction) auditVariable(x *execution, v Variable) {
	before := ""
	if old := x.visible(v.Name); old != nil {
		before = textOf(old.value)
	}
	t.audit(x.in.id(), "variable "+v.Name, before, textOf(v.Value))
}
