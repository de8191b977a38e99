package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/simulator"
)

// readVariable is a name that expressions read on the way from where a run
// began to where it waits.
type readVariable struct {
	Name string `json:"name"`
	// Set says that the run began with it.
	Set   bool `json:"set"`
	value any
	// By are the elements that read it.
	By []string `json:"by"`
}

// findReads finds the names that are read by the elements that a run has
// entered so far. What the run itself has set is not listed.
func (s *simulation) findReads(start simulator.Start, at []string) {
	type place struct{ process, element string }
	var places []place
	add := func(process, element string) {
		x := place{process, strings.TrimSuffix(element, "#multiInstanceBody")}
		if !slices.Contains(places, x) {
			places = append(places, x)
		}
	}
	for _, id := range at {
		add(start.Key, id)
	}
	produced := map[string]bool{}
	last := s.steps[len(s.steps)-1]
	for _, e := range last.events {
		i, _ := s.Engine().Instance(e.Instance)
		switch e.Kind {
		case engine.ActivityStarted:
			add(i.Key, e.Element)
		case engine.VariableCreated:
			if _, given := start.Vars[e.Name]; !given {
				produced[e.Name] = true
			}
		}
	}
	// A start that failed leaves no events; where it failed is known.
	var failed *engine.Error
	if errors.As(last.err, &failed) && failed.Activity != "" {
		add(start.Key, failed.Activity)
	}
	for _, x := range places {
		for _, name := range s.Reads(x.process, x.element) {
			if produced[name] {
				continue
			}
			i := slices.IndexFunc(s.reads, func(r readVariable) bool { return r.Name == name })
			if i < 0 {
				value, set := start.Vars[name]
				s.reads = append(s.reads, readVariable{Name: name, Set: set, value: value})
				i = len(s.reads) - 1
			}
			label := simulator.WithID(s.Label(x.process, x.element), x.element)
			s.reads[i].By = append(s.reads[i].By, label)
		}
	}
}
