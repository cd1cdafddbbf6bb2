#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How long a megabyte of one hostile text takes: usage: hostile.py WIRE_INDEX WIRE_SEARCH [NAME...]

For each text: seconds of `wire-index --extract`, of indexing it, and of a search that shows and marks
it. No test (tests are never timed): a person reads it. More than BAR seconds is marked, status 1.
"""
import os
import subprocess
import sys
import tempfile
import time

SIZE = 1 << 20
BAR = 2.0
NEWS = 'The strike at the port of Rotterdam went on for a third day and no talks were planned. '

# name -> (what it begins with, what is repeated)
SHAPES = {
    'marks': ('a', '\u0301\u0316'),
    'marks, two in one': ('a', '\u0344'),
    'marks, kana': ('か', '\u3099\u0316'),
    'vowel signs': ('क', '\u093e\u093c'),
    'initials': ('', 'a.'),
    'initials, none': ('', 'a.aa.'),
    'initials, capitals': ('', 'U.'),
    'initials, apart': ('', 'A. '),
    'capitals': ('', 'A'),
    'capitals, words': ('', 'Aaa '),
    'capitals, names': ('', 'John Smith '),
    'capitals, all': ('', 'AAA '),
    'small words': ('', 'a '),
    'distinct words': None,
    'one word': ('', 'a'),
    'no space': ('', 'ab1.c,'),
    'hyphens': ('', '-'),
    'hyphened': ('', 'a-'),
    'apostrophes': ('', "'"),
    'apostrophes, words': ('', "a's'"),
    'digits, commas': ('', '1,000,'),
    'digits': ('', '1 '),
    'dates': ('', 'June 1 '),
    'ampersands': ('', 'a&'),
    'Han': ('', '台'),
    'newlines': ('x', '\n'),
    'short lines': ('', 'a\n'),
    'short paragraphs': ('', 'a.\n\n'),
    'quotes': ('', '"a '),
    'brackets': ('', '('),
    'dashes': ('', ' -- '),
    'slashes': ('', 'a/'),
    'datelines': ('', 'PARIS, June 1 (AP) -- a\n\n'),
    'agencies': ('', '(Reuters) '),
    'bylines': ('', 'By John Smith\n\n'),
    'sentences': ('', 'Mr. '),
    'spaces': ('x', ' '),
    'angles': ('', '<a'),
    'entities': ('', '&amp;'),
}


def make(name):
    shape = SHAPES[name]
    if shape is None:
        words = (''.join(chr(97 + n // 26 ** i % 26) for i in range(5)) for n in range(SIZE // 6))
        return ' '.join(words)
    first, again = shape
    return first + again * ((SIZE - len(first.encode())) // len(again.encode()))


def run(*command):
    before = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    seconds = time.monotonic() - before
    if done.returncode not in (0, 1):
        sys.exit(f'{" ".join(command)}: {done.returncode}: {done.stderr.decode()}')
    return seconds


def main():
    index, search = sys.argv[1:3]
    names = sys.argv[3:] or list(SHAPES)
    slow = 0
    print(f'{"1 MB of":24}{"extract":>9}{"index":>9}{"search":>9}')
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            path, db = os.path.join(folder, 'story.txt'), os.path.join(folder, 'db')
            with open(path, 'w', encoding='utf-8') as file:
                file.write('PARIS, June 1 2020 (AP) -- ' + NEWS + '\n\n' + make(name) + '\n')
            times = (run(index, '--extract', '-q', path), run(index, '-q', '-d', db, path),
                     run(search, '-d', db, 'rotterdam a') if os.path.exists(db) else 0.0)
        over = max(times) > BAR
        slow += over
        print(f'{name:24}' + ''.join(f'{t:9.2f}' for t in times) + ('   over' if over else ''), flush=True)
    return 1 if slow else 0


if __name__ == '__main__':
    sys.exit(main())
