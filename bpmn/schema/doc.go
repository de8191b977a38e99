// Package schema says whether a file follows the schema of BPMN 2.0 with its
// diagram, as the validator that Camunda 7 uses would.
//
// An engine validates a model before it reads it, and what the schema refuses
// does not deploy: an element in the wrong place, an attribute that is missing
// or unknown, an id that is there twice or a reference to none.
//
// # Vocabulary
//
//   - The facts (facts.txt) are what the schemas demand: a line for each
//     element, complex type and simple type. A type has the content model of
//     the type that it extends, then its own in braces; attributes begin with
//     @, ! says that one is required, @* that those of other namespaces are
//     welcome. In a content model name refers to a global element, name=type
//     declares a local one, anyother and anyany are wildcards (! for one that
//     wants a declaration); ?, *, +, ++ and ^2 say how often.
//   - A [Problem] carries the key of the rule of XML Schema that is violated
//     (cvc-complex-type.2.4.a), the text of the validator that comes with
//     Java, and a sentence of our own.
//   - An element is lax where its namespace has no schema (an extension): it
//     is not looked at itself, but elements of BPMN within it are.
//
// # Invariants
//
// Problems come in the order in which the validator meets them: those of a
// start tag, then those of the content, those of the end tag; references to
// ids that are nowhere come last. After the first element that is out of place
// the rest of its parent's content is not judged for its order.
//
// # What is left out
//
// Identity constraints and facets that the BPMN schemas do not use, and
// schemas that a file names by schemaLocation.
package schema
