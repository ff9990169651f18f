"""Learning the lexicon: both kernels against the algorithm in a dozen plain lines."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from tm.align import Lexicon
from tm.align.training import Corpus, TrainingOptions, train

Pairs = list[tuple[list[str], list[str], float]]


def random_pairs() -> Pairs:
    chance = np.random.default_rng(7)

    def words(letter: str) -> list[str]:
        return [f"{letter}{at}" for at in chance.integers(0, 25, chance.integers(1, 7))]

    return [(words("z"), words("e"), float(chance.integers(1, 4))) for _ in range(200)]


def plainly(pairs: Pairs, rounds: int, smoothing: float) -> dict[tuple[str, str], float]:
    """IBM model 1, t(en | zh), with an empty word."""
    english = {word for _, en, _ in pairs for word in en}
    t: dict[tuple[str, str], float] = defaultdict(lambda: 1 / len(english))
    empty = dict.fromkeys(english, 1 / len(english))
    for _ in range(rounds):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        unexplained: dict[str, float] = defaultdict(float)
        for zh, en, weight in pairs:
            for e in en:
                total = empty[e] + sum(t[z, e] for z in zh)
                unexplained[e] += weight * empty[e] / total
                for z in zh:
                    counts[z, e] += weight * t[z, e] / total
        totals: dict[str, float] = defaultdict(lambda: smoothing)
        for (z, _), count in counts.items():
            totals[z] += count
        t = {(z, e): count / totals[z] for (z, e), count in counts.items()}
        whole = sum(unexplained.values())
        empty = {e: unexplained[e] / whole for e in english}
    return t


def learnt(pairs: Pairs, options: TrainingOptions) -> dict[tuple[str, str], float]:
    corpus = Corpus()
    for zh, en, weight in pairs:
        corpus.add(zh, en, weight)
    lexicon = train(corpus, options)
    return {
        (zh, lexicon.en_words[lexicon.en_ids[at]]): float(lexicon.en_given_zh[at])
        for row, zh in enumerate(lexicon.zh_words)
        for at in range(lexicon.starts[row], lexicon.starts[row + 1])
    }


@pytest.mark.parametrize("plain", [0, 10_000], ids=["compiled", "arrays"])
def test_training_is_ibm_model_1(plain: int) -> None:
    pairs = random_pairs()
    options = TrainingOptions(fewest=1, commonest=1.0, plain=plain)
    expected = plainly(pairs, options.rounds, options.smoothing)
    found = learnt(pairs, options)
    assert max(abs(found.get(pair, 0) - t) for pair, t in expected.items() if t > 0.01) < 1e-4


def test_the_number_of_threads_changes_next_to_nothing() -> None:
    one = learnt(random_pairs(), TrainingOptions(commonest=1.0, plain=0, threads=1))
    two = learnt(random_pairs(), TrainingOptions(commonest=1.0, plain=0, threads=2))
    assert one.keys() == two.keys()
    assert max(abs(one[pair] - two[pair]) for pair in one) < 1e-5


def test_words_that_stand_together_are_found(small: Lexicon) -> None:
    row = small.zh_index["市长"]
    best = max(
        range(small.starts[row], small.starts[row + 1]), key=lambda at: small.en_given_zh[at]
    )
    assert small.en_words[small.en_ids[best]] == "mayor"


def test_a_weight_counts_like_repetition() -> None:
    once: Pairs = [(["雨"], ["rain"], 3.0), (["水"], ["rain", "water"], 1.0)]
    often: Pairs = [(["雨"], ["rain"], 1.0)] * 3 + [(["水"], ["rain", "water"], 1.0)]
    options = TrainingOptions(fewest=1, commonest=1.0)
    assert learnt(once, options) == pytest.approx(learnt(often, options), rel=1e-4)


def test_nothing_teaches_nothing() -> None:
    assert len(train(Corpus())) == 0
