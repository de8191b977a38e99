// Package config finds and reads the configuration of a lint run.
//
// A configuration is a file .bpmnlint.yaml (or .bpmnlint.yml). The nearest one
// on the way up from a model to the root of its repository holds for the
// model; it is not merged with those above it, unless it extends them. Where
// there is none on the whole way, a .bpmnlintrc of bpmn.io's bpmnlint is read
// the same way; it sets the rules that both tools have, and no others. Where
// there is neither, preset recommended applies.
//
//	extends:
//	  - recommended
//	  - ../team.yaml
//	  - {git: https://git.example.org/lint.git, rev: FULL-HASH, file: base.yaml}
//	categories:
//	  style: off
//	rules:
//	  default-flow-missing: error
//	  id-convention: {severity: warning, userTask: ^UT_}
//	ignore: [drafts/**]
//	platform: camunda-7.21
//	upgrade-to: camunda-7.24
//	engine:
//	  history-time-to-live: enforced
//	  plugins: [connect, spin]
//	deployments: [services/*]
//	policies: [lint/rules]
//	external-processes: [billing-*]
//	external-signals: [legacy.*]
//	fail-on: warning
//	overrides:
//	  - files: [legacy/**]
//	    platform: camunda-7.13
//	    rules: {generated-id: off}
//	since: 0.2.0
//	limits: {max-file-size: 16MiB}
//
// Vocabulary:
//
//   - a level is off, note, warning or error, as a file writes it; as a
//     [diag.Severity] off is 0;
//   - a preset gives each rule a level; see [Preset];
//   - a [Setting] is level and options of one rule in a [Resolved]
//     configuration;
//   - a [Pin] is a file of a revision of a git repository that a configuration
//     extends.
//
// Within a file, extends comes first, in its order, then categories, then
// rules, then those overrides whose patterns match the model: what comes later
// wins. A file that names no preset, neither itself nor through what it
// extends, builds on recommended; one with an empty list (extends: []) on
// nothing at all. Of keys with one value the last file's counts, lists are
// joined; a path or pattern is relative to the folder of the file that has it,
// a pattern of a pinned file to that of the file that pins it. Flags of the
// command line have the last word.
//
// A rule that came with the minor release that runs is a note, unless a file
// names it, so that an update of the program breaks no pipeline. With since,
// rules that are younger are off, and the others have their full severity.
//
// Whatever is wrong with a file is a [diag.Diagnostic] with file, line, column
// and, for a name, the nearest one that is known. What could be understood is
// kept, so that all faults show at once.
//
// The package knows rules only as data, see [Rule]. It runs nothing and
// fetches nothing: of a pin it reads the copy that package fetch has put into
// the repository, if the checksums agree. A file outside of the repository is
// read only if the command line names it. Merge keys of YAML and several documents in one file
// are left out.
package config
