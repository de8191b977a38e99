// Package engine runs processes as Camunda 7 does: what it does to a model is
// what production will do. It is a library for tests and reviews, not a
// server: it has no database, no threads and no clock of its own.
//
// # Vocabulary
//
//   - A definition is one version of a process that has been deployed.
//   - An [Instance] is a run of a definition. It is a tree of [Execution]s:
//     a scope has one of its own while it runs, and so has each of several
//     tokens in a scope. Variables belong to executions.
//   - An activity instance is a run of an activity within an instance. They
//     too form a tree, see [Engine.Tree]; a token that waits for an
//     asynchronous job is a transition instance of it.
//   - A [Job] is what runs later: an asynchronous continuation, or a timer.
//     A [Subscription] waits for a message, a signal or a condition, or keeps
//     a handler for compensation. A [Task] is a user's, an [ExternalTask] a
//     worker's. An [Incident] is what needs an operator.
//   - A command is an operation with one struct of arguments, such as
//     [Engine.CompleteTask] with [CompleteTask]. It runs until every token
//     waits or has ended. What is seen from outside is asked by queries, such
//     as [Engine.Tasks].
//   - A migration moves running instances to another definition, see
//     [Engine.Migrate]. Its [Plan] maps activities by [Instruction]s. What is
//     not mapped ends and what is new begins, in between everything goes on as
//     it was; an instance in a state that the plan does not cover is refused
//     with a [Refusal].
//   - A behavior is code that a model names and the caller supplies: see
//     [Behaviors].
//
// # Invariants
//
// A command that fails has changed nothing, but for what its behaviors did
// outside of the engine; a job that fails has lost a retry. Time stands still
// until [Engine.SetTime] or [Engine.Advance] moves it. Identifiers are
// sequential, and nothing depends on the order of a map: the same commands
// give the same trace, byte by byte.
//
// An [Error] is the engine's, with the class and the words of the exception
// that Camunda would raise; every method that can fail returns one, or a
// [LimitError] where a model does not come to rest within the limits of
// [Options], or a [Refusal] of an instance that cannot be migrated.
//
// An instance is never changed while somebody else may see it: a command works
// on a copy that takes its place when the command succeeds. [Engine.Fork] is
// therefore cheap, and engines that were forked from each other share nothing
// that changes. An Engine is for one goroutine at a time.
//
// # What is left out
//
// Cases (CMMN), tenants, authorization, the threads of the job executor and
// what can go wrong between them, cleanup of history, batches, forms.
// Decisions are asked of a [Decider], scripts in other languages than JUEL of
// [Behaviors].
package engine
