# SPDX-License-Identifier: GPL-2.0-or-later
"""The program's answers against the evaluator's: each difference is a line, `kind: what`.

One search has all matches of a query; another, of what was understood of it, has one page: so an explanation is held to be
its own explanation, with the same answer. --ids and --explain are put beside the first one, too.
"""
import json

from evaluate import Archive, Evaluator, TooMany, count_facet, flat, in_order
from tree import to_text
from words import fold, scan, stem

ALL = 1000  # hits that one answer holds; archives are smaller
ELLIPSIS = "\u2026"
FACET_FIELDS = {"people": "person", "countries": "country", "source": "source", "date": "date"}


class Searched:
    """Databases that are searched as one, and their evaluator."""

    def __init__(self, program, groups, folder):
        built = [program.build(sources, f"{folder}/db{i}") for i, sources in enumerate(groups)]
        self.program, self.paths = program, [path for path, _ in built]
        self.evaluator = Evaluator(Archive([records for _, records in built]))
        self.stories = self.evaluator.archive.stories


def squeezed(text):
    """White space made single blanks, as snippets have it: (the text, where each character of `text` is in it)."""
    text = text.strip()
    made, places = "", []
    for char in text:
        if char in " \n\t\r":
            if made and made[-1] != " ":
                made += " "
            places.append(len(made) - 1 if made else 0)
        else:
            places.append(len(made))
            made += char
    return made, places


def marked_words(segments):
    """(the text, a list that says of each character whether it is marked)."""
    return "".join(s["text"] for s in segments), [s["match"] for s in segments for _ in s["text"]]


def compare_marks(zone, text, flags, offset, wanted):
    """Words of the zone that lie in `text`, which begins at `offset` of the squeezed zone, marked as they should be."""
    squeezed_text, places = squeezed(zone.text)
    lead = len(zone.text) - len(zone.text.lstrip())
    for token in zone.tokens:
        start = places[token.start - lead] - offset
        end = places[token.end - 1 - lead] + 1 - offset
        if start < 0 or end > len(text):
            continue
        marked = flags[start]
        word = text[start:end]
        if any(flag != marked for flag in flags[start:end]):
            return f"half of {word!r} is marked"
        if marked and token.position not in wanted:
            return f"{word!r} ({token.position}) is marked"
        if not marked and token.position in wanted:
            return f"{word!r} ({token.position}) is not marked"
    return None


def compare_hit(evaluator, story, root, hit):
    """The headline and snippet of one hit."""
    found = []
    headline, body = story.zones["headline"][0], story.zones[""][-1]
    text, flags = marked_words(hit["headline"])
    if text != squeezed(headline.text)[0]:
        found.append(f"headline: {story.id}: {text!r} is not {headline.text!r}")
    else:
        wrong = compare_marks(headline, text, flags, 0, evaluator.marks(story, root, "headline", headline))
        found += [f"marks: {story.id}: in the headline {wrong}"] if wrong else []
    text, flags = marked_words(hit["snippet"])
    whole = squeezed(body.text)[0]
    for cut_start, cut_end in ((0, 0), (1, 0), (0, 1), (1, 1)):
        core, core_flags = text, flags
        if cut_start and core.startswith(ELLIPSIS):
            core, core_flags = core[1:], core_flags[1:]
        if cut_end and core.endswith(ELLIPSIS):
            core, core_flags = core[:-1], core_flags[:-1]
        if core in whole:
            break
    else:
        return found + [f"snippet: {story.id}: {text!r} is no part of the story"]
    wanted = evaluator.marks(story, root, "", body)
    wrong = None
    at = whole.find(core)
    while at >= 0:  # a text that repeats has the snippet at several places: one of them is the right one
        wrong = compare_marks(body, core, core_flags, at, wanted)
        if wrong is None:
            break
        at = whole.find(core, at + 1)
    if wrong:
        found.append(f"marks: {story.id}: in the snippet {wrong}")
    elif wanted and not any(flags):
        found.append(f"marks: {story.id}: the snippet shows no match: {core!r}")
    return found


def compare_facets(evaluator, root, options, answer):
    found = []
    for name in options.facets or ():
        wanted = count_facet(evaluator.find(root, options.filters, leave_out=FACET_FIELDS[name]), name)
        chosen = {fold(node.days if node.field == "country" else node.text) for node in options.filters
                  if node.field == FACET_FIELDS[name]}
        limit = options.facet_limit or 20
        shown = [entry for i, entry in enumerate(wanted) if name == "date" or i < limit or fold(entry[0]) in chosen]
        got = [(entry["value"], entry["count"]) for entry in answer["facets"].get(name, [])]
        if got != shown:
            found.append(f"facets: {name}: got {got}, want {shown}")
        if answer["distinct"].get(name) != len(wanted):
            found.append(f"facets: {name}: {answer['distinct'].get(name)} distinct, want {len(wanted)}")
    return found


def compare_parts(evaluator, root, options, answer):
    """When nothing is found: each part that is ANDed, counted by itself."""
    kids = flat(root, "and") if root.kind == "and" else None
    if kids is None or any(kid.kind == "not" for kid in kids):
        return []
    counts = []
    for kid in kids:
        inner = kid.kids[0] if kid.kind == "in" else kid
        if inner.kind == "and":  # the parser takes in its parts
            return []
        counts.append(evaluator.count_part(root, kid, options.filters))
    got = [part["count"] for part in answer.get("parts", [])][:len(counts)]
    return [] if got == counts[:len(got)] else [f"parts: got {got}, want {counts}"]


def is_pair(evaluator, root):
    """Two plain words that are ANDed, of no common form and never written in two: the man page tells of their ranking."""
    words = root.kids if root.kind == "and" and len(root.kids) == 2 else []
    if not words or any(word.kind != "word" or word.field or len(scan(word.text)[0]) != 1 for word in words):
        return False
    forms = [scan(word.text)[0][0].form for word in words]
    return stem(forms[0]) != stem(forms[1]) and not evaluator.joined and not any(evaluator.parts_of("", form) for form in forms)


def compare_all(searched, root, options, answer, status):
    """The whole answer to the query as it is typed."""
    evaluator = searched.evaluator
    wanted = evaluator.find(root, options.filters)
    ids = [hit["id"] for hit in answer["hits"]]
    found = []
    if status != (0 if answer["total"] else 1):
        found.append(f"status: {status} with a total of {answer['total']}")
    if set(ids) != {story.id for story in wanted}:
        missing = [story.id for story in wanted if story.id not in ids]
        more = sorted(set(ids) - {story.id for story in wanted})
        return found + [f"ids: missing {missing[:5]}, too many {more[:5]}"]
    if answer["total"] != len(wanted) or len(ids) != len(set(ids)):
        found.append(f"total: {answer['total']}, want {len(wanted)}")
    ordered = [story.id for story in in_order(wanted, options.sort)]
    if options.sort != "relevance" and ids != ordered:
        found.append(f"order: {options.sort}: got {ids[:8]}, want {ordered[:8]}")
    found += compare_facets(evaluator, root, options, answer)
    evaluator.prepare(root)
    by_id = {story.id: story for story in wanted}
    if options.sort == "relevance" and is_pair(evaluator, root):
        classes = [evaluator.nearness(by_id[one], *root.kids) for one in ids]
        if classes != sorted(classes, reverse=True):
            found.append(f"relevance: stories of these nearnesses in this order: {classes[:20]}")
    for hit in answer["hits"]:
        found += compare_hit(evaluator, by_id[hit["id"]], root, hit)
    if not wanted:
        found += compare_parts(evaluator, root, options, answer)
    return found


def page_of(options, first):
    """The options that ask for one page, and its ids."""
    chosen = [*options.filter_options(), f"--sort={options.sort}", f"-n{options.limit}", f"--offset={options.offset}"]
    return chosen, [hit["id"] for hit in first["hits"]][options.offset:options.offset + options.limit]


def compare_ids(searched, options, first, query):
    """The same page as ids, a line each."""
    chosen, wanted = page_of(options, first)
    status, out, err = searched.program.run(searched.paths, ["--ids", *chosen], query)
    if out.splitlines() != wanted or status != (0 if first["total"] else 1):
        return [f"page: --ids: status {status}, {out.splitlines()} {err.strip()}, want {wanted}"]
    return []


def compare_explain(searched, _, first, query):
    """--explain says what the JSON says."""
    status, out, err = searched.program.run(searched.paths, ["--explain"], query)
    if status != 0 or out.removesuffix("\n") != first["understood"]:
        return [f"explain: --explain: status {status}, {out.strip()} {err.strip()}, want {first['understood']}"]
    return []


def compare_page(searched, options, first, _):
    """What was understood, asked again for one page: the same answer, and its slice of the same order."""
    chosen, wanted = page_of(options, first)
    query = first["understood"]
    status, again, err = searched.program.answer(searched.paths, chosen, query)
    if again is None:
        return [f"explain: {query!r} is not understood: {status} {err.strip()}"]
    found = []
    if again["understood"] != query:
        found.append(f"explain: {query!r} is explained as {again['understood']!r}")
    if again["total"] != first["total"]:
        found.append(f"explain: {query!r} has {again['total']}, the query itself {first['total']}")
    got = [hit["id"] for hit in again["hits"]]
    if got != wanted:
        found.append(f"page: got {got}, want {wanted}")
    return found


# What is compared beside the answer itself, by turns: explanations are asked again the most.
BESIDE = (compare_page, compare_page, compare_ids, compare_page, compare_explain)


def compare_suggestion(searched, options, answer):
    """A suggestion finds as many stories as it says, one at least."""
    if not answer["suggestion"]:
        return []
    status, out, err = searched.program.run(searched.paths, ["--count", *options.filter_options()], answer["suggestion"])
    if status != 0 or int(out) != answer["suggestion_total"]:
        return [f"suggestion: {answer['suggestion']!r} finds {out.strip()} {err.strip()}, said {answer['suggestion_total']}"]
    return []


def compare(searched, root, options, beside=BESIDE):
    """All differences for one query; `beside`: what is asked beside it. TooMany: it is too much for brute force."""
    query = to_text(root)
    facets = [] if options.facets is None else ["--facets=" + ",".join(options.facets)]
    limit = [] if options.facet_limit is None else [f"--facet-limit={options.facet_limit}"]
    status, answer, err = searched.program.answer(
        searched.paths, [f"-n{ALL}", *options.filter_options(), f"--sort={options.sort}", *facets, *limit], query)
    if answer is None:
        return [f"status: {status}: {err.strip()}"]
    found = compare_all(searched, root, options, answer, status)
    for ask in beside:
        found += ask(searched, options, answer, query)
    return found + compare_suggestion(searched, options, answer)


def compare_wrong(searched, query):
    """A query that cannot be understood: status 2 and words about it, no answer."""
    status, out, err = searched.program.run(searched.paths, ["--json"], query)
    told = json.loads(out) if out.strip() else {}
    if status != 2 or "hits" in told or not (err.strip() or told.get("error")):
        return [f"error: {query!r} is no error: status {status}, {out[:200]}"]
    return []


__all__ = ["BESIDE", "Searched", "TooMany", "compare", "compare_wrong"]
