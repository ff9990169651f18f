"""Boundary precision, recall and F1 of segmentation against gold segments.

    python bench/segmentation.py DIR [--misses N]

DIR holds `*.jsonl`, one document a line: `{"zh": [segments], "en": [segments]}`. The segments are
joined (Chinese with nothing, English with a space) and cut again; a boundary counts when it stands
where the gold text has one. A gold segment without a final mark (a headline, a table cell) cannot
be found in joined text: `marked` keeps a line break after those, as a document would, and does not
count them; `joined` keeps none and counts all. Baselines run over the same text in the same run.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tm.languages import LANGUAGES, Language
from tm.text.sentences import sentences

Cutter = Callable[[str], Iterable[int]]
_FINAL = re.compile(r"[。！？!?.…][\s”’』」）】〕\])\"']*$")


@dataclass(frozen=True, slots=True)
class Joined:
    """A document's text, where the gold says segments end, and which of these count."""

    text: str
    gold: frozenset[int]
    free: frozenset[int]


def main() -> None:
    """Print one table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("directory", type=Path)
    arguments.add_argument("--misses", type=int, default=0, help="show N errors of each kind")
    options = arguments.parse_args()
    print(
        f"{'set':<12} {'lang':<4} {'text':<7} {'cutter':<10}"
        f" {'P':>6} {'R':>6} {'F1':>6} {'MB/s':>6}"
    )
    for path in sorted(options.directory.glob("*.jsonl")):
        documents = [json.loads(line) for line in path.open(encoding="utf-8")]
        for language in LANGUAGES:
            for keep in (False, True):
                joined = [join(document[language], language, keep=keep) for document in documents]
                for name, cutter in cutters(language).items():
                    label = f"{path.stem:<12} {language:<4} {'marked' if keep else 'joined':<7}"
                    print(f"{label} {name:<10} {measured(joined, cutter)}")
                if options.misses and keep:
                    show(joined, cutters(language)["ours"], options.misses)


def join(segments: list[str], language: Language, *, keep: bool) -> Joined:
    """Join gold segments; with `keep`, a break follows those without a final mark."""
    text, gold, free = "", set(), set()
    for segment in segments:
        text += segment.strip()
        gold.add(len(text))
        if keep and not _FINAL.search(segment):
            free.add(len(text))
            text += "\n"
        elif language == "en":
            text += " "
    free.add(max(gold, default=0))
    return Joined(text.rstrip(), frozenset(gold), frozenset(free))


def cutters(language: Language) -> dict[str, Cutter]:
    """Return the competitors by name; each yields where segments end, spaces not counted."""
    marks = "[。！？!?]+[”’』」）\"']*" if language == "zh" else r"[.!?]+[”’\"')]*(?=\s)"
    found: dict[str, Cutter] = {
        "ours": lambda text: (_bare_end(text, span.end) for span in sentences(text, language)),
        "regex": lambda text: (match.end() for match in re.finditer(f"{marks}|(?=\n)", text)),
    }
    if importlib.util.find_spec("pysbd"):
        found["pysbd"] = lambda text: _pysbd(text, language)
    return found


def measured(documents: list[Joined], cutter: Cutter) -> str:
    """Return precision, recall, F1 and speed as columns."""
    right = made = wanted = 0
    begun = time.perf_counter()
    for document in documents:
        ours = set(cutter(document.text)) - document.free
        right += len(ours & document.gold)
        made += len(ours)
        wanted += len(document.gold - document.free)
    seconds = time.perf_counter() - begun
    precision, recall = right / max(1, made), right / max(1, wanted)
    f1 = 2 * right / max(1, made + wanted)
    size = sum(len(document.text) for document in documents) / 1e6
    return f"{precision:6.4f} {recall:6.4f} {f1:6.4f} {size / seconds:6.2f}"


def show(documents: list[Joined], cutter: Cutter, count: int) -> None:
    """Print errors in context, to be read and not to be tuned to."""
    errors = {"missed": list[str](), "invented": list[str]()}
    for document in documents:
        ours, text = set(cutter(document.text)), document.text
        for kind, places in (
            ("missed", document.gold - document.free - ours),
            ("invented", ours - document.gold),
        ):
            errors[kind] += [
                f"{text[max(0, p - 30) : p]!r} | {text[p : p + 30]!r}" for p in sorted(places)
            ]
    for kind, lines in errors.items():
        print(f"  {kind}: {len(lines)}", *lines[:: max(1, len(lines) // count)], sep="\n    ")


def _bare_end(text: str, end: int) -> int:
    return len(text[:end].rstrip())


def _pysbd(text: str, language: Language) -> Iterator[int]:
    import pysbd

    for span in pysbd.Segmenter(language=language, clean=False, char_span=True).segment(text):
        yield _bare_end(text, span.end)


if __name__ == "__main__":
    main()
