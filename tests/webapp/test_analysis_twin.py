"""The analysis of documents against a recount segment by segment, over every band."""

from __future__ import annotations

import io
import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from rapidfuzz.distance import Levenshtein

from tests.webapp.filled import filled
from tm.errors import Invalid
from tm.leverage import BANDS, band_of
from tm.text.tokens import tokenise
from webapp.actions.documents import analyse, segments_of
from webapp.actions.evaluation import evaluate_text
from webapp.actions.imports import import_file
from webapp.cli.analyse import analyse as command
from webapp.services import Services
from webapp.work import Work

PIECES = (
    "社会组织", "在农村", "开展了", "公益活动", "志愿者", "来自八个省份", "理事会", "同意", "该机构", "加入本会",
    "3月5日", "1.2亿元", "WTO", "论坛", "在北京", "举行", "，", "的", "培训班",
)  # fmt: skip


@pytest.fixture
def services(tmp_path: Path) -> Services:
    made = filled(tmp_path)
    yield made
    made.close()


def best_by_hand(work: Work, texts: list[str], position: int) -> int:
    """Return the best score of a segment: every unit of the memory is scored."""
    query, best = texts[position], 0
    before = texts[position - 1] if position else None
    after = texts[position + 1] if position + 1 < len(texts) else None
    asked = tokenise(query).codes
    same = {unit.en for unit in work.memory.units() if unit.zh == query}
    for unit in work.memory.units():
        codes = tokenise(unit.zh).codes
        longest = max(len(codes), len(asked))
        raw = 100 * (longest - Levenshtein.distance(codes, asked)) // longest if longest else 0
        if unit.zh != query:
            # What folding hid costs at least a point; the lines of this test hide one thing each.
            best = max(best, raw - (raw == 100))
            continue
        around = [
            ((place.previous or (None,))[0] == before) + ((place.next or (None,))[0] == after)
            for place in unit.places
            if place.article is not None or place.previous or place.next
        ]
        context = max(around, default=0)
        best = max(best, 100 + context - (len(same) > 1 and not context))
    return best if best >= 50 else 0


def counted(texts: list[str], scores: list[int]) -> dict[str, tuple[int, int, int]]:
    found: Counter[tuple[str, str]] = Counter()
    for text, score in zip(texts, scores, strict=True):
        name = "repetition" if score == 103 else band_of(score)
        found[name, "segments"] += 1
        found[name, "words"] += len(re.findall(r"[\u4e00-\u9fff]|[A-Za-z\d]+(?:\.\d+)*", text))
        found[name, "characters"] += len("".join(text.split()))
    return {
        name: tuple(found[name, what] for what in ("segments", "words", "characters"))
        for name, _ in BANDS
    }


def document(rng: random.Random, stored: list[str]) -> list[str]:
    """Make lines: some stored, some changed a little, some new, some said before."""
    lines: list[str] = []
    for _ in range(30):
        base, roll = rng.choice(stored), rng.random()
        if roll < 0.3:
            lines.append(base)
        elif roll < 0.7:
            cut = rng.randrange(1, max(2, len(base) // 2))
            lines.append(rng.choice(PIECES[:5]) + base[cut:])
        elif roll < 0.85:
            lines.append("".join(rng.choices(PIECES, k=rng.randint(2, 6))).strip("，") + "。")
        else:
            lines.append(rng.choice(lines) if lines else base)
    return lines


def test_every_band_is_counted_as_by_hand(services: Services) -> None:
    rng = random.Random(3)
    stored = ["".join(rng.choices(PIECES, k=rng.randint(3, 8))).strip("，") + "。" for _ in range(60)]
    with services.work() as work:
        table = "".join(f"{zh}\tTranslation {n}.\n" for n, zh in enumerate(dict.fromkeys(stored)))
        import_file(work, io.BytesIO(table.encode()), name="pairs.tsv")
        work.commit()
        reviewed = [unit.zh for unit in work.memory.units() if unit.status == "reviewed"]
        seen: set[str] = set()
        bands: Counter[str] = Counter()
        for number in range(4):
            text = "\n".join(document(rng, reviewed))
            name = f"{number}.txt"
            texts = list(segments_of(text.encode(), name=name).texts)
            before = set(seen)
            scores = []
            for position, segment in enumerate(texts):
                repeated = segment in before or segment in texts[:position]
                scores.append(103 if repeated else best_by_hand(work, texts, position))
            result = analyse(work, text.encode(), name=name, seen=seen)
            shown = {b.name: (b.segments, b.words, b.characters) for b in result.bands}
            wanted = counted(texts, scores)
            for band, (segments, words, characters) in shown.items():
                assert (segments, characters) == (wanted[band][0], wanted[band][2]), (band, texts)
                assert words == wanted[band][1], band
            bands.update(band for band, counts in shown.items() if counts[0])
    assert bands["repetition"] == 4
    assert {"100", "85-94", "75-84", "50-74"} <= set(bands)


@pytest.mark.parametrize(
    ("said", "true", "named"),
    [(["a", "b"], ["a"], "hypothesis"), ([], [], "reference"), ([""], ["  "], "reference")],
)
def test_a_translation_that_cannot_be_compared_is_refused(
    said: list[str], true: list[str], named: str
) -> None:
    with pytest.raises(Invalid, match=named):
        evaluate_text(said, true)


def test_an_empty_line_on_both_sides_changes_nothing_and_scores_are_signed() -> None:
    for lines in (["我们在北京开会。", "他来了。"], ["We met in Beijing.", "He came."]):
        plain = evaluate_text(lines, lines)
        assert [(each.name, each.score) for each in plain] == [
            ("chrF2", 100), ("BLEU", 100), ("TER", 0),
        ]  # fmt: skip
        gaps = [lines[0], "", lines[1]]
        assert evaluate_text(gaps, gaps) == plain
        assert all("version:" in each.signature for each in plain)


def test_what_stood_in_an_earlier_file_is_a_repetition(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text("我们在成都开会。\n量子芯片冷却。\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("量子芯片冷却。\n新的方案2016。\n", encoding="utf-8")
    monkeypatch.setenv("DUIZHAO_HOME", str(services.settings.home))
    monkeypatch.chdir(tmp_path)
    told = json.loads(CliRunner().invoke(command, ["one.txt", "two.txt", "--json"]).output)
    repeated = [each["bands"][0]["segments"] for each in told["files"]]
    assert (repeated, told["bands"][0]["segments"]) == ([0, 1], 1)
    assert told["total"] == {"band": "total", "segments": 4, "words": 7 + 6 + 6 + 5, "characters": 31}
    assert "all files" in CliRunner().invoke(command, ["one.txt", "two.txt"]).output
