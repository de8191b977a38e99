package engine

import "github.com/bpmnlint/bpmnlint/engine/program"

// walker goes from where something is thrown outwards: through the scopes
// around it, and then from a called instance to the calling one.
type walker struct {
	t     *transaction
	x     *execution
	scope program.ActivityID
	m     mapping
}

// walk begins at what an execution does.
func (t *transaction) walk(x *execution) walker {
	w := walker{t: t, x: x, scope: x.activity, m: t.mappingOf(x)}
	p := x.in.def.process
	if x.flow != program.NoFlow {
		w.scope = p.Activities[p.Flows[x.flow].Target].FlowScope
	}
	if !p.Activities[w.scope].IsScope {
		w.scope = p.Activities[w.scope].FlowScope
	}
	return w
}

func (w *walker) process() *program.Process { return w.x.in.def.process }

// next goes one scope outwards; false where there is none. Leaving a called
// instance sets the variables that it hands back.
func (w *walker) next() (bool, *Error) {
	if w.x.parent == nil && w.scope == program.Root && w.x.in.super != 0 {
		if caller := w.t.execution(w.x.in.super); caller != nil {
			if err := w.t.passOutput(caller, w.x); err != nil {
				return false, err
			}
		}
	}
	if !w.x.scope {
		w.x = w.m.get(w.scope)
		return w.x != nil, nil
	}
	if outer := w.process().Activities[w.scope].FlowScope; outer != program.None {
		w.scope, w.x = outer, w.m.get(outer)
		return w.x != nil, nil
	}
	root := w.m.get(w.scope)
	if root == nil || root.in.super == 0 {
		return false, nil
	}
	caller := w.t.execution(root.in.super)
	if caller == nil {
		return false, nil
	}
	*w = w.t.walk(caller)
	return true, nil
}

// isWithin reports whether an activity lies within a scope of the same
// process, or is it.
func isWithin(p *program.Process, scope, a program.ActivityID) bool {
	return p.Contains(scope, a)
}

// propagate hands an exception to a handler of a BPMN error or of exceptions.
func (t *transaction) propagate(x *execution, err *Error) *Error {
	if b := err.asBPMN(); b != nil {
		message := &b.Message
		return t.throwError(x, b.Code, message, nil, err)
	}
	if err.wrapsNothing() {
		return err
	}
	return t.throwError(x, "", &err.Message, err, err)
}

// throwError throws a BPMN error, or an exception where there is one. original
// is returned where finding a handler fails.
func (t *transaction) throwError(x *execution, code string, message *string, exception, original *Error) *Error {
	origin, def := x.activity, x.in.def
	t.noteError(ErrorThrown, x, code, message)
	w := t.walk(x)
	for {
		p := w.process()
		if d := p.Activities[w.scope].Declarations; d != nil {
			for i := range d.Errors {
				h := &d.Errors[i]
				if w.x.in.def == def && isWithin(p, h.Handler, origin) {
					continue
				}
				if exception != nil && (h.CatchesAll || !exception.is(h.Code)) || exception == nil && !h.Catches(code) {
					continue
				}
				return t.catchError(&w, h, code, message, exception, original)
			}
		}
		more, err := w.next()
		if err != nil {
			if original != nil {
				return original
			}
			return err
		}
		if !more {
			break
		}
	}
	if exception != nil {
		return exception
	}
	if t.e.o.StrictErrors {
		return engineError("ENGINE-02042 Execution with id '" + x.at().ID + "' throws an error event with errorCode '" + code +
			"' and errorMessage '" + textOrNull(message) + "', but no error handler was defined. ")
	}
	t.noteError(ErrorUnhandled, x, code, message)
	return t.end(x, true)
}

// catchError runs the handler that was found.
func (t *transaction) catchError(w *walker, h *program.ErrorHandler, code string, message *string, exception, original *Error) *Error {
	p := w.process()
	// The visitors of the scope where the handler is run too.
	if w.x.parent == nil && w.scope == program.Root && w.x.in.super != 0 {
		if caller := t.execution(w.x.in.super); caller != nil {
			if err := t.passOutput(caller, w.x); err != nil {
				if original != nil {
					return original
				}
				return err
			}
		}
	}
	x := w.m.get(p.Activities[h.Handler].EventScope)
	t.noteError(ErrorCaught, x, code, message)
	if h.CodeVariable != nil {
		var value any = code
		if exception != nil {
			value = nil
		}
		t.set(x, *h.CodeVariable, value)
	}
	if h.MessageVariable != nil {
		var value any
		if message != nil {
			value = *message
		}
		t.set(x, *h.MessageVariable, value)
	}
	return t.executeActivity(x, h.Handler)
}

func textOrNull(s *string) string {
	if s == nil {
		return "null"
	}
	return *s
}

// throwEscalation throws an escalation. It returns the handler that was run,
// nil if there was none.
func (t *transaction) throwEscalation(x *execution, code string) (*program.EscalationHandler, *Error) {
	container, def := x.at().FlowScope, x.in.def
	t.noteEscalation(EscalationThrown, x, code)
	w := t.walk(x)
	for {
		p := w.process()
		if d := p.Activities[w.scope].Declarations; d != nil {
			for i := range d.Escalations {
				h := &d.Escalations[i]
				if !h.Catches(code) || w.x.in.def == def && h.Handler == container && p.Activities[h.Handler].IsSubProcess {
					continue
				}
				scope := p.Activities[h.Handler].EventScope
				if !h.Interrupts {
					scope = p.Activities[h.Handler].FlowScope
				}
				m := w.m
				if w.x.parent == nil && w.scope == program.Root && w.x.in.super != 0 {
					if caller := t.execution(w.x.in.super); caller != nil {
						if err := t.passOutput(caller, w.x); err != nil {
							return nil, err
						}
					}
				}
				handling := m.get(scope)
				t.noteEscalation(EscalationCaught, handling, code)
				if h.CodeVariable != nil {
					t.set(handling, *h.CodeVariable, codeValue(code))
				}
				return h, t.executeActivity(handling, h.Handler)
			}
		}
		more, err := w.next()
		if err != nil {
			return nil, err
		}
		if !more {
			t.noteEscalation(EscalationUnhandled, x, code)
			return nil, nil
		}
	}
}

// codeValue returns the value of a variable that gets a code: null where the
// model gives none.
func codeValue(code string) any {
	if code == "" {
		return nil
	}
	return code
}
