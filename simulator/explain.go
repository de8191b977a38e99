package simulator

import (
	"errors"
	"fmt"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine"
)

// explain words an error for whoever wrote the test.
func explain(err error) string {
	var missing *MissingError
	if errors.As(err, &missing) && missing.Event == "" {
		return fmt.Sprintf("%s; a stub for it: Stub(%q, simulator.Set(nil))", missing, missing.Element)
	}
	var b strings.Builder
	b.WriteString(err.Error())
	var e *engine.Error
	if errors.As(err, &e) && e.Help != "" {
		b.WriteString("; " + e.Help)
	}
	return b.String()
}
