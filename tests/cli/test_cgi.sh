# SPDX-License-Identifier: GPL-2.0-or-later
# wire-search.cgi from a shell and as a server runs it: arguments, the environment, what it reads and never writes.
. "$WIRE_SOURCE/tests/support/cli.sh"
unset WIRE_DB GATEWAY_INTERFACE QUERY_STRING REQUEST_METHOD PATH_INFO WIRE_DATA_DIR
mkdir in && printf 'Ferry late\n\nOSLO, May 2 (Reuters) - The ferry was late.\n' >in/a.txt
wire-index -q -d db in || exit 1
sums() { find db -type f -exec md5sum {} + | sort; ls -lR --time-style=full-iso db; }
sums >before

# page STATUS WHY NAME=VALUE...: run it, and hold the status line.
page() {
	line=$1 why=$2
	shift 2
	check "$why" 0 env "$@"
	out_has "^Status: $line"
}

page 200 "parameters are arguments" WIRE_DB=db wire-search.cgi q=ferry format=json
out_has '"total": *1,'
page 200 "under a server they are not: they are its own" WIRE_DB=db GATEWAY_INTERFACE=CGI/1.1 'QUERY_STRING=q=ferry&format=json' wire-search.cgi q=zzzz
out_has '"total": *1,'
page 400 "an argument is a pair" WIRE_DB=db wire-search.cgi ferry
page 400 "the database is never the request's" WIRE_DB=db wire-search.cgi q=ferry db=other
page 400 "nor is it an environment's variable of that name in the request" WIRE_DB=db wire-search.cgi q=ferry WIRE_DB=other
page 200 "a count alone, as JSON" WIRE_DB=db wire-search.cgi q=ferry n=0 format=json
out_has '"total": *1,'
page 400 "but no page" WIRE_DB=db wire-search.cgi q=ferry n=0
page 200 "HEAD has the length and no body" WIRE_DB=db REQUEST_METHOD=HEAD wire-search.cgi q=ferry
out_has '^Content-Length: [1-9]'
out_lacks '<html'
page 405 "nothing is posted" WIRE_DB=db REQUEST_METHOD=POST wire-search.cgi q=ferry
out_has '^Allow: GET, HEAD'
page 414 "a long request" WIRE_DB=db GATEWAY_INTERFACE=CGI/1.1 "QUERY_STRING=q=$(awk 'BEGIN { for (i = 0; i < 16384; i++) printf "x" }')" wire-search.cgi

# ---- what is wrong here is in the log alone
for where in '' nowhere in; do
	page 50 "a database '$where'" WIRE_DB="$where" wire-search.cgi q=ferry
	err_has '^wire-search.cgi: .'
	out_has 'cannot be searched just now'
	out_lacks 'nowhere\|not made by\|WIRE_DB'
done
page 50 "no data files" WIRE_DB=db WIRE_DATA_DIR=missing wire-search.cgi q=ferry
err_has 'missing/countries.tsv'
out_lacks 'missing'

# ---- reading changes nothing
check "a search" 0 wire-search -d db --facets ferry
check "a search of nothing" 1 wire-search -d db ferri zzzz
check "a story" 0 wire-search -d db --show file:a.txt
sums >after
check "the database is as it was, file by file" 0 cmp before after
finish
