"""What people made of findings is counted by rule: on the page, with scripts and without."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from tm.errors import Invalid
from webapp import outcomes as table
from webapp.actions import outcomes

TODAY = date(2026, 3, 1)
TEXT = "The Belt and Road Strategy was launched in 2013.\nAmeriacan friends saw Ameriacan plays."


def counts(browser):
    rules = browser.get("/api/v1/stats").json["findings_by_rule"]
    return {each["code"]: (each["applied"], each["ignored"]) for each in rules}


def value_of(page, name, containing):
    found = re.findall(rf'name="{name}" value="([^"]+)"', page.text)
    return next(value for value in found if containing in value)


def test_counts_add_up_by_rule_and_outcome_for_a_year(engine):
    told = [("T101", "applied", 3, TODAY), ("T101", "ignored", 1, TODAY),
            ("T101", "applied", 2, TODAY - timedelta(days=9)), ("S101", "ignored", 4, TODAY),
            ("S101", "ignored", 5, TODAY - timedelta(days=365))]  # fmt: skip
    with Session(engine) as session:
        for each in [*told, *told]:
            table.add(session, *each)
        slowly = Counter()
        for code, outcome, more, day in [*told, *told]:
            if TODAY - day < timedelta(days=365):
                slowly[code, outcome] += more
        assert table.counted(session, TODAY) == slowly


def test_what_is_taken_back_stops_at_none(engine):
    with Session(engine) as session:
        for more in (2, -1, -5, 1, -1, -1):
            table.add(session, "T101", "applied", more, TODAY)
        table.add(session, "S101", "applied", -1, TODAY)
        found = table.counted(session, TODAY)
    assert found == {("T101", "applied"): 0, ("S101", "applied"): 0}


def test_nothing_but_rule_outcome_day_and_count_is_kept(engine):
    columns = inspect(engine).get_columns(table.OutcomeRow.__tablename__)
    assert [column["name"] for column in columns] == ["code", "outcome", "day", "count"]


def test_the_most_ignored_rule_comes_first_and_too_few_last(services):
    told = {("T101", "applied"): 5, ("T101", "ignored"): 5, ("S101", "ignored"): 9,
            ("N201", "applied"): 1, ("N201", "ignored"): 9, ("P101", "applied"): 20,
            ("M101", "applied"): 0}  # fmt: skip
    with services.work() as work:
        outcomes.count(work, told)
        found = outcomes.of_rules(work)
    assert [(each.code, each.share) for each in found] == [
        ("N201", 0.9), ("T101", 0.5), ("P101", 0.0), ("S101", None)]  # fmt: skip


def test_what_a_page_tells_is_read():
    text = "applied T101,applied T101,undone T101,ignored S101"
    assert outcomes.told(text) == {("T101", "applied"): 1, ("S101", "ignored"): 1}
    assert outcomes.told("") == {}


@pytest.mark.parametrize("text", ["applied", "applied X999", "liked T101", "applied T101;", "T101"])
def test_what_no_page_tells_is_refused(text, own):
    with pytest.raises(Invalid):
        outcomes.told(text)
    assert own.post("/check", data={"text": TEXT, "decided": text}).status_code == 422
    assert counts(own) == {}


def test_buttons_without_scripts_are_counted(own):
    page = own.post("/check?ui=en", data={"text": TEXT})
    assert counts(own) == {}
    ignored = value_of(page, "ignore", "S101 Ameriacan")
    own.post("/check", data={"text": TEXT, "ignore": ignored})
    assert counts(own) == {"S101": (0, 2)}
    again = {"text": TEXT, "ignored": ignored}
    page = own.post("/check?ui=en", data=again)
    own.post("/check", data=again | {"apply": value_of(page, "apply", "")})
    assert counts(own) == {"S101": (0, 2), "T102": (1, 0)}


def test_one_finding_left_counts_once_and_a_word_for_everybody_as_often_as_it_stood(own):
    page = own.post("/check?ui=en", data={"text": TEXT})
    own.post("/check", data={"text": TEXT, "ignore": value_of(page, "ignore", "S101#")})
    assert counts(own) == {"S101": (0, 1)}
    own.post("/check", data={"text": TEXT, "always": value_of(page, "always", "Ameriacan")})
    assert counts(own) == {"S101": (0, 3)}


def test_the_statistics_show_the_rules_in_both_languages_and_as_a_table(own):
    assert "Nobody has applied or ignored a finding yet." in own.get("/stats?ui=en").text
    decided = ",".join([*["ignored S101"] * 9, "applied S101", "applied T101"])
    own.post("/check", data={"text": TEXT, "decided": decided})
    english, chinese = (own.get(f"/stats?ui={ui}").text for ui in ("en", "zh"))
    section = english.partition('id="rules"')[2].partition("</section>")[0]
    cells = re.findall(r'<td class="num">(.*?)</td>', section)
    assert [re.sub("<.*?>", "", cell) for cell in cells] == ["1", "9", "90%", "1", "0", "too few"]
    assert "忽略占比" in chinese
    assert "次数太少" in chinese
    rows = own.get("/stats/rules.csv").text.removeprefix("\ufeff").splitlines()
    assert rows[0] == "code,rule,applied,ignored,share ignored"
    assert [row.split(",")[0::2] for row in rows[1:]] == [["S101", "1", "0.9"], ["T101", "1", ""]]
