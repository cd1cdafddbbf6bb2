# SPDX-License-Identifier: GPL-2.0-or-later
# Run a command in an empty folder that goes away with it.
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
"$@"
