# SPDX-License-Identifier: GPL-2.0-or-later
"""What a database must hold after each run: for each file that it knows the content that it last gave, and the policy that
it was read by. A fresh build of just these files is what the database is compared with.

A run is a dict: `operands` (tops, or [""]: the root), `policy` (reference, source, format: what holds), `give` (which of these
are said on the command line), `prune` ("", "prune", "force"), `excludes`, `reindex`, `changes` (between two commits), `kills`
(points at which it is killed, one run after the other, before it may end), `meanwhile` (actions between those).
"""
import fnmatch
import os
import stat

from archive import identity_of, is_story_name

REFERENCES = ("none", "2023-06-30", "2019-12-31")
SOURCES = ("", "UPI", "AFP")
FORMATS = ("auto", "text", "reuters-sgml")
FIRST_POLICY = ["none", "", "auto"]


def is_excluded(name, place, globs):
    return any(fnmatch.fnmatchcase((place if "/" in glob else name).decode("latin-1"), glob) for glob in globs)


class Seen:
    """What a walk over the operands meets: the places of files, and whether each operand had any."""

    def __init__(self, archive, run):
        self.archive = archive
        self.run = run
        self.places = []
        self.met = {}
        root = os.path.realpath(archive.root)
        for operand in run["operands"]:
            self.count = 0
            path = os.path.join(root, operand.encode("latin-1"))
            if os.path.isdir(path):
                self.folder(path, operand.encode("latin-1"))
            self.met[operand] = self.count

    def folder(self, path, within):
        for name in sorted(os.listdir(path)):
            place = within + b"/" + name if within else name
            full = os.path.join(path, name)
            if not is_story_name(name) or is_excluded(name, place, self.run["excludes"]) or not os.path.exists(full):
                continue
            if os.path.isdir(full):
                self.folder(full, place)
            elif stat.S_ISREG(os.stat(full).st_mode):
                self.count += 1
                place = self.name_of(full, place)
                if place not in self.places:
                    self.places.append(place)

    def name_of(self, full, place):
        """A link within the root is what it leads to."""
        root = os.path.realpath(self.archive.root) + b"/"
        real = os.path.realpath(full)
        return real[len(root):] if os.path.islink(full) and real.startswith(root) else place


def is_gone(archive, place):
    """Is there surely no file any more at a place that was not met?"""
    root = os.path.realpath(archive.root)
    path = os.path.join(root, place)
    parts = place.split(b"/")
    try:
        os.lstat(path)
    except OSError:
        ways = [os.path.join(root, *parts[:n]) for n in range(1, len(parts))]
        return not any(os.path.islink(way) and not os.path.exists(way) for way in ways)
    if not os.path.exists(path):
        return False
    real = os.path.realpath(path)
    return not os.path.isfile(path) or (real.startswith(root + b"/") and real != path)


def shared_ids(content, policy):
    """The ids of the stories that other files may hold, too."""
    if content[0] not in ("sgml", "cut") or policy[2] == "text":
        return set()
    return {newid for newid, _ in content[1] if newid}


class Model:
    def __init__(self):
        self.files = {}  # place: (content, policy), as last read
        self.policy = FIRST_POLICY
        self.loose = set()  # ids whose text in force is of a file that has it no more, while no owner could be read
        self.unread = set()  # places that the last run did not read, and may be told to read again
        self.partial = {}  # places whose last content was cut off, and the ids that were kept from before

    def owners(self, newid):
        return sorted((place for place, known in self.files.items() if newid in shared_ids(*known)), key=identity_of)

    def read(self, place, content, policy):
        """A file is read. One that is cut off keeps the stories that it had and that may be behind the cut."""
        self.partial.pop(place, None)
        if content[0] == "cut" and policy[2] != "text":
            stories = content[1][:-1]
            ids = {newid for newid, _ in stories}
            old = self.files.get(place)
            if old:
                stories = stories + [story for story in old[0][1] if story[0] not in ids]
            self.partial[place] = {newid for newid, _ in stories} - ids
            content = ["sgml", stories]
        self.files[place] = (content, policy)

    def allow(self, archive, run):
        """Is it known what the run must lead to? What is cut off must be read by one policy alone."""
        cuts = [place for place, node in archive.nodes.items() if node[0] == "file" and node[1][0] == "cut"]
        for place in cuts:
            content, policy = self.files.get(place, (["sgml", []], run["policy"]))
            ids = [newid for newid, _ in content[1]] if content[0] == "sgml" else [0]
            if run["policy"] != policy or 0 in ids:
                return False
        return not cuts or run["policy"] == self.policy

    def after(self, archive, run):
        """The run has ended."""
        before = dict(self.files)
        self.policy = run["policy"]
        seen = Seen(archive, run)
        readable = {place for place in seen.places if archive.readable(place)}
        for place in readable:
            self.read(place, archive.readable(place), run["policy"])
        if run["prune"]:
            for place in list(self.files):
                if place not in seen.places and self.may_prune(place, seen, run) and is_gone(archive, place):
                    del self.files[place]
                    self.partial.pop(place, None)
        self.unread = set(self.files) - readable
        self.note_given_up(before, readable)

    def may_prune(self, place, seen, run):
        for operand in run["operands"]:
            top = operand.encode("latin-1")
            if not top or place.startswith(top + b"/"):
                return run["prune"] == "force" or seen.met[operand] > 0
        return False

    def note_given_up(self, before, readable):
        for place, (content, policy) in before.items():
            now = shared_ids(*self.files[place]) if place in self.files else set()
            self.loose |= shared_ids(content, policy) - now
        for newid in list(self.loose):
            owners = self.owners(newid)
            if not owners or (owners[-1] in readable and newid not in self.partial.get(owners[-1], ())):
                self.loose.discard(newid)
