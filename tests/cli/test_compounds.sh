# SPDX-License-Identifier: GPL-2.0-or-later
# Words that are written in one, with a hyphen or in two find one another, each part in any of its forms.
set -eu

story() { printf 'PARIS, June 1 2020 (AP) -- %s\n' "$2" >"$1.txt"; }
story a 'Israel said the cease-fire held.'
story b 'The ceasefire held.'
story c 'They agreed to cease fire.'
story d 'Two cease-fires failed.'
story e 'Both ceasefires failed.'
story f 'Fire crews said smoking must cease.'
story g 'The spin-offs and buy-outs went on.'
story h 'A spinoff and a buyout went on.'
story i 'Old F-16 jets.'
story j 'New F16 jets.'
story k 'They met face-to-face.'
story l 'New F-16s flew.'
story m 'Both F16s flew in the 1980s.'
wire-index -q -d db ./*.txt

# QUERY STORIES: what it finds, and that what --explain says finds the same.
finds() {
	for query in "$1" "$(wire-search -d db --explain "$1")"; do
		got=$(wire-search -d db --ids "$query" | sed 's/\.txt$//; s/.*[^a-z]//' | sort | tr -d '\n') || true
		[ "$got" = "$2" ] || { echo "$1, as $query: got '$got', want '$2'" >&2; exit 1; }
	done
}
finds cease-fire abcde
finds ceasefire abcde
finds cease-fires abcde
finds ceasefires abcde
finds 'cease fire' abcdef
finds 'cease fires' abcdef
finds 'held cease fire' ab
finds 'NOT ceasefire' fghijklm
finds spin-off gh
finds 'spinoffs buyout' gh
finds 'spin off' gh
finds F-16 ijlm
finds F16 ijlm
finds F-16s ijlm
finds '1980 OR 80s' ''
finds face-to-face k
# As one word beside others; in quotes as written, with or without the hyphen; behind `=` as it is.
finds 'F-16 NEAR/1 flew' lm
finds 'F16 ADJ/2 jets' ij
finds '"F-16 jets"' ij
finds '"old f16 jets"' i
finds '"new F-16 jets"' j
finds '"f 16 jets"' i
finds 'israel NEAR/5 ceasefires' a
finds 'cease-fire ADJ/2 held' ab
finds '"cease fire"' ac
finds '"cease-fire"' abc
finds '"the ceasefire held"' ab
finds '=ceasefire' b
finds 'ceasef*' be

wire-search -d db ceasefire >out || true
grep -q 'the \*cease-fire\* held' out
grep -q 'to \*cease fire\*' out
wire-search -d db 'cease fire' | grep -q 'The \*ceasefire\* held'

# What the archive knows of hyphens goes with the last story that has them.
rm a.txt d.txt out
wire-index -q -d db --prune .
finds ceasefire be
finds 'cease fire' cf
finds cease-fire bce
