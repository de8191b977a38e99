# METADATA
# title: BPMN error that nothing catches
# description: |
#   An error end event, or the error mapping of an external task, throws an error that nothing
#   catches: no boundary event and no event sub-process of its process, and nothing around a
#   call activity of the repository that calls this process. Silent where a call by an
#   expression may catch it. An error at the end of a process that is not called is a note.
# related_resources:
#   - https://docs.camunda.org/manual/latest/reference/bpmn20/events/error-events/
# custom:
#   rationale: |
#     The engine writes a line to its log and ends the path as at a plain end event. A sub-process
#     then counts as done, and so does a called process: what comes behind happens as if all had
#     gone well.
#   help: |
#     Catch the error with a boundary event or an event sub-process for its code. If nobody needs
#     to know, use a plain end event.
#   severity: warning
#   since: 0.2.0
package bpmnlint.rules.runtime["error-never-caught"]

aggregate_report contains {"file": thrown.file, "at": thrown.at, "message": message, "severity": severity(thrown)} if {
	input.project.complete
	some thrown in input.project.uncaught
	thrown.kind == "error"
	message := sprintf("%s throws the error %q, which nothing catches: %s", [thrown.label, thrown.code, consequence(thrown)])
}

consequence(thrown) := "the path ends there" if thrown.is_mapping

consequence(thrown) := "the sub-process counts as done, and the process goes on" if {
	not thrown.is_mapping
	thrown.in_sub_process
}

consequence(thrown) := "the calling process goes on as if all had gone well" if {
	not thrown.is_mapping
	not thrown.in_sub_process
	thrown.is_called
}

consequence(thrown) := "it is a plain end event" if is_plain(thrown)

is_plain(thrown) if {
	not thrown.is_mapping
	not thrown.in_sub_process
	not thrown.is_called
}

severity(thrown) := "note" if is_plain(thrown)

severity(thrown) := "warning" if not is_plain(thrown)
