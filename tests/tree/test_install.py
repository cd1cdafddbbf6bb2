#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An installed tree works wherever it is put, reads its own data and no other, and can be taken away again.

usage: test_install.py SOURCE INDEXER_FOLDER SEARCH_FOLDER BUILD_FOLDER
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = sys.argv[4]
FILES = ("bin/wire-index", "bin/wire-search", "lib/cgi-bin/wire-search.cgi", "share/wire/countries.tsv", "share/wire/person.model",
         "share/man/man1/wire-index.1", "share/man/man1/wire-search.1", "share/man/man8/wire-search.cgi.8",
         "share/bash-completion/completions/wire-index", "share/bash-completion/completions/wire-search", "share/doc/wire/README.md", "share/doc/wire/LICENSE")
STORY = "Ferry late\n\nOSLO, May 2 (Reuters) - The ferry was late.\n"


def files_below(folder):
    return sorted(os.path.join(where, name) for where, _, names in os.walk(folder) for name in names)


class TestInstall(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="wire-install-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.stage = os.path.join(self.folder, "stage")
        self.cmake("--install", BUILD)
        installed = files_below(self.stage)
        self.prefix = os.path.dirname(os.path.dirname(next(path for path in installed if path.endswith("bin/wire-index"))))
        self.story = os.path.join(self.folder, "story.txt")
        with open(self.story, "w", encoding="utf-8") as out:
            out.write(STORY)

    def cmake(self, *arguments):
        subprocess.run(["cmake", *arguments], env=dict(os.environ, DESTDIR=self.stage), capture_output=True, check=True)

    def run_program(self, path, *arguments, **environment):
        clean = {name: os.environ[name] for name in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ}
        return subprocess.run([path, *arguments], env=dict(clean, **environment), capture_output=True, text=True, check=False)

    def extract(self, prefix):
        return self.run_program(os.path.join(prefix, "bin/wire-index"), "--extract", "-q", self.story)

    def test_all_files_are_there(self):
        for path in FILES:
            self.assertTrue(os.path.exists(os.path.join(self.prefix, path)), path)

    def test_a_moved_prefix_works(self):
        moved = os.path.join(self.folder, "elsewhere", "wire")
        shutil.move(self.prefix, moved)
        self.assertIn('"countries":["NO"]', self.extract(moved).stdout)
        db = os.path.join(self.folder, "db")
        indexed = self.run_program(os.path.join(moved, "bin/wire-index"), "-q", "-d", db, self.story)
        self.assertEqual(indexed.returncode, 0, indexed.stderr)
        found = self.run_program(os.path.join(moved, "bin/wire-search"), "-d", db, "--count", "country:Norway")
        self.assertEqual(found.stdout, "1\n", found.stderr)
        page = self.run_program(os.path.join(moved, "lib/cgi-bin/wire-search.cgi"), WIRE_DB=db, GATEWAY_INTERFACE="CGI/1.1", REQUEST_METHOD="GET", QUERY_STRING="q=ferry", SCRIPT_NAME="/s")
        self.assertIn("Ferry", page.stdout, page.stderr)

    def test_a_link_to_the_program_finds_the_data(self):
        link = os.path.join(self.folder, "wire-index")
        os.symlink(os.path.join(self.prefix, "bin/wire-index"), link)
        self.assertIn('"countries":["NO"]', self.run_program(link, "--extract", "-q", self.story).stdout)

    def test_it_reads_the_installed_data_alone(self):
        """Were the build's or the source's folder read, a change of the installed file would change nothing."""
        table = os.path.join(self.prefix, "share/wire/countries.tsv")
        with open(table, encoding="utf-8") as file:
            text = file.read()
        with open(table, "w", encoding="utf-8") as file:
            file.write(text.replace("Norway", "Freedonia"))
        db = os.path.join(self.folder, "db")
        self.run_program(os.path.join(self.prefix, "bin/wire-index"), "-q", "-d", db, self.story)
        found = self.run_program(os.path.join(self.prefix, "bin/wire-search"), "-d", db, "--count", "country:Freedonia")
        self.assertEqual(found.stdout, "1\n", found.stderr)
        os.remove(table)
        lost = self.extract(self.prefix)
        self.assertEqual(lost.returncode, 3)
        self.assertIn(os.path.realpath(os.path.dirname(table)), os.path.realpath(lost.stderr.split("'")[1]))

    def test_uninstall_leaves_nothing(self):
        self.cmake("--build", BUILD, "--target", "uninstall")
        self.assertEqual(files_below(self.stage), [])


if __name__ == "__main__":
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=0).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(failed != 0)
