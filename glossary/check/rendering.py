"""Terms of the source and their translation: rendered, counted, kept untranslated."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.check.finding import Evidence, Found, Message
from glossary.check.needs import Need, needs
from glossary.check.reading import Reading
from glossary.check.rule import TERM_RESOURCE, rule
from glossary.concepts import Enforcement, Status
from glossary.recognise import Occurrence
from tm.text.fold import fold
from tm.text.spans import Span


@rule("T101", "term-not-rendered", category=TERM_RESOURCE, severity="error", needs_source=True)
def not_rendered(reading: Reading) -> Iterator[Found]:
    """
    Checks. A strict term of the source (law, organisation, slogan, title) of which no preferred or
    admitted form stands in the translation.

    Why. Names are decided once; readers must find the same name everywhere.

    Example. 《慈善法》于2016年实施。 — The new law took effect in 2016.

    Instead. 《慈善法》于2016年实施。 — The Charity Law took effect in 2016.

    Fix safety. None: where the name belongs is for the translator to say.
    """
    for need in reading.once(needs):
        strict = need.concept.enforcement is Enforcement.STRICT
        if need.rendered or not strict or need.concept.do_not_translate:
            continue
        yield _missing(need, reading)


@rule("T107", "term-count", category=TERM_RESOURCE, severity="note", needs_source=True)
def count_short(reading: Reading) -> Iterator[Found]:
    """
    Checks. A strict term that stands more often in the source of a bead than in its translation.

    Why. A second name that is lost may have become another name. A pronoun or a short form after
    the first mention is good style, so this is a note, and only where two or more are missing.

    Example. 中国与法国、中国与德国、中国与英国 — China with France, Germany and Britain

    Instead. China with France, China with Germany and China with Britain

    Fix safety. None.
    """
    for need in reading.once(needs):
        short = len(need.occurrences) - need.rendered
        if need.rendered and short >= 2 and need.concept.enforcement is Enforcement.STRICT:
            name, count = need.occurrences[0].text, len(need.occurrences)
            message = Message(
                f"“{name}” stands {count} times in the source,"
                f" its translation {need.rendered} time(s).",
                f"原文“{name}”出现{count}次，译文只出现{need.rendered}次。",
            )
            yield _found(need, message, reading)


@rule(
    "T112",
    "preferred-term-absent",
    category=TERM_RESOURCE,
    severity="note",
    needs_source=True,
    gives_way_to=("S104",),
)
def preferred_absent(reading: Reading) -> Iterator[Found]:
    """
    Checks. An ordinary term of the source without any of its entered renderings; once for a concept
    and article, and not where the term is rendered elsewhere in the article.

    Why. Context decides ordinary terms; a missing variant is often a gap of the glossary.

    Example. 会员单位参加了培训。 — The affiliates took part in the training.

    Instead. 会员单位参加了培训。 — The member organizations took part in the training.

    Fix safety. None.
    """
    wanting: dict[int, Need] = {}
    met: set[int] = set()
    for need in reading.once(needs):
        if need.concept.enforcement is Enforcement.PREFERRED and _telling(need):
            if need.rendered:
                met.add(id(need.concept))
            else:
                wanting.setdefault(id(need.concept), need)
    for key, need in wanting.items():
        if key not in met:
            yield _missing(need, reading)


@rule("T109", "do-not-translate", category=TERM_RESOURCE, severity="error", needs_source=True)
def do_not_translate(reading: Reading) -> Iterator[Found]:
    """
    Checks. Terms marked do-not-translate: what stands in the source must stand in the target.

    Why. Product names, document symbols and mottos lose their reference when translated.

    Example. 我们使用WeChat Work。 — We use enterprise chat.

    Instead. 我们使用WeChat Work。 — We use WeChat Work.

    Fix safety. None.
    """
    for bead in reading.beads:
        target = fold(bead.target_text).text
        for occurrence in reading.within(reading.source_occurrences, bead.source):
            concept = occurrence.concept
            if not concept.do_not_translate or not bead.target_text:
                continue
            forms = [occurrence.text, *(term.text for term in concept.of(reading.lang))]
            if not any(fold(form).text in target for form in forms):
                message = Message(
                    f"“{occurrence.text}” is not to be translated; it is missing in this passage.",
                    f"“{occurrence.text}”应保留原文不译，此处译文中没有。",
                )
                yield Found(
                    bead.target, message, (occurrence.text,), evidence=(_evidence(occurrence),),
                    concept=concept.id or None,
                )  # fmt: skip


def _telling(need: Need) -> bool:
    """Whether the source's word asks for the term: in English one word may mean many things."""
    first = need.occurrences[0]
    if first.term.lang == "zh":
        return True
    return first.status is Status.PREFERRED and " " in first.text


def _missing(need: Need, reading: Reading) -> Found:
    name = need.occurrences[0].text
    best = need.concept.suggestions(reading.lang)
    message = Message(
        f"The source has “{name}”, but neither “{best[0]}” nor another entered form stands here.",
        f"原文有“{name}”，译文中未见“{best[0]}”或其他已收录的译法。",
    )
    return _found(need, message, reading)


def _found(need: Need, message: Message, reading: Reading) -> Found:
    return Found(
        _trimmed(need.bead.target, reading.text), message, need.concept.suggestions(reading.lang),
        evidence=tuple(_evidence(each) for each in need.occurrences),
        concept=need.concept.id or None,
    )  # fmt: skip


def _trimmed(span: Span, text: str) -> Span:
    cut = span.cut(text)
    start = span.start + len(cut) - len(cut.lstrip())
    return Span(start, max(start, span.start + len(cut.rstrip())))


def _evidence(occurrence: Occurrence) -> Evidence:
    return Evidence("source", occurrence.text, occurrence.span)
