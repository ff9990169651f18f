"""Phrases: what is found, what is not, and that the index and the text agree."""

from __future__ import annotations

import random
import re

import pytest

from tests.tm.memories import Remembered
from tm.concordance import Question, Sources, first_places, hits, units_with
from tm.languages import LANGUAGES, Language
from tm.phrases import Asked, Phrase, read
from tm.renderings import renderings
from tm.text.edges import Edges
from tm.text.spans import Span

PAIRS = (
    ("社会组织开展公益活动。", "Social organizations carry out public-benefit activities."),
    ("社會組織參與「公益」事業。", "Social organisations take part in the public benefit."),
    ("办公，益民。", "Office work, for the people."),
    ("2016年，志愿者来自十亿人口的国家。", "In 2016, volunteers came from a country of a billion."),
    ("一带一路倡议。", "The Belt and Road Initiative."),
    ("民间社会很活跃。", "Civil society is active; civil, society."),
    ("社会公益类组织。", "A volunteer and volunteering."),
    ("加入WTO的NGOs。", "NGOs that joined the WTO."),
    ("社会的角色，用C++写，增长30%。", "Society's role, written in C++, up 30%; workers’ rights."),
)


def found(question: Question) -> list[int]:
    memory = Remembered.of(PAIRS)
    sources = Sources(memory.searcher, memory.fetch, memory.texts, memory.words)
    return sorted(units_with(question, sources))


def ask(text: str, language: Language) -> Question:
    asked = read(text, language)
    return Question(asked, Asked((), ())) if language == "zh" else Question(Asked((), ()), asked)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("社会组织", "zh", [1, 2]),
        ("公益", "zh", [1, 2, 7]),
        ("益", "zh", [1, 2, 3, 7]),
        ("社会 组织", "zh", [1, 2, 7]),
        ("公益 -事业", "zh", [1, 7]),
        ("2016", "zh", [4]),
        ("十亿", "zh", [4]),
        ("十", "zh", [4]),
        ("亿人", "zh", [4]),
        ("年", "zh", [4]),
        ("一带一路", "zh", [5]),
        ("社会*组织", "zh", [1, 2, 7]),
        ("wto", "zh", [8]),
        ("NGO", "zh", []),
        ("a\\*b", "en", []),
        ("NGO*", "zh", [8]),
        ("civil society", "en", [6]),
        ("public benefit", "en", [1, 2]),
        ('"public benefit" activities', "en", [1]),
        ("volunteer*", "en", [4, 7]),
        ("*organizations", "en", [1]),
        ("the -road", "en", [2, 3, 8]),
        ("billion", "en", [4]),
        ("量子", "zh", []),
        ("公益。", "zh", [1, 2, 7]),
        ("办公，益民", "zh", [3]),
        ("办公益民", "zh", []),
        ("vol*teer", "en", [7]),
        ("*olunt*", "en", [4, 7]),
        ("v*ing", "en", [7]),
        ("in * country", "en", [4]),
        ("20*", "zh", [4]),
        ("志愿*来*十", "zh", [4]),
        ("*益*", "zh", [1, 2, 3, 7]),
        ("NG*加入", "zh", []),
        ("society", "en", [6, 9]),
        ("societ", "en", []),
        ("c++", "en", [9]),
        ("c+", "en", [9]),
        ("c#", "en", []),
        ("30%", "en", [9]),
        ("workers rights", "en", [9]),
        ("don", "en", []),
    ],
)
def test_a_phrase_finds_every_sentence_it_stands_in(
    text: str, language: Language, expected: list[int]
) -> None:
    assert found(ask(text, language)) == expected


@pytest.mark.parametrize(
    ("asked", "language", "scan"),
    [
        ("管*理", "zh", "管.{0,40}理"), ("管*理*的", "zh", "管.{0,40}理.{0,40}的"),
        ("的*的", "zh", "的.{0,40}的"), ("理，管", "zh", "理 *， *管"),
        ("C++", "zh", r"(?<![ac])c\+\+"), ("c*管", "zh", r"(?<![ac])c(?![ac]).{0,40}管"),
    ],
)
def test_gaps_and_signs_count_what_reading_every_sentence_counts(
    asked: str, language: Language, scan: str
) -> None:
    """A regular expression over made-up sentences, which knows neither index nor lexemes."""
    dice = random.Random(asked)
    parts = ["管", "理", "的", "管理", "，", "c", "c++", "a", " ", "会" * 20, "会" * 38]
    texts = ["".join(dice.choices(parts, k=dice.randrange(1, 9))) for _ in range(400)]
    memory = Remembered.of((text or "会", "x") for text in texts)
    sources = Sources(memory.searcher, memory.fetch, memory.texts, memory.words)
    wanted = [id for id, text in enumerate(texts, 1) if re.search(scan, text)]
    assert sorted(units_with(ask(asked, language), sources)) == wanted != []


@pytest.mark.parametrize(
    ("zh", "en"),
    [("公益", ""), ("社会*组织", ""), ("", '"societ*" act*'), ("，益", ""), ("社会 公益", "in"), ("社会", "society")],
)
def test_the_first_place_of_a_hit_is_the_first_that_is_marked(zh: str, en: str) -> None:
    memory = Remembered.of(PAIRS)
    sources = Sources(memory.searcher, memory.fetch, memory.texts, memory.words)
    question = Question(read(zh, "zh"), read(en, "en"))
    ids = units_with(question, sources)
    marked = {hit.unit.id: hit for hit in hits(ids, question, memory.fetch)}
    nowhere = [Span(0, 0)]
    for language in LANGUAGES:
        for id, text, span in first_places(ids, language, question, sources):
            hit = marked[id]
            assert text == hit.unit.text(language)
            assert span == [*(hit.zh_spans if language == "zh" else hit.en_spans), *nowhere][0]
    assert ids


def test_both_boxes_must_hold() -> None:
    assert found(Question(read("公益", "zh"), read("organizations", "en"))) == [1]


def test_a_filter_is_obeyed() -> None:
    question = Question(
        read("公益", "zh"), Asked((), ()), keep=lambda ids: [i for i in ids if i > 1]
    )
    assert found(question) == [2, 7]


def test_inflected_forms_are_found_when_asked_for() -> None:
    asked = read("organisation", "en", lambda word: (word, f"{word}s"))
    assert found(Question(Asked((), ()), asked)) == [2]


@pytest.mark.parametrize("text", ["社会组织", "公益", "2016", "一带一路", "社会*组织"])
def test_every_hit_shows_the_phrase_where_it_stands(text: str) -> None:
    memory = Remembered.of(PAIRS)
    question = ask(text, "zh")
    for hit in hits(found(question), question, memory.fetch):
        assert hit.zh_spans
        assert all(0 <= span.start < span.end <= len(hit.unit.zh) for span in hit.zh_spans)


def test_spans_count_in_the_text_as_stored() -> None:
    phrase = read("社会组织", "zh").wanted[0]
    text = "中國社會 組織與“社会组织”"
    assert [span.cut(text) for span in phrase.spans(text)] == ["社會 組織", "社会组织"]


def test_the_renderings_of_a_phrase_come_with_their_counts() -> None:
    pairs = [(f"社会组织开展活动{n}", f"Social organizations held event {n}") for n in "甲乙丙丁"]
    pairs += [(f"社会组织在{n}工作", f"In {n} work by nonprofits") for n in "甲乙丙"]
    pairs += [(f"学校开学{n}", f"School {n} began") for n in "甲乙丙丁戊己庚辛"]
    memory = Remembered.of(pairs)
    texts = [unit.en for unit in memory.units.values() if "社会组织" in unit.zh]
    said = renderings(texts, len(texts), "zh", searcher=memory.searcher)
    counted = {rendering.text.lower(): rendering.count for rendering in said}
    assert any("social organizations" in text and n == 4 for text, n in counted.items())
    assert any("nonprofits" in text and n == 3 for text, n in counted.items())


def test_a_phrase_without_a_figure_is_rendered_without_one() -> None:
    """46家 stands in both translations by chance; the phrase has no number."""
    pairs = [(f"46家会员单位的{n}在京开会", f"Held {n} in Beijing by 46 members") for n in "甲乙丙"]
    memory = Remembered.of([*pairs, *((f"{n}号会议室", f"Room {n}") for n in "丁戊己庚辛壬癸")])
    texts = [unit.zh for unit in memory.units.values() if "Beijing" in unit.en]
    search = {"total": 3, "source": "en", "searcher": memory.searcher}
    every = [said.text for said in renderings(texts, **search)]
    plain = [said.text for said in renderings(texts, **search, figures=False)]
    assert any("46" in text for text in every)
    assert plain
    assert not any("46" in text for text in plain)


def test_a_rendering_may_begin_like_a_particle() -> None:
    pairs = [(f"{n}中国论坛", f"China Forum {n}") for n in "红橙黄绿青"]
    memory = Remembered.of([*pairs, *((f"{n}号会议室", f"Room {n}") for n in "甲乙丙丁")])
    texts = [unit.zh for unit in memory.units.values() if "China" in unit.en]
    edges = Edges(["中国"])
    said = renderings(texts, len(texts), "en", searcher=memory.searcher, edges=edges)
    assert [rendering.text for rendering in said] == ["中国论坛"]


def test_a_phrase_seen_once_has_no_sure_rendering() -> None:
    memory = Remembered.of(PAIRS)
    assert renderings([memory.units[5].en], 1, "zh", searcher=memory.searcher) == []


def test_the_usual_rendering_goes_before_a_rare_neighbour() -> None:
    """*purchase government* stands nowhere else, *government bonds* renders other phrases too."""
    numbers = "甲乙丙丁戊己庚辛壬癸"
    pairs = [(f"購買政府公債{n}", f"To purchase government bonds {n}") for n in numbers[:6]]
    pairs += [(f"政府公債{n}", f"Item {n}, government bonds") for n in numbers[6:]]
    pairs += [(f"國庫券{n}", f"All government bonds {n}") for n in numbers]
    memory = Remembered.of([*pairs, *((f"{n}号房间", f"Room {n}") for n in numbers * 40)])
    texts = [unit.en for unit in memory.units.values() if "政府公債" in unit.zh]
    first, *_ = renderings(texts, len(texts), "zh", searcher=memory.searcher)
    assert (first.text, first.count) == ("government bonds", 10)


@pytest.mark.parametrize(
    ("phrase", "text", "marked"),
    [
        ("society", "The society’s role.", ["society"]),
        ("society's", "The society’s role.", ["society’s"]),
        ("vol*", "Volunteers’ voices, (volt)", ["Volunteers", "volt"]),
        ("社会*织", "社会组织，社會的組織", ["社会组织", "社會的組織"]),
        ("三十", "三十二，３０，四三十", ["三十", "三十"]),
        ("c++", "C, C++ and c++20", ["C", "c"]),
    ],
)
def test_what_is_marked_is_what_was_asked(phrase: str, text: str, marked: list[str]) -> None:
    assert [span.cut(text) for span in Phrase(phrase).spans(text)] == marked


def test_as_typed_means_letter_for_letter_with_the_marks_around() -> None:
    assert Phrase("公益。").stands_as_typed("社会公益。")
    assert not Phrase("公益。").stands_as_typed("公益，社会。")
    assert not Phrase("law").stands_as_typed("Law and outlaws")
