"""Words that are words, but not the ones the source asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from glossary.check.finding import Evidence, Found, Message
from glossary.check.nearmiss import in_capitals_of
from glossary.check.reading import Bead, Cover, Reading, within
from glossary.check.rule import WRONG_TERM, rule
from glossary.check.tables import Confusion
from glossary.check.tokens import Token
from glossary.inflect import forms
from tm.text.fold import fold
from tm.text.spans import Span


@rule("S104", "confused-word", category=WRONG_TERM, severity="error", languages=("en",),
      needs_source=True, gives_way_to=("T102", "T106"))  # fmt: skip
def confused_word(reading: Reading) -> Iterator[Found]:
    """
    Checks. Pairs of English words that look alike and are confused, told by the Chinese beside
    them: the source has a word that asks for the one and none that asks for the other, and the
    translation has the other only.

    Why. No speller sees *internalization* where *internationalization* was meant.

    Example. 国际化的经验 — experience of internalization

    Instead. 国际化的经验 — experience of internationalization

    Fix safety. Unsafe: the source is strong evidence, but a sentence may have been recast.
    """
    terms = Cover(reading.masked)
    found = reading.gathered(_candidates)
    for bead in reading.beads:
        here = [each for each in within(found, bead.target) if bead.target.contains(each.span)]
        source = fold(bead.source_text).text if here else ""
        for each in here:
            token, confusion, wrong = each.token, each.confusion, each.wrong
            span = Span(token.span.start, token.span.start + len(wrong))
            proof = _proof(confusion, source)
            if proof is None or _said_rightly(confusion, bead):
                continue
            if terms.touches(span) and _is_wanted(reading, span):
                continue
            yield _told(reading, confusion, wrong, span, proof, bead)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A word that may have been confused; `wrong` is what stands there, of several words maybe."""

    token: Token
    confusion: Confusion
    wrong: str

    @property
    def span(self) -> Span:
        return self.token.span

    def moved(self, by: int) -> _Candidate:
        return _Candidate(self.token.moved(by), self.confusion, self.wrong)


def _candidates(passage: Reading) -> Iterator[_Candidate]:
    pairs = _by_first_word(passage.rules.confusions)
    for token in passage.tokens if pairs else ():
        for wrong, confusion in pairs.get(token.word.removesuffix("'s"), ()):
            there = passage.text[token.span.start : token.span.start + len(wrong)]
            if there.lower().replace("’", "'") == wrong and _ends(passage.text, token, wrong):
                yield _Candidate(token, confusion, there)


def _ends(text: str, token: Token, wrong: str) -> bool:
    after = text[token.span.start + len(wrong) : token.span.start + len(wrong) + 1]
    return not after.isalpha()


@lru_cache(maxsize=8)
def _by_first_word(confusions: tuple[Confusion, ...]) -> dict[str, list[tuple[str, Confusion]]]:
    """Return the forms of the wrong words by their first word; the longest form first."""
    found: dict[str, list[tuple[str, Confusion]]] = defaultdict(list)
    for confusion in confusions:
        for form in _inflected(confusion.wrong):
            found[form.split()[0].replace("’", "'").split("-")[0]].append((form, confusion))
    for pairs in found.values():
        pairs.sort(key=lambda pair: (-len(pair[0]), pair[0], pair[1].right))
    return found


@lru_cache(maxsize=4096)
def _inflected(word: str) -> tuple[str, ...]:
    return (word.lower(), *(form.lower() for form in forms(word)))


def _proof(confusion: Confusion, source: str) -> tuple[str, int] | None:
    """Return the source word that proves the confusion, and where it stands in the bead."""
    if any(fold(word).text in source for word in confusion.unless):
        return None
    for word in confusion.zh:
        at = source.find(fold(word).text)
        if at >= 0:
            return word, at
    return None


def _said_rightly(confusion: Confusion, bead: Bead) -> bool:
    """Whether the right word stands in the bead as well."""
    text = bead.target_text.lower()
    return any(form in text for right in confusion.right for form in _inflected(right))


def _is_wanted(reading: Reading, span: Span) -> bool:
    """Whether the glossary itself asks for what stands there."""
    return any(each.span.contains(span) and each.status.passes and len(each.span) > len(span)
               for each in reading.occurrences)  # fmt: skip


def _told(
    reading: Reading,
    confusion: Confusion,
    wrong: str,
    span: Span,
    proof: tuple[str, int],
    bead: Bead,
) -> Found:
    word, at = proof
    rights = tuple(
        in_capitals_of(wrong, _like_ending(wrong, confusion, right)) for right in confusion.right
    )
    start = (
        bead.source.start + fold(bead.source_text).back(Span(at, at + len(fold(word).text))).start
    )
    message = Message(
        f"The source says “{word}”, which is “{rights[0]}”; the text has “{wrong}”."
        + (f" {confusion.reason.en}" if confusion.reason.en else ""),
        f"原文为“{word}”，应译为“{rights[0]}”，译文却写作“{wrong}”。{confusion.reason.zh}",
    )
    evidence = Evidence("source", word, Span(start, start + len(word)))
    return Found(span, message, rights, evidence=(evidence,), applicability="unsafe")


def _like_ending(wrong: str, confusion: Confusion, right: str) -> str:
    """Return `right` with the ending that `wrong` has: economics of → economies."""
    shapes, rights = _inflected(confusion.wrong), _inflected(right)
    at = shapes.index(wrong.lower().replace("’", "'"))
    if at == 0 or len(shapes) != len(rights):
        return right
    return rights[at]
