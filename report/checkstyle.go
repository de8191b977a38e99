package report

import (
	"encoding/xml"
	"io"

	"github.com/bpmnlint/bpmnlint/diag"
)

// checkstyleVersion is the version of the format that readers expect; it says
// nothing about this program.
const checkstyleVersion = "4.3"

type (
	checkstyleReport struct {
		XMLName xml.Name         `xml:"checkstyle"`
		Version string           `xml:"version,attr"`
		Files   []checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

// writeCheckstyle writes Checkstyle's XML. The source is a rule's name as that
// of a Java class: Jenkins shows its last part as the type and the one before
// as the category.
func writeCheckstyle(w io.Writer, run *Run, _ Options) ([]string, error) {
	u := newURIs(run.Root, run.Dir)
	out := checkstyleReport{Version: checkstyleVersion}
	last := ""
	for i := range run.Diagnostics {
		d := &run.Diagnostics[i]
		if file := placeOf(d); i == 0 || file != last {
			last = file
			out.Files = append(out.Files, checkstyleFile{Name: u.path(file)})
		}
		f := &out.Files[len(out.Files)-1]
		pos := rangeOf(d.Range).Start
		f.Errors = append(f.Errors, checkstyleError{
			Line: pos.Line, Column: pos.Column, Severity: checkstyleSeverity(severity(d)),
			Message: Printable(cmpText(d.Message, d.Rule)), Source: toolName + "." + Printable(d.Category) + "." + Printable(d.Rule),
		})
	}
	return nil, writeXML(w, out)
}

func checkstyleSeverity(s diag.Severity) string {
	if s == diag.Note {
		return "info"
	}
	return s.String()
}
