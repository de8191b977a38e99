// Package xmltree reads an XML file into a tree in which every element,
// attribute name and attribute value knows its place in the file.
//
// The tree is an etree document, for whoever wants to query or write XML, and
// beside it a tree of [Element] with resolved namespaces and spans, which is
// what the parsers of this module read. Both are built in one pass over the
// tokens of encoding/xml, which keeps neither positions of attributes nor
// namespace prefixes once resolved.
//
// Files come from strangers. The package decodes UTF-8 with and without byte
// order mark, UTF-16, ISO-8859-1 and windows-1252; it expands no entity but
// the five of XML and character references, fetches nothing, and bounds the
// nesting and the size of what it reads. What encoding/xml accepts although it
// is not XML (a second root, text outside of the root, the same attribute
// twice, a prefix that is bound to nothing) is a diagnostic at its place.
//
// A problem that leaves the structure in doubt ends the reading: the tree up
// to there is returned with the problem. One that does not (an unbound
// prefix, a duplicate attribute) is reported, and the whole tree is there.
//
// No more than the first 100 problems of a file are listed. Not checked is
// what only a schema knows, and of XML 1.1, which is read as XML 1.0, the
// control characters and line ends that it adds.
//
// Invariants: spans are offsets into the text of [Document].File, which is
// the decoded form of the file that was passed to [Parse]; a parent's span
// encloses its children's; children are in document order; a tree is not
// changed after Parse has returned it.
package xmltree
