"""The tmserver protocol, as Weblate and Virtaal speak it."""

from __future__ import annotations

from urllib.parse import quote

import pytest

SENTENCE = "志愿者服务时长超过3万小时。"


def test_languages_are_listed_in_weblates_spelling(client):
    found = client.get("/tmserver/languages/").json
    assert {"en", "zh", "zh_hans", "zh_cn"} <= set(found["sourceLanguages"])
    assert found["sourceLanguages"] == found["targetLanguages"]


def test_a_sentence_in_the_path_is_answered_with_whole_numbers(client):
    (row, *_) = client.get(f"/tmserver/zh_hans/en/unit/{quote(SENTENCE, safe='')}").json
    assert row["target"] == "Volunteers gave more than 30,000 hours."
    assert row["quality"] == 100
    assert isinstance(row["quality"], int)


def test_a_sentence_as_parameter_is_answered_the_same(client):
    in_path = client.get(f"/tmserver/zh_hans/en/unit/{quote(SENTENCE, safe='')}").json
    assert (
        client.get("/tmserver/zh_hans/en/unit/", query_string={"source": SENTENCE}).json == in_path
    )


def test_no_sentence_at_all_is_not_found(client):
    assert client.get("/tmserver/zh/en/unit/").status_code == 404


@pytest.mark.parametrize("path", ["/tmserver/en/de/unit/test", "/tmserver/zh/zh/unit/你好"])
def test_languages_we_do_not_pair_give_an_empty_list(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json) == (200, [])


@pytest.mark.parametrize(
    "text", ["第3/4季度\n报告", "/开头是斜线", "结尾是斜线/", "100%?#", "2016"]
)
def test_awkward_characters_in_the_path_arrive(client, text):
    answer = client.get("/tmserver/zh/en/unit/" + quote(text, safe=""))
    assert (answer.status_code, answer.json) == (200, [])


def test_fewer_candidates_can_be_asked_for(client):
    path = f"/tmserver/zh/en/unit/{quote('我们在广州举办了第三届读书会。')}"
    assert len(client.get(path + "?min_similarity=30&max_candidates=1").json) == 1
