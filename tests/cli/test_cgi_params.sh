# SPDX-License-Identifier: GPL-2.0-or-later
# What wire-search.cgi takes of its parameters, and the words with which it refuses the rest.
. "$WIRE_SOURCE/tests/support/cli.sh"
mkdir in
printf 'Ferry late\n\nOSLO, May 2 (AP) - The ferry was late.\n' >in/a.txt
wire-index -q -d db --reference-date 2023-12-31 in || exit 1
export GATEWAY_INTERFACE=CGI/1.1 WIRE_DB=db

# page STATUS WHY QUERY_STRING: run it, and hold the status line.
page() {
	check "$2" 0 env QUERY_STRING="$3" wire-search.cgi
	out_has "^Status: $1"
}
long=$(printf 'y%.0s' $(seq 39))

page 400 "no such parameter" "${long}zZ=1"
out_has "there is no parameter &#39;${long}z&#39;: want q, f, sort, n, offset, id or format"
page 400 "no such format" "format=${long}zZ"
out_has "there is no format &#39;${long}z&#39;: want html or json"
for format in "" html; do
	page 200 "the format '$format'" "q=ferry&format=$format"
	out_has '^Content-Type: text/html; charset=utf-8'
done
for name in q sort n offset id format style; do
	page 400 "$name twice" "$name=&x=1&$name="
	page 400 "side by side" "$name=&$name="
done
page 400 "q twice" "q=ferry&q=ferry"
out_has "the parameter &#39;q&#39; is given twice: only f may be"
page 200 "filters are a list" "q=ferry&f=source=AP&f=lang=en"
page 200 "what counts links is nobody's mistake" "q=ferry&utm_source=a&utm_source=b&utm_=c"
page 400 "but begins so" "q=ferry&utm=1"
page 400 "and not with capitals" "q=ferry&UTM_source=1"
page 200 "a filter alone is a question" "f=source=AP"
out_has '1 of 1 story'
page 200 "so is JSON" "format=json"
out_has '"total":1'
page 200 "the empty question is the start" "q="
out_has 'Words are ANDed'
out_lacks '<ol'

# ---- the first page of a question is for crawlers, and a story
for query in q=ferry id=file:a.txt "" "q=ferry&offset=0" "q=ferry&sort=relevance" "q=ferry&n=10"; do
	page 200 "crawlers may follow '$query'" "$query"
	out_lacks robots
done
for query in "q=ferry&f=source=AP" "q=ferry&offset=1" "q=ferry&sort=oldest" "q=ferry&n=9" "q=ferry&n=11"; do
	page 200 "but not '$query'" "$query"
	out_has '<meta name="robots" content="noindex,nofollow">'
done
page 400 "nor a mistake" 'q="'
out_has '<meta name="robots" content="noindex,nofollow">'
out_has '<title>Bad Request'

page 200 "the question is the title" "q=ferry"
out_has '<title>ferry</title>'
page 200 "the start has the archive's name" ""
out_has '<title>Wire archive</title>'
page 404 "a failure has its own" "id=x"
out_has '<title>Not Found</title>'
out_has 'name="q" type="search" dir="auto" value="">'
page 400 "the form keeps what was typed" "q=ferry&n=x"
out_has 'value="ferry"'
out_has "bad limit &#39;x&#39;: want a number from 1 to 100"
page 400 "as JSON a count alone is wanted, too" "q=ferry&n=101&format=json"
out_has "bad limit '101': want a number from 0 to 100"
out_has '^Content-Type: application/json'
page 200 "as many as a page holds" "q=ferry&n=100"
unset WIRE_DB
page 503 "without a database" "q=ferry"
err_has '^wire-search.cgi: WIRE_DB is not set$'
export WIRE_DB=
page 503 "or an empty name of one" "q=ferry"
err_has '^wire-search.cgi: WIRE_DB is not set$'
finish
