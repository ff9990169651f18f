"""Terms in a form the house wants: not forbidden or outdated, with capitals, in full first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from glossary.check.finding import Evidence, Found, Message
from glossary.check.nearmiss import in_capitals_of
from glossary.check.places import around, sentence_at
from glossary.check.reading import Reading
from glossary.check.rule import TERM_RESOURCE, WRONG_TERM, rule
from glossary.concepts import Concept, Enforcement, Status, Term
from glossary.english import tokens
from glossary.recognise import Occurrence, holds
from tm.text.fold import fold
from tm.text.spans import Span

COMPANION = 3  # words between a form and the term it must not accompany


@rule("T102", "forbidden-term", category=WRONG_TERM, severity="error", reach="passage")
def forbidden(reading: Reading) -> Iterator[Found]:
    """
    Checks. Forms the glossary forbids, wherever they stand.

    Why. The house has decided against them, and the entry says for what reason.

    Example. Projects of One Belt, One Road

    Instead. Projects of the Belt and Road Initiative

    Fix safety. Unsafe: the sentence may have to be turned.
    """
    for occurrence in reading.occurrences:
        always = occurrence.term.condition is None and not _excused(occurrence)
        if occurrence.status is Status.FORBIDDEN and always:
            yield _unwanted(occurrence, "forbidden", "禁用")


@rule("T103", "deprecated-term", category=WRONG_TERM, severity="warning")
def deprecated(reading: Reading) -> Iterator[Found]:
    """
    Checks. Forms that are deprecated or superseded by another.

    Why. They were right once; new texts use the new form.

    Example. 民办非企业单位参加了会议。

    Instead. 社会服务机构参加了会议。

    Fix safety. Unsafe: a text about the past may need the old name.
    """
    for occurrence in reading.occurrences:
        old = occurrence.status in (Status.DEPRECATED, Status.SUPERSEDED)
        if not old or occurrence.term.lookup_only or _excused(occurrence):
            continue
        if holds(occurrence.term.condition, *_beside(reading, occurrence)):
            yield _unwanted(occurrence, "no longer used", "不再使用")


@rule("T106", "forbidden-in-context", category=WRONG_TERM, severity="error", gives_way_to=("T102",))
def forbidden_in_context(reading: Reading) -> Iterator[Found]:
    """
    Checks. Forms that are forbidden only beside another term of the same bead, in either language.
    Where that other term is properly rendered, the form must accompany it within three words.

    Why. *Strategy* is a good word, but the Belt and Road is an initiative, not a strategy.

    Example. the strategy of the Belt and Road

    Instead. the Belt and Road Initiative

    Fix safety. Unsafe.
    """
    for occurrence in reading.occurrences:
        condition = occurrence.term.condition
        if occurrence.status is not Status.FORBIDDEN or condition is None or _excused(occurrence):
            continue
        if _blamed(reading, occurrence):
            yield _unwanted(occurrence, "forbidden here", "在此处禁用")


@rule("T111", "term-case", category=TERM_RESOURCE, severity="warning", languages=("en",),
      gives_way_to=("T102", "T104"), reach="passage")  # fmt: skip
def case(reading: Reading) -> Iterator[Found]:
    """
    Checks. Names of three and more words (laws, organisations, slogans) written without their
    capitals, or against the case rule of their entry.

    Why. Without capitals a reader does not see that a name is meant.

    Example. the belt and road initiative

    Instead. the Belt and Road Initiative

    Fix safety. Safe: only capitals change.
    """
    for occurrence in reading.occurrences:
        name, concept = occurrence.term.text, occurrence.concept
        if not occurrence.status.passes or occurrence.inflected or concept.inflect:
            continue
        lowered = len(name.split()) >= 3 and not name.islower() and occurrence.text.islower()
        if lowered and concept.enforcement is Enforcement.STRICT:
            message = Message(
                f"The name “{name}” is written with capitals.", f"专名“{name}”应使用规定的大小写。"
            )
            yield Found(occurrence.span, message, (name,), concept=concept.id or None,
                        applicability="safe")  # fmt: skip


@rule("T110", "first-mention", category=TERM_RESOURCE, severity="note")
def first_mention(reading: Reading) -> Iterator[Found]:
    """
    Checks. Concepts with a full form for the first mention, of which the body of the text names a
    short form or abbreviation first and the full form only later. The headline stands apart.

    Why. A reader must learn what an abbreviation stands for where it comes first.

    Example. CANGO met in Beijing. The China Association for NGO Cooperation (CANGO) …

    Instead. The China Association for NGO Cooperation (CANGO) met in Beijing. CANGO …

    Fix safety. None.
    """
    mentions: dict[int, list[Occurrence]] = defaultdict(list)
    start = reading.body
    for occurrence in reading.occurrences:
        if occurrence.concept.first_mention and occurrence.span.start >= start:
            mentions[id(occurrence.concept)].append(occurrence)
    for group in mentions.values():
        first = group[0]
        full = first.concept.first_mention[0]
        later = [each for each in group[1:] if _same(each.text, full)]
        if later and not _same(first.text, full):
            message = Message(
                f"“{first.text}” stands here before its full form “{full}” is given.",
                f"“{first.text}”首次出现时尚未给出全称“{full}”。",
            )
            place = Evidence("elsewhere", later[0].text, later[0].span)
            yield Found(
                first.span, message, (full,), evidence=(place,), concept=first.concept.id or None
            )


def _excused(occurrence: Occurrence) -> bool:
    """Whether another sense of the same form is a good one."""
    return any(sense.term.status.passes for sense in occurrence.others)


def _unwanted(occurrence: Occurrence, how: str, zh: str) -> Found:
    concept, term = occurrence.concept, occurrence.term
    best = _instead(concept, term, occurrence.text)
    reason = f" Reason: {term.reason}." if term.reason else ""
    advice = f"; write “{best[0]}”" if best else ""
    advice_zh = f"，请写作“{best[0]}”" if best else ""
    message = Message(
        f"“{occurrence.text}” is {how}{advice}.{reason}",
        f"“{occurrence.text}”{zh}{advice_zh}。" + (f"原因：{term.reason}。" if term.reason else ""),
    )
    return Found(occurrence.span, message, best, concept=concept.id or None, applicability="unsafe")


def _instead(concept: Concept, term: Term, text: str) -> tuple[str, ...]:
    """Return what to write, the wanted term nearest to what stands there first."""
    from rapidfuzz import fuzz

    wanted = concept.suggestions(term.lang)
    near = sorted(wanted, key=lambda form: -fuzz.ratio(form.lower(), term.text.lower()))
    close = [form for form in near[:1] if fuzz.ratio(form.lower(), term.text.lower()) >= 80]
    return tuple(dict.fromkeys(in_capitals_of(text, form) for form in [*close, *wanted]))


def _blamed(reading: Reading, occurrence: Occurrence) -> bool:
    """Whether the condition of a form holds at its place."""
    condition = occurrence.term.condition
    beside = _beside(reading, occurrence)
    concept = occurrence.concept
    sentence = sentence_at(reading, occurrence.span)
    companions = [
        each
        for each in reading.within(reading.occurrences, sentence)
        if each.status.passes and each.term_of(concept) is not None and each.span != occurrence.span
    ]
    if companions:
        return any(_close(reading.text, occurrence.span, each.span) for each in companions)
    return holds(condition, *beside) and bool(condition and condition.present)


def _close(text: str, one: Span, two: Span) -> bool:
    first, second = sorted((one, two))
    between = text[first.end : second.start]
    if any(mark in between for mark in ",;:.()，；：。（）\n"):
        return False
    return len(tokens(between).keys) <= COMPANION


def _beside(reading: Reading, occurrence: Occurrence) -> list[str]:
    """Return the texts of the bead the occurrence stands in, both sides."""
    bead = around(reading, occurrence.span)
    if bead is not None:
        return [bead.source_text, bead.target_text]
    return [sentence_at(reading, occurrence.span).cut(reading.text)]


def _same(text: str, form: str) -> bool:
    return fold(text).text.replace("-", " ") == fold(form).text.replace("-", " ")
