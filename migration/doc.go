// Package migration answers what happens to the running instances of a process
// when a new version of it is deployed.
//
// # Vocabulary
//
//   - A [Pair] is two versions of a process in their executable form, source
//     and target. Everything is decided on that form, not on XML.
//   - An [engine.Plan] is what the engine's REST API calls a migration plan: for each
//     activity whose instances go on, an [engine.Instruction] that names the one that
//     takes them over. What no instruction names is not mapped.
//   - [Generate] makes the instructions that the engine makes when it is asked
//     to map equal activities; [Validate] returns what it has against a plan,
//     word for word.
//   - A [Place] is somewhere where an instance can rest between two
//     transactions: a task, a waiting event, a join, an asynchronous job, a
//     compensation that may become necessary. [Cover] says of each whether the
//     engine takes an instance over from there.
//   - A [Trigger] is a timer or subscription that instances have; its [Fate] is
//     what migration does to it.
//   - An [Alternative] is a request that helps instances which no plan takes over.
//   - [Review] puts everything about one direction into a [Report]: what the
//     engine says, the places, the triggers, and findings about what the engine
//     does without a word. [Compare] does so for all processes of two states,
//     both ways.
//
// # Invariants
//
// Instructions, their flags, failure texts and the order of the texts are the
// engine's, its oddities included: mappings that fail are dropped in single
// passes, so that the engine can make a plan which it then refuses. Where the
// engine names a process by the id of its definition, which only a deployed one
// has, its key stands in the text.
//
// [Report.IsComplete] is true only if the engine accepts the plan, takes over
// instances from every place, and no finding is an error.
//
// Findings are judged here and not in rules of a policy language: each is one
// comparison of two values that are at hand with their engine meaning, and
// would be passed on unchanged. Their kinds stand in the [Catalog].
//
// # What is left out
//
// Instances: which tokens and variables there are together. A class that waits
// for a signal looks like any other and is no place here, although the engine
// refuses instances that wait in it; whether two local variables collide when a
// scope ends shows only in an instance. Matchers and checks that an engine can
// be configured with are taken to be the defaults. Permissions and tenants,
// which models do not have, are not looked at.
package migration
