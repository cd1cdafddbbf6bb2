# SPDX-License-Identifier: GPL-2.0-or-later
# Bad input is named with its reason, counted, and passed over; good stories beside it are indexed.
. "$WIRE_SOURCE/tests/support/cli.sh"

mkdir in
printf 'Ferry late\n\nOSLO, May 2 (Reuters) - The ferry was late.\n' >in/good.txt
head -c 4000 /dev/urandom | tr -d '\n' >in/binary.txt
printf '\000\001\002' | dd of=in/binary.txt conv=notrunc 2>/dev/null
: >in/empty.txt
printf ' \n\n' >in/blank.txt
printf 'Caf\351 opens\n\nPARIS, May 3 (AFP) - Un caf\351 a ouvert.\n' >in/latin1.txt
printf '\377\376F\000e\000r\000r\000y\000 \000l\000a\000t\000e\000\n\000' >in/utf16.txt
printf 'Nul\000s\n\nOSLO, May 4 (AP) - One\000 two.\n' >in/nuls.txt
head -c 209715200 /dev/zero | tr '\000' 'a' >in/long.txt
printf '<REUTERS NEWID="1">\n<TEXT><TITLE>WHOLE</TITLE><BODY>All of it.</BODY></TEXT></REUTERS>\n<REUTERS NEWID="2">\n<TEXT><TITLE>CU' >in/cut.sgm
printf 'secret' >in/unreadable.txt
chmod 000 in/unreadable.txt

check "faults end in status 1" 1 wire-index -d db in gone.txt
err_has 'in/binary.txt: skipped'
err_has 'in/empty.txt: skipped: empty file'
err_has 'in/blank.txt: skipped: no text'
err_has 'in/long.txt: skipped: too long'
err_has 'in/cut.sgm: skipped: cut off.*NEWID 2'
err_has 'gone.txt: skipped: No such file'
out_has 'stories indexed'
[ "$(id -u)" = 0 ] || err_has 'in/unreadable.txt: skipped'

for word in ferry opens nul whole; do
	check "the good ones are there: $word" 0 wire-search -d db --count "$word"
done
check "Latin-1 and accents" 0 wire-search -d db café
check "a second run names the faults again" 1 wire-index -d db in
out_has ' 0 stories indexed'
finish
