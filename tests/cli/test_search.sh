# SPDX-License-Identifier: GPL-2.0-or-later
# Searching from the command line: output, errors with their place, exit statuses.
. "$WIRE_SOURCE/tests/support/cli.sh"
export WIRE_DB=$PWD/db
unset NO_COLOR
wire-index -q -d db "$WIRE_SOURCE/corpus" || exit 1

check "words are marked, without colour where no terminal is" 0 wire-search 'Blinken AND Taiwan date:2023-06'
out_has '\*Blinken\*'
out_has '\*Taiwan\*'
out_has '^2 of 64 stories'
err_is_empty
check "colour on demand" 0 wire-search --color=always quake
out_has "$(printf '\033')"
check "an error marks its place" 2 wire-search 'taiwan AND (blinken'
err_has 'the parenthesis is not closed'
err_has '^ *^'
out_is ''
check "an unknown field lists the known" 2 wire-search 'nation:china'
err_has 'country:'
check "a bad date" 2 wire-search 'date:2023-13'
check "nothing found" 1 wire-search 'Taiwn Blinken'
err_has 'did you mean: Taiwan Blinken'
out_is '0 of 64 stories'
check "--count alone" 0 wire-search --count 'country:TW'
out_is 3
check "--count of nothing" 1 wire-search --count zzzz
out_is 0
check "--ids" 0 wire-search --ids 'slug:copper'
out_is 'reuters-21578:900001'
check "a small operator is a word, and said to be one" 0 wire-search 'said and officials'
out_has "note: 'and' is searched as a word; the operator is AND"
check "a date among words is said to be words" 1 wire-search 'zzzz 2023-06-14'
out_has 'for the date write: zzzz date:2023-06-14'
check "--explain" 0 wire-search --explain 'a b OR c -d "e f" country:Chinese'
out_is '((a AND b) OR (c AND (NOT d) AND "e f" AND country:CN))'
check "--json is one document" 0 sh -c 'wire-search --json --facets quake | python3 -m json.tool'
out_has '"facets"'
check "--show" 0 wire-search --show reuters-21578:900003
out_has 'SOVIET UNION ORDERS'
check "--show --json is the record" 0 sh -c 'wire-search --show reuters-21578:900003 --json | python3 -m json.tool'
out_has '"countries"'
check "--show of nothing" 1 wire-search --show nothing
err_has "no story has the id 'nothing'"
check "facets with filters are multi-select" 0 wire-search --facets=source -f source=AP quake
out_has 'AFP'
check "a bad filter" 2 wire-search -f colour=red quake
check "ids are all of them, whatever a page holds" 0 wire-search --ids ''
[ "$(wc -l <out)" = "$(wire-search --count '')" ]
note $? "an id a story"
check "ids ended by NUL" 0 wire-search --ids -0 'slug:copper'
[ "$(od -An -c out | tr -d ' \n')" = 'reuters-21578:900001\0' ]
note $? "one id and a NUL"
check "NUL is for ids alone" 2 wire-search -0 x
check "a note is told beside a count" 1 wire-search --count 'kill or quake'
err_has "^note: .*'or'"
check "the path of a story's file" 0 sh -c 'wire-search --show reuters-21578:900003 | sed -n "s/^path *//p" | xargs ls'
mkdir odd && printf 'Tram\n\nOSLO, May 2 (Reuters) - The oddly named tram.\n' >'odd/a%41 b.txt' && cp 'odd/a%41 b.txt' "odd/$(printf 'c\351.txt')"
wire-index -q -d odd.db odd
check "as it is on disk, not as it is shown" 0 sh -c 'wire-search -d odd.db --json --show "file:a%2541 b.txt" | python3 -c "import json,sys; open(json.load(sys.stdin)[\"path\"])"'
check "a name that is no UTF-8 has none" 0 sh -c 'wire-search -d odd.db --json --show "file:c%E9.txt" | python3 -c "import json,sys; sys.exit(\"path\" in json.load(sys.stdin))"'
check "and as a member" 0 sh -c 'wire-search --json --show reuters-21578:900003 | python3 -c "import json,sys; open(json.load(sys.stdin)[\"path\"])"'
check "paging" 0 wire-search -n 2 --offset 2 --ids said
[ "$(wc -l <out)" = 2 ]
note $? "two of a page"
check "newest first" 0 wire-search --sort newest -n 1 --ids 'quake date:2023..2024'
out_has '2024/'
wire-index -q -d second "$WIRE_SOURCE/corpus" || exit 1
check "several databases are one, a story of both is found in each" 0 wire-search -d db -d second --count 'slug:copper'
out_is 2
err_is_empty
check "one that is named twice counts once, and is told" 0 wire-search -d db -d ./db -d second --count 'slug:copper'
out_is 2
err_has "^note: the database './db' is given already: it is searched once"
check "each that is" 0 wire-search -d db -d ./db -d second -d ./second --count 'slug:copper'
err_has "^note: the database './db' is given already: it is searched once"
err_has "^note: the database './second' is given already: it is searched once"
check "in the hits and the facets" 0 wire-search -d db -d "$PWD/db" --json --facets=source 'slug:copper'
out_has '"total": *1,'
out_has "it is searched once"
cp -r second third && printf 'A line\n\nSome words that follow it here.\n' | wire-index -q -d third -
check "a copy that has changed is neither" 2 wire-search -d second -d third x
err_has "'third' is a copy of 'second' in another state: name one of them"
mkdir dates
printf 'Seals seen\n\nOSLO, June 14 (AP) - Seals came.\n' >dates/a.txt
printf 'Seals gone\n\nOSLO, June 15 (AP) - Seals left.\n' >dates/b.txt
wire-index -q -d partial dates
check "a story without a year is found by its day" 0 wire-search -d partial --count 'date:"june 14"'
out_is 1
check "and by its month" 0 wire-search -d partial --count date:june
out_is 2
check "but in no year" 1 wire-search -d partial --count date:..2100
check "a database that is not there" 3 wire-search -d nowhere x
err_has 'nowhere'
check "no query" 2 wire-search
check "an empty query is every story" 0 wire-search --count ''
out_is 64
check "help" 0 wire-search --help
out_has 'date:2023-06'
[ "$(wc -L <out)" -le 80 ]
note $? "help takes 80 columns"
check "a word with a minus that names a database" 3 wire-search quake -diplomacy
err_has "'-diplomacy' is read as the option -d (a query with -word goes in quotes"
check "or a number" 2 wire-search quake -nuclear
err_has "'-nuclear' is read as the option -n ("
check "or a filter" 2 wire-search quake -fire
err_has "'-fire' is read as the option -f ("
check "but not where the fault is another" 2 wire-search -f source=AP '(quake'
err_lacks 'is read as'
check "TERM=dumb has no colours, another terminal has" 0 script -qec 'TERM=dumb wire-search quake' /dev/null
out_lacks "$(printf '\033')"
check "but on a terminal that shows them" 0 script -qec 'TERM=xterm wire-search quake' /dev/null
out_has "$(printf '\033\\[1;31m')"
check "NO_COLOR is obeyed" 0 script -qec 'NO_COLOR=1 TERM=xterm wire-search quake' /dev/null
out_lacks "$(printf '\033')"
check "unless it is empty" 0 script -qec 'NO_COLOR= TERM=xterm wire-search quake' /dev/null
out_has "$(printf '\033\\[1;31m')"
check "or colours are asked for" 0 sh -c 'NO_COLOR=1 TERM=dumb wire-search --color=always quake'
out_has "$(printf '\033')"
check "a long query is cut around the place" 2 wire-search "$(printf '(%.0s' $(seq 300))"
err_has '^  …(.*…$'
[ "$(wc -c <err)" -lt 400 ]
note $? "the message is short"
check "an answer without hits has no empty headings" 1 wire-search --facets zzzz
out_is '0 of 64 stories'
check "a story without a headline is called by its lead" 0 wire-search Lomonosov
out_has '(no headline) [A-Z]'
printf 'Men\n\nBONN, June 1, 2023 (AP) - Mr. de Klerk met Minister Willy De Clercq.\n' | wire-index -q -d names.db -
check "names stand apart, those of a title, too" 0 wire-search -d names.db 'person:"willy de clercq" person:"de klerk"'
check "and are no phrase together" 1 wire-search -d names.db 'person:"willy klerk" OR person:"de klerk clercq"'
check "full output is a failure" 3 sh -c 'wire-search quake >/dev/full'
check "a story cannot steer the terminal" 0 sh -c 'printf "Bell \033[31mred\n\nOSLO, May 2 (AP) - Red \033]0;x\007 words.\n" | wire-index -q -d evil - && wire-search -d evil red'
out_lacks "$(printf '\033')"
finish
