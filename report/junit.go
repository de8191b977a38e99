package report

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
)

// The shape of a JUnit report, as far as Jenkins, GitLab and Azure read it.
// Attributes that they require are never empty.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string       `xml:"classname,attr"`
		Name    string       `xml:"name,attr"`
		File    string       `xml:"file,attr,omitempty"`
		Line    int          `xml:"line,attr,omitempty"`
		Failure *junitResult `xml:"failure"`
		Skipped *junitResult `xml:"skipped"`
	}
	junitResult struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit writes a suite for each file and a test case for each finding. A
// finding that makes the run fail is a failed test, any other a skipped one:
// it is seen, and a build does not break that bpmnlint lets pass. A clean file
// is a passed test, because a report without tests fails the build in Jenkins.
func writeJUnit(w io.Writer, run *Run, _ Options) ([]string, error) {
	u := newURIs(run.Root, run.Dir)
	out := junitSuites{Name: toolName}
	rules := run.ruleByID()
	seen := make(map[string]int)
	list := run.Diagnostics
	found := make(map[string]bool)
	for start, end := range perFile(list) {
		found[list[start].File] = true
		suite := newJUnitSuite(u, list[start].File)
		for i := start; i < end; i++ {
			suite.add(newJUnitCase(u, &list[i], run.fails(&list[i]), rules[list[i].Rule], seen))
		}
		out.add(suite)
	}
	for _, p := range run.Paths {
		if !found[p] {
			found[p] = true
			suite := newJUnitSuite(u, p)
			suite.add(junitCase{Class: junitClass(suite.Name), Name: "no findings", File: u.path(p)})
			out.add(suite)
		}
	}
	return nil, writeXML(w, out)
}

func newJUnitSuite(u uris, file string) junitSuite {
	if file == "" {
		return junitSuite{Name: wholeRun}
	}
	return junitSuite{Name: Printable(u.path(file))}
}

func (s *junitSuites) add(suite junitSuite) {
	s.Tests += suite.Tests
	s.Failures += suite.Failures
	s.Skipped += suite.Skipped
	s.Suites = append(s.Suites, suite)
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	if c.Failure != nil {
		s.Failures++
	}
	if c.Skipped != nil {
		s.Skipped++
	}
	s.Cases = append(s.Cases, c)
}

// newJUnitCase makes a test case. Its name holds no line, so that a test that
// failed before is recognized; a number tells cases of one name apart.
func newJUnitCase(u uris, d *diag.Diagnostic, fails bool, rule *Rule, seen map[string]int) junitCase {
	message := Printable(cmpText(d.Message, d.Rule))
	c := junitCase{Class: toolName, Name: Printable(ruleName(d.Rule)) + ": " + message}
	place := wholeRun
	if d.File != "" {
		pos := rangeOf(d.Range).Start
		c.File, c.Line = u.path(d.File), pos.Line
		c.Class = junitClass(Printable(c.File))
		place = Printable(c.File) + ":" + strconv.Itoa(pos.Line) + ":" + strconv.Itoa(pos.Column)
	}
	key := c.Class + "\x00" + c.Name
	seen[key]++
	if n := seen[key]; n > 1 {
		c.Name += " (" + strconv.Itoa(n) + ")"
	}
	text := fmt.Sprintf("%s: %s [%s]\n", place, severity(d), Printable(d.Rule))
	if d.Help != "" {
		text += Printable(d.Help) + "\n"
	}
	if rule != nil && rule.URL != "" {
		text += Printable(rule.URL) + "\n"
	}
	result := &junitResult{Message: severity(d).String() + ": " + message, Text: text}
	if fails {
		result.Type = Printable(ruleName(d.Rule))
		c.Failure = result
	} else {
		c.Skipped = result
	}
	return c
}

// junitClass returns a class name for a path: readers take what is before its
// last dot for the name of a package, so folders become packages.
func junitClass(path string) string {
	for _, extension := range []string{".bpmn20.xml", ".bpmn", ".xml"} {
		if short, ok := strings.CutSuffix(path, extension); ok {
			path = short
			break
		}
	}
	path = strings.TrimLeft(path, "./")
	return cmpText(strings.ReplaceAll(strings.ReplaceAll(path, ".", "_"), "/", "."), toolName)
}

// writeXML writes a document. Characters that XML cannot hold are spelt out
// before by plain, or become U+FFFD.
func writeXML(w io.Writer, document any) error {
	out := bufio.NewWriterSize(w, 64<<10)
	out.WriteString(xml.Header)
	enc := xml.NewEncoder(out)
	enc.Indent("", "  ")
	if err := enc.Encode(document); err != nil {
		return err
	}
	out.WriteByte('\n')
	return out.Flush()
}
