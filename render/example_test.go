package render_test

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/render"
	"github.com/bpmnlint/bpmnlint/source"
)

func ExampleSVG() {
	defs, _ := bpmn.Parse(source.New("order.bpmn", []byte(`<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
  <process id="order">
    <userTask id="check" name="Check order" />
  </process>
</definitions>`)), bpmn.Options{})
	var svg bytes.Buffer
	err := render.SVG(&svg, defs, render.Options{
		Marks: []render.Mark{{Element: "check", Severity: diag.Warning, Text: "1", Title: "nobody can claim it"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range strings.Lines(svg.String()) {
		if _, rest, ok := strings.Cut(line, "<title>"); ok {
			title, _, _ := strings.Cut(rest, "</title>")
			fmt.Println(title)
		}
	}
	// Output:
	// process order
	// user task &#34;Check order&#34; (check)
	// nobody can claim it
}
