"""Are these two documents one article in both languages?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from tm.errors import Invalid
from tm.extract.documents import Document
from tm.extract.remarks import Problem
from tm.languages import Language

# English characters for each Chinese one: what translations show, and where doubt begins.
_USUAL = (1.8, 6.0)
_PARAGRAPHS = 2.5
_NUMBER = re.compile(r"(?<![\d.])\d{2,}(?:\.\d+)?(?![\d.])")


@dataclass(frozen=True, slots=True)
class Checked:
    """Both sides in their places, and what a person should know before trusting the pair."""

    zh: Document
    en: Document
    problems: tuple[Problem, ...] = ()


def check_pair(zh: Document, en: Document) -> Checked:
    """Put swapped sides right, saying so; raise Invalid for one language or one file twice."""
    problems: list[Problem] = []
    if zh.language == "en" and en.language == "zh":
        zh, en = en, zh
        problems.append(Problem("swapped", (_short(zh), _short(en))))
    _refuse_same(zh, en)
    problems += [
        Problem("unclear language", (_short(side),)) for side in (zh, en) if side.language is None
    ]
    problems += _proportions(zh, en)
    return Checked(zh, en, tuple(problems))


def _short(document: Document) -> str:
    return PurePath(document.name).name


def _refuse_same(zh: Document, en: Document) -> None:
    if zh.sha256 and zh.sha256 == en.sha256 and not zh.pairs:
        raise Invalid("en", en.name, "another file than the Chinese side")
    if zh.language is not None and zh.language == en.language:
        wrong: Language = "en" if zh.language == "zh" else "zh"
        names = {"zh": "Chinese", "en": "English"}
        document = en if wrong == "en" else zh
        expected = f"a document in {names[wrong]}; both files are {names[zh.language]}"
        raise Invalid(wrong, document.name, expected)


def _proportions(zh: Document, en: Document) -> list[Problem]:
    problems = []
    ratio = len(en.text) / max(1, zh.han)
    if not _USUAL[0] <= ratio <= _USUAL[1] and zh.han > 20:
        figures = tuple(f"{figure:.1f}" for figure in (ratio, *_USUAL))
        problems.append(Problem("length", figures))
    counts = [sum(block.kept for block in side.blocks) for side in (zh, en)]
    if max(counts) > _PARAGRAPHS * min(counts) and max(counts) > 5:
        problems.append(Problem("paragraphs", (str(counts[0]), str(counts[1]))))
    if _no_number_shared(zh.text, en.text):
        problems.append(Problem("numbers"))
    return problems


def _no_number_shared(zh: str, en: str) -> bool:
    one, two = set(_NUMBER.findall(zh)), set(_NUMBER.findall(en.replace(",", "")))
    return min(len(one), len(two)) >= 5 and len(one & two) * 10 < min(len(one), len(two))
