# SPDX-License-Identifier: GPL-2.0-or-later
# The order of hits: by time within a day, equals as they were indexed, undated stories last.
. "$WIRE_SOURCE/tests/support/cli.sh"
export WIRE_DB=$PWD/db

# story ID DATE TIME
story() {
	printf '<REUTERS NEWID="%s">\n<DATE>%s %s.79</DATE><TEXT><TITLE>Ferry %s</TITLE><DATELINE>OSLO, March 2 - </DATELINE><BODY>The ferry came to the quay.</BODY></TEXT>\n</REUTERS>\n' "$1" "$2" "$3" "$1"
}
mkdir in
{
	story 1 ' 2-MAR-1987' 10:07:01
	story 2 ' 2-MAR-1987' 00:38:59
	story 3 ' 3-MAR-1987' 00:00:01
	story 4 ' 2-MAR-1987' 23:59:59
	story 5 ' 2-MAR-1987' 10:07:01
	story 6 ' 1-MAR-1987' 23:59:59
} >in/a.sgm
printf 'Ferry adrift\n\nThe ferry left the quay without anybody.\n' >in/b.txt
wire-index -q -d db in || exit 1

order() { out_is "$(printf 'reuters-21578:%s\n' $1)${2:-}"; }
undated='
file:b.txt'
check "newest first: by the minute within a day" 0 wire-search --ids --sort newest ferry
order '3 4 1 5 2 6' "$undated"
check "oldest first: equals stay as they were indexed, and who has no date is last again" 0 wire-search --ids --sort oldest ferry
order '6 2 1 5 4 3' "$undated"
check "the same in pages" 0 sh -c 'for i in 0 2 4 6; do wire-search --ids --sort newest -n 2 --offset $i ferry; done'
order '3 4 1 5 2 6' "$undated"
check "of equal score the first that was indexed" 0 wire-search --ids 'quay came'
order '1 2 3 4 5 6'

# ---- of a dateline the place alone is a word
check "a dateline's month is none" 1 wire-search --count march
out_is 0
check "nor is its agency" 1 wire-search --count reuters
check "its place is" 0 wire-search --count oslo
out_is 6
check "and its date is a date" 0 wire-search --count date:1987-03
out_is 6
check "which takes nothing away" 0 wire-search --count 'ferry -march'
out_is 7
finish
