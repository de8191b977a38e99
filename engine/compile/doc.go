// Package compile answers whether an engine would deploy a model, and makes
// the form of it that an engine runs.
//
// Before Camunda 7 can run a model it parses it, and what its parser refuses
// cannot be deployed. This package goes through a model in the parser's own
// order and reports what the parser would report, word for word and at the
// same place, without an engine. [Compile] is the whole way: from files to
// processes that can run, or to the reasons why there are none. [Check] stops
// at the reasons and keeps what the engine says of each.
//
// # Vocabulary
//
//   - A [Problem] is what the engine says of a model: message, main element,
//     line and column. A [Rule] of the [Catalog] is the kind of problem it is,
//     with what a user needs to know beyond the engine's words.
//   - An error makes the engine refuse the deployment after it has looked at
//     the whole file. An exception ends its parser at once; nothing behind it
//     is looked at. A warning does not stop the deployment.
//   - An activity is, as in the engine, every flow node that the parser has
//     taken in, the body of a multi-instance activity, and the process itself
//     as the outermost one. What the parser skips (an ad-hoc sub-process) is no
//     activity, and flows that touch it lead nowhere.
//   - A [Deployment] is what becomes of files that are deployed together. Its
//     processes are those of package program.
//
// # Invariants
//
// A deployment is there if and only if the engine would accept all of the files;
// warnings do not matter.
//
// [Check] reports all problems, also those behind a point where the engine's
// parser would have stopped; each [Problem] says whether the engine would get
// to see it. With Options.StopAsEngine only those are returned. The order is
// the engine's: schema, imports, root elements, processes in document order,
// collaboration, diagram.
//
// Nothing outside the arguments is read: no clock, no class path. Whether a
// class or a called process exists is unknown to an engine at deployment too.
//
// # What is left out
//
// Versions of definitions, and what earlier deployments have left behind (a
// message that already starts another process, say): an engine with a database
// looks at them, a set of files has none.
package compile
