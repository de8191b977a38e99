package migration

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// difference is a property that may have changed.
type difference struct {
	name    string
	changed bool
}

// differences names what has changed, empty for nothing.
func differences(all []difference) string {
	var names []string
	for _, d := range all {
		if d.changed {
			names = append(names, d.name)
		}
	}
	return listing(names)
}

// listing writes names as "a, b and c".
func listing(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// behind writes names in parentheses, nothing for none.
func behind(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return " (" + listing(names) + ")"
}

// quoted writes the text of an expression; none for one that is not there.
func quoted(e *program.Expression) string {
	if e == nil {
		return "none"
	}
	return `"` + e.Text + `"`
}
