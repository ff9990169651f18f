"""The data we ship: what its columns promise holds line by line."""

from __future__ import annotations

import csv
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.formats import Entry
from glossary.formats.cells import qualified, values
from glossary.formats.columns import COLUMNS
from glossary.formats.sheet import read
from glossary.importing import Kind, plan
from tm.text.chars import han_count

DATA = Path(__file__).parents[1] / "data"
TABLES = DATA / "tables"
SAMPLES = DATA / "samples"
LANGUAGES = ("zh", "en")

Row = dict[str, str]


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def passing(row: Row, lang: str) -> list[str]:
    return [row[lang], *values(row[f"admitted_{lang}"])]


def unwanted(row: Row, lang: str) -> Iterator[str]:
    """Yield the forms a line blames wherever they stand."""
    for column in (f"forbidden_{lang}", f"superseded_{lang}"):
        for value in values(row.get(column, "")):
            form, condition, _ = qualified(value)
            if condition is None:
                yield form


def known_words() -> set[str]:
    packed = lzma.decompress((DATA / "lexicon" / "english.txt.xz").read_bytes()).decode()
    return {word.lower() for line in packed.splitlines() for word in line.split(" ")[2:]}


@pytest.fixture(scope="module")
def glossary() -> list[Row]:
    return rows(DATA / "glossary.csv")


def test_the_glossary_is_read_without_a_problem_and_every_line_is_a_concept_of_its_own() -> None:
    found = list(read((DATA / "glossary.csv").read_bytes(), "glossary.csv"))
    assert [each for each in found if not isinstance(each, Entry)] == []
    verdicts = plan([each for each in found if isinstance(each, Entry)], []).verdicts
    assert [(v.place, v.reason) for v in verdicts if v.kind is not Kind.NEW] == []
    assert len(verdicts) >= 300


def test_every_column_of_the_glossary_is_one_the_import_knows(glossary: list[Row]) -> None:
    assert set(glossary[0]) <= set(COLUMNS)


def test_no_chinese_term_belongs_to_two_concepts(glossary: list[Row]) -> None:
    owners: dict[str, list[str]] = {}
    for row in glossary:
        for term in passing(row, "zh"):
            owners.setdefault(term, []).append(row["zh"])
    assert {term: found for term, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_term_stands_twice_in_a_line(glossary: list[Row], lang: str) -> None:
    twice = []
    for row in glossary:
        forms = [*passing(row, lang), *unwanted(row, lang)]
        twice += [form for form in set(forms) if forms.count(form) > 1]
    assert twice == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_one_line_blames_no_other_line_wants(glossary: list[Row], lang: str) -> None:
    wanted = {form.casefold() for row in glossary for form in passing(row, lang)}
    blamed = {form for row in glossary for form in unwanted(row, lang)}
    assert {form for form in blamed if form.casefold() in wanted} == set()


def test_every_unwanted_form_gives_its_reason(glossary: list[Row]) -> None:
    columns = ("forbidden_zh", "forbidden_en", "superseded_en")
    found = [value for row in glossary for column in columns for value in values(row[column])]
    assert [value for value in found if not qualified(value)[2]] == []


def test_short_forms_and_abbreviations_are_among_the_passing_forms(glossary: list[Row]) -> None:
    missing = []
    for row in glossary:
        forms = {*passing(row, "zh"), *passing(row, "en")}
        listed = [*values(row["short_zh"]), *values(row["short_en"]), *values(row["abbr"])]
        missing += [form for form in [*listed, *values(row["first_mention"])] if form not in forms]
    assert missing == []


def test_the_scripts_of_the_glossary_columns_are_not_mixed_up(glossary: list[Row]) -> None:
    odd = [form for row in glossary for form in passing(row, "en") if han_count(form)]
    odd += [
        form
        for row in glossary
        for form in passing(row, "zh")
        if not han_count(form) and form != "G20"
    ]
    assert odd == []


def test_names_laws_and_slogans_held_strictly_are_not_inflected(glossary: list[Row]) -> None:
    kinds = {"law", "treaty", "organisation", "slogan"}
    strict = [row for row in glossary if row["enforcement"] == "strict" and row["pos"] in kinds]
    assert len(strict) >= 200
    assert [row["zh"] for row in strict if row["inflect"] != "no"] == []


def test_every_confusion_has_proof_reasons_and_words_that_differ() -> None:
    found = rows(TABLES / "confusions.csv")
    assert len(found) >= 60
    assert [row for row in found if row["wrong_en"].lower() == row["right_en"]] == []
    needed = ("wrong_en", "right_en", "zh_evidence", "reason_en", "reason_zh")
    assert [row for row in found for column in needed if not row[column]] == []
    both = [row for row in found if {*values(row["zh_evidence"])} & {*values(row["zh_counter"])}]
    assert both == []


def test_no_confusion_stands_twice() -> None:
    found = [(row["wrong_en"], row["right_en"]) for row in rows(TABLES / "confusions.csv")]
    assert len(found) == len(set(found))


def test_chinese_slips_differ_from_what_is_right_and_stand_in_no_right_form() -> None:
    found = rows(TABLES / "zh_confusions.csv")
    assert len(found) >= 60
    assert {row["kind"] for row in found} == {"sound", "shape", "sense"}
    rights = [row["right"] for row in found]
    wrongs = [row["wrong"] for row in found]
    assert len(wrongs) == len(set(wrongs))
    assert [wrong for wrong in wrongs if any(wrong in right for right in rights)] == []


def test_chinese_slips_stand_in_no_glossary_term_and_no_sample(glossary: list[Row]) -> None:
    texts = [form for row in glossary for form in passing(row, "zh")]
    texts += [path.read_text("utf-8") for path in SAMPLES.rglob("*.zh.txt")]
    wrongs = [row["wrong"] for row in rows(TABLES / "zh_confusions.csv")]
    assert [wrong for wrong in wrongs if any(wrong in text for text in texts)] == []


def test_misspellings_are_sorted_no_words_and_have_one_right_word_without_chains() -> None:
    found = rows(TABLES / "misspellings.csv")
    wrongs = [row["wrong"] for row in found]
    assert len(wrongs) >= 300
    assert wrongs == sorted(set(wrongs))
    assert set(wrongs) & known_words() == set()
    assert {row["right"] for row in found} & set(wrongs) == set()


def test_names_stand_once_and_say_their_kind() -> None:
    found = rows(TABLES / "names.csv")
    names = [row["en"] for row in found]
    assert len(names) == len(set(names))
    assert {row["kind"] for row in found} == {
        "organisation", "person", "place", "university", "word",
    }  # fmt: skip
    assert [row for row in found if han_count(row["en"]) or not han_count(row["zh"])] == []


def test_the_index_lists_every_sample_and_nothing_else() -> None:
    slugs = [row["slug"] for row in rows(SAMPLES / "index.csv")]
    assert len(slugs) >= 14
    for lang in LANGUAGES:
        files = [path.name.removesuffix(f".{lang}.txt") for path in SAMPLES.glob(f"*.{lang}.txt")]
        assert sorted(files) == slugs


@pytest.mark.parametrize("row", rows(SAMPLES / "index.csv"), ids=lambda row: row["slug"])
def test_a_sample_has_its_titles_its_date_and_a_fair_length(row: Row) -> None:
    texts = {lang: (SAMPLES / f"{row['slug']}.{lang}.txt").read_text("utf-8") for lang in LANGUAGES}
    assert all(row[f"title_{lang}"] in texts[lang].splitlines() for lang in LANGUAGES)
    year, month, day = map(int, row["date"].split("-"))
    assert f"{year}年{month}月{day}日" in texts["zh"]
    assert re.search(rf"[A-Z][a-z]+ {day}, {year}", texts["en"])
    assert 150 <= han_count(texts["zh"]) <= 600
    assert not row["url"]


def test_samples_repeat_sentences_over_the_years() -> None:
    lines = [
        {sentence for sentence in re.split(r"(?<=[。！？])|\n", path.read_text("utf-8"))
         if han_count(sentence) > 15}
        for path in sorted(SAMPLES.glob("*.zh.txt"))
    ]  # fmt: skip
    several = {s for s in set().union(*lines) if sum(s in each for each in lines) > 1}
    assert len(several) >= 5


def test_the_readme_names_every_file() -> None:
    told = (DATA / "README.md").read_text("utf-8")
    files = [path for path in DATA.rglob("*") if path.is_file() and SAMPLES not in path.parents]
    assert [path.name for path in files if path.name not in told and path.name != "README.md"] == []
