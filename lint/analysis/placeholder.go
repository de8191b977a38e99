package analysis

import "regexp"

// placeholder is a text that looks like an expression and is none: {name},
// $name, $(name), $[name], $ {name}.
var placeholder = regexp.MustCompile(`^\s*(?:[$#]?\s*\{\s*[A-Za-z_][\w.]*\s*\}|[$#]\s*\(\s*[A-Za-z_][\w.]*\s*\)|[$#]\s*\[\s*[A-Za-z_][\w.]*\s*\]|\$[A-Za-z_]\w*)\s*$`)

// Placeholders returns the attributes that name a user, groups, something that
// is called, or a topic, and whose text looks like an expression and is none.
func Placeholders(slots []Slot) []Slot {
	var found []Slot
	for _, s := range slots {
		if names(s) && s.Expression.IsLiteralText() && placeholder.MatchString(s.Text) {
			found = append(found, s)
		}
	}
	return found
}

// names reports whether the value of a slot is a name.
func names(s Slot) bool {
	switch s.Use {
	case AssigneeUse, CalledElementUse, CaseUse, DecisionUse, TopicUse:
		return true
	}
	return s.Attribute == "camunda:candidateUsers" || s.Attribute == "camunda:candidateGroups" || s.Attribute == "sourceExpression" || s.Attribute == "businessKey"
}
