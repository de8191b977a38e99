package facts

import (
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// extensionSections are about extensions that the engine makes nothing of.
var extensionSections = []*section{
	list("unread_extensions", "Extension attributes and elements of executable processes that the engine does not read where they stand, in namespaces that it reads.", unreadExtensionFacts,
		func(e *encoding) []analysis.Extension {
			return analysis.UnreadExtensions(e.model.Definitions, readNamespaces(e.model.Platform.Name))
		}),
}

// readNamespaces returns the namespaces whose extensions an engine reads.
func readNamespaces(platform string) []string {
	if strings.HasPrefix(platform, "operaton") {
		return []string{bpmn.OperatonNamespace, bpmn.CamundaNamespace}
	}
	return []string{bpmn.CamundaNamespace, bpmn.ActivitiNamespace}
}

var unreadExtensionFacts = &object[analysis.Extension]{"unread_extension", "An extension that the engine does not read where it stands.", []field[analysis.Extension]{
	number("at", "Handle for reporting of the element of the model that it is or lies in.", func(_ *encoding, x analysis.Extension) (int, bool) { return x.Owner.Index, true }),
	number("inside", "Place in this element, for reporting, of the XML element that it is or belongs to; absent for this element itself.",
		func(_ *encoding, x analysis.Extension) (int, bool) {
			i := x.Inside()
			return i, i > 0
		}),
	text("attribute", "The attribute as written, where it is one.", func(x analysis.Extension) string {
		if x.Attr == nil {
			return ""
		}
		return x.Name
	}),
	text("name", "Its name as written.", func(x analysis.Extension) string { return x.Name }),
	text("holder", "The extension element as written that the attribute or element stands in; absent for what stands at an element of BPMN.",
		func(x analysis.Extension) string {
			holder := x.XML
			if x.Attr == nil {
				holder = x.XML.Parent
			}
			if holder == nil || holder.Space == bpmn.ModelNamespace {
				return ""
			}
			return strings.TrimPrefix(holder.Prefix()+":"+holder.Local, ":")
		}),
	text("label", "Type and name of the element of the model in words.", func(x analysis.Extension) string { return x.Owner.Label() }),
	flag("is_known", "The engine reads this name elsewhere.", func(x analysis.Extension) bool { return x.Known }),
	text("where", "The elements at which it does, in words.", func(x analysis.Extension) string { return x.Where }),
	text("meant", "The only name that the engine reads here and that looks like it.", func(x analysis.Extension) string { return x.Meant }),
}}
