package report

// MarkdownText returns text as one line that Markdown shows as it is, in a
// paragraph or in the cell of a table: nothing in it is markup, a link or a
// mention.
func MarkdownText(s string) string { return markdownEscape(s) }

// MarkdownCode returns text as code of one line, also for the cell of a table.
func MarkdownCode(s string) string { return markdownCode(s) }
