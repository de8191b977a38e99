package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/juel"
)

// trace is a recorded run of a model, or ours.
type trace struct {
	Model      string
	Companions []string
	Policy     string
	Vars       json.RawMessage
	Steps      []traceStep
	Capped     bool
	Ended      bool
	History    map[string]int
	Instances  map[string]string
	Variables  []string
	// Key is the process that is started, if not the first executable one;
	// Fatal is why nothing was.
	Key, Fatal string
}

// traceStep is an action with the state it led to.
type traceStep struct {
	Do    string
	State []string
	Error string
}

// traces compares how models run when they are driven by a policy.
func traces(_ context.Context, args []string) (*Result, error) {
	if len(args) != 2 {
		return nil, errors.New("usage: traces DIR FILE.jsonl")
	}
	wanted, err := answersOf[trace](args[1])
	if err != nil {
		return nil, err
	}
	models, err := openFolders(args[0])
	if err != nil {
		return nil, err
	}
	defer models.close()
	ours := make([]trace, len(wanted))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range wanted {
		g.Go(func() (err error) {
			ours[i], err = replay(models, wanted[i])
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	r := newResult()
	full := 0
	for i := range wanted {
		r.Of++
		cause, detail := compareTraces(wanted[i], ours[i])
		if cause == "" {
			r.Agree++
			if cause, detail = compareRest(wanted[i], ours[i]); cause == "" {
				full++
				continue
			}
			cause = "in full only: " + cause
		}
		r.disagree(cause, "%s %s %s: %s", wanted[i].Model, wanted[i].Policy, wanted[i].Vars, detail)
	}
	r.Figures = append(r.Figures, fmt.Sprintf("full %d of %d", full, r.Of))
	return r, nil
}

// compareTraces compares what counts: steps with their states, the end and
// the history. It returns a cause for grouping, empty where they agree.
func compareTraces(want, got trace) (cause, detail string) {
	if got.Fatal != want.Fatal && (got.Fatal == "" || want.Fatal == "") {
		return "fatal", fmt.Sprintf("%q, the engine %q", got.Fatal, want.Fatal)
	}
	for i := range max(len(want.Steps), len(got.Steps)) {
		switch {
		case i == len(got.Steps):
			return "stops early" + failed(got.Steps), fmt.Sprintf("step %d: the engine goes on with %q", i+1, want.Steps[i].Do)
		case i == len(want.Steps):
			return "goes on", fmt.Sprintf("step %d: %q, the engine has stopped%s", i+1, got.Steps[i].Do, failed(want.Steps))
		}
		w, g := want.Steps[i], got.Steps[i]
		if w.Do != g.Do {
			return "action", fmt.Sprintf("step %d: %q, the engine %q", i+1, g.Do, w.Do)
		}
		if !slices.Equal(w.State, g.State) {
			cause = "state behind " + kindOfStep(w.Do)
			if g.Error != w.Error {
				cause = "error: " + general(g.Error) + " instead of " + general(w.Error)
			}
			return cause, fmt.Sprintf("step %d %q: %v %s, the engine %v %s", i+1, w.Do, g.State, g.Error, w.State, w.Error)
		}
	}
	if want.Capped != got.Capped || want.Ended != got.Ended {
		return "end", fmt.Sprintf("capped %t ended %t, the engine %t %t", got.Capped, got.Ended, want.Capped, want.Ended)
	}
	if d := differing(want.History, got.History); d != "" {
		return "history", d
	}
	return "", ""
}

// compareRest compares errors, instances and variables.
func compareRest(want, got trace) (cause, detail string) {
	for i, w := range want.Steps {
		if g := got.Steps[i]; message(w.Error) != message(g.Error) {
			return "error message: " + general(w.Error), fmt.Sprintf("step %d: %q, the engine %q", i+1, g.Error, w.Error)
		}
	}
	if d := differing(want.Instances, got.Instances); d != "" {
		return "instances", d
	}
	if !slices.Equal(want.Variables, got.Variables) {
		return "variables", cmp.Diff(want.Variables, got.Variables)
	}
	return "", ""
}

// differing lists the entries of two maps that differ.
func differing[V comparable](want, got map[string]V) string {
	var out []string
	for k, w := range want {
		if g, ok := got[k]; g != w || !ok {
			out = append(out, fmt.Sprintf("%s: %v, the engine %v", k, g, w))
		}
	}
	for k, g := range got {
		if _, ok := want[k]; !ok {
			out = append(out, fmt.Sprintf("%s: %v, the engine none", k, g))
		}
	}
	slices.Sort(out)
	return strings.Join(out, "; ")
}

// failed tells the error of the last step, if it has one.
func failed(steps []traceStep) string {
	if len(steps) == 0 || steps[len(steps)-1].Error == "" {
		return ""
	}
	return " with " + general(steps[len(steps)-1].Error)
}

func kindOfStep(do string) string {
	kind, _, _ := strings.Cut(do, " ")
	return kind
}

var definitionID = regexp.MustCompile(`:[0-9]+:[0-9]+`)

// message returns an error without the class before it, and without the
// identifiers of definitions that the recordings have left in it.
func message(e string) string {
	if _, m, ok := strings.Cut(e, ": "); ok {
		e = m
	}
	return definitionID.ReplaceAllString(e, ":#")
}

var particular = regexp.MustCompile(`'[^']*'|\$\{[^}]*\}|"[^"]*"|[0-9]+`)

// general returns an error without what is particular to one model.
func general(e string) string {
	if e == "" {
		return "none"
	}
	e, _, _ = strings.Cut(e, "\n")
	return particular.ReplaceAllString(e, "…")
}

// replay drives a model as the recorded run was driven.
func replay(models *folders, want trace) (got trace, err error) {
	r := newReplica()
	var files []deployed
	for _, name := range append([]string{want.Model}, want.Companions...) {
		data, err := models.read(name)
		if errors.Is(err, fs.ErrNotExist) {
			return got, fmt.Errorf("read the model %s: %w", name, err)
		}
		if err != nil {
			return got, err
		}
		files = append(files, deployed{name, data})
	}
	variables, err := orderedVariables(want.Vars)
	if err != nil {
		return got, fmt.Errorf("read the variables of %s: %w", want.Model, err)
	}
	defer func() {
		if p := recover(); p != nil {
			got.Fatal = fmt.Sprintf("panic: %v", p)
		}
	}()
	if err := r.deploy(files); err != nil {
		got.Fatal = traceError(err)
		return got, nil
	}
	start := want.Key
	if start == "" {
		start = r.Definitions()[0].Key
	}
	d := driver{replica: r, trace: &got, used: map[string]int{}, policy: want.Policy}
	got.Capped = d.start(start, variables) && d.drive()
	got.Ended = len(r.Instances()) == 0
	d.record()
	return got, nil
}

// traceError words an error as traces have it.
func traceError(err error) string {
	s := line(unwrapped(err)[0])
	for _, i := range ids {
		s = i.pattern.ReplaceAllString(s, i.mask)
	}
	return s
}

// record notes what there is to see in the end.
func (d *driver) record() {
	keys := map[engine.ID]string{}
	d.trace.Instances, d.trace.History = map[string]string{}, map[string]int{}
	counts := map[string]int{}
	for _, i := range d.HistoricInstances() {
		keys[i.ID] = i.Key
		counts["state "+i.Key+" "+i.State.String()]++
	}
	for k, n := range counts {
		d.trace.Instances[k] = fmt.Sprint(n)
	}
	for _, h := range d.HistoricActivities(0) {
		suffix := ""
		switch {
		case h.Canceled:
			suffix = " canceled"
		case h.Ended == nil:
			suffix = " active"
		case h.CompleteScope:
			suffix = " complete-scope"
		}
		d.trace.History[keys[h.Instance]+"/"+h.Activity+suffix]++
	}
	d.trace.Variables = []string{}
	for _, v := range d.HistoricVariables(0) {
		if v.Deleted {
			continue
		}
		place := " local "
		if v.ActivityInstance == v.Instance {
			place = " process "
		}
		d.trace.Variables = append(d.trace.Variables, keys[v.Instance]+place+v.Name+"="+juel.Text(v.Value)+" "+v.Type)
	}
	slices.Sort(d.trace.Variables)
}
