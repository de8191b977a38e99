package bpmn

// Namespaces of BPMN 2.0 and of what is found in models.
const (
	ModelNamespace   = "http://www.omg.org/spec/BPMN/20100524/MODEL"
	DINamespace      = "http://www.omg.org/spec/BPMN/20100524/DI"
	DCNamespace      = "http://www.omg.org/spec/DD/20100524/DC"
	DDNamespace      = "http://www.omg.org/spec/DD/20100524/DI"
	XSINamespace     = "http://www.w3.org/2001/XMLSchema-instance"
	ModelerNamespace = "http://camunda.org/schema/modeler/1.0"

	CamundaNamespace  = "http://camunda.org/schema/1.0/bpmn"
	ActivitiNamespace = "http://activiti.org/bpmn"
	OperatonNamespace = "http://operaton.org/schema/1.0/bpmn"
	ZeebeNamespace    = "http://camunda.org/schema/zeebe/1.0"
)

// IsExtensionNamespace reports whether uri holds the extension attributes and
// elements of Camunda 7 or one of its forks.
func IsExtensionNamespace(uri string) bool {
	return uri == CamundaNamespace || uri == ActivitiNamespace || uri == OperatonNamespace
}
