// Package simulator runs process paths in tests: a model, what a test does at
// each place where it waits, and what is expected of the path.
//
//	simulator.New(t, "order.bpmn").
//		Stub("charge", simulator.Set(simulator.Vars{"paid": true})).
//		Start(simulator.Vars{"amount": 1500}).
//		Complete("approve", simulator.Vars{"approved": true}).
//		ExpectPassed("check", "charge").
//		ExpectEnded()
//
// It stands on the reference engine of package engine, which does with a model
// what Camunda 7 does; there is no database, no thread and no waiting.
//
// # Vocabulary
//
//   - A [Session] is a deployment with the instances that run of it. Its
//     methods return errors. A [Test] is a session whose methods end the test
//     instead.
//   - A stub is what an activity does instead of the code that the model names,
//     which is not there: [Set], [Throw], [Fail], [Each], or a function.
//   - A [Place] is where a token is, a [Wait] what could make it go on.
//   - A script is the text form of a session, see [ReadScript].
//
// # Invariants
//
// The clock stands at 2030-01-01T00:00:00Z, if the options say nothing else,
// and moves only by [Session.Advance] and [Session.AdvanceTo]. Behind each
// command all jobs that are due are executed, as a job executor would: a
// session rests only where it waits for somebody, for a time, or where an
// operator is needed. The same commands give the same run.
//
// What a model names and nobody has stubbed is an error that names the stub: no
// step is skipped in silence.
//
// # What is left out
//
// Files of scenarios, the enumeration of paths and coverage. Decisions need a
// Decider in the options.
package simulator
