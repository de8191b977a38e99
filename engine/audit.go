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

// auditRemoval notes that a variable goes.
func (t *transaction) auditRemoval(x *execution, name string) {
	if old := x.visible(name); old != nil {
		t.audit(x.in.id(), "variable "+name, textOf(old.value), "")
	}
}

// auditAssignee notes who a task is given to.
func (t *transaction) auditAssignee(k *task, id ID, to *string) {
	t.audit(k.x.in.id(), "assignee of "+id.String(), nameText(k.assignee), nameText(to))
}

// auditDefinition notes that a definition is suspended or activated.
func (t *transaction) auditDefinition(def *definition, before, after string) {
	t.audits = append(t.audits, AuditEntry{
		Time: t.now, User: t.e.user, Command: t.name, Target: def.id, Property: "suspended", Before: before, After: after,
	})
}

// keyText writes a name that may be missing, as an empty text.
func nameText(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
