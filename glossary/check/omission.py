"""What the source has and the translation lacks: sentences, titles, addresses; odd lengths."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from math import log

from glossary.check.finding import Evidence, Found, Message
from glossary.check.places import trimmed
from glossary.check.reading import Bead, Reading
from glossary.check.rule import OMISSION, UNTRANSLATED, rule
from tm.languages import Language, other
from tm.text.chars import han_count, is_han, latin_words
from tm.text.fold import fold
from tm.text.masks import ADDRESSES
from tm.text.spans import Span

# English characters for a Chinese one: 99.4 % of 7,796 professional pairs lie within.
USUAL = 3.66  # their median
SHORTEST, LONGEST = Decimal("1.2"), Decimal("7.5")
COUNTED = 10  # Chinese characters below which lengths say nothing
NEAR_EMPTY = Decimal("0.4")
_UNTRANSLATED_HAN = 6
_UNTRANSLATED_WORDS = 5
_TITLE = re.compile(r"《(?P<title>[^《》\n]{2,60})》")
_EN_TITLE = re.compile(
    r"[\"“”‘’*_<《]|(?<=[a-z,;:()–—-] )[A-Z]|[A-Z][\w’'-]* (?:[a-z]+ ){0,3}[A-Z]"
)
_LATIN_RUN = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ ,;][ ]?[A-Za-z][A-Za-z'’-]*)+")


@rule("O101", "untranslated", category=UNTRANSLATED, severity="error", needs_source=True)
def untranslated(reading: Reading) -> Iterator[Found]:
    """
    Checks. A passage that stands in the translation as it stands in the source, and a sentence in
    the language of the source left among the translated ones.

    Why. Passages forgotten while translating are the first thing readers see.

    Example. 活动于2017年举行。 — 活动于2017年举行。

    Instead. 活动于2017年举行。 — The event was held in 2017.

    Fix safety. None.
    """
    for bead in reading.beads:
        span = _left(bead, reading.lang)
        if span is None or reading.skipped(span):
            continue
        if any(
            occurrence.span.overlaps(span)
            for occurrence in reading.within(reading.occurrences, span)
        ):
            continue
        text = span.cut(reading.text)
        shown = text if len(text) <= 30 else text[:29] + "…"
        message = Message(
            f"“{shown}” is still in the language of the source.", f"“{shown}”尚未翻译。"
        )
        yield Found(span, message, evidence=_quoted(bead))


@rule("O102", "no-counterpart", category=OMISSION, severity="warning", needs_source=True)
def no_counterpart(reading: Reading) -> Iterator[Found]:
    """
    Checks. A sentence of the source to which nothing is aligned in the translation, unless the
    translation of its neighbour is long enough for both; and a 《title》 of the source where the
    passage has nothing written as a title.

    Why. Whole sentences get lost between drafts, and nobody misses them in the target.

    Example. 《公益时报》报道了活动。 — The press reported on the event.

    Instead. 《公益时报》报道了活动。 — China Philanthropy Times reported on the event.

    Fix safety. None.
    """
    at = 0
    beads = sorted(reading.beads, key=lambda bead: bead.source)
    for index, bead in enumerate(beads):
        if bead.target_text.strip():
            at = bead.target.end
            yield from _lost_titles(bead, reading)
        elif _says_something(bead.source_text):
            near = (*beads[max(0, index - 1) : index], *beads[index + 1 : index + 2])
            if not any(_holds(each, bead, reading.lang) for each in near):
                yield _lost(bead, at)


@rule("O103", "length", category=OMISSION, severity="warning", needs_source=True)
def length(reading: Reading) -> Iterator[Found]:
    """
    Checks. Passages of ten Chinese characters or more whose English is shorter than 1.2 or longer
    than 7.5 characters for each of them.

    Why. Good translations hardly ever leave that band (0.6 % do); what is shorter has usually lost
    something, what is longer belongs elsewhere.

    Example. 会议总结了三年来的工作，讨论了下一阶段的计划。 — It met.

    Instead. The meeting reviewed three years of work and discussed the next stage.

    Fix safety. None.
    """
    for bead in reading.beads:
        if not bead.target_text.strip() or not bead.source_text.strip():
            continue
        texts = {other(reading.lang): bead.source_text, reading.lang: bead.target_text}
        zh, en = _size(texts["zh"]), _size(texts["en"])
        if zh < COUNTED or han_count(texts["zh"]) * 2 < zh or latin_words(texts["en"]) == 0:
            continue
        ratio = Decimal(en) / zh
        if not SHORTEST <= ratio <= LONGEST:
            yield _odd_length(bead, reading, ratio)


@rule("O104", "address-lost", category=OMISSION, severity="error", needs_source=True)
def address_lost(reading: Reading) -> Iterator[Found]:
    """
    Checks. Web and mail addresses and document symbols of the source that are missing or altered in
    the translation.

    Why. They work only letter by letter.

    Example. 见A/RES/70/1号决议。 — See resolution A/RES/71/1.

    Instead. 见A/RES/70/1号决议。 — See resolution A/RES/70/1.

    Fix safety. Unsafe: a translation may point to a page in its own language.
    """
    here = Counter(_plain(match[0]) for match in ADDRESSES.finditer(reading.text))
    for bead in reading.beads:
        if not bead.target_text.strip():
            continue
        for match in ADDRESSES.finditer(bead.source_text):
            if not here[_plain(match[0])]:
                yield _lost_address(match, bead, reading)


def _left(bead: Bead, lang: Language) -> Span | None:
    """Return the stretch of the target that is still in the language of the source."""
    source, target = fold(bead.source_text.strip()).text, fold(bead.target_text.strip()).text
    if not target:
        return None
    start = bead.target.start + len(bead.target_text) - len(bead.target_text.lstrip())
    if source == target and _translatable(bead.source_text, other(lang)):
        return Span(start, start + len(bead.target_text.strip()))
    if lang == "en":
        run = max(
            re.finditer(r"[^A-Za-z\n]+", bead.target_text),
            key=lambda m: han_count(m[0]),
            default=None,
        )
        if (
            run is None
            or han_count(run[0]) < _UNTRANSLATED_HAN
            or not re.search("[，。；]", run[0])
        ):
            return None
        first = next(index for index, char in enumerate(run[0]) if is_han(char))
        return Span(
            bead.target.start + run.start() + first,
            bead.target.start + run.start() + len(run[0].rstrip()),
        )
    for match in _LATIN_RUN.finditer(bead.target_text):
        lower = [word for word in re.split(r"[ ,;]+", match[0]) if word.islower()]
        if len(lower) >= _UNTRANSLATED_WORDS and match[0] in bead.source_text:
            return Span(*match.span()).shift(bead.target.start)
    return None


def _translatable(text: str, lang: Language) -> bool:
    """Whether a text has words to translate: not only numbers, names, addresses and codes."""
    text = ADDRESSES.sub(" ", text)
    if lang == "zh":
        return han_count(text) >= 2
    words: list[str] = re.findall(r"[A-Za-z]+", text)
    return sum(word.islower() and len(word) > 2 for word in words) >= 2


def _holds(near: Bead, lost: Bead, lang: Language) -> bool:
    """Whether the target of a neighbour is long enough to hold the lost sentence as well.

    It does where its length fits both sources better than its own alone.
    """
    if not near.target_text.strip() or not near.source_text.strip():
        return False
    target, own = _size(near.target_text), _size(near.source_text)
    both = own + _size(lost.source_text)
    ratios = [
        target / source if lang == "en" else source / target for source in (own, both) if source
    ]
    alone, together = (abs(log(ratio / USUAL)) for ratio in ratios)
    return together < alone


def _says_something(text: str) -> bool:
    return han_count(text) >= COUNTED // 2 or latin_words(text) >= 4


def _lost(bead: Bead, at: int) -> Found:
    text = bead.source_text.strip()
    shown = text if len(text) <= 40 else text[:39] + "…"
    message = Message(
        f"Nothing in the translation stands for “{shown}”.", f"原文“{shown}”没有对应的译文。"
    )
    return Found(Span(at, at), message, evidence=_quoted(bead))


def _lost_titles(bead: Bead, reading: Reading) -> Iterator[Found]:
    if reading.lang != "en" or _EN_TITLE.search(bead.target_text):
        return
    for match in _TITLE.finditer(bead.source_text):
        span = Span(*match.span()).shift(bead.source.start)
        if reading.within(reading.source_occurrences, span):
            continue
        message = Message(
            f"“{match[0]}” of the source has no counterpart written as a title.",
            f"原文{match[0]}在译文中没有相应的书名或文件名。",
        )
        yield Found(
            trimmed(bead.target, reading.text),
            message,
            evidence=(Evidence("source", match[0], span),),
        )


def _odd_length(bead: Bead, reading: Reading, ratio: Decimal) -> Found:
    short = (ratio < SHORTEST) == (reading.lang == "en")
    how = ("short", "短") if short else ("long", "长")
    message = Message(
        f"The translation is unusually {how[0]}: {ratio:.1f} English characters for a Chinese one"
        f" (usual: {SHORTEST} to {LONGEST}).",
        f"译文过{how[1]}：英文与中文字符数之比为{ratio:.1f}（通常为{SHORTEST}至{LONGEST}）。",
    )
    near_empty = short and ratio < NEAR_EMPTY and reading.lang == "en"
    return Found(
        trimmed(bead.target, reading.text), message, evidence=_quoted(bead),
        severity="error" if near_empty else None,
    )  # fmt: skip


def _lost_address(match: re.Match[str], bead: Bead, reading: Reading) -> Found:
    span = Span(*match.span()).shift(bead.source.start)
    message = Message(
        f"“{match[0]}” of the source is missing in the translation.",
        f"原文“{match[0]}”在译文中缺失。",
    )
    return Found(
        trimmed(bead.target, reading.text), message, (match[0],),
        evidence=(Evidence("source", match[0], span),),
    )  # fmt: skip


def _size(text: str) -> int:
    return sum(not char.isspace() for char in text) + text.strip().count(" ")


def _plain(address: str) -> str:
    return address.rstrip(".,;:)/").removeprefix("https://").removeprefix("http://").lower()


def _quoted(bead: Bead) -> tuple[Evidence, ...]:
    return (Evidence("source", bead.source_text.strip(), bead.source),)


RULES = (untranslated, no_counterpart, length, address_lost)
