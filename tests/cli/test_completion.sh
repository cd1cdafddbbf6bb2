# SPDX-License-Identifier: GPL-2.0-or-later
# What bash offers for a command line begun, read from --help: no option and no field can be missing.
. "$WIRE_SOURCE/tests/support/cli.sh"
cat >offer.bash <<'EOF'
compopt() { :; } # there is no line being edited here
source "$WIRE_SOURCE/search/completion.bash"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_wire "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}" | sort -u | tr '\n' ' '
EOF
mkdir archive.db other

check "options of a beginning" 0 bash offer.bash wire-search --facet
out_is '--facet-limit= --facets '
check "options of the other program" 0 bash offer.bash wire-index --re
out_has '--reindex'
check "fields of a query" 0 bash offer.bash wire-search s
out_has 'slug:'
out_has 'source:'
check "a database" 0 bash offer.bash wire-search -d a
out_is 'archive.db '
check "a database by the long name, with its sign" 0 bash offer.bash wire-search --db = a
out_is 'archive.db '
check "an order" 0 bash offer.bash wire-search --sort = n
out_is 'newest '
check "a field of a filter" 0 bash offer.bash wire-search -f so
out_is 'source= '
check "when, of the other program" 0 bash offer.bash wire-index --progress a
out_is 'always auto '
check "paths for the other program" 0 bash offer.bash wire-index oth
out_is 'other '
check "every option of --help" 0 bash offer.bash wire-search --
for option in $(wire-search --help | grep -oE '^ +(-., )?--[a-z-]+' | grep -oE -- '--[a-z-]+'); do
	grep -q -- "$option" out
	note $? "$option is offered"
done
finish
