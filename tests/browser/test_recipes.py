"""The recipes of the page for programs, taken as they stand there and carried out."""

from __future__ import annotations

import html
import io
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tm.tabular import read_rows
from webapp.accounts import Accounts

PASSWORD = "a password for tests"


@pytest.fixture(scope="module")
def token(services_of_the_site) -> str:
    """A token that may what the recipes need."""
    with services_of_the_site.work() as work:
        accounts = Accounts(work.session)
        owner = int(accounts.add("recipes", PASSWORD, "admin").id)
        scopes = ["memory.read", "memory.export", "term.propose", "term.decide",
                  "batch.import"]  # fmt: skip
        secret, _ = accounts.issue(owner, "all", scopes, None)
        work.commit()
    return secret


@pytest.fixture(scope="module")
def recipes(site: str, token: str) -> list[str]:
    """The recipes with the token filled in, as the page's script does it."""
    page = asked(f"{site}/api?ui=en").decode()
    found = re.findall(r"data-recipe>.*?<code[^>]*>(.*?)</code>", page, re.DOTALL)
    return [html.unescape(each).replace("dz_…", token) for each in found]


def chosen(recipes: list[str], *words: str) -> list[str]:
    found = [each for each in recipes if all(word in each for word in words)]
    assert found
    return found


def asked(url: str, data: bytes | None = None, headers: Mapping[str, str] = {}) -> bytes:
    with urlopen(Request(url, data, dict(headers))) as answer:
        content: bytes = answer.read()
    return content


def curl(command: str) -> bytes:
    """Do what curl would do; only with what the recipes use of it."""
    words = iter(shlex.split(command)[1:])
    headers, fields, data, url, in_address = {}, [], None, "", False
    parts, out = {}, None
    for word in words:
        if word == "-G":
            in_address = True
        elif word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-d":
            data = next(words).encode()
        elif word == "--data-urlencode":
            name, _, value = next(words).partition("=")
            fields.append((name, value))
        elif word == "-o":
            out = Path(next(words))
        elif word == "-F":
            name, _, value = next(words).partition("=")
            file = Path(value[1:]) if value.startswith("@") else None
            parts[name] = FileStorage(io.BytesIO(file.read_bytes()), file.name) if file else value
        else:
            assert not word.startswith("-"), word
            url = word
    if parts:
        boundary, data = encode_multipart(parts)
        headers["Content-Type"] = f"multipart/form-data; boundary={boundary}"
    answer = asked(f"{url}?{urlencode(fields)}" if in_address else url, data, headers)
    if out:
        out.write_bytes(answer)
    return answer


def test_the_lookup_by_curl_and_by_python_say_the_same(recipes):
    (by_curl,) = chosen(recipes, "curl", "/api/v1/lookup")
    matches = json.loads(curl(by_curl))["matches"]
    (program,) = chosen(recipes, "import json")
    command = [sys.executable, "-X", "utf8", "-c", program]
    ran = subprocess.run(command, capture_output=True, check=True)
    lines = ran.stdout.decode().splitlines()
    assert lines == [f"{match['score']} {match['target']}" for match in matches]


def test_the_check_finds_what_it_is_shown_for(recipes):
    (command,) = chosen(recipes, "curl", "/api/v1/check")
    assert json.loads(curl(command))["findings"][0]["code"][0] == "T"


def test_the_term_is_stored(recipes):
    (command,) = chosen(recipes, "curl", "/api/v1/glossary")
    assert json.loads(curl(command))["state"] == "approved"


def test_the_rows_of_an_article_go_out_and_come_back(recipes, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (commands,) = chosen(recipes, "curl", "/sheet")
    out, back = commands.splitlines()
    curl(out)
    assert [line.cells[0] for line in read_rows(Path("rows.xlsx").read_bytes(), name="rows.xlsx")]
    assert json.loads(curl(back)) == {"changes": [], "not_taken": []}


def test_libretranslate_answers(recipes):
    (command,) = chosen(recipes, "curl", "libretranslate")
    assert "translatedText" in json.loads(curl(command))


def test_omegat_gets_its_files(recipes):
    (project,) = chosen(recipes, "<repositories>")
    repository = ElementTree.fromstring(project).find("repository")
    names = [mapping.get("repository") for mapping in repository.findall("mapping")]
    assert names == ["reviewed.tmx", "unreviewed.tmx", "glossary.txt"]
    files = {name: asked(repository.get("url") + name) for name in names}
    for name in names[:2]:
        assert ElementTree.fromstring(files[name]).tag == "tmx"
    assert files["glossary.txt"].startswith(b"# ")


def test_omegat_finds_the_selected_text(recipes):
    (finder,) = chosen(recipes, "<items")
    url = ElementTree.fromstring(finder).find("item/url").text
    page = asked(url.replace("{target}", urlencode({"": "社会组织"})[1:])).decode()
    assert "mark class=\"hit\"" in page


@pytest.mark.parametrize(
    ("ending", "path"),
    [("/tmserver", "/zh/en/unit/?source="), ("/compat/mymemory", "/get?langpair=zh|en&q="),
     ("/compat/apertium", "/translate?langpair=zh|en&q=")],
)  # fmt: skip
def test_an_address_for_a_tool_answers(recipes, ending, path):
    (base,) = [each for each in recipes if each.endswith(ending)]
    sentence = urlencode({"": "2016年，中国出台了《慈善法》。"})[1:]
    answer = json.loads(asked(base + path + sentence))
    assert "Charity Law" in json.dumps(answer)


def test_the_bookmarklet_leads_to_the_lookup(page, recipes):
    (mark,) = chosen(recipes, "javascript:")
    address = re.search(r"open\('([^']+)'", mark)[1]
    page.goto(address + "读书会")
    assert page.locator("textarea[name=q]").input_value() == "读书会"
