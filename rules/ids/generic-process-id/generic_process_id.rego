# METADATA
# title: Process id that says nothing
# description: The id of an executable process is Process_1, a generated one, or just "process".
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/process-engine-concepts/
# custom:
#   rationale: |
#     The id is the key by which the process is started and called, and under which its versions
#     are counted. Two such processes of different teams become versions of one another.
#   help: |
#     Give the process a key that says what it does; a new key is a new process definition, so do
#     it before the first deployment.
#   severity: warning
#   since: 0.1.0
#   concerns: [processes]
package bpmnlint.rules.ids["generic-process-id"]

report contains {"at": process.at, "attribute": "id", "message": message} if {
	some process in input.processes
	process.is_executable
	process.has_generic_id
	message := sprintf("%s is deployed under the key %s, which says nothing about it", [process.label, process.id])
}
