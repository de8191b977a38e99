# METADATA
# title: Extension namespace that the engine does not read
# description: |
#   The model has extension attributes or elements in a namespace that the engine of its
#   platform does not read: that of another engine, or one that is misspelt.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/custom-extensions/
# custom:
#   rationale: |
#     The engine ignores them without a word: tasks have no implementation, nothing is
#     asynchronous, history is kept for ever.
#   help: Change the namespace of the prefix to the one of the engine.
#   severity: warning
#   since: 0.1.0
#   fix: unsafe
#   concerns: [definitions]
package bpmnlint.rules.implementation["extension-namespace"]

reads := {
	"camunda": {"http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn"},
	"cibseven": {"http://camunda.org/schema/1.0/bpmn", "http://activiti.org/bpmn"},
	"operaton": {"http://operaton.org/schema/1.0/bpmn", "http://camunda.org/schema/1.0/bpmn"},
}

report contains {"at": input.definitions.at, "message": message, "fix": fix} if {
	known := reads[split(input.file.platform, "-")[0]]
	some namespace in input.definitions.extension_namespaces
	namespace != "http://camunda.org/schema/zeebe/1.0"
	not namespace in known
	message := sprintf("the model has extensions in the namespace %s, which %s does not read", [namespace, input.file.platform])
	fix := {
		"title": "use Camunda's namespace",
		"safe": false,
		"edits": [{"do": "replace_namespace", "name": namespace, "value": "http://camunda.org/schema/1.0/bpmn"}],
	}
}

report contains {"at": input.definitions.at, "message": message} if {
	some namespace in input.definitions.foreign_namespaces
	message := sprintf("the model has extensions in the namespace %s, which %s does not read", [namespace, input.file.platform])
}
