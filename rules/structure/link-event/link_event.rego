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

report contains {"at": link.at, "message": message} if {
	some link in links
	not link.link_name
	message := sprintf("%s has no link name", [link.label])
}

report contains {"at": link.at, "message": message} if {
	some link in links
	link.link_name
	count([x | some x in links; same(x, link); is_catching(x) != is_catching(link)]) == 0
	is_lonely(link)
	message := sprintf("%s has no %s event of link %q in its scope", [link.label, {true: "throwing", false: "catching"}[is_catching(link)], link.link_name])
}

report contains {"at": link.at, "message": message} if {
	some link in links
	is_catching(link)
	targets := count([x | some x in links; same(x, link); is_catching(x)])
	targets > 1
	message := sprintf("%s is one of %d targets of link %q in its scope: only one can be reached", [link.label, targets, link.link_name])
}

is_catching(link) := object.get(link, "is_catching", false)

same(a, b) if {
	a.scope == b.scope
	a.link_name == b.link_name
}

# Several catching events of one name have a finding of their own.
is_lonely(link) if not is_catching(link)

is_lonely(link) if count([x | some x in links; same(x, link); is_catching(x)]) == 1
