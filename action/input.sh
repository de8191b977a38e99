# What the scripts that run bpmnlint share. The odd expansions of arrays are for
# the bash 3.2 of macOS, in which an empty array is not set.
unset CDPATH

# located PATH prints a path that no command takes for a flag or for "-".
located() {
	case "$1" in
	/* | [A-Za-z]:*) printf '%s' "$1" ;;
	*) printf './%s' "$1" ;;
	esac
}

# lines VALUE sets the array of the same name to the lines that are not blank.
lines() {
	lines=()
	local line
	while IFS= read -r line || [[ -n $line ]]; do
		line=${line%$'\r'}
		[[ -z ${line//[[:space:]]/} ]] || lines+=("$line")
	done <<<"$1"
}

# option FLAG VALUE adds --FLAG=VALUE unless the value is empty.
option() {
	[[ -z $2 ]] || arguments+=("--$1=$2")
}

# base prints the commit of the pull request's base, fetched if it is not here.
base() {
	[[ ${BASE_SHA:-} =~ ^[0-9a-f]{40,64}$ ]] || return 1
	git cat-file -e "$BASE_SHA^{commit}" 2>/dev/null ||
		git fetch --quiet --depth=1 --no-tags origin "$BASE_SHA" 2>/dev/null ||
		return 1
	printf '%s' "$BASE_SHA"
}

# given VALUE NAME reports whether what an input switches is on; "auto" is on
# where the base of a pull request is known.
given() {
	case "$1" in
	auto) [[ -n ${BASE_SHA:-} ]] ;;
	true) return 0 ;;
	false) return 1 ;;
	*)
		command_line error "$2 is auto, true or false, not $1"
		exit 2
		;;
	esac
}
