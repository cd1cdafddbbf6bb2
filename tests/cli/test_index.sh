# SPDX-License-Identifier: GPL-2.0-or-later
# The life of an archive: built, run again, changed, pruned, locked, foreign.
. "$WIRE_SOURCE/tests/support/cli.sh"

mkdir in
for n in 1 2 3; do
	printf 'Ferry number%s late\n\nOSLO, May %s (Reuters) - The ferry was late.\n' $n $n >in/$n.txt
done
touch -d '1 hour ago' in/*.txt

check "a first run" 0 wire-index -d db --reference-date 2023-12-31 in
out_has '3 files read: 3 stories indexed, 0 updated, 0 unchanged, 0 skipped'
err_is_empty
check "a second run has nothing to do" 0 wire-index -d db --reference-date 2023-12-31 in
out_has '0 stories indexed, 0 updated, 3 unchanged'
check "another reference date reads all again" 0 wire-index -d db --reference-date 2022-12-31 in
out_has '3 updated'
check "the year is the reference's" 0 wire-search -d db --count date:2022-05
out_is 3

printf 'Ferry number1 on time\n\nOSLO, May 1 (Reuters) - The ferry sailed.\n' >in/1.txt
check "a changed file is replaced" 0 wire-index -d db --reference-date 2022-12-31 in
out_has '0 stories indexed, 1 updated, 2 unchanged'
check "and its old words are gone" 1 wire-search -d db 'number1 late'
rm in/2.txt
check "a file that is gone stays without --prune" 0 wire-index -q -d db --reference-date 2022-12-31 in
check "" 0 wire-search -d db --count number2
check "--prune drops it" 0 wire-index -d db --prune --reference-date 2022-12-31 in
out_has '1 dropped'
check "and nothing else" 0 wire-search -d db --count ferry
out_is 2
check "--reindex reads all" 0 wire-index -d db --reindex --reference-date 2022-12-31 in
out_has '2 updated'

check "standard input" 0 sh -c 'printf "Seals\n\nRIGA, May 9 (AFP) - Seals came.\n" | wire-index -d db -'
check "is found" 0 wire-search -d db --ids seals
out_has '^stdin:'
check "--source is for stories that name none" 0 sh -c 'printf "A line\n\nSome words that follow it here.\n" | wire-index --extract --source upi -'
out_has '"source":"UPI"'
check "--why explains" 0 wire-index --extract --why in/1.txt
out_has '"source: Reuters: dateline"'
check "-v names files" 0 wire-index -v -d db in
err_has 'in/1.txt'
check "progress on demand" 0 wire-index --progress=always --reindex -d db in
err_has '1 file, 1 story'
check "-q is quiet" 0 wire-index -q -d db in
out_is ''
err_is_empty

check "no paths" 2 wire-index -d db
check "no database" 2 env -u WIRE_DB wire-index in
err_has 'no database'
check "an unknown option is named" 2 wire-index --frobnicate in
err_has "unknown option '--frobnicate'"
check "a bad date" 2 wire-index -d db --reference-date 2023-02-30 in
err_has '2023-02-30'
check "an unknown format" 2 wire-index -d db --format docx in
check "--prune needs a database" 2 wire-index --extract --prune in
check "help is on standard output" 0 wire-index --help
out_has 'reference-date'
err_is_empty
check "version" 0 wire-index --version

mkdir foreign && echo x >foreign/file
check "a folder that is not ours is left alone" 3 wire-index -d foreign in
err_has 'foreign'
[ -z "$(ls foreign | grep -v '^file$')" ]
note $? "nothing was put into the foreign folder"
check "full output is a failure" 3 sh -c 'wire-index --extract in/*.txt >/dev/full'
err_has 'cannot write'

# Kill a run at many moments: what was committed stays, and the next run completes it.
mkdir many
i=0
while [ $i -lt 1500 ]; do
	printf 'Story %s\n\nOSLO, May 2 (AP) - Marker%s and words.\n' $i $i >many/$i.txt
	i=$((i + 1))
done
for delay in 0.05 0.2 0.4; do
	wire-index -q -d killed many &
	sleep $delay
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
done
check "the next run completes it" 0 wire-index -q -d killed many
check "with every story once" 0 wire-search -d killed --count ''
out_is 1500
finish
