"""Findings as text, records, SARIF and annotations."""

from __future__ import annotations

import json
import re
from typing import Any

from glossary.check.catalogue import RULES as CATALOGUE
from glossary.check.reading import Draft
from glossary.check.report.github import github
from glossary.check.report.records import review_record
from glossary.check.report.sarif import sarif
from glossary.check.report.text import display_width, text_report
from glossary.check.run import Review, review
from glossary.recognise import Recogniser
from glossary.rules import HouseRules
from tm.languages import Language

RULES = HouseRules(Recogniser(()))


def reviewed(text: str, lang: Language = "en") -> Review:
    return review(Draft(text, lang), RULES)


def test_carets_stand_under_han() -> None:
    text = "会议讨论了慈善法，共四十人参加,会后参观。"
    lines = list(text_report(reviewed(text, "zh"), text, file="a.txt", ui="zh"))
    shown, carets = lines[1], lines[2]
    assert lines[0].startswith("a.txt:1:16: warning P103 ")
    assert display_width(shown[: shown.index(",")]) == carets.index("^")
    assert carets.count("^") == 1


def test_long_lines_are_cut_round_the_finding() -> None:
    text = "one two " * 40 + "the the end " + "one two " * 40
    lines = list(text_report(reviewed(text), text, file="a"))
    shown = lines[1]
    assert shown.startswith("  …")
    assert shown.endswith("…")
    assert shown[lines[2].index("^") :].startswith("the the")


def test_a_finding_over_a_line_end_keeps_its_caret_in_the_line() -> None:
    text = "It was the\nthe end."
    lines = list(text_report(reviewed(text), text, file="a"))
    assert lines[1:] == ["  It was the", "         ^^^"]


def test_records_have_the_shape_others_rely_on() -> None:
    text = "第一\nThe the forum，ended 𠀀 here."
    record = review_record(reviewed(text), text, file="a.txt", lang="en", words=6)
    assert json.loads(json.dumps(record)) == record
    first = record["findings"][0]
    wanted = ("code", "rule", "category", "severity", "span", "line", "column", "text", "message")
    assert all(name in first for name in wanted)
    for finding in record["findings"]:
        start, end = finding["span"]
        assert text[start:end] == finding["text"]
        assert text.split("\n")[finding["line"] - 1][finding["column"] - 1 :].startswith(finding["text"])
        assert set(finding["message"]) == {"en", "zh"}
    doubled = next(f for f in record["findings"] if f["code"] == "S106")
    assert doubled["fix"] == {"applicability": "safe", "edits": [{"span": [3, 10], "text": "The"}]}


def test_sarif_points_into_its_own_tables() -> None:
    text = "The the forum，ended.\nOf the the [sic] day"
    log = sarif(reviewed(text), text, file="über uns/a.txt", version="1.0.0")
    run = log["runs"][0]
    rules, taxa = run["tool"]["driver"]["rules"], run["taxonomies"][0]["taxa"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert len(rules) == len(CATALOGUE)
    assert len(run["results"]) == 3
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert taxa[result["taxa"][0]["index"]]["id"] == result["taxa"][0]["id"]
        assert _cut(text, result) == result["locations"][0]["physicalLocation"]["region"]["snippet"]["text"]
        assert re.fullmatch("[0-9a-f]{16}", result["partialFingerprints"]["duizhaoFinding/v1"])
    assert run["artifacts"][0]["location"]["uri"] == "%C3%BCber%20uns/a.txt"
    assert [r["suppressions"][0]["kind"] for r in run["results"] if "suppressions" in r] == ["inSource"]


def _cut(text: str, result: dict[str, Any]) -> str:
    region = result["locations"][0]["physicalLocation"]["region"]
    lines = text.split("\n")
    assert region["startLine"] == region["endLine"]
    return lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]


def test_annotations_escape_count_utf16_and_put_the_worst_first() -> None:
    text = "𠀀 One  two, the the end."
    lines = list(github(reviewed(text), text, file="a,b:c%.txt"))
    assert lines[0].startswith("::error file=a%2Cb%3Ac%25.txt,line=1,endLine=1,col=14,endColumn=21,")
    assert lines[-1].startswith("::notice ")
    assert "\n" not in "".join(lines)
    assert list(github(reviewed("All is well."), "All is well.", file="a")) == []
