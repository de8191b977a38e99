package migration

import (
	"fmt"
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

// maxListed is how many names a message has.
const maxListed = 6

// listing writes names as "a, b and c".
func listing(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	if len(names) > maxListed {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:maxListed-1], ", "), len(names)-maxListed+1)
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// reading says which names an expression reads, empty for none.
func reading(e *program.Expression) string {
	if e == nil || e.JUEL() == nil || len(e.JUEL().Variables()) == 0 {
		return ""
	}
	return listing(e.JUEL().Variables())
}

// quoted writes the text of an expression; none for one that is not there.
func quoted(e *program.Expression) string {
	if e == nil {
		return "none"
	}
	return `"` + e.Text + `"`
}
