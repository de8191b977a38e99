#!/usr/bin/env bash
# Fails the job if bpmnlint did: EXIT_CODE is what lint exited with,
# MIGRATION_EXIT_CODE the same of migrate-plan, empty where it did not run.
set -euo pipefail
# shellcheck source=action/output.sh
source "$ACTION_PATH/action/output.sh"

# judge CODE VERB FINDINGS says why a verb failed, and what it found.
judge() {
	case "$1" in
	0 | '') return ;;
	1) command_line error "$3: see the annotations and the summary of this job." ;;
	2) command_line error "bpmnlint $2 was used or configured wrongly: see the log of its step." ;;
	3) command_line error "bpmnlint $2 failed on a file or a rule, so that findings may be missing: see the log of its step." ;;
	*) command_line error "bpmnlint $2 ended with $1" ;;
	esac
}

judge "${EXIT_CODE:-nothing}" lint 'bpmnlint has findings'
judge "${MIGRATION_EXIT_CODE:-}" migrate-plan 'Running instances cannot be migrated as the release is'
worst=0
for code in "$EXIT_CODE" "${MIGRATION_EXIT_CODE:-0}"; do
	[[ $code =~ ^[0-3]$ ]] || code=3
	((code <= worst)) || worst=$code
done
exit "$worst"
