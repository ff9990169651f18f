"""What is asked of a concordance: phrases wanted and not wanted, read from one line of text.

    社会组织            every sentence that holds it, whatever the script, width or spacing
    社会组织 公益        both, anywhere in the sentence (Chinese parts are separated by space)
    civil society       English words side by side are a phrase
    "civil society" law a phrase and a word, anywhere in the sentence
    -"book club"        sentences without it
    volunteer*          any ending;  社会*组织  anything between, up to forty characters

A phrase is matched on folded text, letter by letter for Chinese and word by word for English;
quotation marks, title marks and hyphens inside it are passed over, other punctuation is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from tm.languages import Language
from tm.text.spans import Span
from tm.text.symbols import (
    APOSTROPHE,
    HAN_NUMERALS,
    IGNORED,
    ORDINAL,
    SOFT,
    SPACE,
    word_code,
    word_table,
)
from tm.text.tokens import spread, tokenise

Forms = Callable[[str], Iterable[str]]
"""Returns the inflected forms of an English word, itself included."""

_PART = re.compile(r'(?P<minus>-?)(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))')
_QUOTES = str.maketrans("“”„‟＂「」『』", '"""""""""')
_JOIN = "\x00"
"""Stands, in a text prepared for matching, for any run of marks and spaces a phrase passes over."""
_GAP = ".{0,40}?"
_WORD = re.compile(r"[^\W_\u2e80-\U0003ffff]+(?:'[^\W_\u2e80-\U0003ffff]+)*|\S")
_TELLING = frozenset(map(ord, HAN_NUMERALS + "年月日号第分之点"))


@dataclass(frozen=True)
class Phrase:
    """One phrase as asked, `inflected` to each form of its English words where wanted."""

    text: str
    forms: Forms | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds the phrase in a text prepared by `prepared`."""
        parts = [_pattern_of(part, self.forms) for part in _parts(self.text)]
        return re.compile("".join(_glued(parts)), re.DOTALL)

    @cached_property
    def lexemes(self) -> list[list[int]]:
        """Return for each lexeme the codes by one of which an index must know it."""
        groups: list[list[int]] = []
        for stretch in self.text.split("*"):
            found = tokenise(stretch)
            plain = [code for code in found.codes if code > ORDINAL]
            groups += [[code] for code in (*plain, *found.surfaces)]
        return groups if self.forms is None else self._inflected(groups)

    @cached_property
    def plain(self) -> list[int] | None:
        """Return the tokens, where the phrase is tokens in a row that build no value."""
        found = tokenise(self.text)
        simple = "*" not in self.text and self.forms is None and not found.surfaces
        return found.codes if simple and not _may_be_value(found.codes) else None

    @cached_property
    def literal(self) -> str:
        """Return the longest stretch without a wildcard: what a database can look for."""
        return max(self.text.split("*"), key=len).strip()

    def spans(self, text: str) -> list[Span]:
        """Return where the phrase stands in `text`, without overlaps."""
        ready, at = prepared(text)
        return [_back(match, at) for match in self.pattern.finditer(ready) if match.group()]

    def _inflected(self, groups: list[list[int]]) -> list[list[int]]:
        """Add the codes of inflected forms to the words they are forms of."""
        assert self.forms is not None
        known = {word_code(word): word for word in _WORD.findall(prepared(self.text)[0])}
        return [
            sorted({*group, *(word_code(form) for form in self.forms(known[group[0]]))})
            if group[0] in known
            else group
            for group in groups
        ]


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
    return [Phrase(text, forms) for text in texts if tokenise(text.replace("*", "")).codes]


def prepared(text: str) -> tuple[str, list[int]]:
    """Return `text` folded, marks a phrase passes over as one sign, and where each part was."""
    folded, classes, at = spread(text)
    out: list[str] = []
    places: list[int] = []
    for code, kind, place in zip(folded, classes, at, strict=True):
        if kind == IGNORED:
            continue
        if kind in (SPACE, SOFT):
            if out and out[-1] == _JOIN:
                continue
            out.append(_JOIN)
        else:
            out.append("'" if kind == APOSTROPHE else chr(code))
        places.append(place)
    places.append(len(text))
    return "".join(out), places


def _back(match: re.Match[str], at: list[int]) -> Span:
    return Span(at[match.start()], at[match.end() - 1] + 1)


def _parts(text: str) -> list[str]:
    """Cut into words, single characters and wildcards."""
    pieces: list[str] = []
    for i, stretch in enumerate(text.split("*")):
        if i:
            pieces.append("*")
        bare, _ = prepared(stretch)
        words = _WORD.findall(bare.replace(_JOIN, " "))
        if i and bare[:1] == _JOIN:
            pieces.append(" ")
        pieces += words
        if bare[-1:] == _JOIN:
            pieces.append(" ")
    return pieces


def _pattern_of(part: str, forms: Forms | None) -> str:
    if part in ("*", " ") or not _is_word(part):
        return part if part in ("*", " ") else re.escape(part)
    if forms is None:
        return re.escape(part)
    every = sorted({part, *(form.casefold() for form in forms(part))}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, every))})"


def _is_word(part: str) -> bool:
    return part[:1].isalnum() and ord(part[0]) < 0x2E80


def _glued(parts: Sequence[str]) -> Iterable[str]:
    """Yield the pattern: joints between parts, ends of words where no wildcard stands."""
    for i, part in enumerate(parts):
        before = parts[i - 1] if i else ""
        after = parts[i + 1] if i + 1 < len(parts) else ""
        if part == "*":
            yield _wild(before, after)
        elif part != " ":
            if before not in ("", "*"):
                yield f"{_JOIN}?"
            word = part[:3] == "(?:" or _is_word(part.lstrip("\\"))
            open_end = word and after == "*"
            start = r"(?<![^\W_\u2e80-\U0003ffff])" if word and before != "*" else ""
            end = r"(?![^\W_\u2e80-\U0003ffff])" if word and not open_end else ""
            yield f"{start}{part}{end}"


def _wild(before: str, after: str) -> str:
    """Return what `*` stands for: the rest of a word, or a gap."""
    touching = before not in ("", " ") and _is_word(before.lstrip("\\("))
    if touching and after in ("", " "):
        return r"[^\W_\u2e80-\U0003ffff]*"
    if after and after != " " and _is_word(after.lstrip("\\(")) and before in ("", " "):
        return r"[^\W_\u2e80-\U0003ffff]*"
    return _GAP if before and after else ""


def _may_be_value(codes: Sequence[int]) -> bool:
    """Say whether a code may stand inside a value elsewhere: 年 in 2016年, million in 3 million."""
    words = word_table()[0]
    return any(code in _TELLING or code in words for code in codes)
