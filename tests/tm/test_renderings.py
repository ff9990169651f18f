"""Renderings of a phrase: those, with the counts, that reading every stretch one by one gives."""

from __future__ import annotations

import random
from collections import Counter
from math import ceil, log

import pytest

from tests.tm.memories import Remembered
from tm import renderings as module
from tm.languages import Language, other
from tm.renderings import LEAST, LIFT, LONGEST, MOST, NEARLY, SHARE, SURE, renderings
from tm.text.edges import Edges
from tm.text.symbols import ORDINAL, WORD_BIT
from tm.text.tokens import Tokens, tokenise
from tm.text.wholeness import paired
from tm.units import Rendering

EDGES = Edges(["公益", "组织", "中国"])
SAID: dict[Language, list[str]] = {
    "zh": ["公益", "公益组织", "公益事业", "社会公益", "的", "，", "中国", "在", "三", "年", "WTO", "《", "》"],
    "en": ["public benefit", "benefit", "charity", "the", "of", ",", "law", "Law", "3", "(", ")", "in"],
}  # fmt: skip
OTHERS: dict[Language, list[str]] = {
    "zh": ["会议", "公益", "举行", "了", "。", "中国", "五"], "en": ["held", "law", "the", ".", "2"],
}  # fmt: skip
Gram = tuple[int, ...]


class Plainly:
    """The same search with lists, sets and no index."""

    def __init__(self, texts: list[str], total: int, language: Language, everything: list[str]):
        self.texts, self.total, self.language = texts, total, language
        self.read = [tokenise(text) for text in texts]
        self.everything = [tokenise(text) for text in everything]
        self.figures = True

    def renderings(self) -> list[Rendering]:
        left, found = set(range(len(self.texts))), list[Rendering]()
        while left and len(found) < MOST:
            gram = self.best(left)
            if gram is None:
                break
            places = {i: self.places(tokens).get(gram) for i, tokens in enumerate(self.read)}
            held = {i: at for i, at in places.items() if at is not None}
            count = len(left & held.keys()) * self.total / len(self.texts)
            found.append(Rendering(self.spelled(held, len(gram)), max(1, round(count))))
            left -= held.keys()
        return sorted(found, key=lambda said: (-said.count, said.text))

    def places(self, tokens: Tokens) -> dict[Gram, int]:
        """Return the stretches that may be a rendering, with their first places."""
        codes, found = tokens.codes, dict[Gram, int]()
        words = [code > ORDINAL for code in codes]
        for start in range(len(codes)):
            if not EDGES.may_begin(codes, start) or not (self.figures or words[start]):
                continue
            for end in range(start + 1, min(start + LONGEST[self.language], len(codes)) + 1):
                inside = range(start + 1, end)
                if any(tokens.breaks[i] or not (self.figures or words[i]) for i in inside):
                    break
                if EDGES.may_end(codes, end) and any(words[start:end]):
                    found.setdefault(tuple(codes[start:end]), start)
        return found

    def best(self, left: set[int]) -> Gram | None:
        """Return the stretch most strongly bound to the phrase, widened."""
        counts, order = Counter[Gram](), dict[Gram, tuple[int, int]]()
        for i in sorted(left):
            for gram, at in self.places(self.read[i]).items():
                counts[gram] += 1
                order.setdefault(gram, (i, at))
        least = max(LEAST, ceil(len(self.texts) / SHARE))
        known = [gram for gram, count in counts.items() if count >= least and self.telling(gram)]
        known.sort(key=lambda gram: (-counts[gram] * len(gram) ** 0.5, order[gram]))
        weights = {
            gram: self.weight(gram, counts[gram], len(left)) for gram in known[: module._EXAMINED]
        }
        scored = [(weight, len(gram), gram) for gram, weight in weights.items() if weight is not None]
        if not scored:
            return None
        best, _, core = max(scored)
        around = [
            (len(gram), weight, gram) for weight, _, gram in scored
            if len(gram) > len(core) and core in _stretches(gram, len(core))
            and weight >= NEARLY * best and counts[gram] >= 0.7 * counts[core]
        ]  # fmt: skip
        return max(around)[2] if around else core

    def telling(self, gram: Gram) -> bool:
        return self.language == "en" or len(gram) > 1 or gram[0] >= WORD_BIT

    def weight(self, gram: Gram, together: int, unexplained: int) -> float | None:
        """Return the log-likelihood ratio; None for what is not bound to the phrase."""
        scale, size = self.total / len(self.texts), len(self.everything)
        everywhere = max(sum(_stands(gram, each) for each in self.everything), round(together * scale))
        here = unexplained * scale
        if 2 * together * scale / (here + everywhere) < SURE:
            return None
        tells = here * LIFT <= size >= module.TELLING
        if tells and together / unexplained < LIFT * everywhere / size:
            return None
        chance = unexplained * everywhere / max(size, everywhere + 1)  # of the sample
        return together * log(together / chance) - together + chance

    def spelled(self, held: dict[int, int], size: int) -> str:
        seen = Counter(
            paired(self.texts[i][self.read[i].starts[at] : self.read[i].ends[at + size - 1]])
            for i, at in held.items()
        )
        return min(seen, key=lambda text: (-seen[text], text != text.lower(), text))


def _stretches(codes: Gram, size: int) -> list[Gram]:
    return [codes[i : i + size] for i in range(len(codes) - size + 1)]


def _stands(gram: Gram, tokens: Tokens) -> bool:
    return any(
        tuple(tokens.codes[i : i + len(gram)]) == gram
        and not any(tokens.breaks[i + 1 : i + len(gram)])
        for i in range(len(tokens))
    )


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("source", ["zh", "en"])
@pytest.mark.parametrize("figures", [True, False])
def test_renderings_and_counts_are_those_of_reading_every_stretch(
    seed: int, source: Language, figures: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TELLING", 50)
    dice, language = random.Random(seed), other(source)
    joint = "" if language == "zh" else " "
    texts = [joint.join(dice.choices(SAID[language], k=dice.randrange(1, 12))) for _ in range(60)]
    rest = [joint.join(dice.choices(OTHERS[language], k=6)) for _ in range(dice.choice((9, 135)))]
    every = [*texts, *rest]
    pairs = [(text, "x") if language == "zh" else ("会", text) for text in every]
    searcher = Remembered.of(pairs).searcher
    for sample in (texts, texts[:40]):
        twin = Plainly(sample, len(texts), language, every)
        twin.figures = figures
        found = renderings(
            sample, len(texts), source, searcher=searcher, edges=EDGES, figures=figures
        )  # fmt: skip
        assert found == twin.renderings()
        assert found or len(every) > 100  # what stands everywhere renders nothing
