package page

import (
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/remote"
)

type jsonEngine struct {
	Address string    `json:"address"`
	Version string    `json:"version"`
	Keys    []jsonKey `json:"keys"`
}

type jsonKey struct {
	Key     string   `json:"key"`
	Running []string `json:"running"`
	Idle    []string `json:"idle"`
	Hidden  bool     `json:"hidden,omitempty"`
	Gone    bool     `json:"gone,omitempty"`
}

type jsonDeployed struct {
	ID         string `json:"id"`
	Version    int    `json:"version"`
	VersionTag string `json:"versionTag,omitempty"`
	Tenant     string `json:"tenant,omitempty"`
	Suspended  bool   `json:"suspended"`
	Instances  int    `json:"instances"`
	// Some of the instances can be suspended one by one.
	SuspendedInstances int             `json:"suspendedInstances"`
	Incidents          int             `json:"incidents"`
	Elsewhere          []jsonElsewhere `json:"elsewhere"`
	Target             string          `json:"target,omitempty"`
	Validation         string          `json:"validation"`
	Unchecked          string          `json:"unchecked,omitempty"`
	Disagreements      []string        `json:"disagreements,omitempty"`
}

// jsonElsewhere is what rests where the report has no place.
type jsonElsewhere struct {
	Activity string `json:"activity"`
	*jsonOccupied
}

type jsonOccupied struct {
	Tokens          *int `json:"tokens"` // null where the engine does not tell
	Incidents       int  `json:"incidents"`
	CalledIncidents int  `json:"calledIncidents,omitempty"`
}

func engineOf(e *Engine) *jsonEngine {
	if e == nil {
		return nil
	}
	out := &jsonEngine{Address: e.Address, Version: e.Version, Keys: []jsonKey{}}
	for i := range e.Keys {
		k := &e.Keys[i]
		x := jsonKey{Key: k.Key, Running: []string{}, Idle: []string{}, Hidden: k.Hidden, Gone: k.Gone}
		for _, d := range k.Definitions {
			if k.runs(d) {
				x.Running = append(x.Running, d.ID)
			} else {
				x.Idle = append(x.Idle, d.ID)
			}
		}
		out.Keys = append(out.Keys, x)
	}
	return out
}

func deployedOf(p *Process) *jsonDeployed {
	d := p.Deployed
	if d == nil {
		return nil
	}
	out := &jsonDeployed{
		ID: d.ID, Version: d.Definition.Version, VersionTag: d.VersionTag, Tenant: d.TenantID, Suspended: d.Suspended,
		Instances: d.Instances, SuspendedInstances: d.SuspendedInstances, Incidents: d.Incidents(), Elsewhere: []jsonElsewhere{},
		Target: d.Target.ID, Validation: "offline", Unchecked: d.Unchecked, Disagreements: d.Disagreements,
	}
	if d.Target.ID != "" && d.Unchecked == "" {
		out.Validation = "engine"
	}
	for _, o := range p.elsewhere() {
		out.Elsewhere = append(out.Elsewhere, jsonElsewhere{o.ID, occupied(o)})
	}
	return out
}

func occupied(o remote.Occupied) *jsonOccupied {
	out := &jsonOccupied{nil, o.Incidents, o.Called}
	if o.Tokens != remote.Unknown {
		out.Tokens = &o.Tokens
	}
	return out
}

// occupiedAt returns what rests at a place, nil where no engine was asked.
func occupiedAt(d *Deployed, p migration.Place) *jsonOccupied {
	if d == nil {
		return nil
	}
	return occupied(d.At(p.Activity, p.Waiting))
}
