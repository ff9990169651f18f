"""Which files belong together: Chinese and English versions by name, language and date.

A name is taken apart into a language marker, the date or numbers it carries, and the rest. Files
of one folder pair when their rests agree; failing that, when each language has exactly one file
of the same date or number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from tm.languages import Language

_MARKERS: dict[str, Language] = {
    "zh": "zh", "cn": "zh", "chs": "zh", "cht": "zh", "chn": "zh", "chinese": "zh", "hans": "zh",
    "hant": "zh", "zhcn": "zh", "zhtw": "zh", "中文": "zh",
    "中文版": "zh", "中": "zh", "汉语": "zh",
    "en": "en", "eng": "en", "english": "en", "enus": "en", "engb": "en", "英文": "en",
    "英文版": "en", "英": "en", "英语": "en",
}  # fmt: skip
_PARTS = re.compile(r"[a-z]+|\d+|[\u3400-\u9fff]+", re.IGNORECASE)
_HAN_MARKER = re.compile("中文版|英文版|中文|英文|汉语|英语")
_REGION = re.compile(r"(?i)\b(zh|en)[-_](hans|hant|cn|tw|hk|us|gb)\b")


@dataclass(frozen=True, slots=True)
class FilePair:
    """The two versions of one article, by the paths they were handed in under."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs in the order of their Chinese names, and the files left alone."""

    pairs: tuple[FilePair, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    path: str
    folder: str
    language: Language | None
    rest: tuple[str, ...]
    numbers: tuple[str, ...]


def pair_files(paths: Iterable[str], languages: Mapping[str, Language | None]) -> Pairing:
    """Pair files by their names; `languages` says what the text of each was seen to be.

    The text decides where it disagrees with the marker in a name.

    >>> names = ["年会.zh.txt", "年会.en.txt", "b_en.docx"]
    >>> found = pair_files(names, dict.fromkeys(names))
    >>> found.pairs, found.alone
    ((FilePair(zh='年会.zh.txt', en='年会.en.txt'),), ('b_en.docx',))
    """
    names = [_read(path, languages.get(path)) for path in sorted(set(paths))]
    pairs: list[FilePair] = []
    left: Sequence[_Name] = names
    for key in (_named, _dated):
        found, left = _paired(left, key)
        pairs += found
    pairs.sort(key=lambda pair: pair.zh)
    return Pairing(tuple(pairs), tuple(name.path for name in left))


def _named(name: _Name) -> object:
    """Same folder and same name, the language apart."""
    return (name.folder, name.rest, name.numbers)


def _dated(name: _Name) -> object:
    """Same folder and same numbers; without numbers a file pairs with nobody this way."""
    return (name.folder, name.numbers) if name.numbers else name.path


def _paired(
    names: Sequence[_Name], key: Callable[[_Name], object]
) -> tuple[list[FilePair], list[_Name]]:
    groups: defaultdict[object, list[_Name]] = defaultdict(list)
    for name in names:
        groups[key(name)].append(name)
    pairs, left = [], []
    for group in groups.values():
        sides = {side: [n for n in group if n.language == side] for side in ("zh", "en")}
        if len(sides["zh"]) == len(sides["en"]) == 1:
            pairs.append(FilePair(sides["zh"][0].path, sides["en"][0].path))
            left += [name for name in group if name.language is None]
        else:
            left += group
    return pairs, left


def _read(path: str, seen: Language | None) -> _Name:
    pure = PurePath(path)
    folder = [part for part in pure.parent.parts if part.lower() not in _MARKERS]
    marked: Language | None = next(
        (_MARKERS[part.lower()] for part in pure.parent.parts if part.lower() in _MARKERS), None
    )
    stem = _HAN_MARKER.sub(lambda match: f" {match[0]} ", _REGION.sub(r"\1", pure.stem))
    rest, numbers = [], []
    for part in _PARTS.findall(stem):
        lower = part.lower()
        if lower in _MARKERS:
            marked = _MARKERS[lower]
        elif part.isdigit():
            numbers.append(part)
        else:
            rest.append(lower)
    return _Name(path, "/".join(folder), seen or marked, tuple(rest), tuple(numbers))
