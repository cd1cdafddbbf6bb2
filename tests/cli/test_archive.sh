# SPDX-License-Identifier: GPL-2.0-or-later
# An archive's files come, go, overlap and move: no story is lost that a file holds, none stays that none holds.
. "$WIRE_SOURCE/tests/support/cli.sh"
unset WIRE_DB

# story ID WORD: one <REUTERS> element.
story() {
	printf '<REUTERS NEWID="%s">\n<DATE>26-FEB-1987 15:01:01.79</DATE><TEXT><TITLE>%s</TITLE><BODY>The %s came.</BODY></TEXT>\n</REUTERS>\n' "$1" "$2" "$2"
}
# text FILE WORD
text() {
	printf 'On the %s\n\nOSLO, May 2 (Reuters) - The %s was late.\n' "$2" "$2" >"$1"
}
count() { check "$1" "$2" wire-search -d "$3" --count "$4"; out_is "$5"; }

# ---- a story that two files hold
mkdir o && { story 1 heron; story 2 otter; } >o/a.sgm && cp o/a.sgm o/b.sgm
check "two files hold the same" 0 wire-index -d o.db o
out_has '2 stories indexed.*2 held by other files, too'
rm o/b.sgm
check "one of them goes" 0 wire-index --prune -d o.db o
count "its stories stay" 0 o.db '' 2
{ story 1 heron; story 2 otter; } >o/c.sgm
check "it comes again" 0 wire-index -q -d o.db o
story 1 heron >o/c.sgm
check "and loses one story" 0 wire-index -q -d o.db o
count "that the other still holds" 0 o.db '' 2
story 1 osprey >o/c.sgm
check "the last in byte order is in force" 0 wire-index -q -d o.db o
count "" 0 o.db osprey 1
printf '\n' >>o/a.sgm
check "whichever was read last" 0 wire-index -q -d o.db o
count "" 0 o.db osprey 1
rm o/c.sgm
check "until it goes: then the other is read again" 0 wire-index -q --prune -d o.db o
count "" 0 o.db heron 1
count "" 1 o.db osprey 0
rm o/a.sgm && story 3 teal >o/d.sgm
check "a story goes with its last owner" 0 wire-index --prune -d o.db o
out_has '2 dropped'
count "" 0 o.db '' 1

# ---- stories without an id of their own
mkdir n && for word in crane stork; do
	printf '<REUTERS X="1">\n<TEXT><TITLE>%s</TITLE><BODY>A %s.</BODY></TEXT></REUTERS>\n' $word $word
done >n/two.sgm
check "two stories without an id are two" 0 wire-index -q -d n.db n
check "" 0 wire-search -d n.db --ids stork
out_is 'file:two.sgm#2'
count "" 0 n.db '' 2

# ---- names that are no UTF-8, or steer a terminal
mkdir u && text "u/$(printf 'caf\351')" kerosene && text "u/$(printf 'a\nb\033[1m')" paraffin && text 'u/100%25.txt' naphtha && text 'u/#1' petrol
check "any name is indexed" 0 wire-index -q -d u.db u
check "" 0 wire-search -d u.db --ids kerosene
out_is 'file:caf%E9'
check "" 0 wire-search -d u.db --ids paraffin
out_is 'file:a%0Ab%1B[1m'
check "and its text is its own" 0 wire-search -d u.db --ids naphtha
out_is 'file:100%2525.txt'
check "a # is not taken for a part" 0 wire-search -d u.db --ids petrol
out_is 'file:%231'
count "every page shows" 0 u.db '' 4
rm u/caf*
check "and it can be pruned" 0 wire-index --prune -d u.db u
out_has '1 dropped'

# ---- what a record says does not hang on how the path was typed
mkdir -p y/2021 && text y/2021/a.txt ferry
check "from above" 0 wire-index --extract -q y
out_has '"date":"2021-05-02"'
check "from inside" 0 sh -c 'cd y/2021 && wire-index --extract -q .'
out_has '"date":"2021-05-02"'
check "a file by itself" 0 wire-index --extract -q y/2021/a.txt
out_has '"date":"2021-05-02"'
for typed in y "$PWD/y" ./y/../y y/2021/a.txt; do
	check "named $typed" 0 wire-index -q -d y.db "$typed"
	check "" 0 wire-search -d y.db --ids ''
	out_is 'file:2021/a.txt'
done
check "outside of the root" 2 wire-index -d y.db n
err_has 'not within the archive.s root.*--root'
touch -d '1 hour ago' y/2021/a.txt && wire-index -q -d y.db y && mv y moved
check "a moved archive is told so" 0 wire-index -d y.db --root moved moved
out_has '0 updated, 1 unchanged'
err_has 'root is now .*/moved, was .*/y'
check "and stays so" 0 wire-index -d y.db moved
out_has '1 unchanged'
check "a root that is none" 2 wire-index -d y.db --root nowhere moved

# ---- settings are remembered
mkdir s && text s/a.txt ferry && touch -d '1 hour ago' s/a.txt
check "with a reference date" 0 wire-index -q -d s.db --reference-date 2023-12-31 s
check "without one" 0 wire-index -d s.db s
out_has '1 unchanged'
err_has 'note: --reference-date 2023-12-31, as at an earlier run'
count "" 0 s.db date:2023 1
check "none takes it back" 0 wire-index -d s.db --reference-date none s
out_has '1 updated'
count "" 1 s.db date:2023 0
printf 'A line\n\nSome words that follow it here.\n' >s/b.txt
check "another source reads all again" 0 wire-index -d s.db --source UPI s
out_has '1 story indexed, 1 updated'
check "" 0 wire-index -d s.db --source AFP s
out_has '2 updated'
count "" 0 s.db source:AFP 1
check "a date out of all reason" 2 wire-index -d s.db --reference-date 1800-01-01 s
check "-d beside --extract" 2 wire-index -d s.db --extract s

# ---- pruning what only looks as if it were gone
mkdir p && text p/a.txt ferry && text p/b.txt tram && wire-index -q -d p.db p && mv p px
check "a path that is gone" 1 wire-index --prune -d p.db p
err_has 'p: skipped: No such file'
err_has 'note: p: not pruned: nothing is there, and the database knows 2 files of it'
out_has ' 1 skipped'
count "" 0 p.db '' 2
mkdir p
check "an empty mount point" 1 wire-index --prune -d p.db p
err_has 'the database knows 2 files of it'
count "" 0 p.db '' 2
check "by force" 0 wire-index --force-prune -d p.db p
out_has '2 dropped'
mkdir -p e/y && text e/a.txt ferry && text e/y/b.txt tram && wire-index -q -d e.db e
check "what is excluded is not gone, nor its disk missing" 0 wire-index -v --exclude 'y/*' --prune -d e.db e/y
err_lacks 'not pruned'
count "" 0 e.db '' 2
mkdir -p disk q && text q/a.txt ferry && text disk/b.txt tram && ln -s ../disk q/disk
check "a link to a folder is followed" 0 wire-index -d q.db q
out_has '2 stories indexed'
mv disk away
check "what is behind a link to nothing" 1 wire-index --prune -d q.db q
err_has 'q/disk: skipped: a link to nothing'
count "" 0 q.db '' 2
mkdir -p t/old && for name in a b c old/d e; do text t/$name.txt $name; done && wire-index -q -d t.db t
rm t/a.txt t/b.txt t/c.txt && mkdir t/a.txt && mkfifo t/b.txt && ln -s e.txt t/c.txt && mv t/old t/new && ln -s new t/old
check "a folder, a pipe, a link to another file in its place" 0 wire-index --prune -d t.db t
out_has '1 story indexed.*4 dropped'
check "each story is there once" 0 wire-search -d t.db --ids ''
out_is "$(printf 'file:e.txt\nfile:new/d.txt')"

# ---- what is passed over
mkdir -p v/sub v/.git && text v/a.txt ferry && text v/.hidden x && text v/b.txt~ x && text v/c.bak x && text 'v/#d#' x && text v/sub/e.txt tram && text v/f.skip x && text v/sub/g.skip x
ln -s .. v/sub/up && ln -s sub v/again && text v/.git/x y
check "each folder once, however it is reached" 0 sh -c 'cd v && wire-index -d archive.db --exclude "*.skip" .'
out_has '^2 files read: 2 stories indexed'
for kind in '3 passed over: hidden\|2 passed over: hidden' '3 passed over: an editor' '2 passed over: excluded' '1 passed over: a database' '2 passed over: reached by another way'; do
	out_has "$kind"
done
check "the database in it is no fault the second time" 0 sh -c 'cd v && wire-index -v -d archive.db --exclude sub/e.txt .'
err_has 'archive.db: passed over: a database'
err_has '/e.txt: passed over: excluded'

# ---- a file that is no story any more
mkdir g && text g/a.txt ferry && text g/b.txt tram && { story 1 heron; story 2 otter; } >g/c.sgm && wire-index -q -d g.db g
: >g/a.txt && printf '<html><p>x' >g/b.txt && { story 1 heron; printf '<REUTERS NEWID="2"><TEXT>cut'; } >g/c.sgm
check "faults are told" 1 wire-index -d g.db g
err_has 'g/b.txt: skipped: HTML: no reader for it yet'
count "what is empty or no story loses the old one" 1 g.db 'ferry OR tram' 0
count "what is cut off keeps it" 0 g.db otter 1
check "known faults are one line a file" 1 wire-index -d g.db g
err_has 'g/b.txt: 1 skipped as at the last run: HTML: no reader for it yet'
err_has 'g/c.sgm: 1 skipped as at the last run: cut off: no </REUTERS> (story NEWID 2)'
touch g/c.sgm
check "" 1 wire-index -d g.db g
check "a new time alone keeps the reason" 1 wire-index -d g.db g
err_has 'g/c.sgm: 1 skipped as at the last run: cut off: '
{ story 1 heron; printf '<REUTERS NEWID="5"></REUTERS><REUTERS NEWID="2"><TEXT>cut'; } >g/c.sgm
check "" 1 wire-index -d g.db g
check "of several the first is told" 1 wire-index -d g.db g
err_has 'g/c.sgm: 2 skipped as at the last run, the first: no text: story NEWID 5'
check "and none with -q" 1 wire-index -q -d g.db g
err_is_empty

# ---- many faults of a kind
mkdir f && i=0 && while [ $i -lt 25 ]; do : >f/$i.txt; i=$((i + 1)); done
check "ten are named" 1 wire-index -d f.db --faults list f
[ "$(grep -c 'txt: skipped: empty' err)" = 10 ]
note $? "ten lines, not $(grep -c skipped err)"
err_has '15 more skipped: empty file (--faults FILE names all)'
[ "$(grep -c ': empty file$' list)" = 25 ]
note $? "all are in the list"

# ---- nothing of an archive is one transaction, and a signal ends a run by itself
mkfifo pipe
i=0; while [ $i -lt 700 ]; do story $i "bird$i and $(printf '%0300d' 0)"; i=$((i + 1)); done >feed
wire-index -q -d k.db - <pipe 2>err &
indexer=$!
exec 3>pipe
cat feed >&3
tries=0
until [ "$(wire-search -d k.db --count '' 2>/dev/null || echo 0)" -ge 400 ] || [ $tries -gt 200 ]; do sleep 0.1; tries=$((tries + 1)); done
[ $tries -le 200 ]
note $? "stories are there while the run waits for more"
kill -TERM $indexer
exec 3>&-
wait $indexer
[ $? = 143 ]
note $? "SIGTERM ends the run by SIGTERM"
err_has 'interrupted: what was read is stored'
[ "$(wire-search -d k.db --count '')" -gt 500 ]
note $? "with what was read since"

# ---- a database whose making was cut off
mkdir -p c.db/g1 && : >c.db/g1/postlist.glass && : >c.db/g1/docdata.glass && : >c.db/g1/flintlock
check "is absent for a search" 3 wire-search -d c.db x
check "and made by the next run" 0 wire-index -q -d c.db px
count "" 0 c.db '' 2
finish
