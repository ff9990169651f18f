"""What matches of real text warn of, and whether their adapted translations are right.

    python -m bench.warnings --data PAIRS.tsv.xz [--size 686722] [--sample 16000] [--kept FOLDER]
        [--show polarity]

PAIRS has Chinese, a tab, English on each line. Units of the memory are held out one by one; what is
found from a raw score of 75 up is real text that differs a little. Counted are the warnings by
kind, the adapted translations, and those whose new values all stand in the true translation too: a
lower bound, for that may write a value otherwise or not at all. The time is the processor's, of
warnings alone. `--show` prints differences with a warning of the kind, `--show none` those without
any, for reading: whether a warning is right no program can tell.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.matching_memory import memory
from tm.alarms import alarms
from tm.comparison import compare
from tm.languages import LANGUAGES, Language, other
from tm.match import ADAPTED_FROM, Wish, matches
from tm.text.tokens import tokenise
from tm.units import Match
from tm.values import numbered, rank
from webapp.actions.index import searcher
from webapp.work import Work

KINDS = ("polarity", "number", "date", "name")
LONGEST = 400  # characters of a sentence asked for
MATCHES = 3
SHOWN = 110


@dataclass(frozen=True, slots=True)
class Found:
    """A near match of a sentence whose translation is known."""

    query: str
    true: str
    match: Match


def main() -> None:
    """Print one row a language, or differences to read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, default=686_722)
    parser.add_argument("--sample", type=int, default=16_000)
    parser.add_argument("--kept", type=Path, help="folder for memories that the next run uses")
    parser.add_argument("--show", choices=(*KINDS, "none"))
    options = parser.parse_args()
    with memory(options.data, options.size, options.kept) as services:
        services.index.warm()
        with services.work() as work:
            found = {
                language: list(_near(work, language, options.size, options.sample))
                for language in LANGUAGES
            }
    if options.show:
        _show(found, options.show)
        return
    heads = ("language", "near matches", *KINDS, "adapted", "values right", "µs a match")
    print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for language in LANGUAGES:
        print(_row(language, found[language]))


def _near(work: Work, language: Language, size: int, sample: int) -> Iterator[Found]:
    """Yield the near matches of held-out units, identical texts left out."""
    seeker = searcher(work)
    draw = random.Random(sample)
    ids = [draw.randrange(1, size) for _ in range(sample)]
    for id, unit in work.memory.fetch(ids).items():
        query = unit.text(language)
        if len(query) > LONGEST:
            continue
        wish = Wish(ADAPTED_FROM, MATCHES, without=frozenset({id}))
        for match in matches(query, language, searcher=seeker, memory=work.memory, wish=wish):
            if match.kind == "fuzzy":
                yield Found(query, unit.text(other(language)), match)


def _row(language: Language, found: Sequence[Found]) -> str:
    warned = Counter(kind for each in found for kind in each.match.warnings)
    adapted = [each for each in found if each.match.adapted is not None]
    right = sum(_is_right(each, other(language)) for each in adapted)
    cells = (
        language, f"{len(found):,}", *(f"{warned[kind]:,}" for kind in KINDS), f"{len(adapted):,}",
        f"{right:,} = {100 * right / max(1, len(adapted)):.1f} %", f"{_cost(language, found):.0f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _is_right(found: Found, language: Language) -> bool:
    """Say whether the values put in stand in the true translation too."""
    adapted, stored, true = (
        Counter(map(rank, numbered(text, language)))
        for text in (found.match.adapted or "", found.match.target, found.true)
    )
    return not adapted - stored - true


def _cost(language: Language, found: Sequence[Found]) -> float:
    """Return the processor's microseconds for the warnings of one match."""
    prepared = [
        (
            compare(each.query, each.match.source, *map(tokenise, (each.query, each.match.source))),
            each.match.diff, language, {penalty.name for penalty in each.match.penalties},
        )
        for each in found
    ]  # fmt: skip
    started = time.process_time()
    for one in prepared:
        alarms(*one)
    return (time.process_time() - started) / max(1, len(found)) * 1e6


def _show(found: dict[Language, list[Found]], kind: str) -> None:
    for language, every in found.items():
        wanted = [
            each
            for each in every
            if (kind in each.match.warnings if kind != "none" else not each.match.warnings)
        ]
        random.Random(kind).shuffle(wanted)
        for each in wanted[:SHOWN]:
            print(f"{language} {_difference(each)}")


def _difference(found: Found) -> str:
    """Write a match with its difference as {stored→asked}."""
    return "".join(
        step.query.cut(found.query)
        if step.op == "equal"
        else f"{{{step.match.cut(found.match.source)}→{step.query.cut(found.query)}}}"
        for step in found.match.diff
    )


if __name__ == "__main__":
    main()
