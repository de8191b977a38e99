package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

// Run is one run of the linter.
type Run struct {
	// Version of the program, as in semantic versioning, without a leading v.
	Version string
	// Files is the number of files that were linted, clean ones included.
	Files int
	// Diagnostics are the findings, in the order of [diag.List.Sort].
	Diagnostics diag.List
	// NewOnly says that findings which were there before are left out.
	NewOnly bool
	// Hidden counts the findings that were left out of Diagnostics.
	Hidden Hidden
	// Rules are the enabled rules, with findings or without, in the order in
	// which a report lists them. A finding's rule need not be among them.
	Rules []Rule
	// Platforms tells for how many files which platform was assumed and why,
	// the most frequent first.
	Platforms []Platform
	// Notices are sentences about the run that belong to no file. Formats for
	// programs carry them where the format has a place for it; the text
	// format leaves them to the caller, who prints them on standard error.
	Notices []string
	// Verdict answers a question about all files in one line; empty where none
	// was asked.
	Verdict string
	// Incomplete says that a file or a rule could not be processed, so that
	// findings may be missing.
	Incomplete bool
	// Root is the absolute path of the repository's root and Dir that of the
	// directory which the paths of Diagnostics are relative to. URIs are
	// relative to Root; where Root is empty, to Dir.
	Root, Dir string
	// Config tells runs over one commit apart, such as the configuration's
	// name: "strict" becomes SARIF's category bpmnlint/strict/. Empty stands
	// for "default".
	Config string
	// Source returns the file of a path of Diagnostics, nil if it is not at
	// hand. With it, SARIF gives the fixes' lines and columns besides byte
	// offsets. May be nil.
	Source func(path string) *source.File
}

// Hidden counts findings that are not shown, by the reason.
type Hidden struct {
	Suppressed int // a suppression is about them
	Baseline   int // the baseline has them
	Base       int // they were there at the base of the comparison
}

// Rule describes a rule to programs that show findings.
type Rule struct {
	ID          string        // slug, as in [diag.Diagnostic]
	Category    string        // directory: flow, ids, …
	Title       string        // a few words, one line
	Description string        // what is wrong and why, plain text
	Help        string        // what to do, plain text
	Markdown    string        // the rule's whole page; may be empty
	Severity    diag.Severity // as configured for this run
	Precision   string        // very-high, high, medium or low; empty for high
	Tags        []string      // further words to search for
	URL         string        // of the rule's page; may be empty
	Since       string        // first version that has the rule; may be empty
}

// Platform is an engine that files were linted for.
type Platform struct {
	Name   string // camunda-7.24, operaton-1.0, …
	Source string // what told so: "pom.xml", "--platform", …; may be empty
	Files  int
}

// Options says how to write. The zero value writes capped text without color.
type Options struct {
	// Color allows escape sequences for colors in text.
	Color bool
	// Width is the width of the terminal in cells, which long messages are
	// wrapped to. 0 stands for no wrapping.
	Width int
	// All lifts the cap on the number of findings in text.
	All bool
	// Verbose adds help, related places and fixes to each finding in text.
	Verbose bool
}

// Format is a kind of report.
type Format struct {
	Name  string // as in --format
	Title string // a few words for the help
	// File says that the format is meant for a file rather than a terminal.
	File  bool
	write func(w io.Writer, run *Run, opts Options) (messages []string, err error)
}

// Formats returns all formats, the default first.
func Formats() []Format {
	return []Format{
		{Name: "text", Title: "for people, grouped by file", write: writeText},
		{Name: "json", Title: "one object, for scripts", File: true, write: writeJSON},
		{Name: "sarif", Title: "SARIF 2.1.0, for code scanning", File: true, write: writeSARIF},
	}
}

// FindFormat returns the format of a name. The error of an unknown one names
// the nearest, if one is near, and all others.
func FindFormat(name string) (Format, error) {
	var names []string
	nearest, best := "", 3
	for _, f := range Formats() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
		if d := levenshtein.ComputeDistance(strings.ToLower(name), f.Name); d < best {
			nearest, best = f.Name, d
		}
	}
	if nearest != "" {
		return Format{}, fmt.Errorf("unknown format %q: did you mean %s? (%s)", name, nearest, strings.Join(names, ", "))
	}
	return Format{}, fmt.Errorf("unknown format %q: %s", name, strings.Join(names, ", "))
}

// Write writes a run in the format of a name. The messages are lines for
// standard error, without line ends: what the reader of the report should
// know about the report. The error is one of [FindFormat] or of w.
func Write(w io.Writer, format string, run Run, opts Options) (messages []string, err error) {
	f, err := FindFormat(format)
	if err != nil {
		return nil, err
	}
	messages, err = f.write(w, &run, opts)
	if err != nil {
		return messages, fmt.Errorf("write %s report: %w", f.Name, err)
	}
	return messages, nil
}
