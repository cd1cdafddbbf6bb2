# SPDX-License-Identifier: GPL-2.0-or-later
# wire-search.cgi as a web server starts it, without the server: what it answers to what it is asked.
. "$WIRE_SOURCE/tests/support/cli.sh"

mkdir in
printf 'Ferry late\n\nOSLO, May 2 (AP) - The ferry was late.\n' >in/a.txt
printf 'Ferry sinks\n\nROME, May 3 (AFP) - The night ferry sank.\n' >in/b.txt
wire-index -q -d db --reference-date 2023-12-31 in
db=$(pwd)/db

# ask WHY METHOD PATH_INFO QUERY_STRING
ask() {
	check "$1" 0 env GATEWAY_INTERFACE=CGI/1.1 SCRIPT_NAME=/s WIRE_DB="$db" REQUEST_METHOD="$2" PATH_INFO="$3" QUERY_STRING="$4" wire-search.cgi
}

ask "a search" GET "" "q=ferry"
out_has '^Status: 200 OK'
out_has '2 of 2 stories'
out_lacks '^Allow:'
out_lacks '^Retry-After:'
ask "its length is told and its body is not" HEAD / "q=ferry"
out_has '^Status: 200 OK'
out_has '^Content-Length: [1-9]'
out_lacks '<html'
for method in POST PUT DELETE get; do
	ask "no other method" $method "" "q=ferry"
	out_has '^Status: 405 Method Not Allowed'
	out_has '^Allow: GET, HEAD'
	out_has 'only GET and HEAD are answered'
done
ask "nothing is below the page" GET /admin "q=ferry"
out_has '^Status: 404 Not Found'
out_has 'there is no such page'
ask "the style sheet" GET "" "style=1"
out_has '^Content-Type: text/css; charset=utf-8'
ask "one as JSON" GET "" "format=json&q=sank"
out_has '^Content-Type: application/json'
out_has '"total":1'
ask "a story" GET "" "id=file:a.txt"
out_has '<title>Ferry late'
ask "a story as JSON" GET "" "id=file:a.txt&format=json"
out_has '"headline":"Ferry late"'
ask "no story" GET "" "id=file:c.txt&format=json"
out_has '^Status: 404 Not Found'
out_has "^Content-Type: application/json"
out_has "no story has the id 'file:c.txt'"
ask "a mistake as JSON" GET "" "format=json&q=%22open"
out_has '^Status: 400 Bad Request'
out_has '"error"'
ask "no page of a query twice" GET "" "q=a&q=b"
out_has '^Status: 400 Bad Request'
ask "the start" GET "" ""
out_has 'type="search"\|name="q"'
out_lacks '<ol'
ask "a query that is too long" GET "" "q=$(printf 'x%.0s' $(seq 20000))"
out_has '^Status: 414'
db=$(pwd)/nothing
ask "no archive: nothing of where it was looked for" GET "" "q=ferry"
out_has '^Status: 503'
out_has '^Retry-After: 60'
out_lacks 'nothing'
db=
ask "none named" GET "" "q=ferry"
out_has '^Status: 5'

check "from a shell its parameters are arguments" 0 env WIRE_DB="$(pwd)/db" wire-search.cgi q=sank format=json
out_has '"total":1'
check "and must be such" 0 env WIRE_DB="$(pwd)/db" wire-search.cgi sank
out_has '^Status: 400'
out_has 'want arguments as NAME=VALUE'
finish
