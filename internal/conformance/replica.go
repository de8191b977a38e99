package conformance

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/program"
	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// replica is our engine, set up as the real one was when it was asked: with
// the beans log and thrower and the class oracle.Probe, which write to one log.
type replica struct {
	*engine.Engine
	log       []string
	processes map[string]*program.Process
	// versions are the processes by the identifier of their definition.
	versions map[string]*program.Process
	// began are the activities that activity instances began as, of those that
	// a migration may have renamed.
	began map[engine.ID]string
	// otherwise stands for code that is not at hand, nil for none; classes are
	// exceptions.
	otherwise engine.Behavior
	classes   map[string]engine.Behavior
	// strict and user outlive a reset.
	strict bool
	user   string
}

func newReplica() *replica {
	r := &replica{}
	r.reset()
	return r
}

// reset deletes all but the log, and sets the clock back.
func (r *replica) reset() {
	r.processes, r.versions, r.began = map[string]*program.Process{}, map[string]*program.Process{}, map[engine.ID]string{}
	classes := map[string]engine.Behavior{"oracle.Probe": r.probe}
	maps.Copy(classes, r.classes)
	r.Engine = engine.New(engine.Options{
		StrictErrors: r.strict,
		Behaviors: engine.Behaviors{
			Beans:   map[string]any{"log": recordedBean{r, "Log"}, "thrower": recordedBean{r, "Thrower"}},
			Classes: classes,
			Mail:    unsent,
			Default: r.otherwise,
		},
	})
	r.As(engine.User{Name: r.user})
}

// unsent is a mail task: there was no mail server.
func unsent(c *engine.Context) error {
	to, _ := c.Field("to")
	return javaError("ProcessEngineException", "ENGINE-02015 Unable to send email to recipient '%s'.", juel.Text(to))
}

// probe is the class that models may call.
func (r *replica) probe(c *engine.Context) error {
	switch {
	case c.Task() != 0:
		r.log = append(r.log, "task "+c.Event()+" "+c.Activity())
	case c.Event() != "":
		r.log = append(r.log, "execution "+c.Event()+" "+c.Activity())
	default:
		r.log = append(r.log, "execute "+c.Activity())
	}
	return nil
}

// deployed is a file of a deployment.
type deployed struct {
	name string
	data []byte
}

// deploy deploys models together. Decisions are left out.
func (r *replica) deploy(files []deployed) error {
	var models []*bpmn.Definitions
	for _, f := range files {
		if strings.HasSuffix(f.name, ".dmn") || strings.HasSuffix(f.name, ".dmn11.xml") {
			continue
		}
		doc, faults := xmltree.Parse(source.New(path.Base(f.name), f.data), xmltree.Options{})
		if doc.Root == nil || len(faults) > 0 {
			return &engine.Error{Class: "ProcessEngineException", Message: "ENGINE-09003 Could not parse '" + path.Base(f.name) + "'."}
		}
		d, _ := bpmn.FromDocument(doc)
		if d == nil {
			d = &bpmn.Definitions{File: doc.File, Document: doc}
		}
		models = append(models, d)
	}
	o := compile.Options{StopAsEngine: true, WithoutClasses: true, Now: r.Now()}
	deployment, _ := compile.Compile(models, o)
	if deployment == nil {
		return refusal(compile.Check(models, o))
	}
	definitions, err := r.Deploy(engine.Deploy{Deployment: deployment})
	if err != nil {
		return err
	}
	for i, p := range deployment.Processes {
		r.processes[p.Key], r.versions[definitions[i].ID] = p, p
	}
	return nil
}

// refusal words the engine's exception for a model that it does not accept.
func refusal(report compile.Report) error {
	var b strings.Builder
	b.WriteString("ENGINE-09005 Could not parse BPMN process. Errors: ")
	for _, q := range report.Problems {
		switch q.Kind {
		case compile.Exception:
			return &engine.Error{Class: "ProcessEngineException", Message: q.Message}
		case compile.Refusal:
			return &engine.Error{Class: "ProcessEngineException", Message: q.Message}
		case compile.Error:
			fmt.Fprintf(&b, "\n* %s | resource %s", q.Message, q.File.Path)
			if q.Position >= 0 {
				pos := q.File.Pos(q.Position)
				fmt.Fprintf(&b, " | line %d | column %d", pos.Line, pos.Column)
			}
		}
	}
	return &engine.Error{Class: "ParseException", Message: b.String()}
}

// recordedBean is one of the beans of the recordings.
type recordedBean struct {
	r    *replica
	name string
}

// Class implements [juel.Object].
func (b recordedBean) Class() string { return "oracle.Probe$" + b.name }

// String implements [juel.Object].
func (b recordedBean) String() string { return b.Class() + "@1" }

// Property implements [juel.Object].
func (b recordedBean) Property(string) (any, bool) { return nil, false }

// Call implements [juel.Object].
func (b recordedBean) Call(name string, args []any) (any, bool, error) {
	switch {
	case b.name == "Log" && name == "add" && len(args) == 1:
		b.r.log = append(b.r.log, juel.Text(args[0]))
		return true, true, nil
	case b.name != "Thrower":
	case name == "bpmn" && len(args) == 1:
		code := juel.Text(args[0])
		return nil, true, &engine.BPMNError{Code: code, Message: "msg-" + code}
	case name == "ex" && len(args) == 1:
		return nil, true, &juel.Thrown{Class: "java.lang.RuntimeException", Message: juel.Text(args[0])}
	case name == "npe" && len(args) == 0:
		return nil, true, &juel.Thrown{Class: "java.lang.NullPointerException", Message: "x"}
	}
	return nil, false, nil
}

// ids are what changes from run to run in messages.
var ids = []struct {
	pattern *regexp.Regexp
	mask    string
}{
	{regexp.MustCompile(`with id '[0-9.]+'`), "with id '#'"},
	{regexp.MustCompile(`[0-9]{1,6}:[0-9]+:[0-9]+`), "#"},
	{regexp.MustCompile(`Instance\[[0-9.]+\]`), "Instance[#]"},
}

// unwrapped returns the engine's exceptions of an error, outermost first.
func unwrapped(err error) []*engine.Error {
	var e *engine.Error
	if !errors.As(err, &e) {
		e = &engine.Error{Class: fmt.Sprintf("%T", err), Message: err.Error()}
	}
	var out []*engine.Error
	for ; e != nil; e = e.Cause {
		out = append(out, e)
	}
	return out
}

// line returns an exception as it was recorded.
func line(e *engine.Error) string {
	if e.Message == "" {
		return e.Class + ": null"
	}
	return e.Class + ": " + e.Message
}

// key returns the key of a definition, whose identifier or key is given.
func key(definition string) string {
	k, _, _ := strings.Cut(definition, ":")
	return k
}

// orNull returns a text, or null where there is none.
func orNull(s *string) string {
	if s == nil {
		return "null"
	}
	return *s
}

// javaDate prints a time as java.util.Date does in the zone of the recordings.
func javaDate(t *time.Time) string {
	if t == nil {
		return "null"
	}
	return t.UTC().Format("Mon Jan 02 15:04:05 UTC 2006")
}

// isoDate prints a time as the sorted observations do.
func isoDate(t *time.Time) string {
	switch {
	case t == nil:
		return "null"
	case t.Nanosecond()/int(time.Millisecond) == 0:
		return t.UTC().Format("2006-01-02T15:04:05")
	}
	return t.UTC().Format("2006-01-02T15:04:05.000")
}

// sortedValue prints a value as the sorted observations do.
func sortedValue(v any) string {
	if t, ok := v.(time.Time); ok {
		return isoDate(&t)
	}
	return juel.Text(v)
}

// orderedVariables reads a JSON object in the order of its text.
func orderedVariables(object []byte) ([]engine.Variable, error) {
	if len(object) == 0 {
		return nil, nil
	}
	d := newDecoder(bytes.NewReader(object))
	v, err := d.value()
	if err != nil {
		return nil, err
	}
	m, ok := v.([]engine.Variable)
	if !ok {
		return nil, fmt.Errorf("variables are no object: %s", object)
	}
	for i := range m {
		if m[i].Value, err = javaValue(m[i].Value); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// scriptValue reads a value of a script: true, false, null, a number, a list
// [a;b], otherwise a text.
func scriptValue(s string) any {
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") {
		l := &juel.List{}
		if len(s) > 2 {
			items := strings.Split(s[1:len(s)-1], ";")
			for len(items) > 0 && items[len(items)-1] == "" {
				items = items[:len(items)-1]
			}
			for _, x := range items {
				l.Items = append(l.Items, scriptValue(x))
			}
		}
		return l
	}
	switch s {
	case "true", "false":
		return s == "true"
	case "null":
		return nil
	}
	if n, err := strconv.ParseInt(s, 10, 32); err == nil {
		return int32(n)
	}
	if javaDouble.MatchString(s) {
		return parseDouble(s)
	}
	return s
}

var javaDouble = regexp.MustCompile(`^[+-]?(NaN|Infinity|([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?[fFdD]?)$`)

func parseDouble(s string) float64 {
	if strings.HasSuffix(s, "NaN") {
		return math.NaN()
	}
	if !strings.HasSuffix(s, "y") {
		s = strings.TrimRight(s, "fFdD")
	}
	f, _ := strconv.ParseFloat(s, 64)
	return f
}
