package page

import (
	"encoding/json"
	"io"

	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
)

type jsonRelease struct {
	Version   string        `json:"version"`
	Engine    *jsonEngine   `json:"engine,omitempty"`
	Processes []jsonProcess `json:"processes"`
}

type jsonProcess struct {
	Key      string        `json:"key"`
	Name     string        `json:"name,omitempty"`
	Old      string        `json:"old,omitempty"`
	New      string        `json:"new,omitempty"`
	Deployed *jsonDeployed `json:"deployed,omitempty"`
	Verdict  string        `json:"verdict"`
	Complete bool          `json:"complete"`
	Forward  *jsonReport   `json:"forward,omitempty"`
	Back     *jsonReport   `json:"back,omitempty"`
	Findings []jsonFinding `json:"findings"`
	// Rehearsal is there where one was asked for and made.
	Rehearsal *jsonRehearsal `json:"rehearsal,omitempty"`
}

type jsonReport struct {
	Plan        migration.RESTPlan `json:"plan"`
	Accepted    bool               `json:"accepted"`
	Complete    bool               `json:"complete"`
	Refusal     string             `json:"refusal,omitempty"`
	Places      []jsonPlace        `json:"places"`
	Triggers    []jsonTrigger      `json:"triggers"`
	Suggestions []jsonSuggestion   `json:"suggestions"`
}

type jsonPlace struct {
	Activity string   `json:"activity"`
	Waiting  string   `json:"waiting"`
	Outcome  string   `json:"outcome"`
	Target   string   `json:"target,omitempty"`
	Text     string   `json:"text,omitempty"`
	Reasons  []string `json:"reasons,omitempty"`
	// Alternatives are what can be done with instances that are refused here.
	Alternatives []jsonAlternative `json:"alternatives,omitempty"`
	*jsonOccupied
}

type jsonAlternative struct {
	Kind string          `json:"kind"`
	Path string          `json:"path"`
	Body json.RawMessage `json:"body"`
	// Repeats says that something is done once more.
	Repeats bool `json:"repeats,omitempty"`
}

type jsonTrigger struct {
	Source   string `json:"source,omitempty"`
	Target   string `json:"target,omitempty"`
	Scope    string `json:"scope,omitempty"`
	Listener string `json:"listener,omitempty"`
	Fate     string `json:"fate"`
}

type jsonSuggestion struct {
	Source string `json:"source"`
	Target string `json:"target"`
	Reason string `json:"reason"`
}

type jsonFinding struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Help     string `json:"help,omitempty"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Element  string `json:"element,omitempty"`
	Waiting  *int   `json:"waiting,omitempty"`
}

// WriteJSON writes a release for programs.
func WriteJSON(w io.Writer, release Release) error {
	out := jsonRelease{Version: release.Version, Engine: engineOf(release.Engine), Processes: []jsonProcess{}}
	for i := range release.Processes {
		p := &release.Processes[i]
		x := jsonProcess{
			Key: p.key(), Old: p.OldPath, New: p.NewPath, Verdict: p.Verdict(),
			Deployed: deployedOf(p), Forward: reportOf(p.Forward, p.Deployed), Back: reportOf(p.Back, nil), Findings: findingsOf(p),
			Rehearsal: p.jsonRehearsal(),
		}
		if p.New != nil {
			x.Name = p.New.Name
		}
		x.Complete = p.isComplete()
		out.Processes = append(out.Processes, x)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(out)
}

func reportOf(r *migration.Report, d *Deployed) *jsonReport {
	if r == nil {
		return nil
	}
	out := &jsonReport{
		Plan: migration.RESTPlan(r.Plan), Accepted: r.Verdict.Accepted(), Complete: r.IsComplete(), Refusal: r.Verdict.Message(r.Plan),
		Places: []jsonPlace{}, Triggers: []jsonTrigger{}, Suggestions: []jsonSuggestion{},
	}
	id := func(p *program.Process, a program.ActivityID) string {
		if a == program.None {
			return ""
		}
		return p.Activities[a].ID
	}
	for _, p := range r.Places {
		var alternatives []jsonAlternative
		for _, a := range r.Alternatives(p) {
			alternatives = append(alternatives, jsonAlternative{a.Kind.String(), a.Path, a.Body, a.Repeats})
		}
		out.Places = append(out.Places, jsonPlace{
			id(r.Pair.Source, p.Activity), p.Waiting.String(), p.Outcome.String(), id(r.Pair.Target, p.Target), p.Text, p.Reasons, alternatives, occupiedAt(d, p),
		})
	}
	for _, t := range r.Triggers {
		out.Triggers = append(out.Triggers, jsonTrigger{
			id(r.Pair.Source, t.Source), id(r.Pair.Target, t.Target), id(r.Pair.Source, t.Scope), t.Listener, t.Fate.String(),
		})
	}
	for _, s := range r.Suggestions {
		out.Suggestions = append(out.Suggestions, jsonSuggestion{s.Instruction.Source, s.Instruction.Target, s.Reason})
	}
	return out
}

func findingsOf(p *Process) []jsonFinding {
	out := []jsonFinding{}
	for i := range p.Findings {
		d := &p.Findings[i]
		x := jsonFinding{
			d.Rule, d.Severity.String(), d.Message, d.Help, d.File, d.Start().Line, d.Start().Column, d.Element.ID, nil,
		}
		if n, ok := p.Waiting(d); ok {
			x.Waiting = &n
		}
		out = append(out, x)
	}
	return out
}
