package report

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
)

// githubAnnotations is how many annotations of each kind GitHub shows of one
// step. It drops the others without a word.
const githubAnnotations = 10

// writeGitHub writes workflow commands that annotate files: errors first, as
// many as GitHub shows, and how many were cut.
func writeGitHub(w io.Writer, run *Run, opts Options) ([]string, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	u := newURIs(run.Root, run.Dir)
	rules := run.ruleByID()
	room, cut := githubRoom(countAll(run.Diagnostics), opts.Annotations)
	for s := diag.Error; s >= diag.Note; s-- {
		for i := range run.Diagnostics {
			if d := &run.Diagnostics[i]; severity(d) == s && room[s] > 0 {
				room[s]--
				githubAnnotation(out, u, d, rules[d.Rule])
			}
		}
	}
	if n := cut.total(); n > 0 {
		out.WriteString("::notice title=" + toolName + "::" + githubData.Replace(
			counted(n, "more finding")+" "+choice(n, "is", "are")+" not annotated: "+cut.String()) + "\n")
	}
	return nil, out.Flush()
}

// githubRoom returns how many findings of each severity are annotated, and how
// many are not. Where some are not, a notice says so, which takes the place of
// a note.
func githubRoom(have counts, limit int) (room, cut counts) {
	if limit < 0 {
		return have, counts{}
	}
	if limit == 0 {
		limit = githubAnnotations
	}
	room = have
	for s := diag.Error; s >= diag.Note; s-- {
		room[s] = min(have[s], limit)
	}
	if room != have {
		room[diag.Note] = min(room[diag.Note], limit-1)
	}
	for s := range cut {
		cut[s] = have[s] - room[s]
	}
	return room, cut
}

// githubAnnotation writes one command. Columns are only allowed within one
// line.
func githubAnnotation(out *bufio.Writer, u uris, d *diag.Diagnostic, rule *Rule) {
	out.WriteString("::" + githubCommand(severity(d)) + " ")
	property := func(name, value string) {
		out.WriteString(name + "=" + githubProperty.Replace(value) + ",")
	}
	if d.File != "" {
		r := rangeOf(d.Range)
		property("file", Printable(u.path(d.File)))
		property("line", strconv.Itoa(r.Start.Line))
		property("endLine", strconv.Itoa(r.End.Line))
		if r.Start.Line == r.End.Line {
			property("col", strconv.Itoa(r.Start.Column))
			property("endColumn", strconv.Itoa(r.End.Column))
		}
	}
	out.WriteString("title=" + githubProperty.Replace(Printable(ruleName(d.Rule))))
	text := Printable(cmpText(d.Message, d.Rule))
	if d.Help != "" {
		text += "\n" + Printable(d.Help)
	}
	if rule != nil && rule.URL != "" {
		text += "\n" + Printable(rule.URL)
	}
	out.WriteString("::" + githubData.Replace(text) + "\n")
}

func githubCommand(s diag.Severity) string {
	if s == diag.Note {
		return "notice"
	}
	return s.String()
}

// The escapes that the runner undoes in the data and in the properties of a
// command (github.com/actions/toolkit, packages/core).
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
