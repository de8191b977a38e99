# METADATA
# title: Task without implementation
# description: |
#   A service, send or business rule task of an executable process has neither class, delegate
#   expression, expression, type nor connector; a business rule task has no decision either.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/tasks/service-task/
# custom:
#   rationale: |
#     The engine refuses to deploy it: it would not know what to do.
#   help: |
#     Set the implementation in the Modeler: an external task with a topic, a delegate, an
#     expression or a connector.
#   severity: error
#   since: 0.1.0
#   concerns: [service_tasks, send_tasks, business_rule_tasks, event_definitions]
#   peer: error
#   aliases: [camunda/implementation]
package bpmnlint.rules.implementation["implementation"]

report contains {"at": task.at, "message": message} if {
	some tasks in [input.service_tasks, input.send_tasks, input.business_rule_tasks]
	some task in tasks
	task.is_executable
	not task.decision_ref
	not is_implemented(object.get(task, "implementation", {}))
	message := sprintf("%s has no implementation", [task.label])
}

# A throwing message without implementation is a step that does nothing: legal,
# and told only where each finding of the peer is wanted.
report contains {"at": definition.at, "message": message} if {
	not input.file.is_terse
	some definition in input.event_definitions
	definition.type == "messageEventDefinition"
	definition.is_executable
	definition.event_type in {"intermediateThrowEvent", "endEvent"}
	not is_implemented(object.get(definition, "implementation", {}))
	message := sprintf("%s has no implementation", [input.flow_nodes[definition.event].label])
}

is_implemented(implementation) if implementation.has_connector

is_implemented(implementation) if {
	some attribute in ["class", "delegate_expression", "expression", "type"]
	is_string(implementation[attribute])
}
