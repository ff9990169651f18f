"""Terms of the house: rendered, counted, and in a form the house wants.

For every bead the terms of the source are counted against those of the target. A concept is met by
any preferred or admitted form; what stands inside a longer term of the target still counts, and a
neighbouring bead may hold what this one lacks (translators move phrases across sentence borders).
What lies inside a longer term of the source asks for nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossary.check.finding import Evidence, Found, Message
from glossary.check.nearmiss import in_capitals_of, near_misses
from glossary.check.places import around, sentence_at
from glossary.check.reading import Bead, Reading
from glossary.check.rule import TERM_RESOURCE, WRONG_TERM, rule
from glossary.concepts import Concept, Enforcement, Status, Term
from glossary.english import tokens
from glossary.recognise import Occurrence, holds
from tm.text.fold import fold
from tm.text.spans import Span

STRETCHED = 4  # content words a name must have to be known with others put in
_SMALL = frozenset(("a", "an", "and", "for", "in", "of", "on", "the", "to"))
COMPANION = 3  # words between a form and the term it must not accompany


@dataclass(frozen=True, slots=True)
class Need:
    """A concept that stands in the source of a bead: how often, and how often it is rendered."""

    concept: Concept
    bead: Bead
    occurrences: tuple[Occurrence, ...]
    rendered: int


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


@rule("T102", "forbidden-term", category=WRONG_TERM, severity="error")
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
      gives_way_to=("T102", "T104"))  # fmt: skip
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


def _telling(need: Need) -> bool:
    """Whether the source's word asks for the term: in English one word may mean many things."""
    first = need.occurrences[0]
    if first.term.lang == "zh":
        return True
    return first.status is Status.PREFERRED and " " in first.text


def needs(reading: Reading) -> list[Need]:
    """Return what the beads ask of their translations; one without target asks nothing."""
    found: list[Need] = []
    beads = reading.beads
    for at, bead in enumerate(beads):
        if not bead.target_text.strip() or not bead.source_text.strip():
            continue
        found.extend(_needs(reading, bead, beads[max(0, at - 1) : at + 2]))
    return found


def _needs(reading: Reading, bead: Bead, beside: list[Bead]) -> Iterator[Need]:
    groups: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in reading.within(reading.source_occurrences, bead.source):
        if occurrence.concept.preferred(reading.lang) and _asks(occurrence):
            groups[id(occurrence.concept)].append(occurrence)
    if not groups:
        return
    rendered = _rendered(reading, [bead])
    for near in reading.once(near_misses):
        if bead.target.contains(near.span):
            rendered[id(near.concept)] += 1
    for group in groups.values():
        first = group[0]
        count = max(_count(sense.concept, rendered, [bead], reading) for sense in first.senses)
        if count < len(group) and _elsewhere(reading, first, beside) > 0:
            count = len(group)
        yield Need(first.concept, bead, tuple(group), count)


def _asks(occurrence: Occurrence) -> bool:
    return (
        occurrence.concept.enforcement is not Enforcement.OFF and occurrence.term.condition is None
    )


def _elsewhere(reading: Reading, occurrence: Occurrence, near: list[Bead]) -> int:
    """How often the neighbouring beads render the concept beyond what their own sources ask."""
    concept = occurrence.concept
    targets = _count(concept, _rendered(reading, near), near, reading)
    sources = sum(
        each.term_of(concept) is not None
        for bead in near
        for each in reading.within(reading.source_occurrences, bead.source)
    )
    return targets - sources + 1


def _rendered(reading: Reading, beads: Iterable[Bead]) -> Counter[int]:
    """Count the target's occurrences by concept; every sense an occurrence may have counts."""
    counts: Counter[int] = Counter()
    for bead in beads:
        for occurrence in reading.within(reading.occurrences, bead.target):
            counts.update({id(sense.concept) for sense in occurrence.senses})
    return counts


def _count(
    concept: Concept, rendered: Counter[int], beads: Iterable[Bead], reading: Reading
) -> int:
    """How often `concept` is rendered: as a term of its own, else inside a longer one."""
    if rendered[id(concept)]:
        return rendered[id(concept)]
    forms = [fold(term.text).text for term in concept.of(reading.lang)]
    if concept.enforcement is Enforcement.PREFERRED and reading.lang == "en":
        words = [word for bead in beads for word in tokens(fold(bead.target_text).text).keys]
        if any(_stems_stand(form, words) for form in forms):
            return 1
    elif concept.enforcement is Enforcement.PREFERRED:
        text = "".join(bead.target_text for bead in beads)
        if any(2 * sum(ch in text for ch in form) >= len(form) for form in forms):
            return 1
    elif reading.lang == "en":
        texts = [tokens(fold(bead.target_text).text).keys for bead in beads]
        if any(_stretched(tokens(form).keys, text) for form in forms for text in texts):
            return 1
    return max((_stands(forms, fold(bead.target_text).text) for bead in beads), default=0)


def _stems_stand(form: str, words: list[str]) -> bool:
    """Whether every word of an ordinary term stands there in some shape and order."""
    stems = [_stem(word) for word in tokens(form).keys if len(word) > 3]
    return bool(stems) and all(any(word.startswith(stem) for word in words) for stem in stems)


def _stretched(form: list[str], text: list[str]) -> bool:
    """Whether a long name stands there with a word or two put in, its articles apart.

    *Standing Committee of the Fourteenth National People's Congress* is the name of the committee.
    """
    wanted = [word for word in form if word not in _SMALL]
    if len(wanted) < STRETCHED:
        return False
    for start, word in enumerate(text):
        if word == wanted[0]:
            window = iter(text[start : start + len(form) + 4])
            if all(each in window for each in wanted):
                return True
    return False


def _stem(word: str) -> str:
    """Cut off what endings change: *funded*, *funding* and *fund* are one."""
    return word[: max(4, len(word) - 3)]


def _stands(forms: list[str], text: str) -> int:
    counts = (
        sum(_whole(text, at, len(form)) for at in _places(form, text)) for form in forms if form
    )
    return max(counts, default=0)


def _places(form: str, text: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def _whole(text: str, at: int, length: int) -> bool:
    """Whether the stretch does not begin or end inside an English word."""
    before, after = text[at - 1 : at] if at else "", text[at + length : at + length + 1]
    return not (_latin(before) and _latin(text[at])) and not (
        _latin(after) and after != "s" and _latin(text[at + length - 1])
    )


def _latin(ch: str) -> bool:
    return ch.isascii() and ch.isalnum()


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
