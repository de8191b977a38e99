package schema

import "github.com/bpmnlint/bpmnlint/xmltree"

// sentence says what a problem means and what to do about it.
func sentence(key string, x *xmltree.Element, a *xmltree.Attr) string {
	name := "<" + x.Node.FullTag() + ">"
	switch key {
	case "cvc-complex-type.2.4.a":
		return name + " cannot stand here: either the schema does not know it, or it must come before what stands in front of it (incoming and outgoing before event definitions, flow elements before associations and annotations). Move or remove it."
	case "cvc-complex-type.2.4.d":
		return "Nothing more can stand here, but " + name + " does: remove it, or keep only one of its kind."
	case "cvc-complex-type.2.4.b", "cvc-complex-type.2.4.g", "cvc-complex-type.2.4.i":
		return "Something is missing within " + name + ": add what the message lists."
	case "cvc-complex-type.2.4.c":
		return "Only elements that the schema knows can stand here: remove " + name + "."
	case "cvc-complex-type.2.3", "cvc-complex-type.2.1":
		return name + " has text or elements in it that it cannot have: remove them."
	case "cvc-complex-type.3.2.2":
		return "The schema does not know the attribute " + a.Local + " on " + name + ": remove it, or give it the prefix of the extension that it belongs to."
	case "cvc-complex-type.4":
		return "Add the attribute to " + name + "."
	case "cvc-id.2":
		return "Two elements of the file have this id: give one of them another, and correct what refers to it."
	case "cvc-id.1":
		return "No element of the file has this id: correct the reference, or remove it."
	case "cvc-elt.1.a":
		return "The root element must be <definitions> in the namespace of BPMN 2.0."
	case "UndeclaredPrefix":
		return "Declare the prefix on the root element, or remove it from the value."
	case "cvc-enumeration-valid":
		return "Write one of the values that the message lists."
	case "cvc-elt.4.2", "cvc-elt.4.3", "cvc-elt.4.1":
		return "Correct or remove the attribute xsi:type of " + name + "."
	case "cvc-type.2":
		return name + " is only a placeholder of the schema: write the element that is meant."
	}
	if a != nil && a.Local == "id" {
		return "An id begins with a letter or an underscore and has only letters, digits, hyphens, dots and underscores: correct it and what refers to it."
	}
	return "Correct the value."
}
