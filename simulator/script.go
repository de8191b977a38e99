package simulator

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/engine/timer"
)

// Step is a line of a script.
type Step struct {
	// Line counts from 1; Text is the line without blanks around it.
	Line int
	Text string
	run  func(s *Session) error
	// prepares says that it only tells how code behaves.
	prepares bool
}

// Run does what the line says.
func (s Step) Run(x *Session) error { return s.run(x) }

// Prepares reports whether the step only says how code behaves, so that it can
// be done before anything is started.
func (s Step) Prepares() bool { return s.prepares }

// ScriptError says which line of a script cannot be understood, and why.
type ScriptError struct {
	Line   int
	Reason string
}

// Error returns the line and the reason.
func (e *ScriptError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// scriptCommands are the commands of scripts: the names of their words behind
// the first, and whether name=value pairs may follow.
var scriptCommands = map[string]struct {
	words []string
	vars  bool
	make  func(w []string, v Vars) func(*Session) error
}{
	"start": {nil, true, func(_ []string, v Vars) func(*Session) error {
		return func(s *Session) error { return s.Start(Start{Vars: v}) }
	}},
	"complete": {[]string{"ACTIVITY"}, true, func(w []string, v Vars) func(*Session) error {
		return func(s *Session) error { return s.Complete(w[0], v) }
	}},
	"error": {[]string{"ACTIVITY", "CODE"}, true, func(w []string, v Vars) func(*Session) error {
		return func(s *Session) error { return s.ThrowError(w[0], w[1], "", v) }
	}},
	"escalate": {[]string{"ACTIVITY", "CODE"}, true, func(w []string, v Vars) func(*Session) error {
		return func(s *Session) error { return s.Escalate(w[0], w[1], v) }
	}},
	"fail": {[]string{"ACTIVITY", "MESSAGE"}, false, func(w []string, _ Vars) func(*Session) error {
		return func(s *Session) error { return s.FailExternal(w[0], w[1]) }
	}},
	"message": {[]string{"NAME"}, true, func(w []string, v Vars) func(*Session) error {
		return func(s *Session) error { return s.Message(w[0], v) }
	}},
	"signal": {[]string{"NAME"}, true, func(w []string, v Vars) func(*Session) error {
		return func(s *Session) error { return s.Signal(w[0], v) }
	}},
	"trigger": {[]string{"ACTIVITY"}, true, func(w []string, v Vars) func(*Session) error {
		return func(s *Session) error { return s.Trigger(w[0], v) }
	}},
	"set": {nil, true, func(_ []string, v Vars) func(*Session) error {
		return func(s *Session) error { return s.SetVariables(v) }
	}},
	"retry": {[]string{"ACTIVITY"}, false, func(w []string, _ Vars) func(*Session) error {
		return func(s *Session) error { return s.Retry(w[0]) }
	}},
	"run": {[]string{"ACTIVITY"}, false, func(w []string, _ Vars) func(*Session) error {
		return func(s *Session) error { return s.RunJob(w[0]) }
	}},
	"advance": {[]string{"DURATION-OR-DATE"}, false, func(w []string, _ Vars) func(*Session) error {
		return func(s *Session) error {
			to, err := timer.Date(w[0], s.engine.Now())
			if err != nil {
				return fmt.Errorf("advance %s: want a duration such as PT2H or a date such as 2030-01-02T08:00:00Z", w[0])
			}
			return s.AdvanceTo(to)
		}
	}},
}

// scriptNames returns the names of all commands.
func scriptNames() []string {
	names := []string{"stub"}
	for n := range scriptCommands {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// ReadScript reads a script: one command a line, with words between blanks, and
// variables as name=value at its end. A value is a literal of JSON, or else a
// text; words and values with blanks stand in double quotes. Lines that begin
// with # are comments. The commands are the methods of [Session]:
//
//	stub ACTIVITY [name=value…]         Stub: set variables and succeed
//	stub ACTIVITY error CODE [MESSAGE]  throw a BPMN error
//	stub ACTIVITY fail MESSAGE          fail
//	stub *                              StubAll
//	start [name=value…]                 Start, once more
//	complete ACTIVITY [name=value…]     Complete
//	error ACTIVITY CODE [name=value…]   ThrowError
//	escalate ACTIVITY CODE [name=value…]
//	fail ACTIVITY MESSAGE               FailExternal
//	message NAME [name=value…]          Message
//	signal NAME [name=value…]           Signal
//	trigger ACTIVITY [name=value…]      Trigger
//	set name=value…                     SetVariables
//	retry ACTIVITY                      Retry
//	run ACTIVITY                        RunJob
//	advance PT2H                        Advance; or a date
//
// The error is a [*ScriptError].
func ReadScript(text string) ([]Step, error) {
	var steps []Step
	for i, l := range strings.Split(text, "\n") {
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		step, err := readStep(l)
		if err != nil {
			return nil, &ScriptError{i + 1, err.Error()}
		}
		step.Line, step.Text = i+1, l
		steps = append(steps, step)
	}
	return steps, nil
}

func readStep(l string) (Step, error) {
	words, err := splitWords(l)
	if err != nil {
		return Step{}, err
	}
	name := words[0]
	if name == "stub" {
		return readStub(words[1:])
	}
	c, ok := scriptCommands[name]
	if !ok {
		return Step{}, fmt.Errorf("unknown command %q; there are %s", name, strings.Join(scriptNames(), ", "))
	}
	if len(words)-1 < len(c.words) {
		return Step{}, fmt.Errorf("%s wants %s", name, strings.Join(c.words, " "))
	}
	var plain []string
	for _, w := range words[1 : len(c.words)+1] {
		plain = append(plain, unquoted(w))
	}
	rest := words[len(c.words)+1:]
	if len(rest) > 0 && !c.vars {
		return Step{}, fmt.Errorf("%s wants no more than %s; a text with blanks stands in double quotes", name, strings.Join(c.words, " "))
	}
	v, err := readVars(rest)
	if err != nil {
		return Step{}, err
	}
	if name == "set" && len(v) == 0 {
		return Step{}, fmt.Errorf("set wants name=value")
	}
	return Step{run: c.make(plain, v)}, nil
}

func readStub(w []string) (Step, error) {
	if len(w) == 0 {
		return Step{}, fmt.Errorf("stub wants ACTIVITY, or * for all")
	}
	activity := unquoted(w[0])
	if activity == "*" && len(w) == 1 {
		return Step{prepares: true, run: func(s *Session) error { s.StubAll(); return nil }}, nil
	}
	if len(w) > 1 {
		switch {
		case w[1] == "error" && (len(w) == 3 || len(w) == 4):
			message := ""
			if len(w) == 4 {
				message = unquoted(w[3])
			}
			return stub(activity, Throw(unquoted(w[2]), message)), nil
		case w[1] == "error":
			return Step{}, fmt.Errorf("stub %s error wants CODE [MESSAGE]", activity)
		case w[1] == "fail" && len(w) == 3:
			return stub(activity, Fail(unquoted(w[2]))), nil
		case w[1] == "fail":
			return Step{}, fmt.Errorf("stub %s fail wants MESSAGE; a text with blanks stands in double quotes", activity)
		}
	}
	v, err := readVars(w[1:])
	if err != nil {
		return Step{}, err
	}
	return stub(activity, Set(v)), nil
}

// stub is the step that gives an activity a stub.
func stub(activity string, b engine.Behavior) Step {
	return Step{prepares: true, run: func(s *Session) error { return s.Stub(activity, b) }}
}

// splitWords cuts a line at its blanks, but for those in double quotes and
// within the brackets of JSON.
func splitWords(l string) ([]string, error) {
	var words []string
	start, depth, quoted, escaped := -1, 0, false, false
	for i, r := range l {
		switch {
		case escaped:
			escaped = false
			continue
		case quoted && r == '\\':
			escaped = true
			continue
		case r == '"':
			quoted = !quoted
		case quoted:
		case strings.ContainsRune("[{", r):
			depth++
		case strings.ContainsRune("]}", r):
			depth--
		case unicode.IsSpace(r) && depth <= 0:
			if start >= 0 {
				words = append(words, l[start:i])
				start = -1
			}
			continue
		}
		if start < 0 {
			start = i
		}
	}
	if quoted {
		return nil, fmt.Errorf("a double quote is not closed")
	}
	if start >= 0 {
		words = append(words, l[start:])
	}
	return words, nil
}
