"""Which order of matches serves translators best: measured by the translations it puts first.

    python -m bench.ranking --data PAIRS.tsv.xz [--sample N] [--kept FOLDER] [--pairs FILE …]

PAIRS has Chinese, a tab, English on each line. Units of this memory are held out one by one, with
all that have the same source; of all matches from 50 percent up each way of ranking puts one first,
and its translation is compared with the true one. FILEs (pairs in the same form, uncompressed) are
asked too, each against the same memory, from 40 percent: other text finds little. Only queries with
at least two candidates tell the ways apart, and only those are counted.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from bench.matching_data import Pair
from bench.matching_memory import memory, sample
from tm.evaluate import compared
from tm.index import Searcher
from tm.languages import LANGUAGES, Language, other
from tm.match import Wish, matches
from tm.units import Match
from webapp.actions.index import searcher
from webapp.work import Work

Rank = Callable[[str, Match], float]
CLOSE = 3


class Ways:
    """Ways of ranking over one memory and language."""

    def __init__(self, seeker: Searcher, language: Language, units: int) -> None:
        self._seeker, self._language, self._units = seeker, language, units
        self._known: dict[int, float] = {}
        self.all: dict[str, Rank] = {
            "characters (Levenshtein)": self.characters,
            "tokens (the score)": self.score,
            "rare tokens covered": self.coverage,
            "weighted n-gram precision": self.precision,
            "score, then characters": lambda q, m: m.score + self.characters(q, m) / 10,
            "score in steps of 3, then characters": lambda q, m: m.score // CLOSE
            + self.characters(q, m) / 10,
            "score, then rare tokens": lambda q, m: m.score + self.coverage(q, m) / 10,
            "score, then n-grams": lambda q, m: m.score + self.precision(q, m) / 10,
            "score in steps of 3, then rare tokens": lambda q, m: (
                m.score // CLOSE + self.coverage(q, m) / 10
            ),
            "score in steps of 3, then n-grams": lambda q, m: (
                m.score // CLOSE + self.precision(q, m) / 10
            ),
            "score + 20 × n-grams": lambda q, m: m.score + 20 * self.precision(q, m),
        }

    def characters(self, query: str, match: Match) -> float:
        """Share of characters that stay."""
        return Levenshtein.normalized_similarity(query, match.source)

    def score(self, query: str, match: Match) -> float:
        """The score as shown."""
        return match.score

    def coverage(self, query: str, match: Match) -> float:
        """Share of the query's tokens found in the match, rare ones counting more."""
        return self._share(self._grams(query, 1), self._grams(match.source, 1))

    def precision(self, query: str, match: Match) -> float:
        """Mean over lengths 1 to 4 of the weighted share of the query's n-grams in the match."""
        sizes = range(1, 5)
        shares = [self._share(self._grams(query, n), self._grams(match.source, n)) for n in sizes]
        return sum(shares) / len(shares)

    def _share(self, asked: Counter[tuple[int, ...]], there: Counter[tuple[int, ...]]) -> float:
        total = sum(n * self._weight(gram) for gram, n in asked.items())
        found = sum(min(n, there[gram]) * self._weight(gram) for gram, n in asked.items())
        return found / total if total else 0.0

    def _grams(self, text: str, size: int) -> Counter[tuple[int, ...]]:
        codes = self._seeker.tokens(text).codes
        return Counter(tuple(codes[i : i + size]) for i in range(len(codes) - size + 1))

    def _weight(self, gram: Sequence[int]) -> float:
        return sum(map(self._rarity, gram))

    def _rarity(self, code: int) -> float:
        if code not in self._known:
            often = self._seeker.frequency(code, self._language)
            self._known[code] = math.log((self._units + 1) / (often + 1))
        return self._known[code]


def main() -> None:
    """Print a table for each direction."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, default=686_722)
    parser.add_argument("--sample", type=int, default=4000)
    parser.add_argument("--kept", type=Path, help="folder for memories that the next run uses")
    parser.add_argument("--pairs", type=Path, action="append", default=[])
    options = parser.parse_args()
    with memory(options.data, options.size, options.kept) as services:
        services.index.warm()
        with services.engine.connect() as connection:
            stored = sample(connection, max(1, options.size // options.sample))
        with services.work() as work:
            for language in LANGUAGES:
                _direction(work, language, stored, 50, "held out")
                for path in options.pairs:
                    _direction(work, language, _pairs(path), 40, path.stem)


def _pairs(path: Path) -> list[Pair]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(row[0], row[1]) for row in rows if len(row) > 1]


def _direction(
    work: Work, language: Language, asked: Sequence[Pair], minimum: int, what: str
) -> None:
    seeker = searcher(work)
    ways = Ways(seeker, language, len(seeker))
    chosen: dict[str, list[str]] = {name: [] for name in ways.all}
    true: list[str] = []
    for query, truth, found in _asked(work, seeker, asked, language, minimum):
        true.append(truth)
        for name, rank in ways.all.items():
            best = max(found, key=lambda match, rank=rank: (rank(query, match), -match.unit.id))
            chosen[name].append(best.adapted or best.target)
    if not true:
        print(f"\n{what}, {language} → {other(language)}: no query has two candidates")
        return
    print(f"\n| {what}, {language} → {other(language)}, {len(true)} queries | chrF | BLEU |")
    print("|---|---|---|")
    for name, said in chosen.items():
        chrf, bleu = compared(said, true, other(language))
        print(f"| {name} | {chrf.score:.2f} | {bleu.score:.2f} |", flush=True)
    print(f"\n`{chrf.signature}` · `{bleu.signature}`")


def _asked(
    work: Work, seeker: Searcher, asked: Sequence[Pair], language: Language, minimum: int
) -> Iterator[tuple[str, str, list[Match]]]:
    for zh, en in asked:
        query, truth = (zh, en) if language == "zh" else (en, zh)
        wish = Wish(minimum=minimum, limit=20)
        found = matches(query, language, searcher=seeker, memory=work.memory, wish=wish)
        others = [match for match in found if match.source != query]
        if len(others) > 1:
            yield query, truth, others


if __name__ == "__main__":
    main()
