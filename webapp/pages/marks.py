"""Texts with marks: differences, hits, findings. The only place that turns spans into HTML.

Spans arrive in code points of the text as stored, as the JSON has them; only `utf16` knows how
browsers count. All text is escaped here; what leaves is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup, escape

from tm.articles import ArticleBead
from tm.comparison import compare, difference
from tm.languages import Language
from tm.review import cut_points
from tm.text.chars import HAN, han_count
from tm.text.dates import dates
from tm.text.detect import language_of
from tm.text.numerals import figures
from tm.text.tokens import tokenise
from tm.text.variants import is_traditional
from webapp.present.imports import reason

Json = Mapping[str, Any]
Range = Sequence[int]
Step = tuple[bool, str, str]  # equal?, stored text, yours

PLAIN_BELOW = 50
"""Below this raw score marks would cover the whole sentence and help nobody."""
MAX_CHOICES = 4
_HAN_RUN = re.compile(rf"([{HAN}](?:[{HAN}，、。；：（）《》]*[{HAN}])?)")
KWIC_CHARACTERS = {"zh": 24, "en": 50}


class Line(NamedTuple):
    """A hit with its word in the middle."""

    before: str
    key: Markup
    after: str


def install(app: Flask) -> None:
    """Give templates the filters of this module."""
    filters = (
        tag,
        marked,
        differences,
        edited,
        exchanges,
        to_change,
        findings_marked,
        in_browser,
        with_spaces,
        with_figures,
        cuts,
        reasons,
        kwic,
        mixed,
        once,
        first_term,
    )
    app.jinja_env.filters |= {each.__name__: each for each in filters}
    app.jinja_env.filters |= {"web_address": web_address, "han": han_count}


def tag(text: str | None, lang: str | None = None) -> str:
    """Return the language tag of a stretch of text, with the script for Chinese."""
    if (lang or language_of(text or "")) != "zh":
        return "en"
    return "zh-Hant" if is_traditional(text or "") else "zh-Hans"


def mixed(text: str) -> Markup:
    """Return an English message with each stretch of Chinese in it marked as such."""
    parts = _HAN_RUN.split(text)
    return Markup("").join(
        Markup('<span lang="{}">{}</span>').format(tag(part), part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )


def marked(text: str, spans: Iterable[Range], kind: str) -> Markup:
    """Return `text` with a mark of class `kind` round each span; overlapping spans are joined."""
    parts, at = [], 0
    for start, end in _joined(spans):
        parts += [escape(text[at:start]), _mark(text[start:end], kind)]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def differences(match: Json, query: str) -> Markup:
    """Return the stored sentence of `match` with what is only in it and what is only in `query`."""
    if match["raw_score"] < PLAIN_BELOW or not match["diff"]:
        return escape(match["source"])
    said = _("[only stored:]"), _("[only yours:]")
    return Markup("").join(_step(*step, said) for step in _steps(match, query))


def edited(before: str, after: str) -> Markup:
    """Return `after` with what an edit took out of `before` and put in marked."""
    compared = compare(after, before, tokenise(after), tokenise(before))
    if compared.raw_score < PLAIN_BELOW:
        steps = [(False, before, after)] if before != after else [(True, before, after)]
    else:
        steps = _calmed([
            (step.op == "equal", step.match.cut(before), step.query.cut(after))
            for step in difference(compared)
        ])  # fmt: skip
    said = _("[taken out:]"), _("[put in:]")
    return Markup("").join(_step(*step, said) for step in steps)


def exchanges(match: Json, query: str) -> list[tuple[str, str]]:
    """Return what stands only in the stored sentence, with what stands there in `query`."""
    return [(stored, yours) for equal, stored, yours in _steps(match, query) if not equal]


def to_change(match: Json) -> Markup:
    """Return the target of `match` with the words that will need changing marked, where known."""
    return marked(match["target"], match.get("changes") or (), "change")


def findings_marked(text: str, findings: Sequence[Json]) -> Markup:
    """Return `text` with each finding underlined and linked to its card.

    Of findings that overlap the earlier is drawn; the list beside the text has them all.
    """
    parts: list[Markup] = []
    at = 0
    for number, finding in enumerate(findings, start=1):
        start, end = finding["span"]
        if start < at:
            continue
        parts += [escape(text[at:start]), _finding(text[start:end], finding, number)]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def kwic(hit: Json, lang: str) -> Line:
    """Return a hit as a line with its first occurrence in the middle."""
    text, reach = hit[lang], KWIC_CHARACTERS[lang]
    start, end = hit["spans"][lang][0] if hit["spans"][lang] else (0, 0)
    return Line(
        text[max(0, start - reach) : start], _mark(text[start:end], "hit"), text[end : end + reach]
    )


def once(terms: Iterable[Json]) -> list[Json]:
    """Return the recognised terms without repetitions, in order."""
    return list({(term["concept"], term["text"]): term for term in terms}.values())


def first_term(concept: Json, lang: str) -> str:
    """Return the term a concept goes by in `lang`, or an empty string."""
    rank = {"preferred": 0, "admitted": 1}
    terms = [term for term in concept["terms"] if term["lang"] == lang]
    return min(terms, key=lambda t: rank.get(t["status"], 2))["text"] if terms else ""


def web_address(url: str) -> str:
    """Return `url` if it leads to the web, else a link to nowhere: never a script."""
    return url if url.lower().startswith(("http://", "https://")) else "#"


def utf16(text: str, offset: int) -> int:
    """Turn an offset in code points into one in UTF-16 code units, as browsers count.

    >>> utf16("𠀀好", 1), utf16("你好", 1)
    (2, 1)
    """
    return len(text[:offset].encode("utf-16-le")) // 2


def with_figures(text: str, lang: Language) -> Markup:
    """Return `text` with its figures and dates marked: eyes align on them."""
    spans = [(figure.span.start, figure.span.end) for figure in figures(text, lang)]
    spans += [(date.span.start, date.span.end) for date in dates(text, lang)]
    return marked(text, spans, "anchor")


def cuts(bead: ArticleBead) -> dict[str, list[int]]:
    """Return where both sides of a row may be cut, the ends of sentences first."""
    return {"zh": _cuts(bead.zh), "en": _cuts(bead.en)}


def _cuts(text: str) -> list[int]:
    return sorted(cut_points(text), key=lambda at: text[:at].rstrip()[-1:] not in "。！？.!?")


def reasons(stored: Iterable[Json], ui: str) -> list[str]:
    """Return the reasons for doubt in words."""
    return [reason(each)[ui] for each in stored]


def with_spaces(text: str) -> str:
    """Return `text` with spaces at its ends made visible: "," and ", " are two choices."""
    core = text.strip(" ")
    before, after = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return "␣" * before + core + "␣" * after if core else "␣" * len(text)


class Choice(NamedTuple):
    """A way to put a finding right: what will stand there, and the edits in UTF-16 offsets."""

    text: str
    edits: list[tuple[int, int, str]]


class Place(NamedTuple):
    """Where a finding is for a browser, in UTF-16 offsets, and the ways to put it right."""

    start: int
    end: int
    choices: list[Choice]


def in_browser(text: str, finding: Json) -> Place:
    """Return where `finding` is and what may be put there, as a browser counts.

    A fix that is only for display is none; the other suggestions replace the text of the finding.
    """
    start, end = (utf16(text, offset) for offset in finding["span"])
    fix = finding["fix"]
    if fix is None or fix["applicability"] == "display":
        return Place(start, end, [])
    edits = [
        (utf16(text, e["span"][0]), utf16(text, e["span"][1]), e["text"]) for e in fix["edits"]
    ]
    first = fix["edits"][0]["text"]
    others = [each for each in dict.fromkeys(finding["suggestions"]) if each != first]
    choices = [Choice(first, edits), *(Choice(each, [(start, end, each)]) for each in others)]
    return Place(start, end, choices[:MAX_CHOICES])


def _joined(spans: Iterable[Range]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((span[0], span[1]) for span in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _mark(text: str, kind: str) -> Markup:
    return Markup('<mark class="{}">{}</mark>').format(kind, text)


def _steps(match: Json, query: str) -> list[Step]:
    source = match["source"]
    return _calmed([
        (op["op"] == "equal", source[slice(*op["match"])], query[slice(*op["query"])])
        for op in match["diff"]
    ])  # fmt: skip


def _calmed(steps: Sequence[Step]) -> list[Step]:
    """Join changes that only one equal character keeps apart: no confetti."""
    calm: list[Step] = []
    for at, (equal, stored, yours) in enumerate(steps):
        lonely = equal and len(stored) == 1 and 0 < at < len(steps) - 1
        if calm and not calm[-1][0] and (lonely or not equal):
            calm[-1] = (False, calm[-1][1] + stored, calm[-1][2] + yours)
        else:
            calm.append((equal, stored, yours))
    return calm


def _step(equal: bool, stored: str, yours: str, said: tuple[str, str]) -> Markup:
    """Mark one step; `said` is what those hear who do not see the marks."""
    if equal:
        return escape(stored)
    parts = Markup("")
    if stored:
        parts += Markup('<del class="stored"><span class="sr">{}</span>{}</del>').format(
            said[0], stored
        )
    if yours:
        parts += Markup('<ins class="yours"><span class="sr">{}</span>{}</ins>').format(
            said[1], yours
        )
    return parts


def _finding(text: str, finding: Json, number: int) -> Markup:
    return Markup('<a class="find find-{}" id="t{}" href="#f{}">{}</a>').format(
        finding["code"][0], number, number, text or "⁁"
    )
