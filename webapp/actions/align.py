"""Aligning two texts with what the installation knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tm.align import Alignment, align
from tm.articles import ArticleSegment
from tm.decoding import decode
from webapp.actions.lexicon import word_cutter
from webapp.uploaded import Upload
from webapp.work import Work


@dataclass(frozen=True, slots=True)
class Aligned:
    """Segments of both sides and their beads, stored nowhere."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    alignment: Alignment


def aligned(
    work: Work, zh: Sequence[ArticleSegment], en: Sequence[ArticleSegment]
) -> Alignment:
    """Align two lists of segments with the installation's lexicon and words."""
    return align(
        [segment.text for segment in zh], [segment.text for segment in en],
        lexicon=work.services.lexicon, words=word_cutter(work.services.words),
        zh_breaks=_breaks(zh), en_breaks=_breaks(en), encoder=work.services.encoder,
    )  # fmt: skip


def align_lines(work: Work, zh: bytes, en: bytes, names: tuple[str, str]) -> Aligned:
    """Align two texts of which every line is a segment, empty lines too."""
    sides = [
        [ArticleSegment(line, 0) for line in _lines(data, name)]
        for data, name in zip((zh, en), names, strict=True)
    ]
    return _aligned(work, *sides)


def align_documents(work: Work, zh: bytes, en: bytes, names: tuple[str, str]) -> Aligned:
    """Read two documents of any format, leave out what is not text, cut and align."""
    from tm.extract import check_pair
    from webapp.actions.imports import cut
    from webapp.actions.reading import examine

    sides = [Upload(data, name) for data, name in zip((zh, en), names, strict=True)]
    checked = check_pair(*(examine(work, each) for each in sides))
    return _aligned(work, cut(checked.zh, "zh"), cut(checked.en, "en"))


def _aligned(
    work: Work, zh: Sequence[ArticleSegment], en: Sequence[ArticleSegment]
) -> Aligned:
    work.require("memory.read")
    texts = tuple(segment.text for segment in zh), tuple(segment.text for segment in en)
    return Aligned(*texts, aligned(work, zh, en))


def _lines(data: bytes, name: str) -> list[str]:
    lines = decode(data, name=name).text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def _breaks(segments: Sequence[ArticleSegment]) -> list[int]:
    """Return the segments that begin a paragraph."""
    return [
        at
        for at in range(1, len(segments))
        if segments[at].paragraph != segments[at - 1].paragraph
    ]
