package remote

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"net/url"
	"slices"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/migration"
)

// Unknown stands for a number that an engine does not tell.
const Unknown = -1

// Occupied is a place where something rests in a running engine.
type Occupied struct {
	// Activity is one of the version's model, program.None where the model has
	// none of this id.
	Activity program.ActivityID
	ID       string
	// Waiting is 0 where the model does not tell that anything can rest here: a
	// class that waits for a signal.
	Waiting migration.Waiting
	// Tokens are the activity instances and jobs that rest here: each turn of a
	// loop counts. Of pending compensation it is the number of instances of the
	// process, and Unknown where the engine is too old to tell.
	Tokens int
	// Incidents are open; Called are those among them that instances of called
	// processes have.
	Incidents, Called int
}

// jobDefinition says which jobs an activity can have.
type jobDefinition struct {
	ID            string `json:"id"`
	ActivityID    string `json:"activityId"`
	Configuration string `json:"jobConfiguration"`
}

// Occupied returns where the instances of a definition rest now, in the order
// of its model's activities. It puts several questions, between which instances
// move: the numbers need not add up.
//
// Statistics give the numbers. What they leave out or do not tell apart is asked
// for where the model has it: tokens in joins, jobs of activities in which
// something waits too, pending compensation, and whose incidents those of call
// activities are.
func (c *Client) Occupied(ctx context.Context, d Definition, p *program.Process) ([]Occupied, error) {
	s := &survey{client: c, definition: d, process: p, statistics: map[string]ActivityStatistics{}}
	all, err := c.Statistics(ctx, d.ID)
	if err != nil {
		return nil, err
	}
	for _, x := range all {
		s.statistics[x.ID] = x
	}
	// What rests at an activity is asked for activity by activity, so that the
	// places of one stand together.
	places := migration.Cover(migration.Pair{Source: p, Target: p}, engine.Plan{})
	for len(places) > 0 {
		n := 1
		for n < len(places) && places[n].Activity == places[0].Activity {
			n++
		}
		if err := s.activity(ctx, places[:n]); err != nil {
			return nil, err
		}
		places = places[n:]
	}
	s.elsewhere()
	return s.out, nil
}

// survey is the work on one call of Occupied.
type survey struct {
	client     *Client
	definition Definition
	process    *program.Process
	statistics map[string]ActivityStatistics // what is left of them
	jobs       []jobDefinition
	jobsRead   bool
	out        []Occupied
}

func (s *survey) add(o Occupied) {
	if o.Tokens != 0 || o.Incidents > 0 {
		s.out = append(s.out, o)
	}
}

// activity finds out what rests at the places of one activity.
func (s *survey) activity(ctx context.Context, places []migration.Place) error {
	id := places[0].Activity
	a := &s.process.Activities[id]
	counted, ok := s.statistics[a.ID]
	delete(s.statistics, a.ID)
	left := counted.Instances
	if isJoin(a) {
		// Statistics leave the tokens out that wait in it.
		q := url.Values{"processDefinitionId": {s.definition.ID}, "activityId": {a.ID}}
		n, err := s.client.count(ctx, "/execution/count", q)
		if err != nil {
			return err
		}
		left = max(left, n)
	}
	here := make([]Occupied, len(places))
	in := -1 // the place that has what no other has
	for i, p := range places {
		here[i] = Occupied{Activity: id, ID: a.ID, Waiting: p.Waiting}
		var err error
		switch {
		case p.Waiting == migration.ToBeCompensated:
			here[i].Tokens, err = s.compensation(ctx, id)
		case p.Waiting == migration.InActivity || p.Waiting == migration.Compensating:
			in = i
		case left > 0:
			here[i].Tokens, err = s.asynchronous(ctx, a.ID, p.Waiting)
			here[i].Tokens = min(here[i].Tokens, left)
			left -= here[i].Tokens
		}
		if err != nil {
			return err
		}
	}
	if in < 0 && left > 0 {
		here = append(here, Occupied{Activity: id, ID: a.ID})
		in = len(here) - 1
	}
	if in >= 0 {
		here[in].Tokens = left
	}
	if ok {
		if err := s.incidents(ctx, a, counted, here); err != nil {
			return err
		}
	}
	for _, o := range here {
		s.add(o)
	}
	return nil
}

// isJoin reports whether tokens can wait in a gateway for others.
func isJoin(a *program.Activity) bool {
	return a.Behavior == program.ParallelGatewayBehavior || a.Behavior == program.InclusiveGatewayBehavior
}

// asynchronous counts the jobs before or after an activity.
func (s *survey) asynchronous(ctx context.Context, id string, w migration.Waiting) (int, error) {
	if !s.jobsRead {
		q := url.Values{
			"processDefinitionId": {s.definition.ID}, "jobType": {"async-continuation"}, "sortBy": {"jobDefinitionId"}, "sortOrder": {"asc"},
		}
		var err error
		if s.jobs, err = list[jobDefinition](ctx, s.client, "/job-definition", q); err != nil {
			return 0, err
		}
		s.jobsRead = true
	}
	configuration := "async-before"
	if w == migration.AfterActivity {
		configuration = "async-after"
	}
	total := 0
	for _, j := range s.jobs {
		if j.ActivityID != id || j.Configuration != configuration {
			continue
		}
		n, err := s.client.count(ctx, "/job/count", url.Values{"jobDefinitionId": {j.ID}})
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

// incidents shares out the incidents of an activity: those of jobs go to where
// jobs wait, if any does, all others to where no job waits.
func (s *survey) incidents(ctx context.Context, a *program.Activity, counted ActivityStatistics, here []Occupied) error {
	jobs, others := 0, 0
	for _, i := range counted.Incidents {
		if i.Type == "failedJob" {
			jobs += i.Count
		} else {
			others += i.Count
		}
	}
	if jobs+others == 0 {
		return nil
	}
	isJob := func(o Occupied) bool {
		return o.Waiting == migration.BeforeActivity || o.Waiting == migration.AfterActivity
	}
	rest := max(0, slices.IndexFunc(here, func(o Occupied) bool { return !isJob(o) && o.Waiting != migration.ToBeCompensated }))
	job := slices.IndexFunc(here, func(o Occupied) bool { return isJob(o) && o.Tokens > 0 })
	if job < 0 {
		job = rest
	}
	if a.Behavior == program.CallBehavior || a.Behavior == program.CaseCallBehavior {
		called, err := s.called(ctx, a)
		if err != nil {
			return err
		}
		// The copies have the types of their causes; a call itself has jobs only.
		called = min(called, jobs+others)
		jobs, others = jobs+others-called, 0
		here[rest].Called, here[rest].Incidents = called, called
	}
	here[job].Incidents += jobs
	here[rest].Incidents += others
	return nil
}

// called counts the incidents at a call activity that called instances have.
// The engine copies them up: the copy names another incident as its cause.
func (s *survey) called(ctx context.Context, a *program.Activity) (int, error) {
	type incident struct {
		ID    string `json:"id"`
		Cause string `json:"causeIncidentId"`
	}
	q := url.Values{"processDefinitionId": {s.definition.ID}, "activityId": {a.ID}, "sortBy": {"incidentId"}, "sortOrder": {"asc"}}
	all, err := list[incident](ctx, s.client, "/incident", q)
	n := 0
	for _, i := range all {
		if i.Cause != i.ID {
			n++
		}
	}
	return n, err
}

// compensation counts the instances in which an activity can still be
// compensated; event is its boundary or start event.
func (s *survey) compensation(ctx context.Context, event program.ActivityID) (int, error) {
	a := &s.process.Activities[event]
	handler := a.FlowScope
	if a.Type == program.CompensationBoundaryType {
		handler = s.process.Activities[a.EventScope].CompensationHandler
	}
	type subscription struct {
		Instance string `json:"processInstanceId"`
	}
	q := url.Values{
		"eventType": {"compensate"}, "activityId": {s.process.Activities[handler].ID}, "sortBy": {"created"}, "sortOrder": {"asc"},
	}
	all, err := list[subscription](ctx, s.client, "/event-subscription", q)
	var refused *Error
	if errors.As(err, &refused) && refused.IsUnknownPath() {
		return Unknown, nil // older engines do not list subscriptions
	}
	if err != nil {
		return 0, err
	}
	ids := map[string]bool{}
	for _, x := range all {
		ids[x.Instance] = true
	}
	total := 0
	for chunk := range slices.Chunk(slices.Sorted(maps.Keys(ids)), pageLength) {
		n, err := s.ours(ctx, chunk)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

// ours counts which of some instances are of the definition.
func (s *survey) ours(ctx context.Context, instances []string) (int, error) {
	in := struct {
		Definition string   `json:"processDefinitionId"`
		Instances  []string `json:"processInstanceIds"`
	}{s.definition.ID, instances}
	var out struct {
		Count int `json:"count"`
	}
	err := s.client.post(ctx, "/process-instance/count", nil, in, &out)
	return out.Count, err
}

// elsewhere adds what the statistics have and the model does not tell. What
// runs in a compensation handler waits together with who has thrown the
// compensation, and has been counted there.
func (s *survey) elsewhere() {
	for _, id := range slices.Sorted(maps.Keys(s.statistics)) {
		x := s.statistics[id]
		o := Occupied{Activity: program.None, ID: id, Tokens: x.Instances}
		if a, ok := s.process.ActivityByID(id); ok {
			if s.isCompensating(a) {
				continue
			}
			o.Activity = a
		}
		for _, i := range x.Incidents {
			o.Incidents += i.Count
		}
		s.add(o)
	}
}

// isCompensating reports whether an activity is a compensation handler or lies
// in one.
func (s *survey) isCompensating(id program.ActivityID) bool {
	for ; id != program.None; id = s.process.Activities[id].FlowScope {
		if s.process.Activities[id].IsCompensationHandler {
			return true
		}
	}
	return false
}

// At returns what rests at a place; nothing has no tokens.
func (v *Version) At(a program.ActivityID, w migration.Waiting) Occupied {
	for _, o := range v.Places {
		if o.Activity == a && o.Waiting == w {
			return o
		}
	}
	return Occupied{Activity: a, Waiting: w}
}

// Within counts the tokens that rest at an activity or in it.
func (v *Version) Within(p *program.Process, scope program.ActivityID) int {
	n := 0
	for _, o := range v.Places {
		for id := o.Activity; id != program.None; id = p.Activities[id].FlowScope {
			if id == scope {
				n += max(0, o.Tokens)
				break
			}
		}
	}
	return n
}

// Incidents counts the open incidents.
func (v *Version) Incidents() int {
	n := 0
	for _, o := range v.Places {
		n += o.Incidents
	}
	return n
}

// IsSameFile reports whether two files hold the same bytes. A byte order mark
// that the engine has dropped makes no difference.
func IsSameFile(a, b []byte) bool {
	mark := []byte("\xEF\xBB\xBF")
	return bytes.Equal(bytes.TrimPrefix(a, mark), bytes.TrimPrefix(b, mark))
}
