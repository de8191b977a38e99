// Package juel reads expressions of the Unified Expression Language as the
// JUEL 2.2 library of Camunda 7 does: the same texts are accepted, the same
// are refused, with the same words.
//
// # Vocabulary
//
//   - An [Expression] is the whole text of an attribute or element, such as
//     "invoice-${id}.pdf". It consists of [Part]s: literal text and
//     evaluations.
//   - An evaluation is what stands between "${" and "}" or "#{" and "}". The
//     two delimiters mean the same to Camunda, but one text must not mix them.
//   - A [Node] is a part of the syntax tree of an evaluation.
//   - A [SyntaxError] says why and where a text was refused. It is a fault in
//     somebody's model and not a Go error.
//
// # Invariants
//
// A tree holds every token that carries meaning, parentheses included
// ([Nested]), so that printing it and parsing it again gives the same tree.
// Spans are byte offsets into the text that was parsed; a node's span encloses
// those of its children, and encloses no blanks at its ends. Positions within
// the messages of a SyntaxError count UTF-16 code units, as Java does. Whoever
// knows where the text lies in a file maps the offsets. An expression is not
// changed after [Parse] has returned it and may be shared.
//
// # What may differ
//
// Letters and digits beyond ASCII are those of Go's Unicode tables, which may
// know some more than those of the Java version that runs the engine. JUEL
// runs out of stack on deeply nested expressions, at a depth that depends on
// the thread; this parser refuses more than [MaxDepth] levels and more than
// [MaxNodes] nodes of one evaluation.
//
// # Evaluation
//
// [Expression.Evaluate] gives the value that the engine would, with JUEL's
// conversions and messages: Java's values as Go values (see value.go), names
// and functions from a [Resolver]. Properties and methods of the classes that
// expressions in models use (texts, numbers, lists, maps, dates) work as Java's
// do; those of beans are the caller's. Functions are looked up when a model is
// deployed: an expression that calls one nobody has defined parses, and
// [Expression.Unbound] finds it.
//
// # What is left out
//
// Methods of a class that are not modelled are not found, as if the class did
// not have them: regular expressions, formats, streams beyond counting. The
// clock: now and dateTime are the resolver's. Texts and lists that methods make
// are bounded.
package juel
