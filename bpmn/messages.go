package bpmn

import (
	"fmt"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// languages are other kinds of XML found in files that are named like models,
// by the beginning of the root's namespace.
var languages = []struct{ namespace, name string }{
	{"http://www.omg.org/spec/DMN/", "DMN, decisions"},
	{"https://www.omg.org/spec/DMN/", "DMN, decisions"},
	{"http://www.omg.org/spec/CMMN/", "CMMN, a case model"},
	{"http://www.wfmc.org/", "XPDL, another process language"},
	{"http://docs.oasis-open.org/wsbpel/", "BPEL, another process language"},
	{"http://schemas.xmlsoap.org/wsdl/", "WSDL, a service description"},
	{"http://jbpm.org/", "jPDL, jBPM's own process language"},
	{"http://www.w3.org/2000/svg", "SVG, a drawing"},
	{"http://www.w3.org/1999/xhtml", "XHTML, a web page"},
	{"http://www.w3.org/2001/XMLSchema", "an XML schema"},
	{"http://maven.apache.org/POM/", "a Maven build file"},
	{"http://www.springframework.org/schema/", "a Spring configuration"},
	{"http://www.camunda.org/schema/1.0/ProcessApplication", "a processes.xml of Camunda"},
	{"http://www.omg.org/XMI", "XMI, a UML model"},
	{"http://schema.omg.org/spec/XMI/", "XMI, a UML model"},
}

// roots are such kinds of XML by the name of a root that has no namespace.
var roots = map[string]string{
	"html":              "HTML, a web page",
	"svg":               "SVG, a drawing",
	"mxfile":            "a drawing of draw.io",
	"mxGraphModel":      "a drawing of draw.io",
	"project":           "a build file",
	"process-engine":    "a configuration",
	"Package":           "XPDL, another process language",
	"testsuite":         "a test report",
	"testsuites":        "a test report",
	"error":             "an error message of a server",
	"Error":             "an error message of a server",
	"process":           "a process without definitions around it",
	"processDefinition": "a process in another language",
}

// notBPMN says what the root of a document is instead of BPMN's definitions.
func notBPMN(doc *xmltree.Document) diag.Diagnostic {
	root := doc.Root
	message, help := describeRoot(root)
	return diag.Diagnostic{
		Rule:     "not-bpmn",
		Category: "input",
		Severity: diag.Error,
		Message:  message,
		Help:     help,
		File:     doc.File.Path,
		Range:    doc.File.Range(root.Tag),
		Element: diag.Element{
			ID:   root.Attr("", "id").Text(),
			Type: root.Local,
			Name: root.Attr("", "name").Text(),
		},
	}
}

func describeRoot(root *xmltree.Element) (message, help string) {
	name := "<" + clean(root.Local) + ">"
	declare := fmt.Sprintf("Declare the namespace of BPMN 2.0, %s, at the root element.", ModelNamespace)
	if language := language(root); language != "" {
		return fmt.Sprintf("file is not BPMN: the root element %s is %s", name, language),
			"Leave the file out, or give it the file extension of its kind."
	}
	isDefinitions := root.Local == string(DefinitionsType)
	prefix := clean(root.Prefix())
	switch {
	case root.Space == ModelNamespace:
		return fmt.Sprintf("file is not a whole BPMN model: its root element is %s, not <definitions>", name),
			"Put the element into <definitions>, as BPMN 2.0 has it."
	case isDefinitions && root.Space == "" && prefix != "":
		return fmt.Sprintf("file is not BPMN: the prefix %s of the root element is bound to no namespace", prefix), declare
	case isDefinitions && root.Space == "":
		return "file is not BPMN: the root element <definitions> is in no namespace", declare
	case isDefinitions:
		return fmt.Sprintf("file is not BPMN 2.0: the root element <definitions> is in the namespace %q", clean(root.Space)), declare
	case root.Space != "":
		return fmt.Sprintf("file is not BPMN: the root element is %s in the namespace %q", name, clean(root.Space)),
			"A model's root element is <definitions> of BPMN 2.0. Leave the file out if it is something else."
	}
	return fmt.Sprintf("file is not BPMN: the root element is %s", name),
		"A model's root element is <definitions> of BPMN 2.0. Leave the file out if it is something else."
}

// language names what kind of XML a root belongs to, empty if unknown.
func language(root *xmltree.Element) string {
	for _, l := range languages {
		if root.Space != "" && strings.HasPrefix(root.Space, l.namespace) {
			return l.name
		}
	}
	if root.Space == "" && root.Prefix() == "" {
		return roots[root.Local]
	}
	return ""
}
