package changes

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/report"
)

// Escape sequences of colors.
const (
	red    = "\x1b[31m"
	green  = "\x1b[32m"
	yellow = "\x1b[33m"
	cyan   = "\x1b[36m"
	bold   = "\x1b[1m"
	dim    = "\x1b[2m"
	reset  = "\x1b[0m"
)

type textWriter struct {
	*bufio.Writer
	color bool
}

// in returns a text in a color, if there are colors.
func (t *textWriter) in(color, s string) string {
	if !t.color || s == "" {
		return s
	}
	return color + s + reset
}

func writeText(w io.Writer, files []File, o Options) error {
	t := &textWriter{bufio.NewWriter(w), o.Color}
	for i := range files {
		f := &files[i]
		if len(f.Changes) == 0 && len(files) > 1 && f.Drawn == 0 {
			continue
		}
		fmt.Fprintf(t, "%s\n", t.in(bold, report.Printable(f.title())))
		for _, class := range diff.Classes() {
			t.class(f, class)
		}
		fmt.Fprintf(t, "  %s\n", tally(files[i:i+1]))
		if len(files) > 1 {
			fmt.Fprintln(t)
		}
	}
	if len(files) > 1 {
		fmt.Fprintf(t, "%s in %s\n", tally(files), models(len(files)))
	}
	return t.Flush()
}

// class writes the changes of a class. What follows from several changes in a
// row is said once, behind the last.
func (t *textWriter) class(f *File, class diff.Class) {
	var all []*diff.Change
	for i := range f.Changes {
		if f.Changes[i].Class == class {
			all = append(all, &f.Changes[i])
		}
	}
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(t, "  %s\n", t.in(cyan, word(class)))
	for i, c := range all {
		s := sign(c.Kind)
		fmt.Fprintf(t, "    %s %s%s\n", t.in(colorOf(c.Kind), s), report.Printable(c.Message), certainty(c))
		if showsDetails(c) {
			for _, d := range c.Details {
				for _, line := range lines(d) {
					fmt.Fprintf(t, "        %s\n", t.detail(line))
				}
			}
		}
		if i+1 == len(all) || all[i+1].Effect != c.Effect {
			fmt.Fprintf(t, "      %s\n", t.in(dim, c.Effect))
		}
	}
}

// detail writes a line of a detail, colored as a diff.
func (t *textWriter) detail(line string) string {
	inner := strings.TrimLeft(line, " ")
	indent := line[:len(line)-len(inner)]
	line = indent + report.Printable(inner)
	if indent == "" {
		return line
	}
	switch {
	case strings.HasPrefix(inner, "-"):
		return t.in(red, line)
	case strings.HasPrefix(inner, "+"):
		return t.in(green, line)
	}
	return line
}

func colorOf(k diff.Kind) string {
	switch k {
	case diff.Added:
		return green
	case diff.Removed:
		return red
	}
	return yellow
}

// certainty says how an element with another id was recognized.
func certainty(c *diff.Change) string {
	if c.Kind != diff.Renamed || c.By == diff.ByID || c.By == 0 {
		return ""
	}
	return fmt.Sprintf(" (recognized by its %s, confidence %s)", c.By, c.By.Confidence())
}
