package conformance

import (
	"container/heap"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
)

const (
	// maxTried is how many states a search goes on from with one set of
	// variables, moreTried how many more once there is a route, allTried how
	// many over all sets.
	maxTried, moreTried, allTried = 400, 60, 1500
	// maxSurplus is how many traits a state may have beyond twice those wanted.
	maxSurplus = 20
	// maxRoutes is how many routes are tried: what cannot be seen, such as the
	// execution that holds a variable, can differ between them.
	maxRoutes = 12
)

// search looks for a way into a recorded state: over all that can be done to
// an instance, the nearest state first.
type search struct {
	models *planModels
	want   *instanceState
	// values are those of variables that show in names.
	values map[string]string
	// accept says whether a route will do; if not, the search goes on.
	accept func(*route) (bool, error)

	wanted []string
	// candidates are values that variables may need, null first.
	candidates []any
	process    *program.Process
	queue      routeQueue
	seen       map[string]bool
	tried      int
	found      int
	first      *route
	nearest    *route
	// accepted says that a route would do. It, or an error, ends the search.
	accepted bool
	err      error
}

// route is how an instance got somewhere.
type route struct {
	*replica
	definition string
	instance   engine.ID
	steps      []string
	// cost counts the steps, modifications as several: what a process does by
	// itself tells more of how it gets somewhere.
	cost     int
	state    *instanceState
	distance int
}

// fork returns a replica in the same state. What is done to one of the two
// does not show in the other.
func (r *replica) fork() *replica {
	f := *r
	f.Engine = r.Engine.Fork()
	f.log = slices.Clone(r.log)
	f.versions, f.processes, f.began = map[string]*program.Process{}, map[string]*program.Process{}, map[engine.ID]string{}
	for id, p := range r.versions {
		f.versions[id] = p
	}
	for key, p := range r.processes {
		f.processes[key] = p
	}
	for id, a := range r.began {
		f.began[id] = a
	}
	return &f
}

// reach looks for an accepted way into the state. It returns the first that
// led there, nil where none is in reach.
func (s *search) reach(source string) (*route, error) {
	s.seen = map[string]bool{}
	s.wanted = s.want.traits()
	base := newReplica()
	base.permissive()
	definition, err := s.models.deploy(&script{replica: base}, source)
	if err != nil {
		return nil, err
	}
	s.process = base.versions[definition]
	s.candidates = append(valuesToTry(), literals(s.process)...)
	for _, vars := range s.assignments() {
		// Only what is still unknown tells whether another value helps.
		if s.over() {
			break
		}
		s.queue, s.seen = nil, map[string]bool{}
		for _, places := range s.starts() {
			if !s.over() {
				s.start(&route{replica: base, definition: definition}, places, vars)
			}
		}
		s.explore()
	}
	if s.found == 0 {
		s.queue, s.tried = nil, 0
		s.observe(&route{replica: base, definition: definition})
		s.explore()
	}
	return s.first, s.err
}

// assignments are the variables that an instance is started with: all null, or
// one of them something else.
func (s *search) assignments() [][]engine.Variable {
	plain := s.initialVariables()
	out := [][]engine.Variable{plain}
	for i := range plain {
		if plain[i].Value != nil {
			continue
		}
		for _, v := range s.candidates[1:] {
			vars := slices.Clone(plain)
			vars[i].Value = v
			out = append(out, vars)
		}
	}
	return out
}

// literal is a text or a number in an expression.
var literal = regexp.MustCompile(`'([^']*)'|"([^"]*)"|\b(\d{1,9})\b`)

// literals are the values that the conditions of a process name.
func literals(p *program.Process) []any {
	var out []any
	add := func(x *program.Condition) {
		if x == nil || x.Expression == nil {
			return
		}
		for _, m := range literal.FindAllStringSubmatch(x.Expression.Text, -1) {
			var v any = m[1] + m[2]
			if n, err := strconv.ParseInt(m[3], 10, 32); err == nil {
				v = int32(n)
			}
			if !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	for i := range p.Flows {
		add(p.Flows[i].Condition)
	}
	return out
}

// over says that the search has ended.
func (s *search) over() bool { return s.accepted || s.err != nil || s.found >= maxRoutes }

// explore goes on from the nearest states.
func (s *search) explore() {
	limit := min(maxTried, allTried-s.tried)
	for n := 0; len(s.queue) > 0 && n < limit && !s.over(); n++ {
		s.tried++
		if s.found > 0 {
			limit = min(limit, n+moreTried)
		}
		at, _ := heap.Pop(&s.queue).(*route)
		for _, a := range s.actions(at) {
			if s.over() {
				return
			}
			s.attempt(at, a)
		}
	}
}

// observe makes an instance like the wanted one without running it: for what
// only code that is not at hand, or a case, brings about.
func (s *search) observe(at *route) {
	at.replica = at.fork()
	next := engine.ID(0)
	var node func(n *treeNode) *engine.ActivityInstance
	node = func(n *treeNode) *engine.ActivityInstance {
		next++
		out := &engine.ActivityInstance{ID: next, Activity: n.ActivityID, Type: n.Type}
		for _, c := range n.Children {
			out.Children = append(out.Children, node(c))
		}
		for _, t := range n.Transitions {
			next++
			out.Transitions = append(out.Transitions, engine.TransitionInstance{ID: next, Activity: t})
		}
		return out
	}
	c := engine.RestoreInstance{Definition: at.definition, Tree: node(s.want.Tree)}
	for _, b := range s.want.EventSubscriptions {
		c.Subscriptions = append(c.Subscriptions, engine.Subscription{Kind: b.Type, Activity: b.ActivityID})
	}
	for _, v := range s.initialVariables() {
		c.Variables = append(c.Variables, engine.VariableInstance{Variable: v})
	}
	id, err := at.RestoreInstance(c)
	if err != nil {
		return
	}
	at.instance, at.steps = id, []string{"observe"}
	s.arrive(at)
}

// starts are the places that an instance can be started at: the start event,
// each leaf of the wanted tree, and all of them together.
func (s *search) starts() [][]string {
	leaves := s.want.Tree.leaves()
	starts := [][]string{nil}
	for _, l := range leaves {
		if !slices.ContainsFunc(starts, func(x []string) bool { return slices.Equal(x, []string{l}) }) {
			starts = append(starts, []string{l})
		}
	}
	if len(leaves) > 1 {
		starts = append(starts, leaves)
	}
	return starts
}

// leaves are the activities that a tree's tokens are at.
func (n *treeNode) leaves() []string {
	var out []string
	for _, c := range n.Children {
		out = append(out, c.leaves()...)
	}
	out = append(out, n.Transitions...)
	if len(out) == 0 && n.Type != "processDefinition" {
		out = append(out, n.ActivityID)
	}
	return out
}

// initialVariables are those of the process.
func (s *search) initialVariables() []engine.Variable {
	var out []engine.Variable
	for _, v := range s.want.Variables {
		if v.ScopeActivityInstance != nil && *v.ScopeActivityInstance == "" && !v.ConcurrentLocal {
			var value any
			if text, ok := s.values[v.Name]; ok {
				value = text
			}
			out = put(out, engine.Variable{Name: v.Name, Value: value})
		}
	}
	return out
}

var (
	unknownName    = regexp.MustCompile(`Cannot resolve identifier '([^']*)'`)
	unknownProcess = regexp.MustCompile(`no processes deployed with key '([^']*)'`)
)

// valuesToTry stand for what a model may want of a variable.
func valuesToTry() []any {
	return []any{nil, "a", int32(1), true, "PT1H", &juel.List{Items: []any{"a", "b"}}, &juel.List{Items: []any{"a", "b", "c"}}}
}

// start starts an instance, with what the model turns out to need.
func (s *search) start(from *route, places []string, vars []engine.Variable) {
	at := &route{replica: from.fork(), definition: from.definition, steps: from.steps}
	c := engine.StartInstance{Definition: at.definition, Variables: vars}
	label := "start"
	for _, p := range places {
		c.Instructions = append(c.Instructions, engine.ModificationInstruction{Kind: engine.StartBefore, Element: p})
		label += " before " + p
	}
	id, err := at.StartInstance(c)
	if err == nil {
		at.instance, at.steps = id, append(slices.Clip(at.steps), label)
		s.arrive(at)
		return
	}
	text := ""
	for _, e := range unwrapped(err) {
		text += e.Message + "\n"
	}
	if m := unknownName.FindStringSubmatch(text); m != nil && len(vars) < 8 {
		for _, v := range s.candidates {
			s.start(from, places, append(slices.Clip(vars), engine.Variable{Name: m[1], Value: v}))
		}
	}
	if called := missingProcess(err, from.replica); called != "" {
		with := &route{replica: from.fork(), definition: from.definition, steps: from.steps}
		if with.deployCalled(called) == nil {
			s.start(with, places, vars)
		}
	}
}

// arrive looks at where a route has come.
func (s *search) arrive(at *route) {
	if at.Tree(at.instance) == nil {
		return
	}
	at.state = at.stateOf(at.instance)
	traits := at.state.traits()
	key := strings.Join(append(at.holders(), traits...), "\n")
	if s.seen[key] {
		return
	}
	s.seen[key] = true
	at.distance = len(subtract(s.wanted, traits)) + len(subtract(traits, s.wanted))
	if s.nearest == nil || at.distance < s.nearest.distance {
		s.nearest = at
	}
	if len(stateGaps("before", s.want.lines(anyTimes()), at.state.lines(anyTimes()))) == 0 {
		if s.found++; s.first == nil {
			s.first = at
		}
		if s.accepted, s.err = s.accept(at); s.over() {
			return
		}
	}
	if len(traits) <= 2*len(s.wanted)+maxSurplus {
		heap.Push(&s.queue, at)
	}
}

// holders tell apart what holds variables, which the state does not show.
func (r *route) holders() []string {
	executions := map[engine.ID]engine.Execution{}
	for _, x := range r.Executions(r.instance) {
		executions[x.ID] = x
	}
	var out []string
	for _, v := range r.Variables(r.instance) {
		x := executions[v.Execution]
		out = append(out, fmt.Sprintf("%s on %s %t %t %t %t", v.Name, orNull(x.Activity), v.Task != 0, x.IsScope, x.IsConcurrent, x.IsEventScope))
	}
	slices.Sort(out)
	return out
}

// anyTimes leaves times out.
func anyTimes() times {
	return times{due: func(int64) string { return "some" }, repeat: func(string) string { return "some" }}
}

// traits are what a state is recognized by, with the place of each variable.
func (s *instanceState) traits() []string {
	var out []string
	for part, lines := range s.lines(anyTimes()) {
		if part == "tree" || part == "variables" {
			continue
		}
		for _, l := range lines {
			out = append(out, part+": "+l)
		}
	}
	for _, v := range s.Variables {
		local := ""
		if v.ConcurrentLocal {
			local = " concurrent"
		}
		// Twice, so that one in the wrong place is nearer than none.
		out = append(out, "variable: "+v.Name, "variable: "+v.Name+" @"+orNull(v.ScopeActivityInstance)+local)
	}
	s.Tree.paths("", func(path string) { out = append(out, path) })
	slices.Sort(out)
	return out
}

// paths calls add with the path of every node and transition below.
func (n *treeNode) paths(above string, add func(string)) {
	if n == nil {
		return
	}
	path := above + "/" + n.ActivityID
	add(path)
	for _, t := range n.Transitions {
		add(path + "/~" + t)
	}
	for _, c := range n.Children {
		c.paths(path, add)
	}
}

// nearestGaps says what the nearest state differs in.
func (s *search) nearestGaps() []gap {
	if s.nearest == nil {
		return []gap{{part: "before", ours: []string{"cannot be started"}}}
	}
	return append(stateGaps("before", s.want.lines(anyTimes()), s.nearest.state.lines(anyTimes())),
		gap{part: "by", ours: s.nearest.steps})
}

// attempt does something and looks where that leads. What fails leads nowhere.
func (s *search) attempt(from *route, a searchAction) {
	at := &route{
		replica: from.fork(), definition: from.definition, instance: from.instance, steps: append(slices.Clip(from.steps), a.label),
		cost: from.cost + max(a.cost, 1),
	}
	sc := &script{replica: at.replica, instance: at.instance}
	err := sc.attempted(func() error { return a.run(at.replica) })
	var e *engine.Error
	if err == nil {
		s.arrive(at)
		return
	}
	if !errors.As(err, &e) || e.Class == "panic" {
		return
	}
	if a.mayFail {
		s.arrive(at)
	}
	if called := missingProcess(e, from.replica); called != "" {
		with := *from
		with.replica = from.fork()
		if with.deployCalled(called) == nil {
			s.attempt(&with, a)
		}
	}
}

// missingProcess returns the key of a called process that is not deployed.
func missingProcess(err error, r *replica) string {
	for _, e := range unwrapped(err) {
		if m := unknownProcess.FindStringSubmatch(e.Message); m != nil && r.processes[m[1]] == nil {
			return m[1]
		}
	}
	return ""
}

// deployCalled deploys a process with a task, for call activities.
func (r *replica) deployCalled(key string) error {
	return r.deploy([]deployed{{"called.bpmn", []byte(
		`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="called"><process id="` + key +
			`" isExecutable="true"><startEvent id="start"/><sequenceFlow id="f" sourceRef="start" targetRef="userTask"/>` +
			`<userTask id="userTask"/></process></definitions>`)}})
}

// routeQueue is a heap, what is near and was quickly reached first.
type routeQueue []*route

func (q routeQueue) Len() int { return len(q) }
func (q routeQueue) Less(i, j int) bool {
	return 2*q[i].distance+q[i].cost < 2*q[j].distance+q[j].cost
}
func (q routeQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push implements [heap.Interface].
func (q *routeQueue) Push(x any) { *q = append(*q, x.(*route)) }

// Pop implements [heap.Interface].
func (q *routeQueue) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	(*q)[last] = nil
	*q = (*q)[:last]
	return x
}
