#!/usr/bin/env bash
# Runs cdolint for the GitHub action: SARIF for code scanning, annotations, and
# the summary of the job. Ends with 0 unless the analysis itself failed; the
# last step of the action looks at the output "status".
#
# CDOLINT_PATHS, CDOLINT_CONFIG, CDOLINT_FAIL_ON, CDOLINT_SINCE, CDOLINT_ARGS,
# CDOLINT_ANNOTATIONS, CDOLINT_SUMMARY: the inputs of the action
# RUNNER_TEMP, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY: by the runner
set -uo pipefail

sarif=$RUNNER_TEMP/cdolint.sarif
args=()
[[ -n ${CDOLINT_CONFIG:-} ]] && args+=(--config "$CDOLINT_CONFIG")
[[ -n ${CDOLINT_SINCE:-} ]] && args+=(--since "$CDOLINT_SINCE")
read -r -a more <<<"${CDOLINT_ARGS:-}"
args+=(${more[@]+"${more[@]}"})
paths=()
while IFS= read -r path; do # one path a line: they may hold blanks
	[[ -n $path ]] && paths+=("$path")
done <<<"${CDOLINT_PATHS:-.}"

check() { # [FLAG…]
	cdolint check ${args[@]+"${args[@]}"} "$@" -- "${paths[@]}"
}

fail_on=()
[[ -n ${CDOLINT_FAIL_ON:-} ]] && fail_on=(--fail-on "$CDOLINT_FAIL_ON")
check --format sarif --output "$sarif" ${fail_on[@]+"${fail_on[@]}"}
status=$?
echo "status=$status" >>"$GITHUB_OUTPUT"
if [[ ! -s $sarif ]]; then
	echo "::error title=cdolint::the analysis could not be done (exit status $status)"
	exit "$status"
fi
echo "sarif=$sarif" >>"$GITHUB_OUTPUT"
if [[ ${CDOLINT_ANNOTATIONS:-false} == true ]]; then
	check --format github --fail-on never
else
	check --quiet --color never --fail-on never
fi
if [[ ${CDOLINT_SUMMARY:-true} == true ]]; then
	check --format markdown --fail-on never >>"$GITHUB_STEP_SUMMARY"
fi
exit 0
