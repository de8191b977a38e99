package render_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/render"
)

// Two versions stand in one drawing, with marks in their tones and ids that do
// not meet.
func TestVersions(t *testing.T) {
	t.Parallel()
	defs := model(t, "nested")
	var id string
	for n := range defs.FlowNodes() {
		id = n.ID
		break
	}
	version := func(prefix string, tone render.Tone) render.Version {
		return render.Version{Title: prefix + " <title>", Model: defs, Options: render.Options{
			Prefix: prefix, Marks: []render.Mark{{Element: id, Severity: diag.Error, Tone: tone, Text: "x"}},
		}}
	}
	var b strings.Builder
	if err := render.Versions(&b, []render.Version{version("old-", render.RemovedTone), version("new-", render.AddedTone)}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`id="old-` + id + `"`, `id="new-` + id + `"`, "bpmn-badge-removed", "bpmn-halo-added", "old- &lt;title&gt;"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the drawing lacks %s", want)
		}
	}
	if strings.Contains(b.String(), `class="bpmn-badge bpmn-badge-error"`) {
		t.Error("the severity colors a mark that has a tone")
	}
	for d := xml.NewDecoder(strings.NewReader(b.String())); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
