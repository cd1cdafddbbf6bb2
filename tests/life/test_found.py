#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Lives that once ended in a database which was not as one made afresh, each killed at one point after the other.

usage: test_found.py LIFE_TOOL
"""
import shutil
import sys
import unittest

from test_life import live
from tool import Tool, scratch

PROGRAM = sys.argv.pop()
POINTS = range(1, 80, 5)  # a commit passes some eight of them


def run(**options):
    return ["run", {"operands": [""], "policy": ["none", "", "auto"], "give": [False] * 3, "prune": "prune", "excludes": [],
                    "reindex": False, "changes": 1, "kills": [], "meanwhile": [], **options}]


class TestFound(unittest.TestCase):
    def setUp(self):
        self.folder = scratch()
        self.tool = Tool(PROGRAM)

    def tearDown(self):
        shutil.rmtree(self.folder)
        self.assertEqual(self.tool.close(), 0)

    def must_agree(self, lives):
        kills = 0
        for actions in lives:
            fault, life = live(self.tool, actions, self.folder)
            self.assertIsNone(fault, actions)
            kills += life.kills
        self.assertGreater(kills, 5)

    def test_a_new_file_of_which_a_killed_run_stored_a_part_is_known(self):
        """Else its stories stay when it is gone at the next run: nobody knows whose they are."""
        stories = [[1, 1], [2, 2], [3, 3]]
        self.must_agree([["put", "x/a.sgm", ["sgml", [[8, 8]]], "past"], ["put", "y/b.sgm", ["sgml", stories], "past"],
                         run(kills=[point], meanwhile=[["rm", "y/b.sgm"]])] for point in POINTS)

    def test_a_file_of_which_a_killed_run_stored_a_part_is_read_again_though_it_is_as_it_was(self):
        """Its old version came back, with its time: the ledger knows that, the database has a story of the new one."""
        self.must_agree([["put", "x/b.sgm", ["sgml", [[1, 1], [2, 2]]], "past"], run(),
                         ["save", "x/b.sgm", ["sgml", [[1, 11], [2, 12]]]], run(kills=[point], meanwhile=[["restore"]])]
                        for point in POINTS)

    def test_all_owners_of_a_story_are_told_before_a_commit(self):
        """The last to be told is the one whose text is in force then; a run killed before that forgot it for ever."""
        put = [["put", place, ["sgml", [[1, seed], [2, 2]]], "past"] for seed, place in enumerate(("x/a.txt", "x/b.sgm", "y/a.txt"))]
        self.must_agree([*put, run(), ["put", "y/a.txt", ["sgml", [[2, 2]]], "past"], run(kills=[point])] for point in POINTS)


if __name__ == "__main__":
    unittest.main()
