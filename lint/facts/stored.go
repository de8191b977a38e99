package facts

import (
	"encoding/json"
	"fmt"

	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// storedSummary is a summary as it is kept between runs.
type storedSummary struct {
	Path, Unit, Platform, EngineTimeToLive string
	Together                               bool            `json:",omitempty"`
	ExternalCalls, ExternalSignals         []string        `json:",omitempty"`
	Processes                              []storedProcess `json:",omitempty"`
	Calls                                  []storedCall    `json:",omitempty"`
	Forms                                  []storedForm    `json:",omitempty"`
	Topics                                 []storedName    `json:",omitempty"`
	Events                                 []storedEvent   `json:",omitempty"`
	Thrown                                 []storedThrown  `json:",omitempty"`
}

type storedPlace struct {
	At        int
	ID, Label string
}

type storedProcess struct {
	storedPlace
	Executable, Callable bool    `json:",omitempty"`
	TimeToLive           *string `json:",omitempty"`
	Days                 int     `json:",omitempty"`
	HasDays              bool    `json:",omitempty"`
}

type storedCall struct {
	storedPlace
	Key               string
	Caller            int                // position in Processes
	Dynamic, External bool               `json:",omitempty"`
	Handlers          []analysis.Handler `json:",omitempty"`
}

type storedForm struct {
	storedPlace
	Attr, File, Ref string `json:",omitempty"`
}

type storedName struct {
	storedPlace
	Name string
}

type storedEvent struct {
	storedName
	Signal, Throws, Executable, Starts, Outward bool `json:",omitempty"`
	Kind, Process                               string
	Later                                       []int `json:",omitempty"`
}

type storedThrown struct {
	storedPlace
	Process                 int // position in Processes
	Kind, Code              string
	InSubProcess, IsMapping bool `json:",omitempty"`
}

func stored(p place) storedPlace { return storedPlace{p.at, p.id, p.label} }

func (s *Summary) restored(p storedPlace) place {
	return place{file: s, at: p.At, id: p.ID, label: p.Label}
}

// MarshalJSON writes a summary so that [Summary.UnmarshalJSON] reads the same.
// The form is that of one version of the program.
func (s *Summary) MarshalJSON() ([]byte, error) {
	x := storedSummary{
		Path: s.Path, Unit: s.Unit, Platform: s.Platform, EngineTimeToLive: s.EngineTimeToLive,
		Together: s.together, ExternalCalls: s.externalCalls, ExternalSignals: s.externals,
	}
	positions := make(map[*projectProcess]int, len(s.processes))
	for i, p := range s.processes {
		positions[p] = i
		x.Processes = append(x.Processes, storedProcess{stored(p.place), p.executable, p.callable, p.timeToLive, p.days, p.hasDays})
	}
	for _, c := range s.calls {
		x.Calls = append(x.Calls, storedCall{stored(c.place), c.key, positions[c.caller], c.dynamic, c.external, c.handlers})
	}
	for _, f := range s.forms {
		x.Forms = append(x.Forms, storedForm{stored(f.place), f.attr, f.file, f.ref})
	}
	for _, t := range s.topics {
		x.Topics = append(x.Topics, storedName{stored(t.place), t.name})
	}
	for _, u := range s.events {
		x.Events = append(x.Events, storedEvent{
			storedName{stored(u.place), u.name}, u.signal, u.throws, u.executable, u.starts, u.outward, u.kind, u.process, u.later,
		})
	}
	for _, t := range s.thrown {
		x.Thrown = append(x.Thrown, storedThrown{stored(t.place), positions[t.process], t.kind, t.code, t.inSubProcess, t.isMapping})
	}
	return json.Marshal(x)
}

// UnmarshalJSON reads what [Summary.MarshalJSON] wrote.
func (s *Summary) UnmarshalJSON(data []byte) error {
	var x storedSummary
	if err := json.Unmarshal(data, &x); err != nil {
		return err
	}
	*s = Summary{
		Path: x.Path, Unit: x.Unit, Platform: x.Platform, EngineTimeToLive: x.EngineTimeToLive,
		together: x.Together, externalCalls: x.ExternalCalls, externals: x.ExternalSignals,
		pathTerm: stringTerm(x.Path), unitTerm: stringTerm(x.Unit),
	}
	for _, p := range x.Processes {
		s.processes = append(s.processes, &projectProcess{
			place: s.restored(p.storedPlace), executable: p.Executable, callable: p.Callable,
			timeToLive: p.TimeToLive, days: p.Days, hasDays: p.HasDays,
		})
	}
	for _, c := range x.Calls {
		if c.Caller < 0 || c.Caller >= len(s.processes) {
			return fmt.Errorf("call activity %s has no process", c.ID)
		}
		s.calls = append(s.calls, &projectCall{
			place: s.restored(c.storedPlace), key: c.Key, caller: s.processes[c.Caller], dynamic: c.Dynamic, external: c.External,
			handlers: c.Handlers,
		})
	}
	for _, f := range x.Forms {
		s.forms = append(s.forms, &projectForm{place: s.restored(f.storedPlace), attr: f.Attr, file: f.File, ref: f.Ref})
	}
	for _, t := range x.Topics {
		s.topics = append(s.topics, namedPlace{s.restored(t.storedPlace), t.Name})
	}
	for _, u := range x.Events {
		s.events = append(s.events, eventUse{
			namedPlace: namedPlace{s.restored(u.storedPlace), u.Name},
			signal:     u.Signal, throws: u.Throws, executable: u.Executable, starts: u.Starts, outward: u.Outward,
			kind: u.Kind, process: u.Process, later: u.Later,
		})
	}
	for _, t := range x.Thrown {
		if t.Process < 0 || t.Process >= len(s.processes) {
			return fmt.Errorf("%s has no process", t.ID)
		}
		s.thrown = append(s.thrown, &projectThrown{
			place: s.restored(t.storedPlace), process: s.processes[t.Process], kind: t.Kind, code: t.Code,
			inSubProcess: t.InSubProcess, isMapping: t.IsMapping,
		})
	}
	return nil
}

// MarshalJSON writes the forms, the same for the same.
func (f *Forms) MarshalJSON() ([]byte, error) {
	return json.Marshal([]map[string]bool{f.files, f.kinds, f.ids})
}
