# METADATA
# title: Property or method that the execution does not have
# description: |
#   An expression reads a property of execution or task, or calls a method of it, that the class
#   does not have, or calls it with a number of arguments that it does not take.
# related_resources:
#   - https://docs.camunda.org/javadoc/camunda-bpm-platform/7.24/org/camunda/bpm/engine/delegate/DelegateExecution.html
# custom:
#   rationale: |
#     The engine looks the member up when it evaluates the expression, and throws an exception: the
#     step fails, each time.
#   help: Correct the name and the arguments; upper and lower case count.
#   severity: warning
#   since: 0.2.0
#   concerns: [unknown_members]
package bpmnlint.rules.runtime["execution-member-unknown"]

report contains object.union({"at": member.at, "message": message(member)}, attribute(member)) if {
	some member in input.unknown_members
}

message(member) := sprintf("%s calls %s.%s with %s, which it does not take", [member.label, member.object, member.member, arguments(member.arguments)]) if {
	member.is_method
	member.meant == member.member
}

message(member) := sprintf("%s calls %s.%s, a method that the %s does not have%s", [member.label, member.object, member.member, member.object, suggestion(member)]) if {
	member.is_method
	not member.meant == member.member
}

message(member) := sprintf("%s reads %s.%s, a property that the %s does not have%s", [member.label, member.object, member.member, member.object, suggestion(member)]) if {
	not member.is_method
}

suggestion(member) := sprintf(": did you mean %s?", [member.meant]) if member.meant

suggestion(member) := "" if not member.meant

arguments(0) := "no argument"

arguments(1) := "one argument"

arguments(n) := sprintf("%d arguments", [n]) if n > 1

attribute(member) := {"attribute": member.attribute} if member.attribute

attribute(member) := {} if not member.attribute
