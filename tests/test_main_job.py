"""The whole path once, on our sample articles: import, look up, find, check, undo."""

import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
PAGE = "17-members-meeting-2024"
SLIPS = SAMPLES / "with-slips" / "volunteer-day-2025"


@pytest.fixture
def ask(run):
    def ask(*arguments, expect=0):
        result = run(*arguments, "--json")
        assert result.exit_code == expect, result.output
        return json.loads(result.stdout)

    return ask


@pytest.fixture
def imported(ask):
    """A saved web page in both languages, imported and taken as reviewed."""
    return ask("import", "pair", SAMPLES / f"{PAGE}.zh.txt", SAMPLES / f"{PAGE}.en.txt",
               "--date", "2024-11-22", "--publish", "all")  # fmt: skip


@pytest.fixture
def first(ask, imported):
    """The first unit with some text to it."""
    hits = ask("concordance", "会员单位", "--in", "zh")["hits"]
    return hits[0]


def test_staff_bring_a_page_in_once_without_its_navigation(ask, imported):
    assert imported["published"] >= 8
    assert ask("concordance", "首页", "--in", "zh")["total"] == 0
    again = ask("import", "pair", SAMPLES / f"{PAGE}.zh.txt", SAMPLES / f"{PAGE}.en.txt",
                "--date", "2024-11-22")  # fmt: skip
    assert again["published"] == 0


def test_a_translator_finds_the_sentence_in_both_directions(ask, first):
    exact = ask("lookup", first["zh"])["matches"][0]
    assert (exact["target"], exact["score"] >= 100, exact["diff"][0]["op"]) == (
        first["en"], True, "equal",
    )  # fmt: skip
    near = ask("lookup", first["zh"].replace("会员单位", "成员单位"))["matches"][0]
    assert near["target"] == first["en"]
    assert near["score"] < 100
    assert near["origin"]["date"] == "2024-11-22"
    back = ask("lookup", first["en"])
    assert (back["from"], back["matches"][0]["target"]) == ("en", first["zh"])


def test_a_translator_sees_the_terms_and_nothing_where_there_is_nothing(ask, imported):
    answer = ask("lookup", "在“一带一路”框架下推动民心相通。")
    assert answer["matches"] == []
    assert {"一带一路", "民心相通"} <= {term["text"] for term in answer["terms"]}


def test_two_characters_are_found_wherever_they_stand(ask, imported):
    article = (SAMPLES / f"{PAGE}.zh.txt").read_text(encoding="utf-8")
    article = article.split("会员活动")[1].split("相关新闻")[0]
    found = ask("concordance", "会员", "--in", "zh")
    stretches = sum(len(hit["spans"]["zh"]) for hit in found["hits"])
    assert found["total"] == len(found["hits"])
    assert stretches == article.count("会员")


def test_an_editor_is_told_the_slips_and_not_the_names(run_main):
    result = run_main("check", f"{SLIPS}.en.txt", "--source", f"{SLIPS}.zh.txt", "--format", "json")
    assert result.exit_code == 1
    findings = json.loads(result.stdout)["findings"]
    shown = {finding["text"]: finding for finding in findings}
    suggested = " | ".join(s for finding in findings for s in finding["suggestions"])
    for right in ("internationalization", "Charity Law", "People-to-People Connectivity",
                  "Ministry", "32 million"):  # fmt: skip
        assert right in suggested
    assert shown["internalization"]["severity"] == "error"
    assert not {"ZHAO", "Yinuo", "QIN", "Yuanshan", "Mingxi", "Jinghe", "Wuhan"} & shown.keys()


def test_staff_take_a_batch_back(run, ask, imported):
    assert run("import", "undo", imported["batch"]).exit_code == 0
    assert ask("concordance", "会员单位", "--in", "zh")["total"] == 0
    assert ask("import", "list")["batches"][0]["undone"] is not None
