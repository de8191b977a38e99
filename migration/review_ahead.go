package migration

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine/program"
)

// ahead adds, once for all, what instances will meet in another form: code and
// decisions of activities, and ways out of gateways. That is what a release is
// made for; nothing is said of it one by one.
func (r *reviewer) ahead() {
	if !slices.ContainsFunc(r.report.Places, func(p Place) bool { return p.Outcome != Refused }) {
		return
	}
	var code, ways []string
	for i := range r.report.Pair.Target.Activities {
		id := program.ActivityID(i)
		t := r.target(id)
		old, ok := r.report.Pair.Source.ActivityByID(t.ID)
		if id == program.Root || !ok || old == program.Root {
			continue
		}
		s := r.source(old)
		waits := s.AsyncBefore && t.AsyncBefore // a job: implementation-changed
		if !waits && runsCode(s) && runsCode(t) && !(s.Behavior == t.Behavior &&
			program.Same(s.Service, t.Service) && program.Same(s.Script, t.Script) && program.Same(s.Decision, t.Decision)) {
			code = append(code, Label(r.report.Pair.Target, id))
		}
		if decides(t) && t.Behavior == s.Behavior && !waits &&
			len(r.changedFlows(old, id)) > 0 {
			ways = append(ways, Label(r.report.Pair.Target, id))
		}
	}
	var texts []string
	if len(code) > 0 {
		texts = append(texts, "what "+listing(code)+" "+verb(code, "runs", "run"))
	}
	if len(ways) > 0 {
		texts = append(texts, "the ways out of "+listing(ways))
	}
	if len(texts) > 0 {
		r.find("ahead-changed", at{program.Root, program.Root}, "changes %s: instances that come there after their migration meet the new version", strings.Join(texts, " and "))
	}
}

// runsCode reports whether an activity runs what is named in the model and made
// elsewhere, or a script.
func runsCode(a *program.Activity) bool {
	return a.Service != nil || a.Script != nil || a.Decision != nil
}

// decides reports whether an activity is a gateway that asks conditions.
func decides(a *program.Activity) bool {
	return a.Behavior == program.ExclusiveGatewayBehavior || a.Behavior == program.InclusiveGatewayBehavior && len(a.Incoming) < 2
}

// verb returns the form of a verb that agrees with what is listed.
func verb(names []string, one, several string) string {
	if len(names) == 1 {
		return one
	}
	return several
}

// catchers compares what catches errors, escalations and cancellations in
// scopes that instances are in. It has no state: it counts at once.
func (r *reviewer) catchers() {
	r.catches(program.Root, program.Root)
	for _, m := range r.set.list {
		if s := r.source(m.source); s.IsScope && r.isInhabited(m.source) || s.AsyncBefore {
			r.catches(m.source, m.target)
		}
	}
}

// catches compares the handlers of a scope with those of the one that takes it
// over.
func (r *reviewer) catches(source, target program.ActivityID) {
	old, new := handlers(r.report.Pair.Source, source), handlers(r.report.Pair.Target, target)
	in := func(list []handler, h handler) bool {
		return slices.ContainsFunc(list, func(o handler) bool { return o.what == h.what })
	}
	for _, h := range new {
		if !in(old, h) {
			r.find("catcher-changed", at{program.None, h.activity}, "catches %s now, also in instances that are there already", h.what)
		}
	}
	for _, h := range old {
		if !in(new, h) {
			where := at{h.activity, program.None}
			if same, ok := r.report.Pair.Target.ActivityByID(r.source(h.activity).ID); ok {
				where.target = same
			}
			r.find("catcher-changed", where, "no longer catches %s, also in instances that are there already: it goes to what is around, if anything is", h.what)
		}
	}
}

// handler is what catches something, in words.
type handler struct {
	activity program.ActivityID
	what     string
}

// handlers returns what catches errors, escalations and cancellations that are
// thrown in a scope.
func handlers(p *program.Process, scope program.ActivityID) []handler {
	var out []handler
	for _, id := range p.Activities[scope].EventActivities {
		if p.Activities[id].Type == program.CancelBoundaryType {
			out = append(out, handler{id, "the cancellation"})
		}
	}
	d := p.Activities[scope].Declarations
	if d == nil {
		return out
	}
	for _, e := range d.Errors {
		what := "every error"
		if !e.CatchesAll {
			what = fmt.Sprintf("the error %q", e.Code)
		}
		out = append(out, handler{e.Handler, what})
	}
	for _, e := range d.Escalations {
		what := "every escalation"
		if e.Code != "" {
			what = fmt.Sprintf("the escalation %q", e.Code)
		}
		out = append(out, handler{e.Handler, what})
	}
	return out
}
