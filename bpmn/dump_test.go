package bpmn_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// namespaces are the declarations of the models in these tests.
const namespaces = `xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" ` +
	`xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" ` +
	`xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" ` +
	`xmlns:c="http://camunda.org/schema/1.0/bpmn" xmlns:a="http://activiti.org/bpmn" ` +
	`xmlns:o="http://operaton.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" ` +
	`xmlns:modeler="http://camunda.org/schema/modeler/1.0" ` +
	`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:x="urn:other"`

// parse reads a model from the content of its definitions.
func parse(t *testing.T, content string) *bpmn.Definitions {
	t.Helper()
	return parseFile(t, `<definitions `+namespaces+`>`+content+`</definitions>`)
}

// parseProcess reads a model from the content of its only process, p.
func parseProcess(t *testing.T, content string) *bpmn.Definitions {
	t.Helper()
	return parse(t, `<process id="p">`+content+`</process>`)
}

func parseFile(t *testing.T, data string) *bpmn.Definitions {
	t.Helper()
	defs, problems := bpmn.Parse(source.New("test.bpmn", []byte(data)), bpmn.Options{})
	if defs == nil || len(problems) != 0 {
		t.Fatalf("Parse: %v", problems)
	}
	checkInvariants(t, defs)
	return defs
}

// dump writes what is set in an element besides what every element has, as
// Name=value: attributes and texts by their value, other elements by their
// id, and what has none in braces.
func dump(n any) string {
	var parts []string
	v := reflect.ValueOf(n)
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	for i := range v.NumField() {
		f, value := v.Type().Field(i), v.Field(i)
		switch {
		case !f.IsExported() || value.IsZero() || f.Name == "Scope" || f.Name == "Event" && value.Type() == reflect.TypeFor[*bpmn.FlowNode]():
		case f.Name == "Element":
			if name := value.FieldByName("Name").String(); name != "" {
				parts = append(parts, "Name="+name)
			}
		default:
			parts = append(parts, f.Name+"="+dumpValue(value))
		}
	}
	return strings.Join(parts, " ")
}

func dumpValue(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case *xmltree.Attr:
		return x.Value
	case *bpmn.Text:
		return x.Value
	case bpmn.Ref:
		return x.Value
	case bpmn.Node:
		if e := x.Base(); e.ID != "" && !bpmn.IsExtensionNamespace(e.XML.Space) {
			return "#" + e.ID
		}
	}
	switch v.Kind() {
	case reflect.Slice:
		var parts []string
		for i := range v.Len() {
			parts = append(parts, dumpValue(v.Index(i)))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Struct, reflect.Pointer:
		return "{" + dump(v.Interface()) + "}"
	}
	return fmt.Sprint(v.Interface())
}

// dumpTree lists the nodes of a model with their depth in the XML.
func dumpTree(defs *bpmn.Definitions) string {
	var b strings.Builder
	for _, n := range defs.Elements {
		e := n.Base()
		depth := 0
		for x := e.XML.Parent; x != nil; x = x.Parent {
			depth++
		}
		fmt.Fprintf(&b, "%s%s %s\n", strings.Repeat(" ", depth), strings.TrimPrefix(fmt.Sprintf("%T", n), "*bpmn."), e.ID)
	}
	return b.String()
}
