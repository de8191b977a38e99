# METADATA
# title: Incoming or outgoing that disagrees with the flows
# description: |
#   The incoming and outgoing children of a flow node are not the sequence flows that end and
#   begin there. A node without such children is complete.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/
# custom:
#   rationale: |
#     The engine goes by sourceRef and targetRef of the flows and does not read the children; other
#     programs read them, and see another process. Mostly they are left by a merge or by an edit
#     with a text editor.
#   help: Correct the children; saving the model in the Modeler does so too.
#   severity: note
#   since: 0.2.0
#   fix: safe
#   concerns: [flow_listings]
package bpmnlint.rules.structure["incoming-outgoing"]

report contains {"at": listing.at, "message": message, "fix": fix} if {
	some listing in input.flow_listings
	message := sprintf("%s %s", [listing.label, concat(" and ", faults(listing))])
	fix := {
		"title": "list the flows that end and begin there",
		"safe": true,
		"edits": [{"do": "match_flows", "at": listing.at}],
	}
}

faults(listing) := array.concat(wrong(object.get(listing, "wrong", [])), missing(object.get(listing, "missing", [])))

wrong([]) := []

wrong([id]) := [sprintf("lists the flow %s, which is not its own or listed twice", [id])]

wrong(ids) := [sprintf("lists flows that are not its own or listed twice: %s", [some_of(ids)])] if count(ids) > 1

missing([]) := []

missing([id]) := [sprintf("does not list its flow %s", [id])]

missing(ids) := [sprintf("does not list its flows %s", [some_of(ids)])] if count(ids) > 1

some_of(ids) := concat(", ", ids) if count(ids) <= 3

some_of(ids) := sprintf("%s and %d more", [concat(", ", array.slice(ids, 0, 3)), count(ids) - 3]) if count(ids) > 3
