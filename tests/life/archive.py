# SPDX-License-Identifier: GPL-2.0-or-later
"""An archive on the disk, and what may happen to it.

A place is a path within the archive's root. What a place holds is a *content*, a list whose first item is its kind:
  ["text", SEED]  ["long", SEED]           a story of its own, made up from the seed
  ["turned", SEED]                         the text of that seed, as long, in other words
  ["sgml", [[NEWID, SEED], ...]]           stories that other files may hold, too; NEWID 0: without
  ["cut", [[NEWID, SEED], ...]]            the same, the last one cut off
  ["raw", TEXT]                            these bytes (as Latin-1): empty, blank, HTML, binary
An action is a list, too: its name, then places (as Latin-1 text, since a name is any bytes) and contents. An action that
is not possible, as the archive then is, does nothing: so any part of a list of actions is a list of actions.
"""
import os
import random
import re
import shutil
import time

WORDS = ("ferry otter heron tram budget minister harbour taxes strike quake market bridge river talks grain vessel pilot "
         "summit border treaty ceasefire cease-fire exports Exports WHO U.S. US naïve Erdoğan").split()
PEOPLE = ("Antony Blinken", "Jens Stoltenberg", "Maria Santos", "Prime Minister Keir Starmer", "President Reagan")
DATELINES = ("OSLO, May 2 (AP) -", "BEIJING, June 14 (Reuters) -", "WASHINGTON, Jan. 3, 2019 (UPI) --", "PARIS, Dec. 31 -", "")
FOLDERS = (b"", b"x", b"x/2021", b"x/2021/05", b"y", b"y/deep", b"z")
NAMES = (b"a.txt", b"b.sgm", b"caf\xe9.txt", b"nl\n\x1b[1m", b"100%25", b"#1", b" lead", b"f7.sgm", b"f8.txt", b"\xff-",
         b"d.bak", b"long" * 60 + b".txt")
TOPS = (b"x", b"y", b"z")
RAW = ("", " \n\t\n", "<html><p>x", "\0\1\2\3" * 40, "%PDF-1.4 x")
BLOCKS = ("dir", "fifo", "dangling", "mem")


def latin(path):
    return path.decode("latin-1")


def join(folder, name):
    return folder + b"/" + name if folder else name


def identity_of(place):
    """What the index calls a file: bytes that are no UTF-8, control characters, and a '%' before two digits as %XX."""
    text = re.sub(rb"%(?=[0-9A-Fa-f]{2})", b"%25", place).decode("utf-8", "surrogateescape")
    return re.sub(r"[\0-\x1f\x7f\udc80-\udcff]", lambda c: f"%{ord(c[0]) & 0xFF:02X}", text).encode()


def is_story_name(name):
    return not (name.startswith(b".") or name.endswith((b"~", b".bak", b".orig")))


def sentences(seed):
    r = random.Random(seed)
    lines = []
    for _ in range(r.randint(1, 4)):
        words = [r.choice(WORDS) for _ in range(r.randint(3, 14))]
        if r.random() < 0.4:
            words.insert(1, r.choice(PEOPLE) + " said")
        lines.append(" ".join(words).capitalize() + ".")
    return lines


def story_text(seed):
    r = random.Random(seed)
    headline = " ".join(r.choice(WORDS) for _ in range(4)).capitalize()
    if r.random() < 0.2:
        headline = r.choice(("UPDATE 2-", "CORRECTED-", "KILL: ")) + headline
    lines = sentences(seed)
    lines[0] = (r.choice(DATELINES) + " " + lines[0]).strip()
    return headline + "\n\n" + "\n\n".join(lines) + "\n"


def sgml_story(newid, seed, whole=True):
    r = random.Random(seed)
    head = f'<REUTERS NEWID="{newid}">' if newid else '<REUTERS X="1">'
    title = " ".join(r.choice(WORDS) for _ in range(4)).upper()
    text = (f"{head}\n<DATE>{r.randint(1, 28)}-FEB-1987 15:01:01.79</DATE><PLACES><D>japan</D></PLACES>\n<TEXT><TITLE>{title}</TITLE>"
            f"<BODY>{' '.join(sentences(seed))}</BODY></TEXT>\n")
    return text + "</REUTERS>\n" if whole else text[: len(head) + 30]


def content_bytes(content):
    kind, what = content
    if kind == "text":
        return story_text(what).encode()
    if kind == "turned":
        return story_text(what).encode().translate(bytes.maketrans(b"aeio", b"oiea"))
    if kind == "long":
        r = random.Random(what)
        return (story_text(what) + f"{r.choice(WORDS)} " * r.randint(1000, 4000)).encode()
    if kind == "raw":
        return what.encode("latin-1")
    return "".join(sgml_story(i, s, kind == "sgml" or n < len(what) - 1) for n, (i, s) in enumerate(what)).encode()


class Archive:
    """The archive in `base`/a0, a1, ...; what lies outside of it in `base`/out; `nodes` is what stands at each place."""

    def __init__(self, base):
        self.base = base
        self.moves = 0
        self.ticks = 0
        self.nodes = {}  # place: ("file", content) | ("block", kind) | ("link", place)
        self.away = set()  # tops that are not mounted
        self.saved = None  # (content, the file's path)
        for folder in (self.root, self.path_out(b"disk/z")):
            os.makedirs(folder)
        os.symlink(self.path_out(b"disk/z"), self.path(b"z"))

    @property
    def root(self):
        return os.path.join(self.base, b"a%d" % self.moves)

    def path(self, place):
        return os.path.join(self.root, place)

    def path_out(self, name):
        return os.path.join(self.base, b"out", name)

    # ---- what is asked of it

    def is_there(self, place):
        return place.split(b"/")[0] not in self.away

    def content(self, place):
        """The content of the file at a place; None: there is no file that can be read."""
        node = self.nodes.get(place)
        return node[1] if node and node[0] == "file" and self.is_there(place) else None

    def readable(self, place):
        """The same, also by a link that leads out of the root: it is a file of its own."""
        node = self.nodes.get(place)
        if node and node[0] == "link" and self.is_there(place):
            return self.content(node[1])
        return self.content(place)

    def has_cut(self):
        return any(node[0] == "file" and node[1][0] == "cut" for node in self.nodes.values())

    def is_plain(self):
        """Is nothing in it that may hide what a file holds?"""
        return not self.away and not self.has_cut() and all(
            node[0] == "file" or node[1] in ("dir", "fifo") for node in self.nodes.values())

    # ---- actions

    def act(self, action):
        name, *rest = action
        getattr(self, "do_" + name)(*[x.encode("latin-1") if isinstance(x, str) else x for x in rest])

    def clear(self, place):
        path = self.path(place)
        if os.path.isdir(path) and not os.path.islink(path):
            os.rmdir(path)
        elif os.path.lexists(path):
            os.remove(path)
        self.nodes.pop(place, None)

    def make_room(self, place):
        """Make ready for something new at a place; False when it cannot be."""
        parts = place.split(b"/")
        ways = [b"/".join(parts[:n]) for n in range(1, len(parts))]
        if not self.is_there(place) or any(way in self.nodes for way in ways) or any(p.startswith(place + b"/") for p in self.nodes):
            return False
        os.makedirs(os.path.dirname(self.path(place)), exist_ok=True)
        path = self.path(place)
        if os.path.isdir(path) and not os.path.islink(path) and os.listdir(path):
            return False
        self.clear(place)
        return True

    def stamp(self, path, when):
        """A time that no other contents have, long past or to come; or the time that it is."""
        self.ticks += 1
        if when != b"now":
            start = 10**9 if when == b"past" else 2 * 10**9
            os.utime(path, ns=((start + self.ticks) * 10**9 + 7, (start + self.ticks) * 10**9 + 7))

    def do_put(self, place, content, when):
        if self.make_room(place):
            with open(self.path(place), "wb") as file:
                file.write(content_bytes(content))
            self.stamp(self.path(place), when)
            self.nodes[place] = ("file", content)

    def do_out(self, place, content):
        """A link to a file outside of the root."""
        if self.make_room(place):
            self.ticks += 1
            path = self.path_out(b"file%d" % self.ticks)
            with open(path, "wb") as file:
                file.write(content_bytes(content))
            os.symlink(path, self.path(place))
            self.nodes[place] = ("file", content)

    def do_touch(self, place, when):
        if self.content(place):
            self.stamp(self.path(place), when)

    def do_redo(self, place):
        """Other text of the same length; of a young file at the same time, too: a clock may be too coarse to tell."""
        content = self.content(place)
        if content and content[0] in ("text", "turned"):
            before = os.stat(self.path(place))
            content = ["text" if content[0] == "turned" else "turned", content[1]]
            with open(self.path(place), "wb") as file:
                file.write(content_bytes(content))
            self.stamp(self.path(place), b"past")
            if before.st_mtime > time.time():
                os.utime(self.path(place), ns=(before.st_mtime_ns, before.st_mtime_ns))
            self.nodes[place] = ("file", content)

    def do_rm(self, place):
        if place in self.nodes and self.is_there(place):
            self.clear(place)

    def do_mv(self, place, to):
        if self.content(place) and self.content(place)[0] != "cut" and place != to and self.make_room(to):
            os.rename(self.path(place), self.path(to))
            self.nodes[to] = self.nodes.pop(place)

    def do_cp(self, place, to):
        if self.content(place) and self.content(place)[0] != "cut" and place != to and self.make_room(to):
            shutil.copy2(self.path(place), self.path(to))
            self.nodes[to] = self.nodes[place]

    def do_swap(self, place, other):
        """Exchange two files, with their times."""
        if self.content(place) and self.content(other) and place != other and "cut" not in (
                self.content(place)[0], self.content(other)[0]):
            between = os.path.join(self.base, b"between")
            os.rename(self.path(place), between)
            os.rename(self.path(other), self.path(place))
            os.rename(between, self.path(other))
            self.nodes[place], self.nodes[other] = self.nodes[other], self.nodes[place]

    def do_block(self, place, kind):
        """Put in a file's place what is none, or cannot be read."""
        kind = kind.decode()
        if not self.make_room(place):
            return
        path = self.path(place)
        if kind == "dir":
            os.mkdir(path)
        elif kind == "fifo":
            os.mkfifo(path)
        else:
            os.symlink(b"/proc/self/mem" if kind == "mem" else b"nowhere", path)
        self.nodes[place] = ("block", kind)

    def do_link(self, place, to):
        """A link to a file within the root, which what lies in z is not."""
        if not self.content(to) or to.startswith(b"z/") or not is_story_name(os.path.basename(to)) or place == to:
            return
        if not os.path.islink(self.path(to)) and self.make_room(place):
            folder = os.path.realpath(os.path.dirname(self.path(place)))
            os.symlink(os.path.relpath(os.path.realpath(self.path(to)), folder), self.path(place))
            self.nodes[place] = ("link", to)

    def do_save(self, place, content):
        """Put a file's old version aside, and a new one in its place."""
        old = self.content(place)
        if old and old[0] != "cut":
            kept = os.path.join(self.base, b"saved")
            os.rename(self.path(place), kept)
            self.saved = (place, old)
            self.nodes.pop(place)
            self.do_put(place, content, b"past")

    def do_restore(self):
        """Bring back what was put aside, with the time it had."""
        if self.saved and self.make_room(self.saved[0]):
            os.rename(os.path.join(self.base, b"saved"), self.path(self.saved[0]))
            self.nodes[self.saved[0]] = ("file", self.saved[1])
            self.saved = None

    def mount(self, top):
        return self.path_out(b"disk/z") if top == b"z" else self.path(top)

    def do_away(self, top, empty):
        """A disk is not mounted; `empty`: its mount point is there."""
        if top in self.away or not os.path.isdir(self.mount(top)):
            return
        os.rename(self.mount(top), os.path.join(self.base, b"away-" + top))
        if empty:
            os.mkdir(self.mount(top))
        self.away.add(top)

    def do_back(self, top):
        if top in self.away:
            if os.path.isdir(self.mount(top)):
                os.rmdir(self.mount(top))
            os.rename(os.path.join(self.base, b"away-" + top), self.mount(top))
            self.away.discard(top)

    def do_reroot(self):
        old = self.root
        self.moves += 1
        os.rename(old, self.root)
