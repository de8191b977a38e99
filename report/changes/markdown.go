package changes

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/report"
)

func writeMarkdown(w io.Writer, files []File) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "## Changes of models\n\n%s in %s.\n", report.MarkdownText(tally(files)), models(len(files)))
	for i := range files {
		f := &files[i]
		if len(f.Changes) == 0 {
			continue
		}
		fmt.Fprintf(out, "\n### %s\n", report.MarkdownText(f.title()))
		for _, class := range diff.Classes() {
			if f.Count(class) > 0 {
				fmt.Fprintf(out, "\n#### %s\n\n", Title(class))
				markdownClass(out, f, class, Limits{})
			}
		}
	}
	return out.Flush()
}

func models(n int) string {
	if n == 1 {
		return "1 model"
	}
	return fmt.Sprintf("%d models", n)
}

// Limits bound what is written of a class. The zero value bounds nothing.
type Limits struct {
	Changes int // of the class
	Lines   int // of the details of one change
}

// Markdown returns the changes of a class as a list in Markdown, without a
// heading; what the limits leave out is counted. It is empty where there is
// none.
func Markdown(f *File, class diff.Class, l Limits) string {
	var text strings.Builder
	out := bufio.NewWriter(&text)
	markdownClass(out, f, class, l)
	_ = out.Flush() // a builder takes everything
	return text.String()
}

// Title is a class as the heading of its changes.
func Title(c diff.Class) string {
	title := word(c)
	return strings.ToUpper(title[:1]) + title[1:]
}

func markdownClass(out *bufio.Writer, f *File, class diff.Class, l Limits) {
	written := 0
	for i := range f.Changes {
		c := &f.Changes[i]
		if c.Class != class {
			continue
		}
		if written++; l.Changes > 0 && written > l.Changes {
			continue
		}
		fmt.Fprintf(out, "- **%s** %s%s  \n  _%s_\n", c.Kind, report.MarkdownText(c.Message), certainty(c), report.MarkdownText(c.Effect))
		if showsDetails(c) {
			markdownDetails(out, c.Details, l.Lines)
		}
	}
	if left := written - l.Changes; l.Changes > 0 && left > 0 {
		fmt.Fprintf(out, "- … and %d more\n", left)
	}
}

// markdownDetails writes details as a block that is shown as a diff, at most
// limit lines of it unless that is 0.
func markdownDetails(out *bufio.Writer, details []diff.Detail, limit int) {
	var all []string
	for _, d := range details {
		for _, line := range lines(d) {
			line = strings.TrimPrefix(line, "  ")
			indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
			all = append(all, indent+report.Printable(line[len(indent):]))
		}
	}
	if left := len(all) - limit; limit > 0 && left > 0 {
		all = append(all[:limit], fmt.Sprintf("… and %d more lines", left))
	}
	fence := "```"
	for strings.Contains(strings.Join(all, "\n"), fence) {
		fence += "`"
	}
	fmt.Fprintf(out, "\n  %sdiff\n", fence)
	for _, line := range all {
		fmt.Fprintf(out, "  %s\n", line)
	}
	fmt.Fprintf(out, "  %s\n\n", fence)
}
