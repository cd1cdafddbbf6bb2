# SPDX-License-Identifier: GPL-2.0-or-later
# wire-train: what it is taught, wire-index then knows.
. "$WIRE_SOURCE/tests/support/cli.sh"

# Two sentences a story: a name that no rule of wire style gives away, and words that stand in like places.
teach() {
	for name in Zorvan Quillet Bramzo Tindare Ostrux Fenwulo; do
		for rest in Makpeth Ullivor Drossand; do
			printf -- '-DOC-\n\nYesterday \002%s %s\003 sang in the harbour.\n\nThe Harbour Board met on Monday.\n' "$name" "$rest"
		done
	done
}
teach >text
for round in 1 2 3 4 5; do printf -- '-DOC-\n%s\n' "The choir sang in the harbour on Monday. The Harbour Board sang."; done >raw

check "words that stand in the same company" 0 sh -c 'wire-cluster 2 4 <raw >classes'
check "each of them has a class" 0 sh -c '! grep -vqP "^[^\t]+\t[12]$" classes && grep -qP "^harbour\t" classes'
check "no text to sort" 1 wire-cluster 2 1
err_has "no text"
check "too little text for so many classes" 1 sh -c 'wire-cluster 500 1 <raw'
err_has 'too little text'
for number in 0 -1 3x 100000; do
	check "a bad number of classes" 1 sh -c "wire-cluster $number 1 <raw"
	err_has 'usage'
done

check "it fits the text" 0 sh -c 'wire-train a.model 8 classes classes <text'
out_has '^pass 2: 18 stories'
check "the same text gives the same model" 0 sh -c 'wire-train b.model 8 classes classes <text && cmp a.model b.model'

# What the marks say counts, and what is marked as open does not.
check "no names" 0 sh -c "tr -d '\002\003' <text | wire-train none.model 8 classes classes && ! cmp -s a.model none.model"
check "names that are left open" 0 sh -c "tr '\002' '\004' <text | wire-train open.model 8 classes classes && ! cmp -s open.model a.model"

cp -r "$WIRE_SOURCE/indexer/gazetteer" data
cp a.model data/person.model
printf 'Choir in town\n\nYesterday Bramzo Makpeth sang in the harbour. The Harbour Board met on Monday.\n' >story.txt
check "wire-index takes the new model" 0 env WIRE_DATA_DIR=data wire-index --extract -q story.txt
out_has '"people":\["Bramzo Makpeth"\]'

check "no text" 1 wire-train none.model 8 classes classes
err_has 'no stories'
for epochs in 0 -1 8x 100000; do
	check "a bad number of epochs" 1 wire-train none.model $epochs classes classes
	err_has 'usage'
done
check "a model that cannot be written" 1 sh -c 'wire-train nowhere/a.model 1 classes classes <text'
err_has 'cannot write'
check "a file of classes that is none" 1 sh -c 'wire-train none.model 1 text classes <text'
err_has 'no .word TAB class.'
check "no file of classes" 1 sh -c 'wire-train none.model 1 missing classes <text'
err_has 'cannot open'
finish
