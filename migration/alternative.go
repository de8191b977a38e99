package migration

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// AlternativeKind says what is done instead of migrating an instance.
type AlternativeKind uint8

// The kinds.
const (
	// Modify moves the instance, in the old version, to where it can be migrated
	// from, all suggestions taken up.
	Modify AlternativeKind = iota + 1
	// Restart begins an instance that was cancelled again, in the old version,
	// where it can be migrated from: the engine restarts no instance in another
	// definition.
	Restart
	// Replace cancels the instance and begins another in the new version.
	Replace
)

// String returns modify, restart or replace.
func (k AlternativeKind) String() string {
	return [...]string{"", "modify", "restart", "replace"}[min(k, Replace)]
}

// Alternative is a request to the engine's REST API that helps an instance which
// cannot be migrated. Nothing of it is done by itself: it leaves out what the
// activity does.
type Alternative struct {
	Kind AlternativeKind
	// Path is below the engine's base path, to be posted to; {id} stands for the
	// instance.
	Path string
	// Body is JSON; an ellipsis in it stands for what only the instance knows.
	Body json.RawMessage
	// Activity is where it begins: one of the source, or of the target where it
	// is replaced; None for the start event.
	Activity program.ActivityID
	// Repeats is true where what is behind Activity is done once more.
	Repeats bool
}

// The bodies of the requests.
type (
	restModification struct {
		Instructions []restStep `json:"instructions"`
	}
	restRestart struct {
		Instances    []string   `json:"processInstanceIds"`
		Instructions []restStep `json:"instructions"`
	}
	restStart struct {
		BusinessKey string               `json:"businessKey"`
		Variables   map[string]restValue `json:"variables"`
		Steps       []restStep           `json:"startInstructions,omitempty"`
	}
	restValue struct {
		Value string `json:"value"`
	}
	restStep struct {
		Type     string `json:"type"`
		Activity string `json:"activityId"`
	}
)

const (
	ellipsis    = "…"
	startBefore = "startBeforeActivity"
)

// Alternatives returns what can be done with instances that rest at a place of
// the report which the engine refuses; nothing for any other place. All of them
// can finish in the old version besides.
func (r *Report) Alternatives(p Place) []Alternative {
	if p.Outcome != Refused {
		return nil
	}
	source, target := r.Pair.Source, r.Pair.Target
	var out []Alternative
	next, repeats := r.next(p)
	found := next != program.None
	if found && p.Waiting != ToBeCompensated {
		to := []restStep{{startBefore, source.Activities[next].ID}}
		cancelled := p.Activity
		if body := source.Body(cancelled); body != program.None {
			cancelled = body
		}
		if id := source.Activities[cancelled].ID; id != "" {
			out = append(out, Alternative{Modify, "/process-instance/{id}/modification",
				encode(restModification{append([]restStep{{"cancel", id}}, to...)}), next, repeats})
		}
		out = append(out, Alternative{Restart, "/process-definition/" + r.Plan.Source + "/restart",
			encode(restRestart{[]string{ellipsis}, to}), next, repeats})
	}
	begin := r.counterpart(p)
	if begin == program.None && found {
		begin = r.targetOf(next)
	}
	body := restStart{BusinessKey: ellipsis, Variables: map[string]restValue{ellipsis: {ellipsis}}}
	if begin != program.None {
		body.Steps = []restStep{{startBefore, target.Activities[begin].ID}}
	}
	return append(out, Alternative{Replace, "/process-definition/" + r.Plan.Target + "/start", encode(body), begin, false})
}

func encode(v any) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil // structs of texts can be encoded
	}
	return bytes.TrimSpace(b.Bytes())
}

// CoverWithSuggestions returns the places of the report as they are if all
// suggestions are added to the plan.
func (r *Report) CoverWithSuggestions() []Place {
	if len(r.Suggestions) == 0 {
		return r.Places
	}
	plan := r.Plan
	plan.Instructions = slices.Clone(plan.Instructions)
	for _, s := range r.Suggestions {
		plan.Instructions = append(plan.Instructions, s.Instruction)
	}
	return Cover(r.Pair, plan)
}

// next returns the activity to begin before so that an instance which rests at
// a place can be migrated, all suggestions taken up: the closest one behind the
// place, or else the closest one that leads to it, which it repeats; None if
// there is none.
func (r *Report) next(p Place) (id program.ActivityID, repeats bool) {
	good := make([]bool, len(r.Pair.Source.Activities))
	for _, x := range r.CoverWithSuggestions() {
		if x.Outcome == Migrates && (x.Waiting == InActivity || x.Waiting == BeforeActivity) && x.Activity != p.Activity &&
			isStartable(r.Pair.Source, x.Activity, p.Activity) {
			good[x.Activity] = true
		}
	}
	g := graphOf(r.Pair.Source)
	if id = g.nearest(g.exit(p.Activity), good); id != program.None {
		return id, false
	}
	return g.reversed().nearest(g.entry(p.Activity), good), true
}

// isStartable reports whether a token can be put before an activity by a
// command: it has an id, is no join, and lies in no loop and no event sub-process
// that another activity does not lie in too.
func isStartable(p *program.Process, id, other program.ActivityID) bool {
	a := &p.Activities[id]
	if a.ID == "" || isJoin(a.Behavior) || isPassive(a.Behavior) || a.IsCompensationHandler {
		return false
	}
	for s := a.FlowScope; s != program.None; s = p.Activities[s].FlowScope {
		special := p.Activities[s].Behavior.IsMultiInstance() || p.Activities[s].TriggeredByEvent
		if special && (other == program.None || !p.Contains(s, other)) {
			return false
		}
	}
	return true
}

// counterpart returns the activity of the target that does what is done at a
// place, None if there is none to begin before.
func (r *Report) counterpart(p Place) program.ActivityID {
	id := r.Pair.Source.Activities[p.Activity].ID
	for _, s := range r.Suggestions {
		if s.Instruction.Source == id {
			id = s.Instruction.Target
			break
		}
	}
	t, ok := r.Pair.Target.ActivityByID(id)
	if !ok || t == program.Root || !isStartable(r.Pair.Target, t, program.None) {
		return program.None
	}
	return t
}

// targetOf returns the activity that takes another over, if an instance can
// begin before it.
func (r *Report) targetOf(id program.ActivityID) program.ActivityID {
	for _, x := range r.Places {
		if x.Activity == id && x.Target != program.None && isStartable(r.Pair.Target, x.Target, program.None) {
			return x.Target
		}
	}
	return program.None
}
