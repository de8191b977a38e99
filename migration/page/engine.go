package page

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/remote"
)

// Engine is a running engine that was asked.
type Engine struct {
	// Address is that of its REST API, Version its own.
	Address, Version string
	// Keys are the processes that it was asked about.
	Keys []Key
}

// Key is what an engine has of a process.
type Key struct {
	Key string
	// Definitions are all versions that the engine has and lets the user see.
	Definitions []remote.Definition
	// Running are those among them that have instances.
	Running []remote.Version
	// Current are those that have been made of the new version's file.
	Current []remote.Definition
	// Hidden says that the user may not read versions or instances, so that
	// nobody knows whether there are any.
	Hidden bool
	// Gone says that the models have the process no longer.
	Gone bool
}

// Deployed is what a running engine says of the old version of a process and of
// the plan for its instances.
type Deployed struct {
	remote.Version
	// Target is the definition that the new version is in the engine. Without an
	// ID it is not there yet, and the engine has not judged the plan.
	Target remote.Definition
	// Unchecked says why the engine could not judge the plan, although the new
	// version is there.
	Unchecked string
	// Disagreements tell where the engine and this program judge the plan
	// differently, which is a fault of the program.
	Disagreements []string
}

// Summary says in one line what the engine has of a process.
func (k *Key) Summary() string {
	total := 0
	for _, v := range k.Running {
		total += v.Instances
	}
	var text string
	switch {
	case k.Hidden && len(k.Definitions) == 0:
		text = "UNKNOWN: the engine does not let this user read versions of it (READ on the process definition)"
	case k.Hidden:
		text = "UNKNOWN: the engine does not let this user read its instances (READ_INSTANCE on the process definition)"
	case len(k.Definitions) == 0:
		text = "the engine has no version of it"
	case len(k.Running) == 0:
		text = "no instance runs in " + versions(k.Definitions)
	default:
		var running, idle []remote.Definition
		for _, v := range k.Running {
			running = append(running, v.Definition)
		}
		for _, d := range k.Definitions {
			if !k.runs(d) {
				idle = append(idle, d)
			}
		}
		text = count(total, "instance") + " in " + versions(running)
		if len(idle) > 0 {
			text += "; none in " + versions(idle)
		}
	}
	switch len(k.Current) {
	case 0:
	case 1:
		text += "; the new one is " + versions(k.Current)
	default:
		text += "; the new ones are " + versions(k.Current)
	}
	if k.Gone {
		text += " (it is gone from the models)"
	}
	return text
}

// overview says of each version of a process in one line what happens to its
// instances. A single one needs none.
func (release Release) overview(k *Key) []string {
	var out []string
	for i := range release.Processes {
		if p := &release.Processes[i]; p.Deployed != nil && p.Deployed.Key == k.Key {
			out = append(out, fmt.Sprintf("%s: %s; %s", p.Deployed.what(), p.Deployed.instances(), p.Verdict()))
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

func (k *Key) runs(d remote.Definition) bool {
	for _, v := range k.Running {
		if v.ID == d.ID {
			return true
		}
	}
	return false
}

// versions lists versions, tenant by tenant, runs of numbers as "2–5".
func versions(all []remote.Definition) string {
	numbers := map[string][]int{}
	var tenants []string
	for _, d := range all {
		if _, ok := numbers[d.TenantID]; !ok {
			tenants = append(tenants, d.TenantID)
		}
		numbers[d.TenantID] = append(numbers[d.TenantID], d.Version)
	}
	var out []string
	for _, t := range tenants {
		text := "version " + spans(numbers[t])
		if len(numbers[t]) > 1 {
			text = "versions " + spans(numbers[t])
		}
		if t != "" {
			text += " of tenant " + t
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

// spans lists ascending numbers, three and more in a row as "2–5".
func spans(numbers []int) string {
	var out []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		if j-i < 2 {
			out = append(out, strconv.Itoa(numbers[i]))
			i++
			continue
		}
		out = append(out, fmt.Sprintf("%d–%d", numbers[i], numbers[j]))
		i = j + 1
	}
	if len(out) < 2 {
		return strings.Join(out, "")
	}
	return strings.Join(out[:len(out)-1], ", ") + " and " + out[len(out)-1]
}

// what describes the old version: "version 3, tag 1.2, tenant a, suspended".
func (d *Deployed) what() string {
	text := fmt.Sprintf("version %d", d.Definition.Version)
	if d.VersionTag != "" {
		text += ", tag " + d.VersionTag
	}
	if d.TenantID != "" {
		text += ", tenant " + d.TenantID
	}
	if d.Suspended {
		text += ", suspended"
	}
	return text
}

// instances says how many there are and how they are.
func (d *Deployed) instances() string {
	text := count(d.Instances, "instance")
	if d.SuspendedInstances > 0 {
		text += fmt.Sprintf(", %d suspended", d.SuspendedInstances)
	}
	if n := d.Incidents(); n > 0 {
		text += ", " + count(n, "open incident")
	}
	return text
}

// judged says who has judged the plan.
func (d *Deployed) judged(accepted bool) string {
	verdict := "refused"
	if accepted {
		verdict = "accepted"
	}
	switch {
	case d.Target.ID == "":
		text := verdict + " by the engine's checks, validated offline only: the new version is not deployed"
		if d.TenantID != "" {
			text += " for this tenant"
		}
		return text
	case d.Unchecked != "":
		return verdict + " by the engine's checks, validated offline only: " + d.Unchecked
	case len(d.Disagreements) > 0:
		return "IN DOUBT: the engine and bpmnlint judge it differently"
	}
	return fmt.Sprintf("%s by the engine (%s → %s)", verdict, d.ID, d.Target.ID)
}

// now returns how many tokens wait at a place, as text for a column: nothing
// where no engine was asked.
func (p *Process) now(place migration.Place) string {
	if p.Deployed == nil {
		return ""
	}
	return tokens(p.Deployed.At(place.Activity, place.Waiting))
}

// nobody stands for no token in a column of numbers.
const nobody = "–"

// tokens returns how many there are, as text for a column.
func tokens(o remote.Occupied) string {
	switch o.Tokens {
	case 0:
		return nobody
	case remote.Unknown:
		return "?"
	}
	return strconv.Itoa(o.Tokens)
}

// occupiedTitle names where something rests that is no place of the report.
func (p *Process) occupiedTitle(o remote.Occupied) string {
	if o.Activity == program.None {
		return o.ID + ", which the model does not have"
	}
	return placeTitle(p.Forward, migration.Place{Activity: o.Activity, Waiting: o.Waiting})
}

// trouble says which incidents there are at a place, empty for none.
func (p *Process) trouble(place migration.Place) string {
	if p.Deployed == nil {
		return ""
	}
	return incidents(p.Deployed.At(place.Activity, place.Waiting))
}

func incidents(o remote.Occupied) string {
	switch {
	case o.Incidents == 0:
		return ""
	case o.Called == o.Incidents:
		return count(o.Incidents, "incident") + " in what it has called"
	case o.Called > 0:
		return fmt.Sprintf("%s, %d of them in what it has called", count(o.Incidents, "incident"), o.Called)
	}
	return count(o.Incidents, "incident")
}

// elsewhere returns what has an incident or waits where the model has no place.
func (p *Process) elsewhere() []remote.Occupied {
	if p.Deployed == nil || p.Forward == nil {
		return nil
	}
	var out []remote.Occupied
	for _, o := range p.Deployed.Places {
		if !p.isPlace(o) {
			out = append(out, o)
		}
	}
	return out
}

func (p *Process) isPlace(o remote.Occupied) bool {
	for _, x := range p.Forward.Places {
		if x.Activity == o.Activity && x.Waiting == o.Waiting {
			return true
		}
	}
	return false
}

// Waiting counts the tokens that rest where a finding is about; ok is false
// where no engine was asked, or where it is about the whole process.
func (p *Process) Waiting(d *diag.Diagnostic) (n int, ok bool) {
	if p.Deployed == nil || p.Forward == nil {
		return 0, false
	}
	subject := p.Forward.Subject(d)
	if subject == program.Root {
		return 0, false
	}
	for _, x := range p.Forward.Places {
		if x.Activity == subject && x.Waiting == migration.ToBeCompensated {
			n := p.Deployed.At(subject, x.Waiting).Tokens
			return n, n != remote.Unknown
		}
	}
	return p.Deployed.Within(p.Forward.Pair.Source, subject), true
}

// concerns says behind a finding how many wait where it is about.
func (p *Process) concerns(d *diag.Diagnostic) string {
	switch n, ok := p.Waiting(d); {
	case !ok:
		return ""
	case n == 0:
		return " (nobody waits there now)"
	default:
		return fmt.Sprintf(" (%s there now)", wait(n))
	}
}

// isDoubtful reports whether the engine judges the plan otherwise.
func (p *Process) isDoubtful() bool { return p.Deployed != nil && len(p.Deployed.Disagreements) > 0 }

// blockedNow says how many wait at places from which none can be migrated.
func (p *Process) blockedNow() string {
	if p.Deployed == nil {
		return ""
	}
	n := 0
	for _, x := range p.Forward.Places {
		if x.Outcome == migration.Refused {
			n += max(0, p.Deployed.At(x.Activity, x.Waiting).Tokens)
		}
	}
	if n == 0 {
		return ", where nobody waits now"
	}
	return fmt.Sprintf(", where %s now", wait(n))
}

// isComplete reports whether instances can be migrated from everywhere.
func (p *Process) isComplete() bool {
	return p.Forward != nil && p.Forward.IsComplete() && !p.isDoubtful()
}

// wait says that so many wait.
func wait(n int) string {
	if n == 1 {
		return "1 waits"
	}
	return fmt.Sprintf("%d wait", n)
}
