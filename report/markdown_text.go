package report

// MarkdownText returns text as one line that Markdown shows as it is, in a
// paragraph or in the cell of a table: nothing in it is markup, a link or a
// mention.
func MarkdownText(s string) string { return markdownEscape(s) }

// MarkdownCode is [MarkdownText] for paths and ids, as code where code can hold
// the text.
func MarkdownCode(s string) string { return markdownCode(s) }

// MarkdownLink returns text that leads to an address of the web, or the text
// alone where the address is none.
func MarkdownLink(text, address string) string {
	if !isWebAddress(address) {
		return markdownEscape(text)
	}
	return "[" + markdownEscape(text) + "](<" + markdownAddress.Replace(address) + ">)"
}
