package engine

import "github.com/bpmnlint/bpmnlint/engine/program"

// behave runs the behavior of the current activity.
func (t *transaction) behave(x *execution) *Error {
	a := x.at()
	switch a.Behavior {
	case program.NoneStartBehavior, program.CatchLinkBehavior, program.ThrowNoneBehavior, program.TaskBehavior, program.ManualTaskBehavior,
		program.EventSubProcessStartBehavior, program.EventSubProcessConditionalBehavior,
		program.BoundaryBehavior, program.BoundaryConditionalBehavior, program.BoundaryCancelBehavior,
		program.ExclusiveGatewayBehavior:
		return t.leave(x)
	case program.NoneEndBehavior, program.TerminateEndBehavior:
		return t.end(x, true)
	case program.ErrorEndBehavior:
		return t.errorEnd(x, a)
	case program.CancelEndBehavior:
		return t.cancelEnd(x, a)
	case program.ThrowSignalBehavior:
		return t.throwSignal(x, a)
	case program.ThrowEscalationBehavior:
		return t.escalate(x, a)
	case program.ThrowCompensationBehavior:
		return t.throwCompensation(x, a)
	case program.CatchBehavior:
		return t.catch(x, a)
	case program.CatchConditionalBehavior:
		return t.catchConditional(x, a)
	case program.UserTaskBehavior:
		return t.createTask(x, a)
	case program.ReceiveTaskBehavior, program.EventBasedGatewayBehavior:
		return nil
	case program.ScriptTaskBehavior:
		return t.runAndLeave(x, a, (*transaction).runScript)
	case program.ClassBehavior, program.DelegateExpressionBehavior, program.ExpressionBehavior, program.MailBehavior,
		program.ShellBehavior, program.ConnectorBehavior:
		return t.runAndLeave(x, a, (*transaction).runService)
	case program.ExternalTaskBehavior:
		return t.createExternalTask(x, a)
	case program.DecisionBehavior:
		return t.runAndLeave(x, a, (*transaction).evaluateDecision)
	case program.CallBehavior, program.CaseCallBehavior:
		return t.callActivity(x, a)
	case program.SubProcessBehavior, program.EventSubProcessBehavior:
		return t.startSubProcess(x, a)
	case program.ParallelMultiInstanceBehavior, program.SequentialMultiInstanceBehavior:
		return t.startInstances(x, a)
	case program.ParallelGatewayBehavior:
		return t.parallelGateway(x, a)
	case program.InclusiveGatewayBehavior:
		return t.inclusiveGateway(x, a)
	}
	return engineError("activity '" + a.ID + "' has no behavior")
}

// startSubProcess enters the start event of a sub-process.
func (t *transaction) startSubProcess(x *execution, a *program.Activity) *Error {
	if a.Initial == program.None {
		return nullValue("No initial activity found for subprocess " + a.ID + ": initialActivity is null")
	}
	return t.executeActivity(x, a.Initial)
}

func (t *transaction) errorEnd(x *execution, a *program.Activity) *Error {
	var message *string
	if a.Throw.Message != nil {
		v, err := t.evaluate(x, a.Throw.Message)
		if err != nil {
			return err
		}
		if v != nil {
			s := textOf(v)
			message = &s
		}
	}
	before := x.activityInstance
	err := t.throwError(x, a.Throw.Code, message, nil, nil)
	if err == nil || x.activityInstance != before {
		return err
	}
	return err
}

func (t *transaction) escalate(x *execution, a *program.Activity) *Error {
	h, err := t.throwEscalation(x, a.Throw.Code)
	if err != nil || h != nil && h.Interrupts {
		return err
	}
	if x.replacedBy != nil {
		x = x.replacedBy
	}
	return t.leave(x)
}

// catch begins to wait for an event, unless it has occurred: behind an
// event-based gateway.
func (t *transaction) catch(x *execution, a *program.Activity) *Error {
	if a.EventScope != x.activity || a.Timer == nil && a.Subscription == nil && a.EventScope == program.None {
		return t.leave(x)
	}
	return nil
}

func (t *transaction) catchConditional(x *execution, a *program.Activity) *Error {
	if a.EventScope != x.activity {
		return t.leave(x)
	}
	holds, err := t.tryCondition(x, x.activity, a.Subscription.Condition)
	if err != nil || !holds {
		return err
	}
	return t.leave(x)
}

// signal continues an execution that waits in an activity.
func (t *transaction) signal(x *execution) *Error {
	a := x.at()
	if a == nil {
		return &Error{Class: "PvmException", Message: "cannot signal execution " + x.fullID().String() + ": it has no current activity"}
	}
	switch a.Behavior {
	case program.UserTaskBehavior, program.ReceiveTaskBehavior, program.CatchBehavior, program.CatchConditionalBehavior, program.ExternalTaskBehavior:
		if a.Behavior == program.ReceiveTaskBehavior && a.Subscription != nil {
			t.removeListeningOf(x, x.activity)
		}
		return t.leave(x)
	case program.BoundaryBehavior, program.BoundaryConditionalBehavior, program.BoundaryCancelBehavior:
		return t.leave(x)
	case program.EventBasedGatewayBehavior:
	}
	return engineError("ENGINE-02003 This activity '" + a.ID + "' does not accept signals")
}
