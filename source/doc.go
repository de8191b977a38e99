// Package source holds a file as bytes, and the way between its bytes, its
// characters and what an editor calls line and column.
//
// A [File] has two forms. Data is what lies on disk. Text is the same content
// as UTF-8, which is what every parser of this module reads. For a UTF-8 file
// without byte order mark the two are one; for any other encoding the file
// keeps a map from text offsets back to data offsets, so that a problem that
// was found in the text is reported at the right byte of the file.
//
// Vocabulary:
//
//   - a Span is a pair of offsets into the text: cheap, what parsers keep;
//   - a [Pos] is an offset into the data with line and column, a [Range] a
//     pair of them: what is shown to people and other programs;
//   - an [Edit] replaces bytes of the data.
//
// Lines and columns count from 1. A column counts UTF-16 code units, which is
// what SARIF, the language server protocol and editors expect. The end of a
// span or range is exclusive. A line ends with LF, CR LF or a lone CR.
//
// The package knows nothing about XML. Finding out a file's encoding is the
// business of whoever knows the format; it hands the decoded text to
// [File.Decoded].
package source
