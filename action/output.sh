# output NAME VALUE sets an output of the step. The delimiter cannot be guessed,
# so that a value with line ends sets no other output.
output() {
	local mark
	mark="mark-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
	printf '%s<<%s\n%s\n%s\n' "$1" "$mark" "$2" "$mark" >>"$GITHUB_OUTPUT"
}

# command_line NAME MESSAGE writes a workflow command; the message cannot end it.
command_line() {
	local message=$2
	message=${message//'%'/%25}
	message=${message//$'\r'/%0D}
	message=${message//$'\n'/%0A}
	printf '::%s::%s\n' "$1" "$message"
}
