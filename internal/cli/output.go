package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/term"

	"github.com/bpmnlint/bpmnlint/internal/rewrite"
	"github.com/bpmnlint/bpmnlint/report"
)

// reportFlags are the flags of verbs that write reports.
type reportFlags struct {
	formats               []string
	all, verbose, summary bool
	annotations           int
	category              string
}

// categoryName is the form of an analysis's name in code scanning.
var categoryName = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._/-]*$`)

// add defines the flags; what the verb finds is called by a plural noun.
func (f *reportFlags) add(flags *pflag.FlagSet, findings string) {
	flags.StringArrayVar(&f.formats, "format", nil, "report `NAME[=FILE]`, can be repeated: "+formatNames(report.Formats()))
	flags.BoolVar(&f.all, "all", false, "print all "+findings+" in text, however many")
	flags.BoolVar(&f.summary, "summary-only", false, "report only how many "+findings+" there are of which kind: "+formatNames(summaryFormats()))
	flags.StringVar(&f.category, "category", "", "the analysis that sarif is of, `NAME`, where one commit has several")
	flags.IntVar(&f.annotations, "annotations", 0, "annotate `N` "+findings+" of each severity with github: 10 if 0, all if -1")
}

func formatNames(formats []report.Format) string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// summaryFormats returns the formats that have a summary.
func summaryFormats() []report.Format {
	return slices.DeleteFunc(report.Formats(), func(f report.Format) bool { return !f.Summary })
}

// output is one report to write.
type output struct {
	format report.Format
	file   string // empty or - for standard output
}

// outputs reads the values of --format.
func (p *program) outputs(flags reportFlags) ([]output, error) {
	values := flags.formats
	if len(values) == 0 {
		values = []string{report.Formats()[0].Name}
	}
	var out []output
	for _, v := range values {
		name, file, _ := strings.Cut(v, "=")
		f, err := report.FindFormat(name)
		if err != nil {
			return nil, usagef("%v", err)
		}
		if flags.summary && !f.Summary {
			return nil, usagef("--summary-only: the format %s has no summary; %s have", name, formatNames(summaryFormats()))
		}
		out = append(out, output{f, file})
	}
	if flags.annotations < -1 {
		return nil, usagef("--annotations: %d is no number of annotations; -1 stands for all", flags.annotations)
	}
	if flags.category != "" && !categoryName.MatchString(flags.category) {
		return nil, usagef("--category: %q is no name of an analysis: letters, digits, and ._/- between them", flags.category)
	}
	return out, apart(out)
}

// apart finds reports that would stand in one file. Annotations are lines that
// GitHub takes out of a log: they can stand beside text.
func apart(outputs []output) error {
	writers := map[string]string{}
	for _, o := range outputs {
		file, where := o.file, o.file
		if file == "" || file == "-" {
			file, where = "-", "standard output"
		}
		other, taken := writers[file]
		writers[file] = o.format.Name
		annotated := other == "text" && o.format.Name == "github" || other == "github" && o.format.Name == "text"
		if !taken || file == "-" && annotated {
			continue
		}
		return usagef("--format: %s and %s would both be written to %s; NAME=FILE writes a report to a file", other, o.format.Name, where)
	}
	return nil
}

// write writes all reports, but never over a model.
func (p *program) write(outputs []output, run report.Run, f reportFlags, notices []string) error {
	for _, o := range outputs {
		if o.file != "" && slices.ContainsFunc(run.Paths, func(m string) bool { return absolute(run.Dir, o.file) == absolute(run.Dir, m) }) {
			return usagef("--format: %s is a model: the report would replace it", o.file)
		}
	}
	run.Config = cmp.Or(f.category, run.Config)
	seen := map[string]bool{}
	for _, o := range outputs {
		messages, err := p.writeOne(o, run, f)
		if err != nil {
			return err
		}
		for _, m := range messages {
			if !seen[m] {
				seen[m] = true
				fmt.Fprintf(p.Err, "bpmnlint: %s\n", m)
			}
		}
	}
	if !p.quiet {
		for _, n := range notices {
			fmt.Fprintf(p.Err, "bpmnlint: %s\n", n)
		}
	}
	return nil
}

func (p *program) writeOne(o output, run report.Run, f reportFlags) (messages []string, err error) {
	err = p.into(o, func(w io.Writer) error {
		opts := report.Options{All: f.all, Verbose: f.verbose, Summary: f.summary, Annotations: f.annotations, Quiet: p.quiet}
		if o.isStandard() {
			opts.Color = p.colors()
			opts.Width = p.width()
		}
		messages, err = report.Write(w, o.format.Name, run, opts)
		return err
	})
	return messages, err
}

// isStandard reports whether a report goes to standard output.
func (o output) isStandard() bool { return o.file == "" || o.file == "-" }

// into writes to where a report goes: a file whole or not at all.
func (p *program) into(o output, write func(io.Writer) error) error {
	if o.isStandard() {
		buffered := bufio.NewWriterSize(p.Out, 64<<10)
		if err := errors.Join(write(buffered), buffered.Flush()); err != nil {
			return fmt.Errorf("write the %s report: %w", o.format.Name, err)
		}
		return nil
	}
	dir, err := p.workingDirectory()
	if err != nil {
		return err
	}
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return fmt.Errorf("write the %s report: %w", o.format.Name, err)
	}
	if err := rewrite.Whole(absolute(dir, o.file), content.Bytes()); err != nil {
		return fmt.Errorf("write the %s report: %s: %s", o.format.Name, o.file, cause(err))
	}
	return nil
}

// colors reports whether standard output shows colors.
func (p *program) colors() bool {
	switch p.color {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(p.Out)
}

// width returns the width of the terminal, 0 for anything else.
func (p *program) width() int { return terminalWidth(p.Out) }

// terminalWidth returns how many columns a stream has, 0 where it is none of a
// terminal.
func terminalWidth(stream any) int {
	if f, ok := stream.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil {
			return w
		}
	}
	return 0
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
