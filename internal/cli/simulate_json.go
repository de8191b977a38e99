package cli

import (
	"encoding/json"
	"errors"
	"io"
	"math"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/simulator"
)

// simulatedRun is a run as JSON.
type simulatedRun struct {
	Models   []string `json:"models"`
	Platform string   `json:"platform"`
	Steps    []struct {
		Line   int             `json:"line,omitempty"`
		Text   string          `json:"text"`
		Error  string          `json:"error,omitempty"`
		Class  string          `json:"class,omitempty"`
		Help   string          `json:"help,omitempty"`
		Events []simulatedFact `json:"events"`
	} `json:"steps"`
	Reads     []readVariable      `json:"reads,omitempty"`
	Time      time.Time           `json:"time"`
	Ended     bool                `json:"ended"`
	Places    []simulator.Place   `json:"places"`
	Variables []simulatedVariable `json:"variables"`
}

// simulatedFact is an event of the trace.
type simulatedFact struct {
	Number        int       `json:"number"`
	Kind          string    `json:"kind"`
	Time          time.Time `json:"time"`
	Instance      string    `json:"instance,omitempty"`
	Element       string    `json:"element,omitempty"`
	ID            string    `json:"id,omitempty"`
	Parent        string    `json:"parent,omitempty"`
	Other         string    `json:"other,omitempty"`
	Name          string    `json:"name,omitempty"`
	Text          string    `json:"text,omitempty"`
	Old           any       `json:"old,omitempty"`
	New           any       `json:"new,omitempty"`
	Names         []string  `json:"names,omitempty"`
	Values        []any     `json:"values,omitempty"`
	Canceled      bool      `json:"canceled,omitempty"`
	CompleteScope bool      `json:"completeScope,omitempty"`
}

// simulatedVariable is a variable at the end of a run.
type simulatedVariable struct {
	Name     string `json:"name"`
	Value    any    `json:"value"`
	Type     string `json:"type"`
	Instance string `json:"instance"`
	Scope    string `json:"scope,omitempty"`
}

// writeJSON prints the run for programs.
func (s *simulation) writeJSON(w io.Writer) error {
	out := simulatedRun{
		Platform: s.platform.String(), Reads: s.reads, Time: s.Engine().Now(), Places: s.Places(), Variables: []simulatedVariable{},
	}
	for _, m := range s.models {
		out.Models = append(out.Models, m.Path)
	}
	out.Ended = s.Instance() != 0 && len(out.Places) == 0
	if out.Places == nil {
		out.Places = []simulator.Place{}
	}
	for _, x := range s.steps {
		out.Steps = append(out.Steps, struct {
			Line   int             `json:"line,omitempty"`
			Text   string          `json:"text"`
			Error  string          `json:"error,omitempty"`
			Class  string          `json:"class,omitempty"`
			Help   string          `json:"help,omitempty"`
			Events []simulatedFact `json:"events"`
		}{})
		step := &out.Steps[len(out.Steps)-1]
		step.Line, step.Text, step.Events = x.line, x.text, []simulatedFact{}
		step.Help = x.remedy()
		if x.err != nil {
			step.Error, step.Class = x.err.Error(), classOf(x.err)
		}
		for _, e := range x.events {
			step.Events = append(step.Events, factOf(e))
		}
	}
	for _, v := range s.Engine().HistoricVariables(0) {
		if !v.Deleted {
			out.Variables = append(out.Variables, simulatedVariable{v.Name, jsonValue(v.Value), v.Type, v.Instance.String(), v.Scope})
		}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// classOf returns the class of the engine's exception, empty for other errors.
func classOf(err error) string {
	var e *engine.Error
	if errors.As(err, &e) {
		return e.Class
	}
	return ""
}

func factOf(e engine.Event) simulatedFact {
	f := simulatedFact{
		Number: e.Number, Kind: e.Kind.String(), Time: e.Time, Instance: e.Instance.String(), Element: e.Element, ID: e.ID.String(),
		Parent: e.Parent.String(), Other: e.Other.String(), Name: e.Name, Text: e.Text, Old: jsonValue(e.Old), New: jsonValue(e.New),
		Names: e.Names, Canceled: e.Canceled, CompleteScope: e.CompleteScope && e.Kind == engine.ActivityEnded,
	}
	for _, v := range e.Values {
		f.Values = append(f.Values, jsonValue(v))
	}
	return f
}

// jsonValue returns a value of the engine for JSON; what JSON has no form for
// is its text.
func jsonValue(v any) any {
	switch v := v.(type) {
	case nil, bool, string, int16, int32, int64:
		return v
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return juel.Text(v)
		}
		return v
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case *juel.List:
		out := []any{}
		for _, x := range v.Items {
			out = append(out, jsonValue(x))
		}
		return out
	case *juel.Map:
		out := map[string]any{}
		for _, k := range v.Keys() {
			x, _ := v.Get(k)
			out[juel.Text(k)] = jsonValue(x)
		}
		return out
	}
	return juel.Text(v)
}
