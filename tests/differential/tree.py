# SPDX-License-Identifier: GPL-2.0-or-later
"""A query as a tree, and as the text that a reader would type for it (wire-search(1), QUERY LANGUAGE).

Trees are made, evaluated and shrunk as trees; the program gets their text, so its parser is tested against the brackets,
precedences and ways of writing that are chosen here.
"""

# What binds closer has the higher number: NEAR and ADJ, then NOT, then AND, then OR.
OR, AND, NOT, NEAR, PRIMARY = range(1, 6)
LEAVES = ("word", "exact", "prefix", "phrase", "value", "date")


class Node:
    """kind: a leaf's (`word exact prefix phrase value date`), or `and or not near adj in`.

    text   of leaves: as written, without the signs of its kind
    field  of leaves, and of `in`: headline:( ... ); "" for plain words
    kids   `not`: [yes, no], yes None for a lone NOT; `near adj`: [left, right], read from the left
    n      of near and adj: the distance, 0 for none written
    days   of dates: ("period", first, last) as ISO dates, None for an open end, or ("yearless", "06-14")
    style  how it is written, where there is a choice: set once, so that a text stays the same while it is shrunk
    """
    __slots__ = ("kind", "text", "field", "kids", "n", "days", "style")

    def __init__(self, kind, text="", field="", kids=(), n=0, days=None, style=0):
        self.kind, self.text, self.field, self.kids = kind, text, field, list(kids)
        self.n, self.days, self.style = n, days, style

    def copy(self, kids=None, **changes):
        made = Node(self.kind, self.text, self.field, self.kids if kids is None else kids, self.n, self.days, self.style)
        for name, value in changes.items():
            setattr(made, name, value)
        return made

    def leaves(self):
        if self.kind in LEAVES:
            yield self
        for kid in self.kids:
            if kid is not None:
                yield from kid.leaves()

    def size(self):
        return 1 + sum(kid.size() for kid in self.kids if kid is not None)

    def __str__(self):
        return to_text(self)


def quoted(text):
    return f'"{text}"'


def leaf_text(node, inside):
    prefix = f"{node.field}:" if node.field and not inside else ""
    if node.kind == "exact":
        return f"{prefix}={node.text}"
    if node.kind == "prefix":
        return f"{prefix}{node.text}*"
    if node.kind == "phrase":
        return prefix + quoted(node.text)
    plain = all(char.isalnum() or char in "-./:+#" for char in node.text)
    if node.kind == "value" or node.kind == "date":
        return prefix + (node.text if plain and not node.style & 1 else quoted(node.text))
    return prefix + node.text


def bracketed(node, least, inside):
    """The text of a kid where something that binds at least so closely may stand without brackets."""
    text, binds = written(node, inside)
    return text if binds >= least and not (node.style & 8 and node.kind not in LEAVES) else f"({text})"


def join_and(node, inside):
    """Words side by side, or with AND; a NOT behind a word would be `a NOT b`, so it gets an AND or is a minus."""
    text = ""
    for i, kid in enumerate(node.kids):
        part = bracketed(kid, NOT, inside)
        if i > 0:
            text += " AND " if node.style & 1 << (i % 3) or part.startswith("NOT ") else " "
        text += part
    return text


def written(node, inside=False):
    """(text, how close its outermost operator binds)."""
    if node.kind in LEAVES:
        return leaf_text(node, inside), PRIMARY
    if node.kind == "in":
        return f"{node.field}:({written(node.kids[0], True)[0]})", PRIMARY
    if node.kind == "or":
        return " OR ".join(bracketed(kid, AND, inside) for kid in node.kids), OR
    if node.kind == "and":
        return join_and(node, inside), AND
    if node.kind == "not":
        yes, no = node.kids
        if yes is None and node.style & 1:
            return "-" + bracketed(no, PRIMARY, inside), NOT
        if yes is None:
            return "NOT " + bracketed(no, NEAR, inside), NOT
        return f"{bracketed(yes, NOT, inside)} NOT {bracketed(no, NEAR, inside)}", NOT
    name = "NEAR" if node.kind == "near" else "ADJ"
    left, right = node.kids
    distance = f"/{node.n}" if node.n else ""
    return f"{bracketed(left, NEAR, inside)} {name}{distance} {bracketed(right, PRIMARY, inside)}", NEAR


def to_text(node):
    return written(node)[0]
