// Package review makes one page in Markdown of everything that is known of a
// change of models: for a pull request or the summary of a job.
//
// Vocabulary:
//
//   - a [Review] is what is known: the models that differ from a base, each with
//     the engine's verdict, new findings, what changed, and what happens to
//     running instances on the way to the new version and back;
//   - an [Answer] says whether the change can be merged: [Ready], [Look] where
//     somebody should look first, or [Blocked];
//   - a chapter is what the page has to unfold about one model; it consists of
//     sections, the smallest things that are left out where the page would become
//     too long.
//
// The page begins with the answer and with what it rests on, and goes on with a
// table of the models, the worst first, and their chapters.
//
// Invariants: the page is never longer than [Options.MaxBytes]; what is left out
// is said on the page and in the messages that are returned, and what blocks is
// left out last. Text from models is shown as it is: it is no markup, leads
// nowhere and notifies nobody. The same review gives the same bytes.
//
// The package reads no files, draws no pictures and judges nothing: linting,
// comparing and planning are done by packages lint, diff and migration.
package review
