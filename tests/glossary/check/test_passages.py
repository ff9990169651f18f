"""A changed text: only its changed passages are judged again, and the findings are the same."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.check.catalogue import RULES
from glossary.check.memo import Memo
from glossary.check.reading import Draft, Reading
from glossary.check.run import check
from glossary.recognise import Recogniser
from glossary.rules import HouseRules
from tm.languages import Language, other
from tm.pairs import SegmentPair
from tm.text.passages import passages
from tm.text.spans import Span
from webapp.house import House
from webapp.services import open_services
from webapp.settings import DATA, Settings

LINES: dict[Language, tuple[str, ...]] = {
    "en": (
        "The China Association for NGO Cooperation (CANGO) met in Beijing，with 40 guests.",
        "CNAGO and the the belt and road initiative were discussed on April 28.",
        "Members recieved RMB 12 million ; HUANG Haoming thanked the organisations.",
        "HUANG Haomin spoke of the organization, of public welfare and of the Charity Law.",
        "Programme",
        "It was “good. The goverment issued 3 measures on 3 May, as Mr Lindqvist said.",
        "Social organizations and social organisatons came to Univeristy halls  twice.",
        "Experience of internalization: see www.cango.org or A/RES/70/1.",
        "",
    ),
    "zh": (
        "中国国际民间组织合作促进会在北京召开会议,共有40人参加.",
        "一代一路与民心相通，社会组织社会组织的的发展。",
        "筹款1.2亿元，黄浩明感谢各个组织。",
        "黄浩明谈到公益事业和《慈善法》。",
        "项目",
        "政府出台了三项措施（2016年5月3日，再接再励。",
        "社会组织來到大学。",
        "国际化的经验：见A/RES/70/1号决议。",
        "",
    ),
}
EDITS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8), st.booleans()), max_size=8)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HouseRules]:
    """The rules of a new installation, its curated glossary with them."""
    home = str(tmp_path_factory.mktemp("home"))
    services = open_services(Settings.from_environment({"DUIZHAO_HOME": home}))
    with services.work() as work:
        yield services.house.rules(services.recogniser(work.session))
    services.close()


def draft(numbers: list[int], lang: Language, *, bilingual: bool) -> Draft:
    """The numbered lines as a draft, with the other language beside it or alone."""
    lines = {side: [texts[number] for number in numbers] for side, texts in LINES.items()}
    text, source = "\n".join(lines[lang]), "\n".join(lines[other(lang)])
    if not bilingual:
        return Draft(text, lang, skip=(Span(0, min(12, len(text))),))
    at, pairs = {"zh": 0, "en": 0}, []
    for zh, en in zip(lines["zh"], lines["en"], strict=True):
        spans = [Span(at[side], at[side] + len(each)) for side, each in (("zh", zh), ("en", en))]
        pairs.append(SegmentPair(zh, en, *spans))
        at = {"zh": spans[0].end + 1, "en": spans[1].end + 1}
    return Draft(text, lang, source, tuple(pairs))


def edited(numbers: list[int], edit: tuple[int, int, bool]) -> list[int]:
    """Put a line in, or in the place of another."""
    at, line, replacing = edit[0] % (len(numbers) + 1), edit[1], edit[2]
    return [*numbers[:at], line, *numbers[at + replacing :]]


@settings(max_examples=40, deadline=None)
@given(EDITS, st.sampled_from(["en", "zh"]), st.booleans())
def test_after_every_edit_the_findings_are_those_of_a_whole_check(
    rules: HouseRules, edits: list[tuple[int, int, bool]], lang: Language, bilingual: bool
) -> None:
    numbers = [0, 1, 2]
    for edit in edits:
        numbers = edited(numbers, edit)
        changed = draft(numbers, lang, bilingual=bilingual)
        assert check(changed, rules) == check(changed, forgetful(rules))


def test_rules_of_a_passage_find_the_same_in_the_text_as_one(
    rules: HouseRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = [
        draft(Random(seed).choices(range(9), k=30), lang, bilingual=bilingual)
        for seed in range(6)
        for lang in ("en", "zh")
        for bilingual in (False, True)
    ]
    parted = [check(each, rules) for each in drafts]
    assert {rule.code for rule in RULES if rule.reach == "passage"} & {
        finding.code for found in parted for finding in found
    } >= {"P101", "P103", "P106", "S106", "S107", "S201", "T104", "T105"}
    monkeypatch.setattr(
        "glossary.check.reading.passages", lambda text: [Span(0, len(text))]
    )
    assert [check(each, forgetful(rules)) for each in drafts] == parted


def test_a_passage_that_stays_is_not_read_again(rules: HouseRules) -> None:
    asked: list[str] = []

    class Asked(Recogniser):
        def __call__(self, text, lang):
            asked.append(text)
            return super().__call__(text, lang)

    counted = replace(rules, recogniser=Asked(rules.concepts[:50]))
    check(Draft("It was good.\nIt went well.\nIt ended.", "en"), counted)
    asked.clear()
    check(Draft("It was good.\nIt went badly.\nIt ended.", "en"), counted)
    assert asked == ["It went badly.\n"]


def test_other_rules_remember_nothing_of_these() -> None:
    rules = House(DATA).rules(Recogniser(()))
    Reading(Draft("One came.\nTwo came.", "en"), rules).occurrences  # noqa: B018
    assert len(rules.memo) == 2
    assert len(forgetful(rules).memo) == 0


def test_what_is_kept_is_bounded() -> None:
    memo: Memo[str] = Memo(room=100)
    for number in range(1000):
        assert memo(number, 10, lambda number=number: f"value {number}") == f"value {number}"
        assert memo("often", 10, lambda: "kept") == "kept"
    assert len(memo) <= 10
    assert memo("often", 10, lambda: "made anew") == "kept"


@settings(deadline=None)
@given(st.text(st.sampled_from("abcd .!?。！”) \n\t,中文"), max_size=80))
def test_passages_tile_the_text_and_each_is_one(text: str) -> None:
    found = list(passages(text))
    assert "".join(span.cut(text) for span in found) == text
    for span in found:
        assert list(passages(span.cut(text))) == [Span(0, len(span))]


def forgetful(rules: HouseRules) -> HouseRules:
    """The same rules with nothing read yet."""
    fresh = copy(rules)
    vars(fresh).pop("memo", None)
    return fresh
