# METADATA
# title: Link that leads nowhere
# description: |
#   A link event has no link name, its counterpart is missing in the scope, or several catching
#   events have one link name.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/link-events/
# custom:
#   rationale: |
#     A throwing link continues at the catching link of the same name in the same scope. The
#     engine refuses to deploy a throwing link without target and several targets of one name; a
#     catching link that nothing leads to is dead.
#   help: Give both events the same link name, and keep one catching event for each name.
#   severity: error
#   since: 0.1.0
#   concerns: [link_event_definitions]
#   platforms: [any]
#   peer: error
package bpmnlint.rules.structure["link-event"]

links := input.link_event_definitions

# Throwing and catching events by scope and name of their link.
sources[link.scope][link.link_name] contains link.at if {
	some link in links
	not link.is_catching
}

targets[link.scope][link.link_name] contains link.at if {
	some link in links
	link.is_catching
}

report contains {"at": link.at, "message": message} if {
	some link in links
	not link.link_name
	message := sprintf("%s has no link name", [link.label])
}

report contains {"at": link.at, "message": message} if {
	some link in links
	not link.is_catching
	not targets[link.scope][link.link_name]
	message := sprintf("%s has no catching event of link %q in its scope", [link.label, link.link_name])
}

report contains {"at": link.at, "message": message} if {
	some link in links
	link.is_catching
	count(targets[link.scope][link.link_name]) == 1
	not sources[link.scope][link.link_name]
	message := sprintf("%s has no throwing event of link %q in its scope", [link.label, link.link_name])
}

report contains {"at": link.at, "message": message} if {
	some link in links
	link.is_catching
	count(targets[link.scope][link.link_name]) > 1
	message := sprintf("%s is one of %d targets of link %q in its scope: only one can be reached", [
		link.label, count(targets[link.scope][link.link_name]), link.link_name,
	])
}
