#!/usr/bin/env bash
# On pull requests: runs bpmnlint migrate-plan and bpmnlint review on the models
# that changed, and writes the summary of the job. It exits 0 whatever they say:
# judge.sh fails the job when all else is done.
#
# All inputs come from the environment and go into one array, each as one
# argument: none is read by the shell as code, none begins a flag of its own.
set -euo pipefail
# shellcheck source=action/output.sh
source "$ACTION_PATH/action/output.sh"
# shellcheck source=action/input.sh
source "$ACTION_PATH/action/input.sh"

cd "$(located "$INPUT_WORKING_DIRECTORY")"

reports=$REPORTS
artifacts=()
migrate=false review=false since=
given "$INPUT_MIGRATE_PLAN" migrate-plan && migrate=true
given "$INPUT_REVIEW" review && review=true
if [[ $migrate == true || $review == true ]] && ! since=$(base); then
	command_line notice 'The base of the pull request is not here, so no versions of models can be compared. Give actions/checkout fetch-depth: 2 or more.'
	migrate=false review=false
fi

# common sets the arguments that all verbs have, and the paths at their end.
common() {
	arguments=("--base=$since")
	option config "$INPUT_CONFIG"
	option platform "$INPUT_PLATFORM"
	arguments+=("$@")
	lines "$INPUT_PATHS"
	arguments+=(-- ${lines[@]+"${lines[@]}"})
}

if [[ $migrate == true ]]; then
	format=text
	[[ $INPUT_ANNOTATIONS != true ]] || format=github
	common "--fail-on=$INPUT_MIGRATE_PLAN_FAIL_ON" "--category=${INPUT_CATEGORY:+$INPUT_CATEGORY/}migration" "--format=$format" "--format=sarif=$reports/migration.sarif" \
		"--format=json=$reports/migration.json" "--format=markdown=$reports/migration.md"
	code=0
	bpmnlint migrate-plan "${arguments[@]}" || code=$?
	output migration-exit-code "$code"
	[[ ! -f $reports/migration.sarif ]] || output migration-sarif-file "$reports/migration.sarif"
	[[ ! -f $reports/migration.json ]] || output migration-json-file "$reports/migration.json"
fi

if [[ $review == true ]]; then
	flags=("--output=$reports/review.md" "--migration-fail-on=$INPUT_MIGRATE_PLAN_FAIL_ON")
	[[ -z $INPUT_PRESET ]] || flags+=("--preset=$INPUT_PRESET")
	[[ -z $INPUT_FAIL_ON ]] || flags+=("--fail-on=$INPUT_FAIL_ON")
	[[ -z $INPUT_BASELINE ]] || flags+=("--baseline=$INPUT_BASELINE")
	[[ $INPUT_PICTURES != true ]] || flags+=("--pictures=$reports/changes" "--pictures-url=$RUN_URL#artifacts")
	common "${flags[@]}"
	# Findings are the business of the other verbs; a page without one is none.
	bpmnlint review "${arguments[@]}" || (($? == 1)) ||
		command_line notice 'The page about the pull request could not be written: see the log of this step.'
fi
if [[ -f $reports/review.md ]]; then
	output review-file "$reports/review.md"
	artifacts+=("$reports/review.md")
	[[ ! -d $reports/changes ]] || artifacts+=("$reports/changes")
fi
output artifacts "$(for file in ${artifacts[@]+"${artifacts[@]}"}; do printf '%s\n' "$file"; done)"

# append FILE adds a report to the summary of the job.
append() {
	[[ ! -f $1 || -z ${GITHUB_STEP_SUMMARY:-} ]] || cat -- "$1" >>"$GITHUB_STEP_SUMMARY"
}

if [[ $INPUT_JOB_SUMMARY == true ]]; then
	append "$reports/review.md"
	# The page has the new findings, not all.
	[[ -f $reports/review.md && -n $NEW_FINDINGS ]] || append "$reports/summary.md"
	[[ -f $reports/review.md ]] || append "$reports/migration.md"
fi
