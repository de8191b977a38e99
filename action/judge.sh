#!/usr/bin/env bash
# Fails the job if bpmnlint did: EXIT_CODE is what it exited with.
set -euo pipefail
# shellcheck source=action/output.sh
source "$ACTION_PATH/action/output.sh"

case "$EXIT_CODE" in
0) exit 0 ;;
1) command_line error 'bpmnlint has findings: see the annotations and the summary of this job.' ;;
2) command_line error 'bpmnlint was used or configured wrongly: see the log of the step before.' ;;
3) command_line error 'bpmnlint failed on a file or a rule, so that findings may be missing: see the log of the step before.' ;;
*)
	command_line error "bpmnlint ended with $EXIT_CODE"
	exit 3
	;;
esac
exit "$EXIT_CODE"
