# SPDX-License-Identifier: GPL-2.0-or-later
# The limits that wire-search(1) names: what is at one is answered, what passes it is an error that names it.
. "$WIRE_SOURCE/tests/support/cli.sh"
export WIRE_DB=$PWD/db
mkdir in
{
	printf 'Ferry late\n\nOSLO, May 2 (Reuters) - The ferry was late, and the quay was full.\n\n'
	awk 'BEGIN { for (i = 0; i < 2001; i++) printf "qu%c%c%c ", 97 + i % 26, 97 + int(i / 26) % 26, 97 + int(i / 676) }'
} >in/a.txt
wire-index -q -d db in || exit 1
repeat() { awk -v n="$1" -v s="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", s }'; }
# refused SAYS ARGUMENT...
refused() { says=$1; shift; check "$says" 2 wire-search "$@"; err_has "$says"; out_is ''; }

check "1000 hits at once" 0 wire-search -n 1000 ferry
refused 'want a number from 0 to 1000' -n 1001 ferry
check "--ids has no such bound" 0 wire-search --ids -n 1001 ferry
check "100000 passed over" 0 wire-search --offset 100000 ferry
refused 'want a number from 0 to 100000' --offset 100001 ferry
check "100000 values of a facet" 0 wire-search --facets --facet-limit 100000 ferry
refused 'want a number from 1 to 100000' --facets --facet-limit 100001 ferry
check "32 filters" 1 wire-search $(repeat 32 '-f source=AP ') ferry
refused 'the limit is 32' $(repeat 33 '-f source=AP ') ferry
check "64 databases" 0 wire-search $(repeat 64 '-d db ') ferry
refused 'the limit is 64' $(repeat 65 '-d db ') ferry
check "4096 bytes of words" 1 wire-search "$(repeat 256 'abcdefghijklmnop ')"
refused 'the limit is 4096 bytes' "$(repeat 255 'abcdefghijklmnop ')abcdefghijklmnopq"
check "256 parts" 0 wire-search "$(repeat 256 'ferry ')"
refused '256' "$(repeat 257 'ferry ')"
check "64 deep" 0 wire-search "$(repeat 64 '(')ferry$(repeat 64 ')')"
refused '64' "$(repeat 65 '(')ferry$(repeat 65 ')')"
check "100 words between" 0 wire-search 'ferry NEAR/100 quay'
refused '100' 'ferry NEAR/101 quay'
check "two letters before a star" 0 wire-search 'fe*'
refused 'at least 2 letters\|at least two letters' 'f*'
check "2000 words of a beginning" 0 wire-search 'qua* OR qub*'
refused '2,000\|2000' 'qu*'
# Places of three words in one story that are too many to tell apart: an error, and no other answer.
mkdir crowd
printf 'BONN, June 1 2020 (AP) -- %sgreen.\n' "$(repeat 5000 'red blue ')" >crowd/crowd.txt
wire-index -q -d crowded.db crowd/crowd.txt
check "places that can be told apart" 0 wire-search -d crowded.db --count 'red NEAR/2 blue NEAR/100 green'
check "more places than that" 2 wire-search -d crowded.db --count 'red NEAR/100 blue NEAR/100 green'
err_has 'more places of this than can be told apart'
finish
