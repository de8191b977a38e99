package report

// EscapeMarkdown returns text as one line that Markdown shows as it is, in a
// paragraph or in the cell of a table. Nobody is notified by it, and nothing is
// linked.
func EscapeMarkdown(s string) string { return markdownEscape(s) }
