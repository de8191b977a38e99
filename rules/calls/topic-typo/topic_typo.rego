# METADATA
# title: Topic that looks misspelt
# description: |
#   The topic of an external task differs from another one of the deployment unit in letter case, in
#   separators, or in one letter in the middle of a long word. Topics that differ in a digit, a plural
#   or a tense are families and are not compared.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/external-tasks/
# custom:
#   rationale: |
#     A worker gets the tasks of exactly its topic. A task with a misspelt topic waits for ever, and
#     nothing fails: there is no incident.
#   help: If both are the same kind of work, use one topic.
#   severity: note
#   since: 0.1.0
package bpmnlint.rules.calls["topic-typo"]

aggregate_report contains finding if {
	some topic in input.project.suspect_topics
	other := topic.similar[0]
	finding := {
		"file": topic.file,
		"at": topic.at,
		"attribute": "camunda:topic",
		"message": sprintf("%s has the topic \"%s\", almost that of %s, \"%s\": the workers of the one get no task of the other", [
			topic.label,
			topic.topic,
			other.label,
			other.topic,
		]),
		"related": [{"file": other.file, "at": other.at, "message": sprintf("topic \"%s\"", [other.topic])}],
	}
}
