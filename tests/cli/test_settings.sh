# SPDX-License-Identifier: GPL-2.0-or-later
# What a database remembers of the runs before, what is passed over, and what is no database.
. "$WIRE_SOURCE/tests/support/cli.sh"
unset WIRE_DB

# ---- the format is remembered, too
mkdir in && printf '<REUTERS NEWID="1">\n<DATE>26-FEB-1987 15:01:01.79</DATE><TEXT><TITLE>Heron</TITLE><BODY>The heron came.</BODY></TEXT>\n</REUTERS>\n' >in/a.sgm
check "a format that is forced" 0 wire-index -q -d db --format text in
check "" 0 wire-search -d db --ids heron
out_is 'file:a.sgm'
check "goes on without a word" 0 wire-index -d db in
err_has 'note: --format text, as at an earlier run'
out_has ' 1 unchanged'
check "until auto takes it back: all is read again" 0 wire-index -d db --format auto in
out_has '1 story indexed.* 1 dropped'
check "" 0 wire-search -d db --ids heron
out_is 'reuters-21578:1'
check "and no note is left" 0 wire-index -d db in
err_is_empty
out_has ' 1 unchanged'

# ---- --exclude may be repeated; -v names every fault
i=0
while [ $i -lt 12 ]; do
	: >in/e$i.txt
	i=$((i + 1))
done
check "two patterns" 0 wire-index -d db --exclude 'e*' --exclude '*.sgm' in
out_has '13 passed over: excluded'
check "ten faults of a kind" 1 wire-index -d db in
[ "$(grep -c 'txt: skipped: empty' err)" = 10 ]
note $? "and no more"
check "but with -v all" 1 wire-index -v -d db --reindex in
[ "$(grep -c 'txt: skipped: empty' err)" = 12 ]
note $? "twelve"
check "and with -q ten" 1 wire-index -q -d db --reindex in
[ "$(grep -c . err)" = 11 ]
note $? "and how many more there are"
rm in/e*

# ---- what is no database of ours
mkdir other && echo x >other/file
for program in 'wire-search -d other x' 'wire-index -d other in'; do
	check "a folder of other things: $program" 3 $program
	err_has 'other'
	[ "$(ls other)" = file ]
	note $? "is left as it is"
done
finish
