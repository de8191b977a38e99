# METADATA
# title: Script in a model
# description: A script task, a listener, a parameter or a condition holds a script.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/scripting/
# custom:
#   rationale: |
#     A script in a model is code without tests, types and review, run with the rights of the
#     engine.
#   help: Move the code to a delegate or an external task worker.
#   severity: note
#   recommended: "off"
#   since: 0.1.0
#   concerns: [processes]
package bpmnlint.rules.implementation["no-script"]

report contains {"at": task.at, "message": sprintf("%s runs a script", [task.label])} if {
	some task in input.script_tasks
	task.has_script
}

report contains {"at": flow.condition.at, "message": sprintf("%s has a script as condition", [flow.label])} if {
	some flow in input.conditional_flows
	flow.condition.language
}

report contains {"at": listener.at, "message": sprintf("%s has a listener with a script", [node.label])} if {
	some nodes in [input.flow_nodes, input.sequence_flows, input.processes]
	some node in nodes
	some listener in node.execution_listeners
	listener.script
}

report contains {"at": listener.at, "message": sprintf("%s has a listener with a script", [task.label])} if {
	some task in input.user_tasks
	some listener in task.task_listeners
	listener.script
}

report contains {"at": parameter.at, "message": sprintf("%s has a parameter with a script", [node.label])} if {
	some node in input.flow_nodes
	some parameter in array.concat(object.get(node, "inputs", []), object.get(node, "outputs", []))
	parameter.script
}
