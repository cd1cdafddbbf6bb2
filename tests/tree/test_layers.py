#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules of the tree, held by a machine: who includes whom, headers by themselves, lengths, documents.

usage: test_layers.py SOURCE INDEXER_FOLDER SEARCH_FOLDER BUILD_FOLDER
"""
import os
import re
import subprocess
import sys
import unittest

ROOT, INDEXER, SEARCH, BUILD = sys.argv[1:5]
FOLDERS = ("include", "shim", "indexer", "search", "tests")
TOP_LEVEL = {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "run", "include", "shim", "indexer", "search", "tests", "corpus", "build"}


def sources(*endings):
    for folder in FOLDERS:
        for where, _, names in os.walk(os.path.join(ROOT, folder)):
            for name in names:
                if name.endswith(endings):
                    yield os.path.join(where, name)


def relative(path):
    return os.path.relpath(path, ROOT)


def text_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def includes(path):
    return re.findall(r'^#include [<"]([^>"]+)[>"]', text_of(path), re.M)


def functions(path):
    """Yield (line, length) of each function: from its head at the margin to the brace that closes it there."""
    start = None
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if re.match(r"[A-Za-z_].*\)$", line) or re.match(r"[A-Za-z_][^;={]*\($", line) or re.match(r"[A-Za-z_][^;=]*,$", line):
            start = start or number
        elif line.startswith("}") and start:
            yield start, number - start + 1
            start = None
        elif line and not line[0].isspace() and line[0] not in "{}":
            start = None


class TestTree(unittest.TestCase):
    def test_libraries_have_one_door(self):
        doors = {"xapian.h": ("shim/xapian/", "tests/life/dump.cc"), "libstemmer.h": ("shim/base/stem.c",),
                 "utf8proc.h": ("shim/base/", "tests/unit/base/", "tests/fuzz/fuzz_unicode.c"),
                 "archive.h": ("indexer/input/archive.c", "indexer/input/warc.c")}
        for path in sources(".c", ".h", ".cc"):
            for library, allowed in doors.items():
                if library in includes(path):
                    self.assertTrue(relative(path).startswith(allowed), f"{relative(path)} includes <{library}>")

    def test_rooms_know_only_their_neighbours(self):
        """What the files of a folder may include of the project, by the beginnings of paths; include/wire/ is for all but STORE."""
        stages = ("indexer/context.h", "indexer/clean/", "indexer/dateline/", "indexer/facts/", "indexer/gazetteer/")
        rooms = {
            "shim/base/": (), "shim/xapian/": ("shim/",),
            "indexer/clean/": stages, "indexer/dateline/": stages, "indexer/facts/": stages, "indexer/gazetteer/": stages,
            "indexer/input/": ("indexer/input/", "indexer/context.h"),
            "indexer/formats/": ("indexer/formats/", "indexer/context.h", "indexer/input/item.h", "indexer/input/charset.h", "indexer/clean/byline.h"),
            "indexer/store/": ("indexer/store/", "indexer/context.h"),
            "indexer/": ("indexer/",),
            "search/query/": ("search/query/",),
            "search/engine/": ("search/engine/", "search/query/"),
            "search/snippet/": ("search/snippet/", "search/query/"),
            "search/answer/": ("search/answer/", "search/engine/", "search/query/", "search/snippet/"),
            "search/": ("search/",),
        }
        without_store = ("shim/base/", "indexer/clean/", "indexer/dateline/", "indexer/facts/", "indexer/gazetteer/", "indexer/input/",
                         "indexer/formats/", "search/query/", "search/snippet/")
        for path in sources(".c", ".h", ".cc"):
            name = relative(path)
            room = next((folder for folder in sorted(rooms, key=len, reverse=True) if name.startswith(folder)), None)
            if room is None:
                continue
            for included in includes(path):
                if included.startswith(("indexer/", "search/", "shim/")):
                    self.assertTrue(included.startswith(rooms[room]), f"{name} includes {included}")
                if name.startswith(without_store):
                    self.assertNotIn(included, ("wire/store.h", "wire/query.h"), name)

    def test_one_catch(self):
        catching = [relative(path) for path in sources(".cc", ".h") if re.search(r"\bcatch \(\.\.\.\)", text_of(path)) and "tests" not in relative(path)]
        self.assertEqual(len(catching), 1, catching)

    def test_public_headers_compile_alone(self):
        folder = os.path.join(ROOT, "include")
        for name in sorted(os.listdir(os.path.join(folder, "wire"))):
            for compiler, standard, language in (("cc", "c17", "c"), ("c++", "c++17", "c++")):
                run = subprocess.run([compiler, "-std=" + standard, "-x", language, "-Wall", "-Wextra", "-Wpedantic", "-Werror",
                                      "-fsyntax-only", "-I", folder, "-"], input=f'#include "wire/{name}"\n', text=True, capture_output=True, check=False)
                self.assertEqual(run.returncode, 0, f"{name} as {standard}: {run.stderr}")

    def test_the_library_neither_prints_nor_exits(self):
        programs = ("indexer/run/report.c", "indexer/run/worker.c", "indexer/main.c", "search/main.c", "search/page/cgi.c", "indexer/tools/")
        speaking = re.compile(r"\b(?:printf|fprintf|vprintf|vfprintf|puts|fputs|putc|fputc|putchar|fwrite|perror|exit|_exit|abort)\(")
        for path in sources(".c", ".cc"):
            if not relative(path).startswith(programs + ("tests/",)):
                self.assertFalse(speaking.findall(text_of(path)), relative(path))

    def test_functions_and_files_are_short(self):
        for path in sources(".c", ".h", ".cc"):
            limit = 700 if relative(path).startswith("tests/") else 500
            self.assertLessEqual(text_of(path).count("\n"), limit, relative(path))
            for line, length in functions(path):
                self.assertLessEqual(length, 80, f"{relative(path)}:{line}")

    def test_every_source_states_its_licence(self):
        for path in sources(".c", ".h", ".cc", ".py", ".sh"):
            self.assertIn("SPDX-License-Identifier: GPL-2.0-or-later", text_of(path)[:300], relative(path))

    def test_top_level_is_fixed(self):
        self.assertEqual({name for name in os.listdir(ROOT) if not name.startswith(".")} - TOP_LEVEL, set())

    def test_man_pages_are_clean_and_know_every_option(self):
        for program, page in ((os.path.join(INDEXER, "wire-index"), "indexer/wire-index.1"), (os.path.join(SEARCH, "wire-search"), "search/wire-search.1")):
            path = os.path.join(ROOT, page)
            lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", path], capture_output=True, text=True, check=False)
            self.assertEqual(lint.stdout + lint.stderr, "")
            shown = subprocess.run(["mandoc", "-T", "ascii", path], capture_output=True, text=True, check=True).stdout
            shown = re.sub(r".\x08", "", shown)
            help_text = subprocess.run([program, "--help"], capture_output=True, text=True, check=True).stdout
            for option in set(re.findall(r"--[a-z-]+", help_text)):
                self.assertIn(option, shown, f"{page} lacks {option}")


if __name__ == "__main__":
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=0).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(failed != 0)
