"""How good suggestions are: the memory against itself, or a translation against a reference.

The only module that imports sacrebleu; every score comes with its signature.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tm.languages import Language, other
from tm.units import Match, TranslationUnit

Suggest = Callable[[str, Language, frozenset[int]], Match | None]
"""Returns the best match of a text, units of these ids left out; None where nothing is alike."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One score with what it depends on."""

    name: str
    score: float
    signature: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How well held-out sentences were served.

    `answered` counts those with a suggestion; the metrics compare the suggested with the true
    translations of these alone.
    """

    language: Language
    asked: int
    answered: int
    metrics: tuple[Metric, ...]


def held_out(
    sample: Sequence[TranslationUnit], source: Language, suggest: Suggest,
    siblings: Callable[[TranslationUnit], Iterable[int]],
) -> Quality:  # fmt: skip
    """Hold each unit out with its whole article, ask for it, compare suggestion and truth."""
    target = other(source)
    suggested: list[str] = []
    true: list[str] = []
    for unit in sample:
        match = suggest(unit.text(source), source, frozenset({unit.id, *siblings(unit)}))
        if match is not None:
            suggested.append(match.adapted or match.target)
            true.append(unit.text(target))
    if not suggested:  # nothing to compare: the metrics say so with a zero and their signatures
        found = compared([""] * len(sample), [unit.text(target) for unit in sample], target)
        return Quality(target, len(sample), 0, found)
    return Quality(target, len(sample), len(true), compared(suggested, true, target))


def compared(
    hypothesis: Sequence[str], reference: Sequence[str], language: Language, *, ter: bool = False
) -> tuple[Metric, ...]:
    """Return chrF and BLEU, with `ter` also TER, of translations into `language`."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    tokenizer = "zh" if language == "zh" else "13a"
    metrics: list[CHRF | BLEU | TER] = [CHRF(), BLEU(tokenize=tokenizer)]
    if ter:
        metrics.append(TER(asian_support=language == "zh", normalized=language == "zh"))
    found = []
    for metric in metrics:
        score = metric.corpus_score(list(hypothesis), [list(reference)])
        found.append(Metric(score.name, round(score.score, 2), str(metric.get_signature())))
    return tuple(found)
