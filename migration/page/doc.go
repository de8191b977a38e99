// Package page writes what is known of a release's migration for people and
// programs: as text, Markdown and JSON.
//
// A [Release] is what is written: processes, each with what happens to its
// instances on the way to the new version and back. Names from models are
// written so that they steer neither a terminal nor a Markdown viewer. The
// word that a migration is complete is written only where the engine accepts
// the plan and takes over instances from every place where one can rest.
package page
