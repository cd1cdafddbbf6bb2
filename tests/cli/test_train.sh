# SPDX-License-Identifier: GPL-2.0-or-later
# wire-train: what it is taught, wire-index then knows.
. "$WIRE_SOURCE/tests/support/cli.sh"

# Two sentences a story: a name that no rule of wire style gives away, and words that stand in like places.
teach() {
	for name in Zorvan Quillet Bramzo Tindare Ostrux Fenwulo; do
		for rest in Makpeth Ullivor Drossand; do
			printf '%s\n' -DOC- "Yesterday	O" "$name	B" "$rest	I" "sang	O" "in	O" "the	O" "harbour	O" ".	O" ""
			printf '%s\n' "The	O" "Harbour	O" "Board	O" "met	O" "on	O" "Monday	O" ".	O" ""
		done
	done
}
teach >text

check "it fits the text" 0 sh -c 'wire-train a.model 8 <text'
out_has '^epoch 8: 0 wrong$'
check "the same text gives the same model" 0 sh -c 'wire-train b.model 8 <text && cmp a.model b.model'

# What the tags say counts: the words of a name behind its first, and where it begins.
check "names of one word" 0 sh -c "sed 's/	I\$/	O/' text | wire-train one.model 8 && ! cmp -s a.model one.model"
check "no names" 0 sh -c "sed 's/	[BI]\$/	O/' text | wire-train none.model 8 && ! cmp -s one.model none.model"

cp -r "$WIRE_SOURCE/indexer/gazetteer" data
cp a.model data/person.model
printf 'Choir in town\n\nYesterday Bramzo Makpeth sang in the harbour. The Harbour Board met on Monday.\n' >story.txt
check "wire-index takes the new model" 0 env WIRE_DATA_DIR=data wire-index --extract -q story.txt
out_has '"people":\["Bramzo Makpeth"\]'

check "no text" 1 wire-train none.model 8
err_has 'no stories'
for epochs in 0 -1 8x 100000; do
	check "a bad number of epochs" 1 wire-train none.model $epochs
	err_has 'usage'
done
check "a model that cannot be written" 1 sh -c 'wire-train nowhere/a.model 1 <text'
err_has 'cannot write'
finish
