package xmltree_test

import (
	"fmt"

	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

func ExampleParse() {
	f := source.New("order.bpmn", []byte("<process>\n  <task name='Ship &amp; bill'/>\n</proces>"))
	doc, problems := xmltree.Parse(f, xmltree.Options{})
	for _, p := range problems {
		fmt.Printf("%d:%d: %s\n", p.Range.Start.Line, p.Range.Start.Column, p.Message)
	}
	name := doc.Root.Child("", "task").Attr("", "name")
	at := doc.File.Range(name.Raw)
	fmt.Printf("%d:%d: %s\n", at.Start.Line, at.Start.Column, name.Text())
	// Output:
	// 3:1: element <process> is closed by </proces>
	// 2:15: Ship & bill
}
