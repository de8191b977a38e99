#!/usr/bin/env bash
# Installs the version INPUT_VERSION of bpmnlint: downloads its archive and the
# checksums of the release, verifies one with the other, and puts the program
# into the runner's tool cache and on the PATH. Nothing is downloaded for the
# version "installed", nor where the cache has it. BPMNLINT_RELEASES names a
# mirror of the releases (https, or file for a runner without network).
set -euo pipefail
# shellcheck source=action/output.sh
source "$ACTION_PATH/action/output.sh"

fail() {
	command_line error "$1"
	exit 1
}

version=${INPUT_VERSION#v}
if [[ $version == installed ]]; then
	command -v bpmnlint >/dev/null || fail 'The version is "installed", but there is no bpmnlint on the PATH.'
	output version "$(bpmnlint version)"
	exit 0
fi
[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || fail "Not a version of bpmnlint: $INPUT_VERSION"

case "$RUNNER_OS" in
Linux) system=linux ;;
macOS) system=darwin ;;
Windows) system=windows ;;
*) fail "There is no bpmnlint for $RUNNER_OS: install it yourself and set the version to \"installed\"." ;;
esac
case "$RUNNER_ARCH" in
X64) machine=amd64 ;;
ARM64) machine=arm64 ;;
*) fail "There is no bpmnlint for $RUNNER_ARCH: install it yourself and set the version to \"installed\"." ;;
esac

cache="${RUNNER_TOOL_CACHE:-$RUNNER_TEMP}/bpmnlint/$version/$machine"
if [[ ! -e "$cache/complete" ]]; then
	archive="bpmnlint_${version}_${system}_${machine}.tar.gz"
	release="${BPMNLINT_RELEASES:-https://github.com/bpmnlint/bpmnlint/releases/download}/v$version"
	tmp=$(mktemp -d)
	trap 'rm -rf "$tmp"' EXIT
	for file in "$archive" checksums.txt; do
		curl --proto '=https,file' --proto-redir '=https' --fail --silent --show-error --location --retry 3 --output "$tmp/$file" "$release/$file" ||
			fail "Cannot download $release/$file"
	done
	want=$(awk -v name="$archive" '$2 == name { print $1 }' "$tmp/checksums.txt")
	if command -v sha256sum >/dev/null; then
		have=$(sha256sum <"$tmp/$archive")
	else
		have=$(shasum -a 256 <"$tmp/$archive")
	fi
	have=${have%% *}
	[[ -n $want && $want == "$have" ]] || fail "The checksum of $archive is $have, and should be ${want:-in checksums.txt}."
	mkdir -p "$cache"
	tar -xzf "$tmp/$archive" -C "$cache"
	touch "$cache/complete"
fi
printf '%s\n' "$cache" >>"$GITHUB_PATH"
output version "$("$cache/bpmnlint" version)"
