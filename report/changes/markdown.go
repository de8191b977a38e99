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
	fmt.Fprintf(out, "## Changes of models\n\n%s in %s.\n", report.EscapeMarkdown(tally(files)), models(len(files)))
	for i := range files {
		f := &files[i]
		if len(f.Changes) == 0 {
			continue
		}
		fmt.Fprintf(out, "\n### %s\n", report.EscapeMarkdown(f.title()))
		for _, class := range diff.Classes() {
			markdownClass(out, f, class)
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

func markdownClass(out *bufio.Writer, f *File, class diff.Class) {
	if f.Count(class) == 0 {
		return
	}
	title := word(class)
	fmt.Fprintf(out, "\n#### %s\n\n", strings.ToUpper(title[:1])+title[1:])
	for i := range f.Changes {
		c := &f.Changes[i]
		if c.Class != class {
			continue
		}
		fmt.Fprintf(out, "- **%s** %s%s  \n  _%s_\n", c.Kind, report.EscapeMarkdown(c.Message), certainty(c), report.EscapeMarkdown(c.Effect))
		if showsDetails(c) {
			markdownDetails(out, c.Details)
		}
	}
}

// markdownDetails writes details as a block that is shown as a diff.
func markdownDetails(out *bufio.Writer, details []diff.Detail) {
	var all []string
	for _, d := range details {
		for _, line := range lines(d) {
			line = strings.TrimPrefix(line, "  ")
			indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
			all = append(all, indent+report.Printable(line[len(indent):]))
		}
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
