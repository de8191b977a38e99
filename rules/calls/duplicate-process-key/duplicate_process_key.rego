# METADATA
# title: Two processes with one key
# description: |
#   Two executable processes that are deployed together have the same id. The models of a deployment
#   unit are deployed together: those of one source folder of a build, or what the configuration
#   lists under deployments. Models of tests are not compared.
# related_resources:
#   - https://docs.camunda.org/manual/latest/user-guide/process-engine/deployments/
# custom:
#   rationale: |
#     The engine refuses a deployment with two processes of one key. Where the files are deployed one
#     after the other, each becomes a new version that replaces the other.
#   help: >-
#     Give one of them an id of its own or delete the copy. If they are never deployed together, say so
#     under deployments in the configuration.
#   severity: error
#   since: 0.1.0
package bpmnlint.rules.calls["duplicate-process-key"]

aggregate_report contains finding if {
	some process in input.project.processes
	twin := input.project.processes[process.twin]
	finding := {
		"file": process.file,
		"at": process.at,
		"attribute": "id",
		"message": sprintf("%s has the key \"%s\" of another process in %s: the engine refuses to deploy them together", [
			process.label,
			process.id,
			place(process, twin),
		]),
		"related": [{"file": twin.file, "at": twin.at, "message": "the other process"}],
	}
}

place(process, twin) := "the same file" if process.file == twin.file

place(process, twin) := twin.file if process.file != twin.file
