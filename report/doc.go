// Package report writes what a lint run found, for people and for programs.
//
// A [Run] is everything that a report may say: the problems, the rules that
// were enabled, how many files were read and for which platforms. [Write]
// turns it into one of the [Formats]. It never judges: the problems come in the
// order of [diag.List.Sort] and go out in that order, but for github, where
// the severe ones come first. What a format has no room for are the least
// severe, and how many they are is said.
//
// Vocabulary:
//
//   - a finding is a [diag.Diagnostic] in a report;
//   - a message is a line for standard error about the report itself, such as
//     "1,200 findings were left out"; data goes to the writer, messages are
//     returned;
//   - a summary counts findings and lists none;
//   - a picture is a model drawn as SVG with its findings' numbers in it;
//   - a URI is a file's path relative to [Run.Root], percent-encoded.
//
// Invariants: the same run gives the same bytes; text that comes from a model
// (names, ids, messages) reaches a terminal only without control characters,
// escape sequences and characters that change the direction of writing; it
// never becomes syntax of a format; a page in HTML loads nothing and runs no
// script but its own; a list in JSON is never null; columns count UTF-16 code
// units from 1 and ends are exclusive.
//
// A format is one file with one function, and one line in the table of
// formats. The package reads no files and knows no flags: whoever calls it
// decides on colors, width and exit code. It does not compute fingerprints.
package report
