"""What is asked of a concordance: phrases wanted and not wanted, read from one line of text.

    社会组织            every sentence that holds it, whatever the script, width or spacing
    社会组织 公益        both, anywhere in the sentence (Chinese parts are separated by space)
    civil society       English words side by side are a phrase
    "civil society" law a phrase and a word, anywhere in the sentence
    -"book club"        sentences without it
    volunteer*          any ending; *ing any beginning; vol*teer anything within the word
    社会*组织           anything between, up to forty characters; so does rule * law

A phrase is matched lexeme by lexeme on folded text: Chinese character by character, English word by
word, figures whole. Quotation marks, title marks and hyphens inside it are passed over, and marks
around it; other marks inside it must stand there, and so must signs written onto its first or last
word (C++, 30%, $5). *society* is found in *society's* too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from tm.index.lexemes import Sought
from tm.languages import Language
from tm.text.lexed import Lexed, lexed
from tm.text.spans import Span
from tm.text.symbols import HAN, HAN_NUMERALS, NUMERALS, WORD, word_code

Forms = Callable[[str], Iterable[str]]
"""Returns the inflected forms of an English word, itself included."""

Known = Callable[[str], Iterable[int]]
"""Returns the codes of the words of a memory that match a pattern as a whole."""

FURTHEST = 40
"""Characters between the words on either side of a wildcard that stands by itself."""

_PART = re.compile(r'(?P<minus>-?)(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
_QUOTES = str.maketrans("“”„‟＂「」『』", '"""""""""')
_STAR = "*"
_OWNED = "'s"
_SIGNS = r"[^\w\s.,:;!?…()\[\]{}、。；：！？（）\u2010-\u2027\u3000-\u303f*\"'·~-]+"
"""Signs that belong to the word they are written onto, as folded; marks of a sentence do not."""
_HEAD, _TAIL = re.compile(f"{_SIGNS}$"), re.compile(_SIGNS)
_TELLING = frozenset(map(ord, HAN_NUMERALS + "年月日号第分之点"))


@dataclass(frozen=True, slots=True)
class Item:
    """One lexeme of a phrase: its text, with * for letters left open, and what is before it.

    `codes` are those it is known by where nothing is left open. `marks` must stand before it; `far`
    says that a wildcard by itself does.
    """

    text: str
    codes: frozenset[int]
    marks: str = ""
    far: bool = False
    value: bool = False
    """Whether it may be part of a value: 2016, 年, million."""

    @property
    def open(self) -> bool:
        """Whether letters of the word are left open."""
        return _STAR in self.text

    @property
    def pattern(self) -> str:
        """Return what a word that is left open must match as a whole."""
        return ".*".join(map(re.escape, self.text.split(_STAR)))

    def fits(self, read: Lexed, at: int) -> bool:
        """Say whether lexeme `at` is the one asked for."""
        if not self.open:
            return read.codes[at] in self.codes
        spelled = read.kinds[at] not in (HAN, NUMERALS)
        return spelled and re.fullmatch(self.pattern, read.text(at)) is not None

    def follows(self, read: Lexed, at: int) -> bool:
        """Say whether the marks before lexeme `at` are those of the phrase."""
        return read.marks(at) == self.marks if self.marks else not read.broken[at]


@dataclass(frozen=True)
class Phrase:
    """One phrase as asked, `inflected` to each form of its English words where wanted."""

    text: str
    forms: Forms | None = None

    @cached_property
    def items(self) -> list[Item]:
        """Return the lexemes of the phrase; none where it is nothing but marks."""
        items = list(_items(lexed(self.text), self.forms))
        if items and not items[-1].open and not self._tail and _is_word(items[-1].text):
            owned = {word_code(items[-1].text + _OWNED)}
            items[-1] = replace(items[-1], codes=items[-1].codes | owned)
        return items

    @cached_property
    def rows(self) -> list[list[int]]:
        """Return the rows of tokens by which an index settles the phrase; none where it cannot.

        It cannot where a lexeme may lie inside a value, several are meant, or signs matter.
        """
        codes = [item.codes for item in self.items]
        if not self.adjoining or any(item.open for item in self.items) or self.forms:
            return []
        if any(item.value for item in self.items):
            return []
        return [[*(min(each) for each in codes[:-1]), last] for last in sorted(codes[-1])]

    @property
    def adjoining(self) -> bool:
        """Whether lexemes side by side are all that is asked: no sign, mark or gap."""
        signs = self._head or self._tail
        return bool(self.items) and not (signs or any(it.marks or it.far for it in self.items))

    @property
    def marked(self) -> bool:
        """Whether marks must stand inside."""
        return any(item.marks for item in self.items[1:])

    def codes(self, known: Known) -> list[frozenset[int]]:
        """Return for each lexeme the codes by one of which an index must know it."""
        return [frozenset(known(it.pattern)) if it.open else it.codes for it in self.items]

    def sought(self, groups: Sequence[Sequence[int]]) -> Sought:
        """Return what must stand in a text that holds it; marks inside are left to `spans`.

        `groups` are the codes of each lexeme.
        """
        far = [item.far for item in self.items]
        free = [bool(item.marks) for item in self.items]
        if self.marked:
            return Sought(groups, far, free, FURTHEST)
        ending = _OWNED if self._may_be_owned else ""
        return Sought(groups, far, free, FURTHEST, self._head, self._tail, ending)

    def spans(self, text: str) -> list[Span]:
        """Return where the phrase stands in `text`, without overlaps."""
        read, found, last = lexed(text), list[Span](), 0
        for at, end in self._everywhere(read):
            if at >= last:
                found.append(self._span(read, at, end - 1))
                last = end
        return found

    def _everywhere(self, read: Lexed) -> Iterator[tuple[int, int]]:
        """Yield the lexemes from which to which it stands, overlaps included."""
        for at in range(len(read)):
            end = self._end(read, at, 0)
            if end > at and self._signed(read, at, end):
                yield at, end

    def stands_as_typed(self, text: str) -> bool:
        """Say whether the phrase stands in `text` letter for letter, marks around it included."""
        read = lexed(text)
        every = (self._span(read, at, end - 1) for at, end in self._everywhere(read))
        return any(self.is_typed(text, span.start, span.end) for span in every)

    def is_typed(self, text: str, start: int, end: int) -> bool:
        """Say whether the phrase, which stands in `text` at [start, end), is as typed there."""
        before = start - self.core.start
        return end - start == len(self.core) and before >= 0 and text.startswith(self.text, before)

    @cached_property
    def core(self) -> Span:
        """Return the phrase without the marks around it."""
        read = lexed(self.text)
        return read.span(0, len(read) - 1)

    @cached_property
    def _head(self) -> str:
        """The signs written onto the first word."""
        found = _HEAD.search(lexed(self.text).before(0))
        return found.group() if found else ""

    @cached_property
    def _tail(self) -> str:
        """The signs written onto the last word."""
        read = lexed(self.text)
        found = _TAIL.match(read.before(len(read)))
        return found.group() if found else ""

    def _end(self, read: Lexed, at: int, first: int) -> int:
        """Return the end of the items from `first` on, where they stand from lexeme `at`; or −1."""
        for i in range(first, len(self.items)):
            item = self.items[i]
            if item.far and i > first:
                return self._end_beyond(read, at, i)
            if at == len(read) or not item.fits(read, at):
                return -1
            if i > first and not item.follows(read, at):
                return -1
            at += 1
        return at

    def _end_beyond(self, read: Lexed, at: int, first: int) -> int:
        """Return the end of the items from `first` on, where they stand within reach; or −1."""
        left = read.ends[at - 1]
        while at < len(read) and read.starts[at] - left <= FURTHEST:
            end = self._end(read, at, first)
            if end >= 0:
                return end
            at += 1
        return -1

    def _signed(self, read: Lexed, first: int, end: int) -> bool:
        """Say whether the signs written onto the phrase stand there."""
        return read.before(first).endswith(self._head) and read.before(end).startswith(self._tail)

    def _span(self, read: Lexed, first: int, last: int) -> Span:
        """Return the place of the phrase, without the 's it was found with."""
        span = read.span(first, last)
        if not self._may_be_owned or not read.text(last).endswith(_OWNED):
            return span
        return Span(span.start, read.at[read.ends[last] - len(_OWNED)])

    @property
    def _may_be_owned(self) -> bool:
        """Whether an 's that the last word is found with is none of what was asked."""
        return not (self.items[-1].open or self.items[-1].text.endswith(_OWNED))


@dataclass(frozen=True, slots=True)
class Asked:
    """The phrases of one box."""

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...]


def read(text: str, language: Language, forms: Forms | None = None) -> Asked:
    """Read one box; English words that are not quoted and stand side by side are one phrase.

    >>> asked = read('civil society -"book club"', "en")
    >>> [p.text for p in asked.wanted], [p.text for p in asked.unwanted]
    (['civil society'], ['book club'])
    >>> [p.text for p in read("社会组织 -公益", "zh").wanted]
    ['社会组织']
    """
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    run: list[str] = []
    for part in _PART.finditer(text.translate(_QUOTES)):
        bare = part["bare"]
        if bare and not part["minus"] and language == "en":
            run.append(bare)
            continue
        wanted += _phrases([" ".join(run)], forms)
        run = []
        quoted = part["quoted"] is not None
        content = part["quoted"] if quoted else bare
        (unwanted if part["minus"] else wanted).extend(
            _phrases([content], None if quoted else forms)
        )
    wanted += _phrases([" ".join(run)], forms)
    return Asked(tuple(wanted), tuple(unwanted))


def _phrases(texts: Sequence[str], forms: Forms | None) -> list[Phrase]:
    return [phrase for phrase in (Phrase(text, forms) for text in texts) if phrase.items]


def _items(read: Lexed, forms: Forms | None) -> Iterator[Item]:
    """Yield the lexemes of a phrase; words joined by a wildcard are one."""
    count = len(read)
    wilds = [_wild(read, i) for i in range(count + 1)]
    item: Item | None = None
    for i in range(count):
        text = _STAR * wilds[i].begins + read.text(i) + _STAR * wilds[i + 1].ends
        if item is not None and wilds[i].joins:
            item = replace(item, text=f"{item.text}*{text}", codes=frozenset())
            continue
        if item is not None:
            yield item
        marks = "" if wilds[i].far else read.marks(i)
        value = read.kinds[i] not in (HAN, WORD) or read.codes[i] in _TELLING
        item = Item(text, _codes(read, i, text, forms), marks, wilds[i].far, value)
    if item is not None:
        yield item


class _Wild(NamedTuple):
    """What wildcards between two lexemes do: leave words open, join them, or stand alone."""

    ends: bool = False
    begins: bool = False
    joins: bool = False
    far: bool = False


def _wild(read: Lexed, i: int) -> _Wild:
    """Return what the wildcards before lexeme i do."""
    gap = read.before(i)
    left = i > 0 and read.kinds[i - 1] not in (HAN, NUMERALS)
    right = i < len(read) and read.kinds[i] not in (HAN, NUMERALS)
    between = 0 < i < len(read)
    if between and gap and not gap.strip(_STAR):
        return _Wild(joins=left and right, far=not (left and right))
    ends, begins = left and gap.startswith(_STAR), right and gap.endswith(_STAR)
    rest = gap.lstrip(_STAR) if ends else gap
    rest = rest.rstrip(_STAR) if begins else rest
    return _Wild(ends, begins, far=between and _STAR in rest)


def _codes(read: Lexed, i: int, text: str, forms: Forms | None) -> frozenset[int]:
    """Return the codes of a lexeme, those of its forms included; none where it is left open."""
    if _STAR in text:
        return frozenset()
    if forms is None or read.kinds[i] in (HAN, NUMERALS):
        return frozenset({read.codes[i]})
    return frozenset({read.codes[i], *(word_code(form.casefold()) for form in forms(text))})


def _is_word(text: str) -> bool:
    return text[-1:].isalpha() and ord(text[-1]) < 0x2E80
