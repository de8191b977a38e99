package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
)

// cycleAnswer is what two versions of the engine said of a timer cycle: a due
// date for each moment of deployment, or an error.
type cycleAnswer struct {
	Cycle string
	V724  map[string]json.RawMessage `json:"7.24"`
	V723  map[string]json.RawMessage `json:"7.23"`
}

const cycleLayout = "2006-01-02T15:04:05"

// cycles compares when timer cycles are due.
func cycles(_ context.Context, args []string) (*Result, error) {
	if len(args) != 1 {
		return nil, fmt.Errorf("usage: cycles FILE.jsonl")
	}
	r := newResult()
	return r, eachAnswer(args[0], func(a *cycleAnswer) error {
		for name, answer := range map[string]map[string]json.RawMessage{"camunda-7.24": a.V724, "camunda-7.23": a.V723} {
			if answer == nil {
				continue
			}
			p, err := platform.Parse(name)
			if err != nil {
				return err
			}
			r.Of++
			if r.compareCycle(a.Cycle, p, answer) {
				r.Agree++
			}
		}
		return nil
	})
}

// moments are those at which the answers were recorded.
var moments = []string{"2030-01-01T00:00:30", "2030-02-27T13:07:00", "2031-11-30T23:59:59"}

func (r *Result) compareCycle(text string, p platform.Platform, answer map[string]json.RawMessage) bool {
	agrees := true
	whole, isError := answer["error"]
	keys := slices.Sorted(maps.Keys(answer))
	if isError {
		keys = moments
	}
	for _, moment := range keys {
		want := answer[moment]
		if isError {
			want, _ = json.Marshal(map[string]json.RawMessage{"error": whole})
		}
		now, err := time.Parse(cycleLayout, moment)
		if err != nil {
			r.disagree("unreadable moment", "%s: %s", text, moment)
			return false
		}
		expected := expectedCycle(want)
		got := ""
		due, fault := compile.StartTimer("timeCycle", text, compile.Options{Platform: p, Now: now})
		if fault != "" {
			got = fault
		} else {
			got = due.Format(cycleLayout)
		}
		if got != expected {
			agrees = false
			r.disagree(p.String(), "%q at %s: %s, the engine %s", text, moment, got, expected)
		}
	}
	return agrees
}

// expectedCycle returns a recorded date, or the message of an error.
func expectedCycle(raw json.RawMessage) string {
	var date string
	if json.Unmarshal(raw, &date) == nil {
		return date
	}
	var failed struct{ Error string }
	if json.Unmarshal(raw, &failed) != nil {
		return string(raw)
	}
	message, _, _ := strings.Cut(failed.Error, " <- ")
	if class, rest, ok := strings.Cut(message, ": "); ok && strings.HasSuffix(class, "Exception") {
		message = rest
	}
	return message
}
