# SPDX-License-Identifier: GPL-2.0-or-later
# NEAR, ADJ and phrases: each distance its own, brackets kept, phrases inside; no phrase beyond a sentence's end.
set -eu

story() { printf 'BONN, June 1 2020 (AP) -- %s\n' "$2" >"$1.txt"; }
story a 'Taiwan oil Taiwan Beijing.'
story b 'The grain on a ship, said one of the many owners there, for the port.'
story c 'Grain ship port.'
story d 'Ship of grain for a port.'
story e 'No deal. We go home.'
story f 'They consider it.'
story g 'It is considered.'
story h 'Prices of crude oil, they said, rose.'
story i 'They talk.'
story j 'J.P.Morgan rose.'
wire-index -q -d db ./*.txt

# QUERY STORIES: what it finds, and that what --explain says finds the same.
finds() {
	for query in "$1" "$(wire-search -d db --explain "$1")"; do
		got=$(wire-search -d db --ids "$query" | sed 's/\.txt$//; s/.*[^a-z]//' | sort | tr -d '\n') || true
		[ "$got" = "$2" ] || { echo "$1, as $query: got '$got', want '$2'" >&2; exit 1; }
	done
}
# Two sides that share a form: Xapian's own NEAR misses the place in a.
finds '(taiwan OR beijing) NEAR/1 taiwan' a
finds 'talk NEAR/9 talking' ''
# From the left, each with its distance.
finds 'grain NEAR/4 ship NEAR/50 port' bcd
finds 'grain NEAR/1 ship NEAR/50 port' c
finds 'grain ADJ/3 ship NEAR/50 port' bc
finds 'port NEAR/50 (grain NEAR/2 ship)' cd
finds 'grain NEAR/1 ship NEAR/1 port' c
# Phrases, and choices of phrases.
finds '"crude oil" NEAR/3 rose' h
finds '"crude oil" NEAR/2 rose' ''
finds '("crude oil" OR port) ADJ/9 (rose OR "no port")' h
# The end of a sentence is no word, but nothing goes on beyond it.
finds '"deal we go"' ''
finds '"No deal. We go"' e
finds 'deal NEAR/1 we' ''
finds 'deal NEAR/2 we' e
# Words of one stem, in both ways of asking; a stem that is another word is not that word.
finds 'considerably' ''
finds 'consider' fg
finds 'consider NEAR/2 they' f
finds '"J.P. Morgan"' j

# Marks: of a branch that the story does not satisfy, none.
wire-search -d db '(grain considered) OR port NOT owners' | grep -q 'Grain ship \*port\*'
wire-search -d db '(grain date:2020) OR considered' | grep -q '\*Grain\* ship port'
wire-search -d db '(grain (considered OR "grain ship" ship NOT port)) OR they' >out
grep -q 'Grain' out && exit 1
# And of a place: what stands in the place, and no other word of the query.
wire-search -d db '"crude oil" NEAR/3 rose' | grep -q 'of \*crude oil\*, they said, \*rose\*'
wire-search -d db 'grain NEAR/50 port NEAR/50 ship' --color=never | grep -q '\*Grain\* \*ship\* \*port\*'
