#!/usr/bin/env bash
# Runs bpmnlint lint as the inputs say, and writes reports and outputs. It exits
# 0 whatever the findings: judge.sh fails the job when all else is done. What of
# the reports becomes the summary of the job is up to review.sh.
#
# All inputs come from the environment and go into one array, each as one
# argument: none is read by the shell as code, none begins a flag of its own.
set -euo pipefail
# shellcheck source=action/output.sh
source "$ACTION_PATH/action/output.sh"
# shellcheck source=action/input.sh
source "$ACTION_PATH/action/input.sh"

cd "$(located "$INPUT_WORKING_DIRECTORY")"

arguments=()
reports=$(mktemp -d "${RUNNER_TEMP:?}/bpmnlint.XXXXXX")
sarif=${INPUT_SARIF_FILE:-$reports/bpmnlint.sarif}
artifacts=()

since=
case "$INPUT_CHANGED_ONLY" in
false) ;;
auto | true)
	if since=$(base); then
		option base "$since"
	elif [[ $INPUT_CHANGED_ONLY == true || -n ${BASE_SHA:-} ]]; then
		command_line notice 'The base of the pull request is not here, so all findings count. Give actions/checkout fetch-depth: 2 or more.'
	fi
	;;
*)
	command_line error "changed-only is auto, true or false, not $INPUT_CHANGED_ONLY"
	exit 2
	;;
esac

option config "$INPUT_CONFIG"
option platform "$INPUT_PLATFORM"
option preset "$INPUT_PRESET"
option fail-on "$INPUT_FAIL_ON"
option baseline "$INPUT_BASELINE"
if [[ $INPUT_ANNOTATIONS == true ]]; then
	option format github
else
	option format text
fi
option format "sarif=$sarif"
option category "$INPUT_CATEGORY"
option format "json=$reports/bpmnlint.json"
[[ $INPUT_JOB_SUMMARY != true ]] || option format "markdown=$reports/summary.md"
if [[ $INPUT_HTML == true ]]; then
	option format "html=$reports/bpmnlint.html"
	artifacts+=("$reports/bpmnlint.html")
fi
lines "$INPUT_FORMATS"
for format in ${lines[@]+"${lines[@]}"}; do option format "$format"; done
lines "$INPUT_ARGS"
arguments+=(${lines[@]+"${lines[@]}"})
lines "$INPUT_PATHS"
arguments+=(-- ${lines[@]+"${lines[@]}"})

code=0
bpmnlint lint "${arguments[@]}" || code=$?

# Reports have one finding a line; quotes within texts are escaped.
count() {
	grep -c "\"severity\":\"$1\"" "$reports/bpmnlint.json" 2>/dev/null || true
}
errors=$(count error) warnings=$(count warning) notes=$(count note)
output exit-code "$code"
output errors "${errors:-0}"
output warnings "${warnings:-0}"
output notes "${notes:-0}"
new=
[[ -z $since ]] || new=$((${errors:-0} + ${warnings:-0} + ${notes:-0}))
output new-findings "$new"
sarif=$(located "$sarif")
[[ ! -f $sarif ]] || output sarif-file "$(cd "$(dirname "$sarif")" && pwd)/$(basename "$sarif")"
[[ ! -f $reports/bpmnlint.json ]] || output json-file "$reports/bpmnlint.json"
[[ ! -f $reports/bpmnlint.html ]] || output html-file "$reports/bpmnlint.html"
output reports "$reports"

changed=()
if [[ -n $since ]]; then
	while IFS= read -r -d '' file; do
		changed+=("./$file")
	done < <(git diff -z --name-only --no-renames --diff-filter=AM --relative "$since" -- '*.bpmn' '*.bpmn20.xml')
fi
output changed-files "$(for file in ${changed[@]+"${changed[@]}"}; do printf '%s\n' "${file#./}"; done)"
if [[ $INPUT_PICTURES == true && ${#changed[@]} -gt 0 ]]; then
	mkdir -p "$reports/pictures"
	if bpmnlint render --findings -o "$reports/pictures" -- "${changed[@]}"; then
		artifacts+=("$reports/pictures")
	else
		command_line notice 'The models that changed could not be drawn.'
	fi
fi
output artifacts "$(for file in ${artifacts[@]+"${artifacts[@]}"}; do printf '%s\n' "$file"; done)"
