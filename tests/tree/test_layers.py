#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules of the tree, held by a machine: who includes whom, headers by themselves, lengths, documents.

usage: test_layers.py SOURCE INDEXER_FOLDER SEARCH_FOLDER BUILD_FOLDER
"""
import os
import re
import subprocess
import sys
import tempfile
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
    def test_only_the_shim_knows_xapian(self):
        for path in sources(".c", ".h", ".cc"):
            if "xapian.h" in includes(path):
                self.assertTrue(relative(path).startswith("shim/xapian/"), relative(path))

    def test_only_stem_c_knows_libstemmer(self):
        knowing = [relative(path) for path in sources(".c", ".h", ".cc") if "libstemmer.h" in includes(path)]
        self.assertEqual(knowing, ["shim/base/stem.c"])

    def test_indexer_and_search_do_not_know_each_other(self):
        for path in sources(".c", ".h"):
            for folder, other in (("indexer/", "search/"), ("search/", "indexer/")):
                if relative(path).startswith(folder):
                    self.assertFalse([i for i in includes(path) if i.startswith(other)], relative(path))

    def test_base_stands_alone(self):
        for path in sources(".c", ".h"):
            if relative(path).startswith("shim/base/"):
                self.assertFalse([i for i in includes(path) if "store.h" in i or "query.h" in i], relative(path))

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
        programs = ("indexer/run/report.c", "indexer/run/run.c", "indexer/main.c", "search/main.c", "search/page/cgi.c", "indexer/tools/train_tagger.c")
        for path in sources(".c", ".cc"):
            if relative(path) in programs or relative(path).startswith("tests/"):
                continue
            self.assertFalse(re.findall(r"\b(?:printf|puts|putchar|exit|abort)\(", text_of(path)), relative(path))

    def test_functions_and_files_are_short(self):
        for path in sources(".c", ".cc"):
            limit = 700 if relative(path).startswith("tests/") else 600
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

    def test_installed_files_work_where_they_are_put(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["cmake", "--install", BUILD, "--prefix", folder], capture_output=True, check=True)
            for path in ("bin/wire-index", "bin/wire-search", "lib/cgi-bin/wire-search.cgi", "share/man/man1/wire-index.1",
                         "share/man/man1/wire-search.1", "share/wire/countries.tsv"):
                self.assertTrue(os.path.exists(os.path.join(folder, path)), path)
            story = os.path.join(folder, "story.txt")
            with open(story, "w", encoding="utf-8") as out:
                out.write("Ferry late\n\nOSLO, May 2 (Reuters) - The ferry was late.\n")
            environment = {"PATH": os.path.join(folder, "bin"), "WIRE_DATA_DIR": os.path.join(folder, "share/wire")}
            run = subprocess.run(["wire-index", "--extract", "-q", story], env=environment, capture_output=True, text=True, check=True)
            self.assertIn('"place":"OSLO"', run.stdout)


if __name__ == "__main__":
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=0).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(failed != 0)
