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
	// Paths are the paths of those files, as in Diagnostics. JUnit reports name
	// the clean ones too; without Paths they are not named. May be nil.
	Paths []string
	// Part says which part of all files they are.
	Part Part
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
	// Fails reports whether a finding makes the run fail, by the configuration
	// of its file. Where it is nil, errors do.
	Fails func(*diag.Diagnostic) bool
	// Picture draws the model of a path of Diagnostics as SVG, with each of its
	// findings at its element under its number in the list, from 1. Number n
	// leads to the element of the page whose id is the anchor, a hyphen and n.
	// It returns "" for a file that it cannot draw. May be nil. HTML shows the
	// pictures.
	Picture func(path, anchor string, findings diag.List) (svg string)
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
	// Summary writes only what the findings come to: how many of which
	// severity, category and rule. Only for formats that have it.
	Summary bool
	// Quiet leaves the last line, which sums up, out of text.
	Quiet bool
	// Annotations is how many findings of each severity github annotates. 0
	// stands for the 10 that GitHub shows of one step, a negative number for
	// all.
	Annotations int
}

// Format is a kind of report.
type Format struct {
	Name  string // as in --format
	Title string // a few words about whom it is for
	// Summary says that the format has a short form, see [Options].
	Summary bool

	write func(w io.Writer, run *Run, opts Options) (messages []string, err error)
}

// Formats returns all formats, the default first.
func Formats() []Format {
	return []Format{
		{Name: "text", Title: "for people, grouped by file", Summary: true, write: writeText},
		{Name: "json", Title: "one object, for scripts", Summary: true, write: writeJSON},
		{Name: "sarif", Title: "SARIF 2.1.0, for code scanning", write: writeSARIF},
		{Name: "junit", Title: "JUnit XML, for test reports", write: writeJUnit},
		{Name: "checkstyle", Title: "Checkstyle XML, for Jenkins and reviewdog", write: writeCheckstyle},
		{Name: "github", Title: "annotations of a GitHub workflow", write: writeGitHub},
		{Name: "gitlab", Title: "Code Quality of GitLab", write: writeGitLab},
		{Name: "markdown", Title: "for job summaries and comments", Summary: true, write: writeMarkdown},
		{Name: "html", Title: "one page with pictures, for browsers", write: writeHTML},
	}
}

// fails reports whether a finding makes the run fail.
func (r *Run) fails(d *diag.Diagnostic) bool {
	if r.Fails != nil {
		return r.Fails(d)
	}
	return severity(d) == diag.Error
}

// ruleByID returns the enabled rules by slug.
func (r *Run) ruleByID() map[string]*Rule {
	rules := make(map[string]*Rule, len(r.Rules))
	for i := range r.Rules {
		rules[r.Rules[i].ID] = &r.Rules[i]
	}
	return rules
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
// know about the report. The error is one of [FindFormat], of w, or says that
// the format has no summary.
func Write(w io.Writer, format string, run Run, opts Options) (messages []string, err error) {
	f, err := FindFormat(format)
	if err != nil {
		return nil, err
	}
	if opts.Summary && !f.Summary {
		return nil, fmt.Errorf("the format %s has no summary", f.Name)
	}
	messages, err = f.write(w, &run, opts)
	if err != nil {
		return messages, fmt.Errorf("write the %s report: %w", f.Name, err)
	}
	return messages, nil
}
