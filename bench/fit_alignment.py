"""Fit the aligner's model on hand-aligned documents and judge it by cross-validation.

    python bench/fit_alignment.py FOLDER LEXICON [LEXICON …] [--write FILE]

FOLDER holds .jsonl files of documents: `{"doc", "zh": […], "en": […], "gold": [[[…], […]], …]}`.
In every file but `literary.jsonl` a gold bead is a translator's line, which may hold several
beads: any finer alignment of it counts as right. Each lexicon gives every document once more, so
that one model serves homes with and without training. Needs scipy.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit
from scipy.optimize import minimize

from bench.alignment_sets import (
    Gold,
    in_units,
    merged,
    null_figures,
    read_sets,
    short_with_strangers,
    strict,
)
from tm.align import lexicon_file
from tm.align.aligner import Known, searched
from tm.align.bands import whole
from tm.align.confidence import calibrated
from tm.align.documents import Documents, prepare
from tm.align.features import read
from tm.align.lattice import NEVER, SIGNS, TYPES, Lattice, blocks
from tm.align.model import lattice_of, shared_scores
from tm.align.search import posteriors
from tm.align.weights import MODEL
from tm.text.words import WordSplitter
from webapp.actions.lexicon import word_cutter

K, S, HABITS = len(TYPES), len(SIGNS), 2
PER_HABIT = K + 3
REGULAR, TOLD_ROUNDS, ROUNDS, FOLDS = 0.5, 60, 80, 3
COSTS = {"as the aligner": None, "0.1": 0.1, "0.2": 0.2, "0.3": 0.3, "0.4": 0.4}
"""Costs of a bead to report; None mixes the habits' own, as the aligner does."""


@dataclass(slots=True)
class Example:
    """The likely beads of one document, ordered by where they start."""

    gold: Gold
    lexicon: str
    types: Any
    rows: Any
    columns: Any
    signs: Any
    lost: Any
    right: Any
    starts: Any
    sizes: tuple[int, int]
    narration: float

    @property
    def counts(self) -> float:
        """What the document counts: novels are few, short documents made up from others."""
        return 5.0 if self.gold.exact else 0.4 if self.gold.set.endswith("short") else 1.0


def example(gold: Gold, name: str, documents: Documents) -> Example:
    """Measure the beads of a document that are not out of the question."""
    n, m = len(documents.zh), len(documents.en)
    band = whole(n, m)
    values = np.concatenate([part for _, _, part in blocks(documents, band)], axis=2)
    shared = shared_scores(documents, MODEL, band)
    right = right_beads(gold, n, m)
    likely = right.copy()
    for habit in MODEL.habits:
        lattice = lattice_of(documents, shared, band, habit)
        halved = np.where(lattice.scores <= NEVER / 2, NEVER, lattice.scores / 2)
        likely |= posteriors(Lattice(halved, band, (n, m)))[0] > 1e-6
    types, rows, columns = np.nonzero(likely)
    order = np.lexsort((types, columns, rows))
    types, rows, columns = types[order], rows[order], columns[order]
    lost = np.zeros(len(types))
    zh, en = types == TYPES.index((1, 0)), types == TYPES.index((0, 1))
    lost[zh] = documents.zh.lengths[rows[zh]] * documents.ratio / 100
    lost[en] = documents.en.lengths[columns[en]] / 100
    cells = np.arange((n + 1) * (m + 1) + 1)
    return Example(
        gold, name, types, rows, columns, values[:, types, rows, columns].T.astype(float), lost,
        right[types, rows, columns], np.searchsorted(rows * (m + 1) + columns, cells), (n, m),
        documents.narration,
    )  # fmt: skip


def right_beads(gold: Gold, n: int, m: int) -> Any:
    """Mark the beads of which the gold alignment may be made."""
    right = np.zeros((K, n + 1, m + 1), bool)
    i = j = 0
    for ours, theirs in gold.beads:
        a, b = len(ours), len(theirs)
        exact = gold.exact and (a, b) in TYPES
        for k, (p, q) in enumerate(TYPES):
            if exact and (p, q) != (a, b):
                continue
            if bool(p and q) == bool(a and b) or (a and b and max(a, b) > 6):
                right[k, i : i + a - p + 1, j : j + b - q + 1] |= p <= a and q <= b
        i, j = i + a, j + b
    return right


@njit(cache=False, inline="always")
def log_add(x: float, y: float) -> float:
    """ln(eˣ + eʸ), where either may stand for nothing."""
    if x < y:
        x, y = y, x
    return x if y < x - 40 else x + np.log1p(np.exp(y - x))


@njit(cache=False)
def both_ways(types: Any, scores: Any, used: Any, starts: Any, width: int, a: Any, b: Any) -> Any:
    """Total log weight of all paths and each bead's share, over the beads `used`."""
    cells = len(starts) - 1
    ahead, behind = np.full(cells, -1e18), np.full(cells, -1e18)
    shares = np.zeros(len(scores))
    ahead[0] = behind[cells - 1] = 0.0
    for cell in range(cells):
        if ahead[cell] > -1e17:
            for x in range(starts[cell], starts[cell + 1]):
                if used[x]:
                    to = cell + a[types[x]] * width + b[types[x]]
                    ahead[to] = log_add(ahead[to], ahead[cell] + scores[x])
    total = ahead[cells - 1]
    for cell in range(cells - 1, -1, -1):
        if ahead[cell] > -1e17:
            for x in range(starts[cell], starts[cell + 1]):
                to = cell + a[types[x]] * width + b[types[x]]
                if used[x] and behind[to] > -1e17:
                    onward = behind[to] + scores[x]
                    shares[x] = np.exp(min(0.0, ahead[cell] + onward - total))
                    behind[cell] = log_add(behind[cell], onward)
    return total, shares


@njit(cache=False)
def best_beads(types: Any, worth: Any, starts: Any, width: int, a: Any, b: Any) -> Any:
    """Return, for each cell, the bead by which the best path enters it."""
    cells = len(starts) - 1
    best, came = np.full(cells, -1e18), np.full(cells, -1)
    best[0] = 0.0
    for cell in range(cells):
        if best[cell] > -1e17:
            for x in range(starts[cell], starts[cell + 1]):
                to = cell + a[types[x]] * width + b[types[x]]
                if best[cell] + worth[x] > best[to]:
                    best[to], came[to] = best[cell] + worth[x], x
    return came


A, B = np.array([a for a, _ in TYPES]), np.array([b for _, b in TYPES])


def scores(one: Example, weights: Any) -> list[Any]:
    """Score the beads under each habit."""
    shared = one.signs @ weights[:S]
    found = []
    for habit in range(HABITS):
        own = weights[S + habit * PER_HABIT :][:PER_HABIT]
        zh, en = one.types == TYPES.index((1, 0)), one.types == TYPES.index((0, 1))
        found.append(shared + own[one.types] + one.lost * (own[K] * zh + own[K + 1] * en))
    return found


def paths(one: Example, weights: Any, used: Any) -> tuple[Any, list[Any]]:
    """Total log weight under each habit, and each bead's share under each."""
    totals, shares = [], []
    for habit, each in enumerate(scores(one, weights)):
        total, share = both_ways(one.types, each, used, one.starts, one.sizes[1] + 1, A, B)
        totals.append(total + weights[S + habit * PER_HABIT + K + 2])
        shares.append(share)
    return np.array(totals), shares


def loss(
    weights: Any, examples: list[Example], start: Any, *, told: bool = False
) -> tuple[float, Any]:
    """Negative log likelihood of the gold alignments, and its gradient.

    With `told` the habit is given too: the first for the finely aligned sets, the second for
    those of translators' lines.
    """
    value, slope = REGULAR * float(((weights - start) ** 2).sum()), 2 * REGULAR * (weights - start)
    for one in examples:
        counts = one.counts
        everything = np.ones(len(one.types), bool)
        (all_totals, all_shares), (own_totals, own_shares) = (
            paths(one, weights, everything), paths(one, weights, one.right),
        )  # fmt: skip
        if told:
            own_totals = own_totals + (_ONLY_FIRST if one.gold.exact else _ONLY_SECOND)
        whole_, own = np.logaddexp.reduce(all_totals), np.logaddexp.reduce(own_totals)
        value += counts * (whole_ - own)
        zh, en = one.types == TYPES.index((1, 0)), one.types == TYPES.index((0, 1))
        surplus = np.zeros(len(one.types))
        for habit in range(HABITS):
            p, q = np.exp(all_totals[habit] - whole_), np.exp(own_totals[habit] - own)
            part = counts * (p * all_shares[habit] - q * own_shares[habit])
            surplus += part
            at = S + habit * PER_HABIT
            slope[at : at + K] += np.bincount(one.types, part, K)
            slope[at + K] += (part * one.lost)[zh].sum()
            slope[at + K + 1] += (part * one.lost)[en].sum()
            slope[at + K + 2] += counts * (p - q)
        slope[:S] += surplus @ one.signs
    return value, slope


def starting() -> Any:
    """Return plain weights that have seen no gold alignment: what fitting starts from, and is
    drawn towards. Never those of the model in use, which has seen every fold.
    """
    signs = [{"evidence": 0.2, "length": 0.3}.get(sign, 0.0) for sign in SIGNS]
    habits: list[float] = []
    for lost, slope in ((0.04, -1.0), (0.08, 0.5)):
        for size in TYPES:
            share = _PLAIN.get(size, 0.001) if min(size) else lost
            habits.append(float(np.log(share)))
        habits += [slope, slope, 0.0]
    return np.array(signs + habits)


# Usual shares of bead types; two habits must differ in something to part ways.
_PLAIN = {(1, 1): 0.7, (1, 2): 0.13, (2, 1): 0.05, (1, 3): 0.02, (2, 2): 0.01}


_ONLY_FIRST, _ONLY_SECOND = np.array([0, -1e3]), np.array([-1e3, 0])


def fitted(examples: list[Example], start: Any) -> Any:
    """Return the weights that make the gold alignments likeliest.

    The mixture of habits has many optima; beginning with the habits told apart by kind of set
    finds the same good one in every fold.
    """
    scale = np.ones(len(start))
    squares = np.concatenate([one.signs for one in examples[::7]]) ** 2
    scale[:S] = 5 * (np.sqrt(squares.mean(axis=0)) + 0.05)
    values = start * scale
    for told, rounds in ((True, TOLD_ROUNDS), (False, ROUNDS)):
        found = minimize(
            _scaled, values, args=(scale, examples, start, told), jac=True,
            method="L-BFGS-B", options={"maxiter": rounds, "maxcor": 20, "ftol": 1e-6},
        )  # fmt: skip
        print(f"  {found.nit} rounds, loss {found.fun:.1f}: {found.message}", flush=True)
        values = found.x
    return values / scale


def _scaled(
    values: Any, scale: Any, examples: list[Example], start: Any, told: bool
) -> tuple[float, Any]:
    """Signs differ in size by a hundred; the search wants them alike."""
    value, slope = loss(values / scale, examples, start, told=told)
    return value, slope / scale


def decoded(one: Example, weights: Any, cost: float | None) -> list[tuple[Any, float]]:
    """Return the surest beads with their posteriors, as the aligner does.

    What a narrative adds to a habit is not fitted: it would be set off against the habit's weight.
    """
    totals, shares = paths(one, weights, np.ones(len(one.types), bool))
    totals = totals + np.array([habit.narrative for habit in MODEL.habits]) * one.narration
    mixed = np.exp(totals - np.logaddexp.reduce(totals))
    share = sum(part * each for part, each in zip(mixed, shares, strict=True))
    if cost is None:
        cost = sum(part * habit.cost for part, habit in zip(mixed, MODEL.habits, strict=True))
    came = best_beads(one.types, share - cost, one.starts, one.sizes[1] + 1, A, B)
    cell, found = len(one.starts) - 2, []
    while cell:
        x = came[cell]
        i, j, (a, b) = one.rows[x], one.columns[x], TYPES[one.types[x]]
        found.append(((tuple(range(i, i + a)), tuple(range(j, j + b))), float(share[x])))
        cell = i * (one.sizes[1] + 1) + j
    return found[::-1]


def cross_validated(examples: list[Example], start: Any) -> dict[str, list[Any]]:
    """Decode every document with weights fitted without it."""
    found: dict[str, list[Any]] = {name: [] for name in COSTS}
    for fold in range(FOLDS):
        print(f"fold {fold}", flush=True)
        weights = fitted([one for one in examples if one.gold.fold(FOLDS) != fold], start)
        for one in examples:
            if one.gold.fold(FOLDS) == fold:
                for name, cost in COSTS.items():
                    found[name].append((one, decoded(one, weights, cost)))
    return found


def report(found: dict[str, list[Any]]) -> None:
    """Print strict F1, nulls and confidence by set, lexicon and cost."""
    for cost, results in found.items():
        kinds = sorted({(one.lexicon, one.gold.set) for one, _ in results})
        for lexicon, name in kinds:
            own = [
                (one.gold, [bead for bead, _ in beads]) for one, beads in results
                if (one.lexicon, one.gold.set) == (lexicon, name)
            ]  # fmt: skip
            own = [(gold, beads if gold.exact else merged(gold, beads)) for gold, beads in own]
            nulls = null_figures(own)
            sure = [
                gold_has(one.gold, bead) for one, beads in results for bead, share in beads
                if (one.lexicon, one.gold.set) == (lexicon, name)
                and calibrated(share, min(one.sizes)) >= 0.9
            ]  # fmt: skip
            every = sum(len(b) for o, b in results if (o.lexicon, o.gold.set) == (lexicon, name))
            print(
                f"cost {cost} {lexicon:10} {name:12} F1 {strict(own)[2]:.4f}"
                f" nulls P {nulls[0]:.3f} R {nulls[1]:.3f}"
                f" | ≥ .9: {len(sure) / every:.3f} of beads, {np.mean(sure):.4f} right", flush=True,
            )  # fmt: skip


def by_document(results: list[Any]) -> None:
    """Print exact sets document by document: a habit wrongly chosen shows in one."""
    for one, beads in results:
        if one.gold.exact:
            own = [(one.gold, [bead for bead, _ in beads])]
            alone = sum(not (zh and en) for (zh, en), _ in beads)
            print(f"  {one.lexicon} {one.gold.number}: F1 {strict(own)[2]:.3f}, nulls {alone}")


def gold_has(gold: Gold, bead: Any) -> bool:
    """Whether a bead is right by itself."""
    if bead in gold.keys:
        return True
    inside = {gold.of_zh[i] for i in bead[0]} | {gold.of_en[j] for j in bead[1]}
    return not gold.exact and bool(bead[0]) and bool(bead[1]) and len(inside) == 1


def calibration(results: list[Any]) -> list[tuple[float, float]]:
    """Return knots of a rising curve from posterior to share of right beads (isotonic).

    Every set counts alike, whatever its size.
    """
    points = []
    sets = [one.gold.set for one, beads in results for _ in beads]
    for one, beads in results:
        each = 1 / sets.count(one.gold.set)
        points += [(share, gold_has(one.gold, bead), each) for bead, share in beads]
    pools: list[list[float]] = []
    for share, good, each in sorted(points, key=lambda point: point[0]):
        pools.append([share * each, good * each, each])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [x + y for x, y in zip(pools[-1], last, strict=True)]
    knots = [(x / w, y / w) for x, y, w in pools if w > 0.01]
    return [(0.0, 0.0), *((round(x, 3), round(min(y, 0.999), 3)) for x, y in knots), (1.0, 1.0)]


def literal(weights: Any) -> str:
    """Write the model as the module `tm/align/weights.py`."""
    signs = "\n".join(f'    "{sign}": {x:.4f},' for sign, x in zip(SIGNS, weights, strict=False))
    habits = []
    for at, habit in enumerate(MODEL.habits):
        own = weights[S + at * PER_HABIT :][:PER_HABIT]
        types = "\n".join(f"    {size}: {x:.4f}," for size, x in zip(TYPES, own, strict=False))
        lost_zh, lost_en, usual = own[K:]
        habits.append(
            f'_{habit.name.upper()}: dict[Type, float] = {{\n{types}\n}}\n'
        )
        habits[-1] += f"_{habit.name.upper()}_LOST = {lost_zh:.4f}, {lost_en:.4f}\n"
        habits[-1] += f"_{habit.name.upper()}_USUAL = {usual:.4f}\n"
    return _MODULE.format(signs=signs, habits="".join(habits))


_MODULE = """\"\"\"The fitted model; written by `bench/fit_alignment.py`, not by hand.\"\"\"

from __future__ import annotations

from tm.align.lattice import Type
from tm.align.model import Habit, Model

_SIGNS = {{
{signs}
}}
{habits}
MODEL = Model(
    _SIGNS,
    (
        Habit("free", _FREE, *_FREE_LOST, _FREE_USUAL, narrative=60.0, cost=0.3),
        Habit("close", _CLOSE, *_CLOSE_LOST, _CLOSE_USUAL, narrative=0.0, cost=0.15),
    ),
)
"""


def main() -> None:
    """Fit, judge, print; with --write put the model into a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("lexicons", type=Path, nargs="+")
    parser.add_argument("--again", action="store_true", help="with the second search")
    parser.add_argument("--write", type=Path, help="file for the fitted model, a Python module")
    given = parser.parse_args()
    cut = word_cutter(WordSplitter(Path("var/cache/words")))
    examples = []
    for path in given.lexicons:
        lexicon = lexicon_file.read(path)
        golds = list(read_sets(given.folder))
        for gold in map(in_units, (*golds, *short_with_strangers(golds))):
            documents = prepare(*read(gold.zh, gold.en, lexicon, cut), lexicon)
            if given.again:
                documents = searched(documents, Known(), MODEL, again=True).documents
            examples.append(example(gold, path.stem, documents))
    print(f"{len(examples)} examples", flush=True)
    found = cross_validated(examples, starting())
    report(found)
    by_document(found["as the aligner"])
    for cost in COSTS:
        print("calibration", cost, calibration(found[cost]))
    if given.write:
        given.write.write_text(literal(fitted(examples, starting())))


if __name__ == "__main__":
    main()
