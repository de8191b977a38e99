// Package remote asks a running engine, over its REST API (engine-rest), what
// a migration needs to know: which versions of a process are deployed, where
// their instances wait, and what the engine has against a plan; and lets it
// migrate instances.
//
// # Vocabulary
//
// The words are the API's. A [Definition] is a version of a process in the
// engine, for one tenant or for none; its [ActivityStatistics] say where its
// instances are. A [Client] is one engine behind one address. An [Execution] is
// a plan with the instances that it is for; a [Batch] is what the engine does
// with them in the background, job by job. [Work] is the migration of more
// instances than one batch should have, an [Account] what became of each.
//
// # Invariants
//
// [New] finds what is wrong with the options without asking anybody;
// [Client.Connect] comes before any other call, finds the API below the
// address, and tells a wrong address from wrong credentials. Every other
// method is one question, one per page, or says what it asks.
//
// Only [Client.ExecuteAsync] and [Client.Migrate] change anything. They send
// what changes something once, whatever becomes of the answer, and name
// instances by their ids only: a query that is empty or misspelt would be every
// instance of the engine.
//
// Credentials go to the address they were given for and nowhere else: not
// along redirects, not into errors, not into the address itself. Only GET
// requests are repeated, and only after a failure of the connection or of a
// proxy; a refused password never is, because engines lock an account after
// it. Every list is asked for in pages, in steps that the engine's limit
// allows. Each request has a time limit, each answer a limit of size.
//
// What goes wrong is an error whose text is a clear sentence that says what to
// do; an answer of the engine that is no success is an [*Error] with the
// engine's own words.
//
// # What is left out
//
// Everything that engine-rest can do beyond migration. Client certificates,
// and the login pages of single sign-on: a token from the environment goes
// where they are.
package remote
