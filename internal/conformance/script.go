package conformance

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/juel"
)

// script is a run of a script.
type script struct {
	*replica
	models *library
	// instance is the last started one, which commands without an instance of
	// their own work on. It may have gone with a reset.
	instance engine.ID
	out      []string
	// rows are the tasks as the recorded engine's database has them.
	rows map[engine.ID]taskRow
}

// taskRow is the row of a task: what it holds, and how often it was rewritten.
// Of tasks that were created at the same time, a query lists first what was
// rewritten least.
type taskRow struct {
	text     string
	revision int
}

// gone is an instance that no engine has.
const gone engine.ID = 1<<63 - 1<<32

// scriptCommand is a command of a script: run gets all words of the line, of
// which there are at least words.
type scriptCommand struct {
	words int
	run   func(s *script, w []string) error
}

// line runs a line and returns it with what there is to see.
func (s *script) line(l string) []string {
	if strings.HasPrefix(l, "#") {
		return []string{l}
	}
	s.out = []string{"> " + l}
	defer s.writeRows()
	if err := s.attempt(strings.Fields(l)); err != nil {
		var chain []string
		for _, e := range unwrapped(err) {
			chain = append(chain, strings.ReplaceAll(line(e), "\n", `\n`))
		}
		text := []rune(strings.Join(chain, " <- "))
		s.print("EXC %s", string(text[:min(len(text), 500)]))
	}
	return s.out
}

func (s *script) print(format string, args ...any) {
	s.out = append(s.out, "    "+fmt.Sprintf(format, args...))
}

// attempt runs a command. A panic is an error of ours that the comparison
// shows.
func (s *script) attempt(w []string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	for _, table := range []map[string]scriptCommand{instanceCommands, workCommands, observations} {
		c, ok := table[w[0]]
		if !ok {
			continue
		}
		if len(w) < c.words {
			return javaError("ArrayIndexOutOfBoundsException", "Index %d out of bounds for length %d", len(w), len(w))
		}
		return c.run(s, w)
	}
	s.print("?")
	return nil
}

func javaError(class, format string, args ...any) *engine.Error {
	return &engine.Error{Class: class, Message: fmt.Sprintf(format, args...)}
}

// oldest returns the n-th of a list, from 0, or Java's error.
func oldest[T any](list []T, n int) (T, error) {
	if n >= len(list) {
		var none T
		return none, javaError("IndexOutOfBoundsException", "Index %d out of bounds for length %d", n, len(list))
	}
	return list[n], nil
}

func number(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, javaError("NumberFormatException", "For input string: %q", s)
	}
	return n, nil
}

// variables reads name=value from a word on.
func variables(w []string, from int) []engine.Variable {
	var out []engine.Variable
	for _, word := range w[min(from, len(w)):] {
		if name, value, ok := strings.Cut(word, "="); ok && name != "" {
			out = put(out, engine.Variable{Name: name, Value: scriptValue(value)})
		}
	}
	return out
}

// put adds a variable or replaces that of the name, in its place.
func put(list []engine.Variable, v engine.Variable) []engine.Variable {
	if i := slices.IndexFunc(list, func(x engine.Variable) bool { return x.Name == v.Name }); i >= 0 {
		list[i].Value = v.Value
		return list
	}
	return append(list, v)
}

func nullable(s string) string {
	if s == "null" {
		return ""
	}
	return s
}

// tasks returns the open tasks of an activity, the oldest first.
func (s *script) tasks(activity string) []engine.Task {
	list := slices.DeleteFunc(s.Tasks(0), func(t engine.Task) bool { return t.Key != activity })
	slices.SortStableFunc(list, func(a, b engine.Task) int {
		return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(s.rows[a.ID].revision, s.rows[b.ID].revision))
	})
	return list
}

// writeRows writes the rows of new and changed tasks.
func (s *script) writeRows() {
	if s.rows == nil {
		s.rows = map[engine.ID]taskRow{}
	}
	for _, t := range s.Tasks(0) {
		i, _ := s.Instance(t.Instance)
		text := fmt.Sprint(i.Definition, t.Execution, t.Key, orNull(t.Assignee), orNull(t.Owner), t.Delegation, t.Priority, t.State)
		if row := s.rows[t.ID]; row.text != text {
			s.rows[t.ID] = taskRow{text, row.revision + 1}
		}
	}
}

// rewritten says that the row of a task is written again, whether it has
// changed or not.
func (s *script) rewritten(task engine.ID) {
	if row, ok := s.rows[task]; ok {
		s.rows[task] = taskRow{revision: row.revision}
	}
}

// at returns the oldest execution at an activity.
func (s *script) at(activity string) []engine.Execution {
	return slices.DeleteFunc(s.Executions(0), func(x engine.Execution) bool { return x.Activity == nil || *x.Activity != activity })
}

// onExecution makes a command on the oldest execution at the activity that the
// second word names.
func onExecution(words int, run func(s *script, x engine.ID, w []string) error) scriptCommand {
	return scriptCommand{words, func(s *script, w []string) error {
		l := s.at(w[1])
		if len(l) == 0 {
			return javaError("RuntimeException", "NO EXECUTION %s", w[1])
		}
		return run(s, l[0].ID, w)
	}}
}

// instanceCommands are those on deployments, instances and the clock.
var instanceCommands = map[string]scriptCommand{
	"reset": {1, func(s *script, _ []string) error {
		s.reset()
		s.instance = gone
		return nil
	}},
	"deploy": {1, (*script).deployModels},
	"start": {2, func(s *script, w []string) error {
		return s.start(engine.StartInstance{Key: w[1], Variables: variables(w, 2)})
	}},
	"startbk": {3, func(s *script, w []string) error {
		return s.start(engine.StartInstance{Key: w[1], BusinessKey: w[2], Variables: variables(w, 3)})
	}},
	"startmsg": {2, func(s *script, w []string) error {
		return s.started(s.StartByMessage(engine.StartByMessage{Message: w[1], Variables: variables(w, 2)}))
	}},
	// The variables are those of the instruction, as in the engine's builder.
	"startat": {3, func(s *script, w []string) error {
		return s.start(engine.StartInstance{
			Key: w[1], Instructions: []engine.ModificationInstruction{{Kind: engine.StartBefore, Element: w[2], Variables: variables(w, 3)}},
		})
	}},
	"newat":    {2, (*script).startAnywhere},
	"evalcond": {1, (*script).evaluateConditions},
	"msg":      {2, (*script).correlate},
	"signal": {2, func(s *script, w []string) error {
		return s.BroadcastSignal(engine.BroadcastSignal{Signal: w[1], Variables: variables(w, 2)})
	}},
	"trigger": {2, func(s *script, w []string) error {
		x, err := oldest(s.at(w[1]), 0)
		if err != nil {
			return err
		}
		return s.TriggerExecution(engine.TriggerExecution{Execution: x.ID})
	}},
	"setvar": {1, func(s *script, w []string) error {
		return s.SetVariables(engine.SetVariables{Execution: s.instance, Variables: variables(w, 1)})
	}},
	"setlocal": {2, func(s *script, w []string) error {
		x, err := oldest(s.at(w[1]), 0)
		if err != nil {
			return err
		}
		return s.SetVariables(engine.SetVariables{Execution: x.ID, Variables: variables(w, 2), Local: true})
	}},
	"suspend": {1, func(s *script, _ []string) error {
		return s.SuspendInstance(engine.SuspendInstance{Instance: s.instance})
	}},
	"activate": {1, func(s *script, _ []string) error {
		return s.ActivateInstance(engine.ActivateInstance{Instance: s.instance})
	}},
	"suspdef": {2, func(s *script, w []string) error { return s.SuspendDefinition(engine.SuspendDefinition{Key: w[1]}) }},
	"actdef":  {2, func(s *script, w []string) error { return s.ActivateDefinition(engine.ActivateDefinition{Key: w[1]}) }},
	"suspdefall": {2, func(s *script, w []string) error {
		return s.SuspendDefinition(engine.SuspendDefinition{Key: w[1], IncludeInstances: true})
	}},
	"actdefall": {2, func(s *script, w []string) error {
		return s.ActivateDefinition(engine.ActivateDefinition{Key: w[1], IncludeInstances: true})
	}},
	"suspinst": {2, func(s *script, w []string) error { return s.SuspendInstances(engine.SuspendInstances{Key: w[1]}) }},
	"actinst":  {2, func(s *script, w []string) error { return s.ActivateInstances(engine.ActivateInstances{Key: w[1]}) }},
	"delete": {1, func(s *script, _ []string) error {
		return s.DeleteInstance(engine.DeleteInstance{Instance: s.instance, Reason: "test"})
	}},
	"deletex": {2, func(s *script, w []string) error {
		return s.DeleteInstance(engine.DeleteInstance{
			Instance: s.instance, Reason: w[1], External: true,
			SkipListeners: len(w) > 2 && w[2] == "skiplisteners", SkipIOMappings: len(w) > 3 && w[3] == "skipio",
		})
	}},
	"restart":   {2, (*script).restart},
	"modbefore": {2, func(s *script, w []string) error { return s.modifyBy(engine.StartBefore, w[1]) }},
	"modafter":  {2, func(s *script, w []string) error { return s.modifyBy(engine.StartAfter, w[1]) }},
	"modcancel": {2, func(s *script, w []string) error { return s.modifyBy(engine.CancelAll, w[1]) }},
	"mod":       {1, (*script).modify},
	"clock": {2, func(s *script, w []string) error {
		t, err := time.Parse(cycleLayout, w[1])
		if err != nil {
			return err
		}
		return s.SetTime(engine.SetTime{Time: t})
	}},
	"tick": {2, func(s *script, w []string) error {
		n, err := number(w[1])
		if err != nil {
			return err
		}
		return s.SetTime(engine.SetTime{Time: s.Now().Add(time.Duration(n) * time.Second)})
	}},
	"strict": {2, func(s *script, w []string) error {
		s.strict = strings.EqualFold(w[1], "true")
		s.SetStrictErrors(s.strict)
		return nil
	}},
	"user": {1, func(s *script, w []string) error {
		s.user = strings.Join(w[1:min(2, len(w))], "")
		s.As(engine.User{Name: s.user})
		return nil
	}},
	"use": {2, (*script).use},
	"setvarat": onExecution(2, func(s *script, x engine.ID, w []string) error {
		return s.SetVariables(engine.SetVariables{Execution: x, Variables: variables(w, 2)})
	}),
	"getvar": onExecution(3, func(s *script, x engine.ID, w []string) error {
		v, _ := s.Variable(x, w[2])
		s.print("%s=%s", w[2], sortedValue(v))
		return nil
	}),
	"rmlocal": onExecution(3, func(s *script, x engine.ID, w []string) error {
		return s.RemoveVariables(engine.RemoveVariables{Execution: x, Names: []string{w[2]}, Local: true})
	}),
	"rmvar": {2, func(s *script, w []string) error {
		return s.RemoveVariables(engine.RemoveVariables{Execution: s.instance, Names: []string{w[1]}})
	}},
	"msgto": onExecution(3, func(s *script, x engine.ID, w []string) error {
		return s.DeliverMessage(engine.DeliverMessage{Execution: x, Message: w[2], Variables: variables(w, 3)})
	}),
	"signalto": onExecution(3, func(s *script, x engine.ID, w []string) error {
		return s.BroadcastSignal(engine.BroadcastSignal{Signal: w[2], Execution: x, Variables: variables(w, 3)})
	}),
	"triggerv": onExecution(2, func(s *script, x engine.ID, w []string) error {
		return s.TriggerExecution(engine.TriggerExecution{Execution: x, Variables: variables(w, 2)})
	}),
	"incident": {4, func(s *script, w []string) error {
		l := s.at(w[2])
		if len(l) == 0 {
			return javaError("RuntimeException", "NO EXECUTION %s", w[2])
		}
		_, err := s.CreateIncident(engine.CreateIncident{Execution: l[0].ID, Type: w[1], Message: w[3]})
		return err
	}},
	"resolveinc": {2, func(s *script, w []string) error {
		for _, i := range s.Incidents(0) {
			if i.Type != w[1] {
				continue
			}
			if err := s.ResolveIncident(engine.ResolveIncident{Incident: i.ID}); err != nil {
				return err
			}
		}
		return nil
	}},
}

func (s *script) start(c engine.StartInstance) error { return s.started(s.StartInstance(c)) }

func (s *script) started(id engine.ID, err error) error {
	if err == nil {
		s.instance = id
	}
	return err
}

func (s *script) deployModels(w []string) error {
	var files []deployed
	for _, name := range w[1:] {
		data, err := s.models.read(name)
		if err != nil {
			return err
		}
		files = append(files, deployed{path.Base(name), data})
	}
	return s.deploy(files)
}

func (s *script) evaluateConditions(w []string) error {
	started, err := s.EvaluateConditions(engine.EvaluateConditions{Variables: variables(w, 1)})
	if err != nil {
		return err
	}
	for _, id := range started {
		i, _ := s.Instance(id)
		s.print("STARTED %s", i.Definition)
	}
	return nil
}

func (s *script) correlate(w []string) error {
	c := engine.Correlate{Message: w[1]}
	for _, word := range w[2:] {
		name, text, _ := strings.Cut(word, "=")
		option, variable, _ := strings.Cut(name, ":")
		v := engine.Variable{Name: variable, Value: scriptValue(text)}
		switch option {
		case "@all":
			c.All = true
		case "@bk":
			c.BusinessKey = &text
		case "@pv":
			c.ProcessVariables = put(c.ProcessVariables, v)
		case "@lv":
			c.LocalVariables = put(c.LocalVariables, v)
		case "@local":
			c.Payload = put(c.Payload, v)
		case "@trig":
			c.TriggeredPayload = put(c.TriggeredPayload, v)
		case "@startOnly":
			c.StartOnly = true
		case "@execOnly":
			c.ExecutionsOnly = true
		default:
			c.Variables = put(c.Variables, engine.Variable{Name: name, Value: scriptValue(text)})
		}
	}
	results, err := s.Correlate(c)
	if err != nil {
		return err
	}
	for _, r := range results {
		if r.Started {
			s.print("-> ProcessDefinition")
		} else {
			s.print("-> Execution")
		}
	}
	return nil
}

// restart starts an instance like the oldest one that has ended.
func (s *script) restart(w []string) error {
	ended := slices.DeleteFunc(s.HistoricInstances(), func(i engine.Instance) bool { return i.Ended.IsZero() })
	h, err := oldest(ended, 0)
	if err != nil {
		return err
	}
	_, err = s.RestartInstance(engine.RestartInstance{
		Instance: h.ID, Instructions: []engine.ModificationInstruction{{Kind: engine.StartBefore, Element: w[1]}}, InitialVariables: len(w) > 2,
	})
	return err
}

func (s *script) use(w []string) error {
	n := 1
	var err error
	if len(w) > 2 {
		if n, err = number(w[2]); err != nil {
			return err
		}
	}
	i, err := oldest(slices.DeleteFunc(s.Instances(), func(i engine.Instance) bool { return i.Key != w[1] }), n-1)
	if err == nil {
		s.instance = i.ID
	}
	return err
}

// equalValues compares values as Java's equals does those of scripts.
func equalValues(a, b any) bool {
	return juel.ClassOf(a) == juel.ClassOf(b) && juel.Text(a) == juel.Text(b)
}
