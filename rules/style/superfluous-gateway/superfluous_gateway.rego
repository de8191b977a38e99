# METADATA
# title: Gateway with one way in and one way out
# description: A gateway has one incoming and one outgoing sequence flow.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/gateways/
# custom:
#   rationale: It decides nothing and joins nothing; a reader looks for the other paths.
#   help: Remove the gateway and connect its neighbors.
#   severity: note
#   since: 0.1.0
#   fix: unsafe
#   concerns: [idle_gateways]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.style["superfluous-gateway"]

report contains {"at": gateway.at, "message": message, "fix": fix} if {
	some gateway in input.idle_gateways
	message := sprintf("%s has one way in and one way out: it does nothing", [gateway.label])
	fix := {"title": "remove it and connect its neighbors", "safe": false, "edits": [{"do": "bypass", "at": gateway.at}]}
}
