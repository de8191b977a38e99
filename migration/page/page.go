package page

import (
	"fmt"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
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
	total, bad := len(p.Forward.Places), blocked(p.Forward)
	switch {
	case bad > 0:
		return fmt.Sprintf("blocked: instances cannot be migrated from %d of %s%s", bad, count(total, "place"), p.blockedNow())
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
	total, bad := len(r.Places), blocked(r)
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
func blocked(r *migration.Report) int {
	n := 0
	for _, p := range r.Places {
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
		if kept := keeps(r.Pair.Source.Activities[p.Activity].Behavior, p.Waiting); kept != "" {
			text += ", keeps " + kept
		}
		if triggers := triggerWords(r, p); triggers != "" {
			text += "; " + triggers
		}
		return text
	case migration.SomeRefused:
		return "partly REFUSED: " + p.Text
	case migration.Passing:
		return "REFUSED while it lasts: " + p.Text
	}
	return "REFUSED: " + p.Text
}

// keeps says what of the state of an instance stays as it was made by the old
// version.
func keeps(b program.Behavior, w migration.Waiting) string {
	switch {
	case w == migration.BeforeActivity || w == migration.AfterActivity:
		return "the job with retries, due date and priority"
	case w != migration.InActivity:
		return ""
	}
	switch b {
	case program.UserTaskBehavior:
		return "the task with assignee, candidates, dates and priority"
	case program.ExternalTaskBehavior:
		return "topic, priority, worker, lock and retries"
	case program.CallBehavior, program.CaseCallBehavior:
		return "what it has called"
	case program.ParallelGatewayBehavior, program.InclusiveGatewayBehavior:
		return "the tokens that wait"
	}
	return ""
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
			event = r.Pair.Source.Activities[t.Source].ID
		default:
			event = r.Pair.Target.Activities[t.Target].ID
		}
		if t.Listener != "" {
			event = "listener " + t.Listener
		}
		out = append(out, fmt.Sprintf("%s %s", event, t.Fate))
	}
	if len(out) == 0 {
		return ""
	}
	return "triggers: " + strings.Join(out, ", ")
}
