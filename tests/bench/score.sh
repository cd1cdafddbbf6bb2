#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Figures of the facets on real data: what README.md's table holds.
# usage: score.sh WIRE_INDEX SCORERS DATA
set -u
index=$1 scorers=$2 data=$3
"$scorers"/datelines.py --bar 0.985 "$index" "$data"/entities/datelines/datelines.tsv "$data"/entities/datelines/web-examples.tsv
"$scorers"/countries.py --bar 0.90 "$index" "$data"/reuters/reuters21578 "$data"/reuters/reuters21578/places-iso.tsv
"$scorers"/people.py --bar 0.92 "$index" "$data"/entities/conll2003/eng.testa
for set in bbc2225 reuters-c50/C50train; do
	"$index" --extract -q "$data/stories/$set" 2>/dev/null | python3 -c '
import json, sys
records = [json.loads(line) for line in sys.stdin]
found = sum(1 for record in records if record["place"])
print("false datelines %.4f (bar 0.0020) %d of %d stories of %s" % (found / max(1, len(records)), found, len(records), sys.argv[1]))' "$set"
done
