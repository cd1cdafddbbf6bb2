#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Serve wire-search.cgi under lighttpd on a loopback port until it is interrupted.
# usage: serve.sh CGI DATABASE PORT
set -eu
cgi=$1 db=$2 port=$3
manual=$(dirname "$0")/../../search/wire-search.cgi.8
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/root"
cat >"$dir/lighttpd.conf" <<EOF
server.bind = "127.0.0.1"
server.port = $port
server.document-root = "$dir/root"
server.errorlog = "$dir/error.log"
server.pid-file = "$dir/pid"
server.modules = ("mod_redirect")
url.redirect = ("^/$" => "/search")
EOF
# The rest is the example of the manual, with the paths of here.
sed -n '/^\.Ss lighttpd/,/^\.Ed/p' "$manual" | sed "/^\\./d
s|/usr/local/lib/cgi-bin/wire-search.cgi|$cgi|
s|/srv/wire/archive.db|$db|" >>"$dir/lighttpd.conf"
PATH=$PATH:/usr/sbin
export PATH
echo "http://127.0.0.1:$port/search"
lighttpd -D -f "$dir/lighttpd.conf" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$dir"; exit 0' INT TERM
wait "$server"
