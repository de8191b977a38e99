package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/report"
)

type checkstyleReport struct {
	Version string `xml:"version,attr"`
	Files   []struct {
		Name   string `xml:"name,attr"`
		Errors []struct {
			Line     int    `xml:"line,attr"`
			Column   int    `xml:"column,attr"`
			Severity string `xml:"severity,attr"`
			Message  string `xml:"message,attr"`
			Source   string `xml:"source,attr"`
		} `xml:"error"`
	} `xml:"file"`
}

func TestCheckstyle(t *testing.T) {
	t.Parallel()
	text, _ := write(t, "checkstyle", sample(), report.Options{})
	want := `<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="service/src/empty.bpmn">
    <error line="1" column="1" severity="error" message="the file is empty" source="bpmnlint.input.xml-syntax"></error>
  </file>
  <file name="service/src/Rechnung prüfen.bpmn">
    <error line="12" column="5" severity="warning" message="exclusive gateway &#34;Approve?&#34; has no default flow" source="bpmnlint.flow.default-flow-missing"></error>
    <error line="140" column="11" severity="info" message="user task &#34;Prüfen&#34; has a generated id" source="bpmnlint.ids.generated-id"></error>
  </file>
</checkstyle>
`
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestCheckstyleShape(t *testing.T) {
	t.Parallel()
	text, _ := write(t, "checkstyle", hostile(), report.Options{})
	files := make(map[string]bool)
	for _, f := range decodeXML[checkstyleReport](t, text).Files {
		if f.Name == "" || files[f.Name] {
			t.Errorf("file %q is there twice or has no name", f.Name)
		}
		files[f.Name] = true
		for _, e := range f.Errors {
			if e.Line < 1 || e.Column < 1 || e.Message == "" || e.Source == "" || e.Severity != "error" && e.Severity != "warning" && e.Severity != "info" {
				t.Errorf("%s: %+v", f.Name, e)
			}
		}
	}
}
