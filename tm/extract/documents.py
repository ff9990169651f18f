"""What extraction gives: a document as blocks, each kept or left out for a stated reason."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from tm.errors import Invalid, Unreadable
from tm.extract.lines import join
from tm.extract.remarks import Problem
from tm.languages import Language
from tm.pairs import SegmentPair
from tm.text.chars import han_count, latin_words
from tm.text.detect import language_of
from tm.text.listmarks import is_list_mark
from tm.text.variants import Script, script_of

Kind = Literal["title", "heading", "paragraph", "item", "cell", "footnote", "comment", "caption"]
Reason = Literal[
    "menu", "breadcrumb", "label", "contact", "byline", "share", "neighbours", "copyright",
    "outside", "hidden", "comment", "contents", "running head", "page number", "remembered",
    "repeated", "asked",
]  # fmt: skip
"""Why a block is left out; `outside` = not in the main text, `neighbours` = links to the previous
and next page, `remembered` = somebody said so for this site before, `repeated` = the same on
other pages of the site, `asked` = somebody said so for this document."""

LONG_LINE = 20_000
"""Characters without a mark at which a sentence ends: no longer a sentence anybody wrote."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with hard boundaries at both ends.

    `reason` is None for a kept block. `place` names where a block stood in an HTML page (the path
    of its elements), so that a correction can be remembered for the site.
    """

    text: str
    kind: Kind = "paragraph"
    kept: bool = True
    reason: Reason | None = None
    place: str = ""

    def dropped(self, reason: Reason) -> Block:
        """Return the block as left out."""
        return replace(self, kept=False, reason=reason)


@dataclass(frozen=True, slots=True)
class Document:
    """One file read.

    `language` is None where the text is in neither language or evenly in both; `tag` is what the
    file itself declares. `han` and `words` count Han characters and Latin words of the kept text.
    `pairs` holds the translations a document brings along (a two-column table, paragraphs in
    turn): such a document needs no alignment. `alternates` are the addresses of other languages.
    """

    name: str
    format: str
    blocks: tuple[Block, ...]
    title: str | None = None
    date: str | None = None
    url: str | None = None
    tag: str | None = None
    language: Language | None = None
    script: Script | None = None
    encoding: str | None = None
    sha256: str = ""
    han: int = 0
    words: int = 0
    pairs: tuple[SegmentPair, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The kept text, one block a line."""
        return "\n".join(block.text for block in self.blocks if block.kept)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a format knows beside its blocks; `document` completes it."""

    format: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    tag: str | None = None
    encoding: str | None = None
    pairs: tuple[SegmentPair, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    problems: Sequence[Problem] = field(default_factory=tuple)


def document(name: str, data: bytes, blocks: Iterable[Block], facts: Facts) -> Document:
    """Complete a document with what its text tells; raise Unreadable for one without text."""
    kept_or_not = tuple(_marked(block for block in blocks if block.text.strip()))
    text = "\n".join(block.text for block in kept_or_not if block.kept)
    if not any(map(str.isalnum, text)):
        raise Unreadable(name, None, "a document with text", "none")
    return Document(
        name, facts.format, kept_or_not, facts.title, facts.date, facts.url, facts.tag,
        language=language_of(text), script=script_of(text), encoding=facts.encoding,
        sha256=hashlib.sha256(data).hexdigest(), han=han_count(text), words=latin_words(text),
        pairs=facts.pairs, alternates=facts.alternates,
        problems=(*facts.problems, *_text_problems(kept_or_not, text)),
    )  # fmt: skip


def _marked(blocks: Iterable[Block]) -> Iterator[Block]:
    """Put a list number that stands alone before the text it numbers: alone it aligns badly."""
    mark: Block | None = None
    for block in blocks:
        if mark is not None and block.kept:
            block = replace(block, text=join(mark.text.strip(), block.text))
        elif mark is not None:
            yield mark
        mark = block if block.kept and is_list_mark(block.text) else None
        if mark is None:
            yield block
    if mark is not None:
        yield mark


def side(whole: Document, language: Language) -> Document:
    """Return the part of a bilingual document that is in `language`, as a document of its own.

    Blocks without letters (figures, addresses) stay on both sides.
    """
    blocks = tuple(block for block in whole.blocks if language_of(block.text) in (language, None))
    text = "\n".join(block.text for block in blocks if block.kept)
    return replace(
        whole, blocks=blocks, language=language, script=script_of(text), han=han_count(text),
        words=latin_words(text), pairs=(), title=None,
    )  # fmt: skip


def revised(whole: Document, blocks: Iterable[Block]) -> Document:
    """Return the document with other blocks kept; raise Unreadable where none is."""
    changed = tuple(blocks)
    text = "\n".join(block.text for block in changed if block.kept)
    if not any(map(str.isalnum, text)):
        raise Unreadable(whole.name, None, "at least one block to keep", "none")
    return replace(
        whole, blocks=changed, language=language_of(text), script=script_of(text),
        han=han_count(text), words=latin_words(text),
        title=next((b.text for b in changed if b.kind == "title" and b.kept), whole.title),
    )  # fmt: skip


def corrected(
    whole: Document, *, keep: Collection[int] = (), drop: Collection[int] = ()
) -> Document:
    """Return the document with blocks, named by their position, kept or left out after all.

    Raise Invalid for a position it does not have.
    """
    for number in (*keep, *drop):
        if not 0 <= number < len(whole.blocks):
            expected = f"blocks from 1 to {len(whole.blocks)}"
            raise Invalid(whole.name, number + 1, expected)
    return revised(whole, (
        replace(block, kept=True, reason=None) if number in keep
        else block.dropped("asked") if number in drop and block.kept else block
        for number, block in enumerate(whole.blocks)
    ))  # fmt: skip


def _text_problems(blocks: Sequence[Block], text: str) -> list[Problem]:
    problems = []
    if "\ufffd" in text:
        problems.append(Problem("unreadable characters", (str(text.count("\ufffd")),)))
    for number, block in enumerate(blocks, 1):
        if block.kept and _longest_run(block.text) > LONG_LINE:
            problems.append(Problem("long line", (f"{LONG_LINE:,}",), f"block {number}"))
    return problems


_ENDS = str.maketrans(dict.fromkeys("。！？!?.…", "\n"))


def _longest_run(text: str) -> int:
    if len(text) <= LONG_LINE:
        return len(text)
    return max(map(len, text.translate(_ENDS).split("\n")))
