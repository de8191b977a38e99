package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
)

// Release is what happens to the instances of processes.
type Release struct {
	Processes []Process
	// Version is that of the program.
	Version string
	// Engine is the one that was asked, nil for none.
	Engine *Engine
}

// Process is a process in both versions.
type Process struct {
	migration.Change
	// OldPath and NewPath are the paths of the files, empty where there is none.
	OldPath, NewPath string
	// Refused are the engine's reasons not to deploy the new version, whose
	// processes are unknown then. Change is empty but for its findings.
	Refused bool
	// Deployed is what a running engine says of the old version, nil where none
	// was asked.
	Deployed *Deployed
	// Rehearsal is nil where the migration was not rehearsed.
	Rehearsal *rehearsal.Result
}

// key returns the name by which a process is known.
func (p *Process) key() string {
	switch {
	case p.New != nil:
		return p.New.Key
	case p.Change.Old != nil:
		return p.Change.Old.Key
	}
	return p.NewPath
}

// title returns key and name.
func (p *Process) title() string {
	process := p.New
	if process == nil {
		process = p.Change.Old
	}
	if process == nil {
		return p.NewPath
	}
	return process.Element.Label()
}

// files returns where the versions are.
func (p *Process) files() string {
	switch {
	case p.Deployed != nil:
		return p.Deployed.what() + " → " + p.NewPath
	case p.OldPath == p.NewPath || p.OldPath == "":
		return p.NewPath
	case p.NewPath == "":
		return p.OldPath
	}
	return p.OldPath + " → " + p.NewPath
}

// Verdict says in one line what happens to the instances of a process.
func (p *Process) Verdict() string {
	switch {
	case p.Refused:
		return "the engine would not deploy the new version"
	case p.New == nil:
		return "gone: its instances go on in the old version"
	case p.Forward == nil:
		return "new: it has no instances yet"
	case p.isDoubtful():
		return "in doubt: the engine and bpmnlint judge the plan differently"
	case !p.Forward.Verdict.Accepted():
		return "blocked: the engine refuses the migration plan"
	}
	total, bad := len(p.Forward.Places), blocked(p.Forward.Places)
	switch {
	case bad > 0:
		return fmt.Sprintf("blocked: instances cannot be migrated from %d of %s%s", bad, count(total, "place"), p.blockedNow())
	case p.endsBadly():
		return "blocked: in the rehearsal some instances end badly"
	case p.Forward.Findings.Worst() == diag.Error:
		return "blocked: the migration of some instances fails"
	case total == 0:
		return "complete: no instance rests anywhere"
	case !p.Forward.IsComplete():
		return fmt.Sprintf("incomplete: from some of %s not every instance can be migrated at every time", count(total, "place"))
	case risks(p) == 0:
		return fmt.Sprintf("complete: instances can be migrated from %s", every(total))
	}
	return fmt.Sprintf("complete: instances can be migrated from %s, with %s", every(total), count(risks(p), "risk"))
}

// backVerdict says whether instances can come back.
func backVerdict(r *migration.Report) string {
	if !r.Verdict.Accepted() {
		return "the engine refuses the plan of the way back"
	}
	total, bad := len(r.Places), blocked(r.Places)
	switch {
	case r.IsComplete():
		return fmt.Sprintf("instances can come back from %s", every(total))
	case bad == 0 && r.Findings.Worst() == diag.Error:
		return "the migration of some instances back fails"
	case bad == 0:
		return fmt.Sprintf("instances can come back, from some of %s not at every time", count(total, "place"))
	}
	return fmt.Sprintf("instances cannot come back from %d of %s", bad, count(total, "place"))
}

// blocked counts the places from which no instance can be migrated.
func blocked(places []migration.Place) int {
	n := 0
	for _, p := range places {
		if p.Outcome == migration.Refused {
			n++
		}
	}
	return n
}

// risks counts the warnings and errors.
func risks(p *Process) int {
	return p.Findings.Count(diag.Warning) + p.Findings.Count(diag.Error)
}

// every names all of some places.
func every(n int) string {
	switch n {
	case 0:
		return "everywhere: none rests anywhere"
	case 1:
		return "the only place"
	}
	return fmt.Sprintf("all %d places", n)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// placeTitle says where an instance rests.
func placeTitle(r *migration.Report, p migration.Place) string {
	label := migration.Label(r.Pair.Source, p.Activity)
	switch p.Waiting {
	case migration.BeforeActivity:
		return "job before " + label
	case migration.AfterActivity:
		return "job after " + label
	case migration.ToBeCompensated:
		return "pending compensation: " + label
	case migration.Compensating:
		return "compensating: " + label
	}
	return label
}

// placeResult says what becomes of it.
func placeResult(r *migration.Report, p migration.Place) string {
	switch p.Outcome {
	case migration.Migrates:
		text := "goes on in " + r.Pair.Target.Activities[p.Target].ID
		if r.Pair.Target.Activities[p.Target].ID == r.Pair.Source.Activities[p.Activity].ID {
			text = "goes on"
		}
		if triggers := triggerWords(r, p); triggers != "" {
			text += "; " + triggers
		}
		return text
	case migration.SomeRefused:
		return "partly REFUSED: " + why(p)[0]
	case migration.Passing:
		return "REFUSED while it lasts: " + why(p)[0]
	}
	return "REFUSED: " + why(p)[0]
}

// why returns the reasons for which instances are refused, at least one: what
// is wrong with the plan, where that says more than the engine.
func why(p migration.Place) []string {
	if len(p.Reasons) > 0 {
		return p.Reasons
	}
	return []string{p.Text}
}

// engineTexts returns what the engine says of instances that it refuses, where
// that is not the reason itself.
func engineTexts(r *migration.Report) []string {
	var out []string
	for _, p := range r.Places {
		if p.Text != "" && !slices.Contains(why(p), p.Text) && !slices.Contains(out, p.Text) {
			out = append(out, p.Text)
		}
	}
	return out
}

// keptStates says in one sentence what of the state of instances stays as it
// was made by the old version; empty where nothing is to be said.
func (p *Process) keptStates() string {
	r := p.Forward
	kept := [...]struct {
		is   func(b program.Behavior, w migration.Waiting) bool
		text string
	}{
		{is(program.UserTaskBehavior), "user tasks keep assignee, candidates, dates and priority"},
		{is(program.ExternalTaskBehavior), "external tasks keep topic, priority, worker, lock and retries"},
		{is(program.CallBehavior, program.CaseCallBehavior), "call activities keep what they have called"},
		{is(program.ParallelGatewayBehavior, program.InclusiveGatewayBehavior), "joins keep the tokens that wait"},
		{func(_ program.Behavior, w migration.Waiting) bool {
			return w == migration.BeforeActivity || w == migration.AfterActivity
		}, "jobs keep retries, due date and priority"},
	}
	var texts []string
	for _, k := range kept {
		if slices.ContainsFunc(r.Places, func(x migration.Place) bool {
			return x.Outcome == migration.Migrates && p.now(x) != nobody && k.is(r.Pair.Source.Activities[x.Activity].Behavior, x.Waiting)
		}) {
			texts = append(texts, k.text)
		}
	}
	if len(texts) == 0 {
		return ""
	}
	texts[0] = strings.ToUpper(texts[0][:1]) + texts[0][1:]
	return strings.Join(texts, "; ") + "."
}

// suggestionTitle says what the suggestions are good for.
func suggestionTitle(r *migration.Report) string {
	const title = "The engine would also accept"
	before, after := blocked(r.Places), blocked(r.CoverWithSuggestions())
	switch {
	case before == after:
		return title
	case after == 0:
		return title + " these, so that instances can be migrated from " + every(len(r.Places))
	}
	return fmt.Sprintf("%s these, so that instances can be migrated from %d more of %s", title, before-after, count(len(r.Places), "place"))
}

// is returns whether a token waits in an activity of one of some behaviors.
func is(behaviors ...program.Behavior) func(program.Behavior, migration.Waiting) bool {
	return func(b program.Behavior, w migration.Waiting) bool {
		return w == migration.InActivity && slices.Contains(behaviors, b)
	}
}

// further returns the findings that the places do not tell already, the worst
// first, those of one rule together.
func further(p *Process) diag.List {
	list := slices.Clone(p.Findings)
	if p.Forward != nil && p.Forward.Verdict.Accepted() {
		list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Rule == "instance-not-migrated" })
	}
	first := map[string]int{}
	for i := range list {
		if _, ok := first[list[i].Rule]; !ok {
			first[list[i].Rule] = i
		}
	}
	slices.SortStableFunc(list, func(a, b diag.Diagnostic) int {
		return cmp.Or(-cmp.Compare(a.Severity, b.Severity), cmp.Compare(first[a.Rule], first[b.Rule]))
	})
	return list
}

// alike divides sorted findings into runs of the same rule and severity that
// have the same help.
func alike(list diag.List) []diag.List {
	var out []diag.List
	for i := range list {
		if i > 0 && list[i].Rule == list[i-1].Rule && list[i].Severity == list[i-1].Severity && list[i].Help == list[i-1].Help {
			out[len(out)-1] = append(out[len(out)-1], list[i])
		} else {
			out = append(out, diag.List{list[i]})
		}
	}
	return out
}

// alternativeTitle says what is done instead of migrating an instance.
func alternativeTitle(a migration.Alternative) string {
	switch {
	case a.Kind == migration.Modify && a.Repeats:
		return "move it back"
	case a.Kind == migration.Modify:
		return "move it on"
	case a.Kind == migration.Restart:
		return "cancel and restart it"
	}
	return "cancel and replace it"
}

// advice says, once for a release, what is to be known of carrying out a
// migration.
func advice(release Release) []string {
	planned := slices.ContainsFunc(release.Processes, func(p Process) bool {
		return p.Forward != nil && p.Forward.Verdict.Accepted() && len(p.Forward.Plan.Instructions) > 0
	})
	if !planned {
		return nil
	}
	return []string{
		"Migrate many instances as a batch (executeAsync, or --execute): otherwise all of them are one transaction, which one instance rolls back.",
		"Suspended instances are migrated too, and stay suspended; where the migration begins a scope, the engine refuses them: activate them for it.",
		"Their jobs belong to the deployment of the new version then: where job executors are deployment-aware, a node without it does not run them.",
		"Instances with a tenant do not move to the definition of another; try the plan on one instance of each tenant.",
	}
}

// triggerWords says what becomes of the triggers that belong to a place.
func triggerWords(r *migration.Report, p migration.Place) string {
	if p.Waiting != migration.InActivity {
		return ""
	}
	var out []string
	for _, t := range r.Triggers {
		if t.Scope != p.Activity && t.Scope != r.Pair.Source.Body(p.Activity) || t.Scope == program.None {
			continue
		}
		event := ""
		switch {
		case t.Source != program.None:
			event = triggerWord(&r.Pair.Source.Activities[t.Source])
		default:
			event = triggerWord(&r.Pair.Target.Activities[t.Target])
		}
		if t.Listener != "" {
			event = "listener " + t.Listener
		}
		out = append(out, fmt.Sprintf("%s %s", event, t.Fate))
	}
	if len(out) == 0 {
		return ""
	}
	return strings.Join(out, ", ")
}

// triggerWord names the trigger of an event.
func triggerWord(a *program.Activity) string {
	switch {
	case a.Timer != nil:
		return "timer " + a.ID
	case a.Subscription != nil && a.Subscription.Kind == program.ConditionalSubscription:
		return "condition " + a.ID
	case a.Subscription != nil:
		return a.Subscription.Kind.String() + " " + a.ID
	}
	return a.ID
}

// stranded returns the places from which instances cannot be migrated, also not
// if all suggestions are added to the plan. Where an engine was asked, those
// where nobody waits are left out.
func (p *Process) stranded() []migration.Place {
	if p.Forward == nil {
		return nil
	}
	var out []migration.Place
	for i, x := range p.Forward.CoverWithSuggestions() {
		if x.Outcome == migration.Refused && p.now(x) != nobody {
			out = append(out, p.Forward.Places[i])
		}
	}
	return out
}
