"""What a file means for the concepts we have: a verdict on every entry before anything is written.

An entry is the same concept as one of ours when a Chinese *and* an English term agree. Then its
stated fields and its terms are laid over ours; what the file does not state stays. The same
Chinese preferred term with another English one in the same domain is a conflict and is left to a
person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from glossary.check.finding import Message
from glossary.concepts import Concept, Status, Term, TermKind
from glossary.facts import same
from glossary.formats import STATUSES, Entry
from tm.languages import Language
from tm.text.fold import fold

Key = tuple[Language, str]
_NONE = Message("", "")


class Kind(StrEnum):
    """What an entry would do."""

    NEW = "new"
    UPDATE = "update"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one entry would do.

    `concept` is how the concept would look afterwards (its id is 0 for a new one, else ours; for a
    conflict it is the one that stands in the way); `reason` tells a conflict.
    """

    place: str
    kind: Kind
    entry: Concept
    concept: Concept
    reason: Message = _NONE


@dataclass(frozen=True, slots=True)
class Plan:
    """All verdicts in the file's order, and the concepts to store: new ones and changed ones."""

    verdicts: tuple[Verdict, ...]
    new: tuple[Concept, ...]
    changed: tuple[Concept, ...]


def plan(entries: Iterable[Entry], known: Iterable[Concept]) -> Plan:
    """Judge entries against the concepts we have and against each other. Linear."""
    board = _Board(known)
    verdicts = tuple(board.judge(entry) for entry in entries)
    return Plan(verdicts, tuple(board.new()), tuple(board.changed()))


class _Board:
    """The concepts as they would be after the entries judged so far."""

    def __init__(self, known: Iterable[Concept]) -> None:
        self._before = list(known)
        self._now: list[Concept] = []
        self._having: dict[Key, list[int]] = {}
        for concept in self._before:
            self._put(concept)

    def judge(self, entry: Entry) -> Verdict:
        at = self._same(entry.concept)
        if at is not None:
            return self._laid_over(at, entry)
        rival = self._rival(entry.concept)
        if rival is not None:
            at, reason = rival
            if not any(entry.concept.of("en", Status.PREFERRED)):
                return self._laid_over(at, entry)  # another rendering that claims no first place
            return Verdict(entry.place, Kind.CONFLICT, entry.concept, self._now[at], reason)
        self._put(replace(entry.concept, id=0, revision=0))
        return Verdict(entry.place, Kind.NEW, entry.concept, entry.concept)

    def new(self) -> Iterator[Concept]:
        yield from self._now[len(self._before) :]

    def changed(self) -> Iterator[Concept]:
        for before, now in zip(self._before, self._now, strict=False):
            if not same(before, now):
                yield now

    def _laid_over(self, at: int, entry: Entry) -> Verdict:
        ours = self._now[at]
        against = _contradiction(ours, entry.concept)
        if against is not None:
            return Verdict(entry.place, Kind.CONFLICT, entry.concept, ours, against)
        merged = overlay(ours, entry)
        if same(ours, merged):
            return Verdict(entry.place, Kind.DUPLICATE, entry.concept, ours)
        self._now[at] = merged
        self._index(at, merged)
        return Verdict(entry.place, Kind.UPDATE, entry.concept, merged)

    def _same(self, concept: Concept) -> int | None:
        """Return the concept with which most passing terms agree, in both languages."""
        counts: dict[int, dict[Language, int]] = {}
        for key in {_key(term) for term in concept.terms}:
            for at in self._having.get(key, ()):
                tally = counts.setdefault(at, {"zh": 0, "en": 0})
                tally[key[0]] += 1
        languages = {term.lang for term in concept.terms}
        fit = {at: c for at, c in counts.items() if all(c[lang] for lang in languages)}
        if not fit:
            return None
        return max(fit, key=lambda at: (self._alike(at, concept), sum(fit[at].values()), -at))

    def _alike(self, at: int, concept: Concept) -> tuple[bool, bool]:
        ours = self._now[at]
        mains = [(each.preferred("zh"), each.preferred("en")) for each in (ours, concept)]
        return ours.domain == concept.domain, mains[0] == mains[1]

    def _rival(self, concept: Concept) -> tuple[int, Message] | None:
        """Return the concept that has the same Chinese term in the same domain, and why it bars."""
        zh, en = concept.preferred("zh"), concept.preferred("en")
        if zh is None or en is None:
            return None
        for at in self._having.get(("zh", fold(zh).text), ()):
            ours = self._now[at]
            near = not ours.domain or not concept.domain or ours.domain == concept.domain
            if near and fold(ours.preferred("zh") or "").text == fold(zh).text:
                there = ours.preferred("en")
                return at, Message(
                    f"{zh} is {there or 'without English'} here, not {en}",
                    f"“{zh}”在本库中{f'译为“{there}”' if there else '没有英文译名'}，不是“{en}”",
                )
        return None

    def _put(self, concept: Concept) -> None:
        self._now.append(concept)
        self._index(len(self._now) - 1, concept)

    def _index(self, at: int, concept: Concept) -> None:
        for term in concept.terms:
            owners = self._having.setdefault(_key(term), [])
            if at not in owners:
                owners.append(at)


def _contradiction(ours: Concept, theirs: Concept) -> Message | None:
    """Return why the entry cannot be laid over ours: one wants what the other forbids."""
    standing = {(term.lang, term.text): term for term in ours.terms}
    for term in theirs.terms:
        known = standing.get((term.lang, term.text))
        if known is not None and known.forbidden and term.status.passes:
            en, zh = (f": {known.reason}", f"：{known.reason}") if known.reason else ("", "")
            return Message(f"{term.text} is forbidden here{en}", f"“{term.text}”在本库中禁用{zh}")
        if known is not None and term.forbidden and known.status is Status.PREFERRED:
            return Message(f"{term.text} is preferred here", f"“{term.text}”是本库的首选术语")
    return None


def overlay(ours: Concept, entry: Entry) -> Concept:
    """Return our concept with what the entry states laid over it.

    A preferred term of the entry becomes ours; the one it displaces is admitted. A file that knows
    no statuses changes none: its new terms are admitted beside a preferred one.
    """
    theirs = entry.concept
    stated = {
        name: getattr(theirs, name)
        for name in entry.given - {STATUSES}
        if _says(getattr(theirs, name))
    }
    terms = list(ours.terms)
    for term in theirs.terms:
        if STATUSES in entry.given:
            _lay(terms, term)
        else:
            _put_beside(terms, term)
    return replace(ours, **stated, terms=tuple(terms))


def _lay(terms: list[Term], term: Term) -> None:
    """Lay one term over the list: over its like, else at the end."""
    at = next((i for i, t in enumerate(terms) if (t.lang, t.text) == (term.lang, term.text)), None)
    if at is None and any(_key(known) == _key(term) for known in terms):
        return  # another spelling of a form we have is found by the same means
    if at is not None and _over(terms[at], term) == terms[at]:
        return
    if term.status is Status.PREFERRED:
        for i, known in enumerate(terms):
            if known.lang == term.lang and known.status is Status.PREFERRED and i != at:
                terms[i] = replace(known, status=Status.ADMITTED)
    if at is None:
        terms.append(replace(term, id=0))
    else:
        terms[at] = _over(terms[at], term)


def _put_beside(terms: list[Term], term: Term) -> None:
    """Add a term without standing, unless a form of it is known."""
    if any(_key(known) == _key(term) for known in terms):
        return
    taken = any(known.lang == term.lang and known.status is Status.PREFERRED for known in terms)
    status = Status.ADMITTED if taken and term.status.passes else term.status
    terms.append(replace(term, status=status, id=0))


def _over(ours: Term, theirs: Term) -> Term:
    """Return our term with what theirs states; an empty field of theirs states nothing."""
    return replace(
        ours,
        status=theirs.status,
        reason=theirs.reason or ours.reason,
        condition=theirs.condition or ours.condition,
        note=theirs.note or ours.note,
        kind=ours.kind if theirs.kind is TermKind.PLAIN else theirs.kind,
        lookup_only=theirs.lookup_only,
        tag=theirs.tag or ours.tag,
    )


def _says(value: object) -> bool:
    return value not in ("", ())


def _key(term: Term) -> Key:
    return term.lang, fold(term.text).text
