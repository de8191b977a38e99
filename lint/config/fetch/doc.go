// Package fetch brings the files of pinned git revisions, which configurations
// extend, into the repository that uses them.
//
// It is the only part of the program that reaches out, and runs only where a
// user asks for it (bpmnlint config update). What it brings is committed: a
// run, a fork and a machine without network then see the same files.
//
// Vocabulary: a pin is a [config.Pin]; its place is the folder for copies,
// .bpmnlint/extends beside the file that pins; a copy is a file below
// place/REPOSITORY@REVISION.
//
// Of a revision come the named file, the files that it extends, and the Rego
// files in the folders of rules that these name. All of them must lie in that
// repository; a symbolic link, or a file that is too large, ends the update.
// The place has a file of checksums in the format of sha256sum, against which
// the copies are verified whenever they are read.
//
// The work is done by the program git, with the credentials that the user has
// set up for it. It is told to accept the protocols https, ssh and file alone,
// never asks for a password, and checks nothing out, so that no hook, filter or
// transport helper of a foreign repository runs.
package fetch
