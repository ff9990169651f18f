"""Checking a text: against the glossary and the language alone, or against its source too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from glossary.check.fixes import fixed
from glossary.check.profiles import ALL, Profile
from glossary.check.reading import Draft
from glossary.check.run import Review, review
from glossary.check.suppress import Suppression
from glossary.check.tokens import tokens
from tm.align import align
from tm.errors import Invalid, TooLarge
from tm.languages import Language, other
from tm.pairs import SegmentPair
from tm.text.chars import han_count
from tm.text.detect import language_of
from tm.text.sentences import sentences
from tm.text.spans import Span
from webapp.work import Work

MAX_TEXT = 2_000_000  # characters of one text


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a check: the text as given and the stretches nobody should judge."""

    text: str
    skip: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """How to check: which rules, and which findings somebody has decided to leave."""

    profile: Profile = ALL
    kept: tuple[Suppression, ...] = ()
    today: str | None = field(default_factory=lambda: date.today().isoformat())


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked text: what was read, in which language, and what came of it."""

    name: str
    text: str
    lang: Language
    words: int
    review: Review
    draft: Draft


def check_text(
    work: Work,
    text: str,
    *,
    lang: Language | None = None,
    source: str | None = None,
    name: str = "text",
    options: Options | None = None,
) -> Checked:
    """Check a text that is all article: what people paste into the form."""
    other_side = None if source is None else Part(source)
    return check_parts(work, Part(text), other_side, lang=lang, name=name, options=options)


def check_parts(
    work: Work,
    text: Part,
    source: Part | None,
    *,
    lang: Language | None = None,
    name: str = "text",
    options: Options | None = None,
) -> Checked:
    """Check a text, its language detected where not given.

    Raises `Invalid` for a text without letters or a source in the same language, `TooLarge`.
    """
    work.require("memory.read")
    options = options or Options()
    for part in (text, source or Part("")):
        if len(part.text) > MAX_TEXT:
            raise TooLarge("the text", len(part.text), MAX_TEXT)
    language = lang or _language(text.text)
    if source is not None and (theirs := language_of(source.text)) not in (None, other(language)):
        raise Invalid("source", theirs, f"the {other(language)} text of a check in {language}")
    draft = _draft(text, source, language)
    rules = work.services.house.rules(work.services.recogniser(work.session))
    result = review(
        draft, rules, profile=options.profile, kept=options.kept, today=options.today
    )
    return Checked(name, text.text, language, count_words(text.text, language), result, draft)


def fix(work: Work, checked: Checked, *, options: Options | None = None) -> Checked:
    """Apply the safe fixes until none is left, and check what came out."""
    options = options or Options()
    rules = work.services.house.rules(work.services.recogniser(work.session))
    text = fixed(checked.draft, rules, profile=options.profile, kept=options.kept, today=options.today)
    source = None if checked.draft.source is None else Part(checked.draft.source)
    return check_parts(work, Part(text), source, lang=checked.lang, name=checked.name, options=options)


def count_words(text: str, lang: Language) -> int:
    """Count the words of a text; in Chinese every character is one."""
    words = sum(1 for _ in tokens(text))
    return words + (han_count(text) if lang == "zh" else 0)


def _language(text: str) -> Language:
    language = language_of(text)
    if language is None:
        raise Invalid("text", text[:40], "a text in Chinese or English, or --lang")
    return language


def _draft(text: Part, source: Part | None, lang: Language) -> Draft:
    if source is None:
        return Draft(text.text, lang, skip=text.skip)
    pairs = tuple(_pairs(text, source, lang))
    return Draft(text.text, lang, source.text, pairs, text.skip)


def _pairs(text: Part, source: Part, lang: Language) -> list[SegmentPair]:
    """Align the sentences of both texts; each bead with its places."""
    parts = {lang: text, other(lang): source}
    zh, en = (_segments(parts[side], side) for side in ("zh", "en"))
    zh_text, en_text = parts["zh"].text, parts["en"].text
    found = align([span.cut(zh_text) for span in zh], [span.cut(en_text) for span in en])
    pairs = []
    for bead in found.beads:
        zh_span, en_span = _over([zh[at] for at in bead.zh]), _over([en[at] for at in bead.en])
        pairs.append(
            SegmentPair(
                zh_span.cut(zh_text) if zh_span else "", en_span.cut(en_text) if en_span else "",
                zh_span, en_span,
            )  # fmt: skip
        )
    return pairs


def _segments(part: Part, lang: Language) -> list[Span]:
    """Return the sentences of a text without the space round them, navigation left out."""
    found = []
    for span in sentences(part.text, lang):
        cut = span.cut(part.text)
        start = span.start + len(cut) - len(cut.lstrip())
        trimmed = Span(start, max(start, span.start + len(cut.rstrip())))
        if len(trimmed) and not any(skip.contains(trimmed) for skip in part.skip):
            found.append(trimmed)
    return found


def _over(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None
