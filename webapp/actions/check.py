"""Checking a text: against the glossary and the language alone, or against its source too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from glossary.check.finding import Edit, Finding, Fix
from glossary.check.profiles import ALL, Profile
from glossary.check.reading import Draft
from glossary.check.run import Review, review
from glossary.check.suppress import Suppression, sort_out
from glossary.check.tokens import tokens
from tm.errors import Invalid, TooLarge
from tm.languages import LANGUAGES, Language, other
from tm.pairs import SegmentPair
from tm.text.chars import han_count
from tm.text.detect import language_of
from tm.text.fold import Folded
from tm.text.sentences import sentences
from tm.text.spans import Span
from webapp.actions.lexicon import word_cutter
from webapp.actions.recalled import recalled
from webapp.work import Work

MAX_TEXT = 2_000_000  # characters of one text


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a check: the text as given and the stretches nobody should judge.

    `view` is what is visible of a text with markup, with the way back.
    """

    text: str
    skip: tuple[Span, ...] = ()
    view: Folded | None = None

    @property
    def read(self) -> str:
        """What the rules read; `skip` counts in it."""
        return self.text if self.view is None else self.view.text


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
    pairs: tuple[SegmentPair, ...] = (),
) -> Checked:
    """Check a text, its language detected where not given; aligned here unless `pairs` are given.

    Raises `Invalid` for a text without letters or a source in the same language, `TooLarge`.
    """
    work.require("memory.read")
    options = options or Options()
    for part in (text, source or Part("")):
        if len(part.text) > MAX_TEXT:
            raise TooLarge("the text", len(part.text), MAX_TEXT)
    language = lang or _language(text.read)
    if source is not None and (theirs := language_of(source.read)) not in (None, other(language)):
        raise Invalid("source", theirs, f"the {other(language)} text of a check in {language}")
    draft = _draft(work, text, source, language, pairs)
    rules = work.services.house.rules(work.services.recogniser(work.session))
    result = review(
        draft, rules, profile=options.profile, kept=options.kept, today=options.today
    )
    if text.view is not None:
        result = _as_given(result, text.text, text.view, options)
    return Checked(name, text.text, language, count_words(text.read, language), result)


def _as_given(found: Review, raw: str, view: Folded, options: Options) -> Review:
    """Bring findings back into the text with markup, where comments may speak of them."""
    every = [*found.findings, *(each.finding for each in found.suppressed)]
    findings = sorted((_back(finding, raw, view) for finding in every), key=lambda f: f.order)
    names = {
        name: [view.back(span) for span in spans] for name, spans in found.new_names.items()
    }
    parted = sort_out(findings, raw, options.kept, options.today)
    return Review(parted.findings, parted.suppressed, parted.unused, names)


def _back(finding: Finding, raw: str, view: Folded) -> Finding:
    """Return a finding as it stands in the text with markup; a fix across a tag is shown only."""
    span = view.back(finding.span)
    fix = finding.fix
    if fix is not None:
        changes = tuple(Edit(view.back(edit.span), edit.text) for edit in fix.edits)
        whole = all(
            len(new.span) == len(old.span) for new, old in zip(changes, fix.edits, strict=True)
        )
        fix = Fix(fix.applicability if whole else "display", changes)
    evidence = tuple(
        replace(each, span=view.back(each.span))
        if each.side == "elsewhere" and each.span is not None
        else each
        for each in finding.evidence
    )
    return replace(finding, span=span, text=span.cut(raw), fix=fix, evidence=evidence)


def count_words(text: str, lang: Language) -> int:
    """Count the words of a text; in Chinese every character is one."""
    words = sum(1 for _ in tokens(text))
    return words + (han_count(text) if lang == "zh" else 0)


def _language(text: str) -> Language:
    language = language_of(text)
    if language is None:
        raise Invalid("text", text[:40], "a text in Chinese or English, or --lang")
    return language


def _draft(
    work: Work, text: Part, source: Part | None, lang: Language, pairs: tuple[SegmentPair, ...]
) -> Draft:
    if source is None:
        return Draft(text.read, lang, skip=text.skip)
    pairs = pairs or tuple(_pairs(work, text, source, lang))
    known = recalled(work, pairs, lang)
    return Draft(text.read, lang, source.read, pairs, text.skip, remembered=known)


def _pairs(work: Work, text: Part, source: Part, lang: Language) -> Iterator[SegmentPair]:
    """Align the sentences of both texts; each bead with its places.

    With the installation's lexicon: lengths alone take a sentence merged into its neighbour for
    one that was left out.
    """
    from tm.align import align  # numpy and numba are heavy: only for a text with its source

    parts = {lang: text, other(lang): source}
    zh, en = (_segments(parts[side], side) for side in LANGUAGES)
    zh_text, en_text = parts["zh"].read, parts["en"].read
    found = align(
        [span.cut(zh_text) for span in zh], [span.cut(en_text) for span in en],
        lexicon=work.services.lexicon, words=word_cutter(work.services.words),
        zh_breaks=_breaks(zh, zh_text), en_breaks=_breaks(en, en_text),
    )  # fmt: skip
    for bead in found.beads:
        zh_span, en_span = _over([zh[at] for at in bead.zh]), _over([en[at] for at in bead.en])
        yield SegmentPair(
            "" if zh_span is None else zh_span.cut(zh_text),
            "" if en_span is None else en_span.cut(en_text),
            zh_span, en_span,
        )  # fmt: skip


def _breaks(segments: Sequence[Span], text: str) -> list[int]:
    """Return the segments before which a line ends."""
    return [
        at
        for at in range(1, len(segments))
        if "\n" in text[segments[at - 1].end : segments[at].start]
    ]


def _segments(part: Part, lang: Language) -> list[Span]:
    """Return the sentences of a text without the space round them, navigation left out."""
    found = []
    for span in sentences(part.read, lang):
        cut = span.cut(part.read)
        start = span.start + len(cut) - len(cut.lstrip())
        trimmed = Span(start, max(start, span.start + len(cut.rstrip())))
        if len(trimmed) and not any(skip.contains(trimmed) for skip in part.skip):
            found.append(trimmed)
    return found


def _over(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None
