// Package diag holds the one problem type of the whole program.
//
// Whatever is wrong with a user's file is a [Diagnostic]: an XML file that is
// not well-formed, a model that would not deploy, a finding of a lint rule, a
// key of the configuration that does not exist. It says what is wrong, where,
// with which element, and what to do about it. A Go error, by contrast, means
// that the tool itself could not do its work.
//
// Parsers return what they could read and a [List] side by side. Lists are
// put into one order, [List.Sort], before they are shown, so that output does
// not depend on the number of workers.
package diag
