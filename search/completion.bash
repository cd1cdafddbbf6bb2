# SPDX-License-Identifier: GPL-2.0-or-later
# Completion for wire-index and wire-search in bash. It knows no option and no field by name: it reads --help.

# The options of program $1, a line each: `  -f, --filter=FIELD=VALUE  only stories ...`
_wire_options() {
	"$1" --help 2>/dev/null | awk '
		/^ +(-[A-Za-z0-9], )?--[a-z]/ { if (line) print line; line = $0; next }
		/^              / && line { sub(/^ +/, " "); line = line $0; next }
		{ if (line) print line; line = "" }'
}

# Complete $1, what is typed of the word, with the words $2.
_wire_words() {
	mapfile -t COMPREPLY < <(compgen -W "$2" -- "$1")
	if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=:] ]]; then
		compopt -o nospace
	fi
}

# Complete the argument $2 of the option that line $1 describes.
_wire_argument() {
	local words
	case $1 in
	*=DB\ *)
		mapfile -t COMPREPLY < <(compgen -d -- "$2")
		compopt -o filenames
		;;
	*=FIELD=VALUE\ *)
		words=${1##*Fields: }
		words=${words//,/}
		_wire_words "$2" "${words// /= }="
		;;
	*=ORDER\ * | *=WHEN\ *)
		words=$(sed 's/([^)]*)//g; s/.*=[A-Z]* *//; s/.*: //; s/ or / /g; s/,//g' <<<"$1")
		_wire_words "$2" "$words"
		;;
	*)
		mapfile -t COMPREPLY < <(compgen -f -- "$2")
		compopt -o filenames
		;;
	esac
}

_wire() {
	local program=$1 word=$2 option=$3 line
	COMPREPLY=()
	# `--sort=new` comes as the three words `--sort`, `=` and `new`.
	if [[ $word == '=' ]]; then
		word=''
	elif [[ $option == '=' ]]; then
		option=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	if [[ $word == -* ]]; then
		_wire_words "$word" "$(_wire_options "$program" | grep -oE -- '--[a-z-]+=?' | sort -u)"
		return
	fi
	line=$(_wire_options "$program" | grep -E -- "^ +(-., )?$option[=[ ]|^ +$option, " | head -n 1)
	if [[ $option == -* && ${line%%  [a-z]*} == *=* ]]; then
		_wire_argument "$line" "$word"
	elif [[ $program == *index ]]; then
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
		compopt -o filenames
	else
		_wire_words "$word" "$("$program" --help 2>/dev/null | grep -E '^  [a-z]+: ')"
	fi
}

complete -F _wire wire-index wire-search
