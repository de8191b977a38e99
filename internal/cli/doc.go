// Package cli is the command line: one file for each verb.
//
// A verb reads flags and arguments, calls the packages that do the work, and
// writes the result. Data goes to standard output, messages to standard error.
// [Main] takes the streams and returns the exit code, so that tests need no
// process.
//
// Exit codes are the same for all verbs, see [OK] and following; the worst
// wins.
package cli
