# SPDX-License-Identifier: GPL-2.0-or-later
# Over host:port the same is found as in the folder, or the query is refused with a sentence; never another answer.
set -eu

command -v xapian-tcpsrv >/dev/null || { echo 'skipped: there is no xapian-tcpsrv'; exit 0; }

story() { printf 'BONN, June 1 2020 (AP) -- %s\n' "$2" >"$1.txt"; }
story a 'Taiwan oil Taiwan Beijing.'
story b 'An F-16 flew over the cease-fire line.'
story c 'The ceasefire held, and grain left by ship.'
wire-index -q -d db ./*.txt

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
timeout 120 xapian-tcpsrv --quiet --interface 127.0.0.1 --port "$port" db &
server=$!
trap 'kill $server' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	wire-search -d "127.0.0.1:$port" --count taiwan >out 2>&1 && break
	sleep 0.2
done

for query in taiwan '"taiwan oil"' 'taiwan NEAR/1 beijing' 'grain ADJ/3 ship' cease-fire ceasefire F16 'tai* oil' \
	'oil OR (grain NOT beijing)'; do
	wire-search -d db --ids "$query" >here
	wire-search -d "127.0.0.1:$port" --ids "$query" >there
	cmp here there || { echo "$query: differs over the server" >&2; exit 1; }
done
for query in '(taiwan OR beijing) NEAR/1 taiwan' 'grain NEAR/2 left NEAR/9 ship' '"the ceasefire" NEAR/3 held' \
	'"an F-16 flew"'; do
	wire-search -d db --ids "$query" >here || { echo "$query: not found in the folder" >&2; exit 1; }
	wire-search -d "127.0.0.1:$port" --ids "$query" >out 2>err && exit 1
	[ $? -eq 2 ] || { echo "$query: another status" >&2; exit 1; }
	grep -q 'a server cannot be asked this' err
done
