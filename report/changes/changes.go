package changes

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/report"
)

// File is a model in two versions.
type File struct {
	// Old and New are the paths of the versions, empty where there is none.
	Old, New string
	*diff.Comparison
}

// title names the file for people.
func (f *File) title() string {
	switch {
	case f.Old == "":
		return f.New + " (new)"
	case f.New == "":
		return f.Old + " (removed)"
	case f.Old == f.New:
		return f.New
	}
	return f.Old + " → " + f.New
}

// Options say how to write. The zero value is text without color.
type Options struct {
	// Color allows escape sequences for colors in text.
	Color bool
	// Version is that of the program, without a leading v.
	Version string
	// Root and Dir are as in [report.Run].
	Root, Dir string
}

// Formats returns the names of all formats, the default first.
func Formats() []string { return []string{"text", "json", "markdown", "sarif"} }

// CheckFormat returns an error with a message for the user where there is no
// format of a name.
func CheckFormat(name string) error {
	if !slices.Contains(Formats(), name) {
		return fmt.Errorf("unknown format %q: %s", name, strings.Join(Formats(), ", "))
	}
	return nil
}

// Write writes what differs in one of the formats. Messages about the report
// itself are for standard error.
func Write(w io.Writer, format string, files []File, o Options) (messages []string, err error) {
	if err := CheckFormat(format); err != nil {
		return nil, err
	}
	switch format {
	case "json":
		return nil, writeJSON(w, files, o)
	case "markdown":
		return nil, writeMarkdown(w, files)
	case "sarif":
		return report.Write(w, "sarif", sarifRun(files, o), report.Options{})
	}
	return nil, writeText(w, files, o)
}

// tally counts changes by class.
func tally(files []File) string {
	var parts []string
	all, drawn := 0, 0
	for _, class := range diff.Classes() {
		n := 0
		for i := range files {
			n += files[i].Count(class)
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, word(class)))
		}
		all += n
	}
	listed := false
	for i := range files {
		drawn += files[i].Drawn
		for _, c := range files[i].Changes {
			listed = listed || c.Aspect == "layout"
		}
	}
	out := "nothing changed"
	switch {
	case all == 1:
		out = "1 change: " + parts[0]
	case all > 1:
		out = fmt.Sprintf("%d changes: %s", all, strings.Join(parts, ", "))
	}
	if drawn == 0 || listed {
		return out
	}
	how := "elements are drawn differently"
	if drawn == 1 {
		how = "element is drawn differently"
	}
	return fmt.Sprintf("%s; %d %s (--layout lists them)", out, drawn, how)
}

// word is a class as people say it.
func word(c diff.Class) string {
	switch c {
	case diff.Contract:
		return "runtime contract"
	case diff.HumanWork:
		return "human work"
	}
	return string(c)
}

// sign is a kind of change as a sign.
func sign(k diff.Kind) string {
	switch k {
	case diff.Added:
		return "+"
	case diff.Removed:
		return "-"
	case diff.Moved, diff.Rewired:
		return ">"
	}
	return "~"
}

// showsDetails reports whether the details say more than the message.
func showsDetails(c *diff.Change) bool {
	switch {
	case c.Kind == diff.Renamed || c.Kind == diff.Moved && len(c.Details) == 1:
		return false
	case c.Kind == diff.Added || c.Kind == diff.Removed || len(c.Details) > 1:
		return len(c.Details) > 0
	case len(c.Details) == 0:
		return false
	}
	d := c.Details[0]
	return d.Text != "" || !strings.Contains(c.Message, report.Printable(d.New)) || !strings.Contains(c.Message, report.Printable(d.Old))
}

// lines returns a detail as lines of text.
func lines(d diff.Detail) []string {
	if d.Text != "" {
		out := []string{d.Name + ":"}
		for line := range strings.SplitSeq(strings.TrimSuffix(d.Text, "\n"), "\n") {
			out = append(out, "  "+line)
		}
		return out
	}
	if strings.Contains(d.Old+d.New, "\n") {
		out := []string{d.Name + ":"}
		add := func(sign, text string) {
			for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
				out = append(out, "  "+sign+line)
			}
		}
		if d.HasOld {
			add("-", d.Old)
		}
		if d.HasNew {
			add("+", d.New)
		}
		return out
	}
	switch {
	case d.HasOld && d.HasNew:
		return []string{fmt.Sprintf("%s: %s → %s", d.Name, quoted(d.Old), quoted(d.New))}
	case d.HasNew && d.New != "":
		return []string{fmt.Sprintf("%s added: %s", d.Name, d.New)}
	case d.HasNew:
		return []string{d.Name + " added"}
	case d.HasOld && d.Old != "":
		return []string{fmt.Sprintf("%s removed: %s", d.Name, d.Old)}
	case d.HasOld:
		return []string{d.Name + " removed"}
	}
	return []string{d.Name}
}

func quoted(s string) string {
	if s == "" {
		return `""`
	}
	return s
}
