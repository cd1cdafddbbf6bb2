# SPDX-License-Identifier: GPL-2.0-or-later
# Helpers of the command-line tests: `check WHY STATUS COMMAND...` runs a command and holds its exit status; its output is then
# in ./out and ./err for `out_has`, `err_has`, `out_is`. `finish` prints the closing line.
passed=0
failed=0

note() {
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2"
		sed 's/^/  out: /' out | head -20
		sed 's/^/  err: /' err | head -20
	fi
}

check() {
	why=$1
	want=$2
	shift 2
	"$@" >out 2>err </dev/null
	got=$?
	[ "$got" = "$want" ]
	note $? "$why: exit status $got, want $want: $*"
}

out_has() { grep -q -e "$1" out; note $? "$why: standard output has no '$1'"; }
out_lacks() { ! grep -q -e "$1" out; note $? "$why: standard output has '$1'"; }
err_has() { grep -q -e "$1" err; note $? "$why: standard error has no '$1'"; }
err_lacks() { ! grep -q -e "$1" err; note $? "$why: standard error has '$1'"; }
out_is() { [ "$(cat out)" = "$1" ]; note $? "$why: standard output is not '$1'"; }
err_is_empty() { [ ! -s err ]; note $? "$why: standard error is not empty"; }

finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
	exit $?
}
