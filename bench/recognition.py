"""Terms found per second, against the two obvious ways, in one run.

    python bench/recognition.py PAIRS.tsv[.xz] [--terms 45000] [--characters 1000000]

PAIRS holds Chinese TAB English a line. `dense`: all terms are the most frequent words (Chinese) and
pairs of words of the text itself, so that nearly everything is a hit. `sparse`: one in fifteen is
(drawn with a fixed seed), the others are such phrases written backwards; about as many hits as a
large real glossary has. Every English term is looked for in all its inflected forms.

All times are seconds of the processor, so that a busy machine changes them little.

Peers: one regular expression of all terms, longest first; a loop of `str.find` over all terms, its
hits settled by length. They do less (no other script, no spelling, no endings) and are timed on
the first `--peer` characters only; their figure for the whole text is that times the ratio.
"""

from __future__ import annotations

import argparse
import io
import lzma
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from pathlib import Path

from glossary.concepts import Concept, Term
from glossary.recognise import Recogniser
from tm.languages import LANGUAGES, Language
from tm.text.words import WordSplitter, common_words


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--terms", type=int, default=45_000)
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--peer", type=int, default=2_000)
    options = parser.parse_args()
    print(f"{'lang':<5} {'hits':<7} {'way':<9} {'terms':>7} {'characters':>11} {'build s':>8}"
          f" {'seconds':>8} {'hits':>8}")  # fmt: skip
    for lang in LANGUAGES:
        text = "\n\n".join(_lines(options.pairs, lang, options.characters))
        terms = _terms(text, lang, options.terms)
        report(f"{lang:<5} dense  ", lang, terms, text, options.peer)
        report(f"{lang:<5} sparse ", lang, _strangers(terms, lang), text, options.peer)


def report(label: str, lang: Language, terms: list[str], text: str, peer: int) -> None:
    """Time our way on the whole text and the peers on its beginning."""
    ours = Recogniser([Concept((Term(term, lang),)) for term in terms], common_words())
    _row(label, "ours", terms, text, lambda: ours("", lang), lambda: len(ours(text, lang)))
    small = text[:peer]
    pattern: list[re.Pattern[str]] = []

    def compile_() -> None:
        longest = sorted(terms, key=len, reverse=True)
        pattern.append(re.compile("|".join(map(re.escape, longest)), re.IGNORECASE))

    scale = len(text) / len(small)
    _row(label, "regex", terms, small, compile_,
         lambda: sum(1 for _ in pattern[0].finditer(small)), scale)  # fmt: skip
    _row(label, "str.find", terms, small, lambda: None, lambda: _found(terms, small), scale)


def _row(
    label: str, name: str, terms: list[str], text: str,
    build: Callable[[], object], run: Callable[[], int], scale: float = 1.0,
) -> None:  # fmt: skip
    start = time.process_time()
    build()
    built = time.process_time() - start
    best, hits = float("inf"), 0
    for _ in range(3):
        start = time.process_time()
        hits = run()
        best = min(best, time.process_time() - start)
    mark = "" if scale == 1.0 else f"  (× {scale:,.0f} = {best * scale:,.0f} s)"
    print(f"{label} {name:<9} {len(terms):>7,} {len(text):>11,} {built:>8.2f}"
          f" {best:>8.3f} {hits:>8,}{mark}")  # fmt: skip


def _strangers(terms: list[str], lang: Language) -> list[str]:
    """Return one term in fifteen as it is and the others backwards."""
    draw = random.Random(15)
    kept = set(draw.sample(range(len(terms)), len(terms) // 15))
    backwards = "".join if lang == "zh" else " ".join
    cut = list if lang == "zh" else str.split
    return list(dict.fromkeys(
        term if at in kept else backwards(reversed(cut(term))) for at, term in enumerate(terms)
    ))  # fmt: skip


def _found(terms: list[str], text: str) -> int:
    """Find every term by `str.find`; of what overlaps keep the longest."""
    lower = text.lower()
    spans = []
    for term in terms:
        at = lower.find(term.lower())
        while at >= 0:
            spans.append((-len(term), at))
            at = lower.find(term.lower(), at + 1)
    covered: set[int] = set()
    kept = 0
    for length, at in sorted(spans):
        if covered.isdisjoint(range(at, at - length)):
            covered.update(range(at, at - length))
            kept += 1
    return kept


def _lines(path: Path, lang: Language, characters: int) -> Iterator[str]:
    with path.open("rb") as file, lzma.open(file) if path.suffix == ".xz" else file as data:
        lines = io.TextIOWrapper(data, encoding="utf-8")
        for line in lines:
            text = line.rstrip("\n").split("\t")[0 if lang == "zh" else 1]
            yield text
            characters -= len(text) + 2
            if characters <= 0:
                return


def _terms(text: str, lang: Language, count: int) -> list[str]:
    words = list(WordSplitter()(text, lang))
    found: Counter[str] = Counter()
    for one, two in pairwise(words):
        gap = text[one.span.end : two.span.start]
        if gap == ("" if lang == "zh" else " "):
            found[text[one.span.start : two.span.end]] += 1
    if lang == "zh":
        found.update(word.text for word in words if len(word.text) > 1)
    return [term for term, _ in islice(found.most_common(), count)]


if __name__ == "__main__":
    main()
