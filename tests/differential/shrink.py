# SPDX-License-Identifier: GPL-2.0-or-later
"""A disagreement made small: fewer stories, a smaller query, fewer options, fewer words, while the same kind stays."""
import tempfile
import time

from compare import Searched, TooMany, compare
from tree import LEAVES

SECONDS = 60


class Case:
    """groups: lists of Sources, one a database."""

    def __init__(self, groups, root, options):
        self.groups, self.root, self.options = groups, root, options

    def changed(self, groups=None, root=None, options=None):
        return Case(groups or self.groups, root or self.root, options or self.options)

    def __str__(self):
        lines = [f"  query:   {self.root}", f"  options: {self.options}"]
        for i, group in enumerate(self.groups):
            lines += [f"  story in database {i}: {source}" for source in group]
        return "\n".join(lines)


class Shrinker:
    def __init__(self, program, kind):
        self.program, self.kind, self.until = program, kind, time.monotonic() + SECONDS

    def fails(self, case):
        """Does the program still disagree in this way?"""
        if time.monotonic() > self.until:
            return False
        with tempfile.TemporaryDirectory(prefix="wire-shrink-") as folder:
            try:
                found = compare(Searched(self.program, case.groups, folder), case.root, case.options)
            except (TooMany, RuntimeError, ValueError, IndexError):
                return False
        return any(line.startswith(self.kind + ":") for line in found)

    def fewer(self, items, rebuild):
        """The smallest list that still fails, by halves, quarters ... single items (delta debugging)."""
        size = max(1, len(items) // 2)
        while size and items:
            at, cut = 0, False
            while at < len(items):
                rest = items[:at] + items[at + size:]
                if rest and self.fails(rebuild(rest)):
                    items, cut = rest, True
                else:
                    at += size
            size = size // 2 if not cut or size > 1 else size
        return items

    def stories(self, case):
        pairs = [(i, source) for i, group in enumerate(case.groups) for source in group]

        def rebuild(rest):
            groups = [[source for i, source in rest if i == n] for n in range(len(case.groups))]
            return case.changed(groups=[group for group in groups if group])
        return rebuild(self.fewer(pairs, rebuild))

    def words(self, case):
        for g, group in enumerate(case.groups):
            for s in range(len(group)):
                for name in list(group[s].texts):
                    case = self.words_of(case, g, s, name)
        return case

    def words_of(self, case, g, s, name):
        def rebuild(words, joiner=" "):
            groups = [list(group) for group in case.groups]
            groups[g][s] = groups[g][s].changed(name, joiner.join(words))
            return case.changed(groups=groups)
        text = case.groups[g][s].texts[name]
        if not text:
            return case
        if self.fails(rebuild([])):
            return rebuild([])
        if name not in ("headline", "body"):
            return case
        return rebuild(self.fewer(text.split(" "), rebuild))

    def query(self, case):
        again = True
        while again:
            again = False
            for smaller in smaller_trees(case.root):
                if self.fails(case.changed(root=smaller)):
                    case, again = case.changed(root=smaller), True
                    break
        return case

    def options(self, case):
        options = case.options
        for change in ({"filters": []}, {"facets": None, "facet_limit": None}, {"sort": "relevance"}, {"offset": 0}, {"facet_limit": None}):
            if self.fails(case.changed(options=options.copy(**change))):
                options = options.copy(**change)
                case = case.changed(options=options)
        if options.filters:
            filters = self.fewer(options.filters, lambda rest: case.changed(options=options.copy(filters=rest)))
            case = case.changed(options=options.copy(filters=filters))
        return case

    def shrink(self, case):
        for step in (self.options, self.query, self.stories, self.query, self.words, self.stories, self.query, self.options):
            case = step(case)
        return case


def smaller_trees(node):
    """Trees with one node less: a kid in its parent's place, or one kid fewer."""
    for i, kid in enumerate(node.kids):
        if kid is not None:
            yield kid
            for smaller in smaller_trees(kid):
                yield node.copy(kids=[*node.kids[:i], smaller, *node.kids[i + 1:]])
    if node.kind in ("and", "or") and len(node.kids) > 2:
        for i in range(len(node.kids)):
            yield node.copy(kids=[*node.kids[:i], *node.kids[i + 1:]])
    if node.kind == "phrase" and " " in node.text:
        words = node.text.split(" ")
        for i in range(len(words)):
            yield node.copy(text=" ".join(words[:i] + words[i + 1:]))
    if node.kind not in LEAVES and node.style:
        yield node.copy(style=0)
