"""The Model Context Protocol, spoken by the library's own client."""

from __future__ import annotations

import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from mcp import Client

from tests.webapp.conftest import PASSWORD
from tm.errors import Denied, DuizhaoError
from webapp.accounts import Accounts
from webapp.actions.imports import undo
from webapp.assistants import server as servers
from webapp.assistants.desk import NOTICE, Desk

EXACT = "志愿者服务时长超过3万小时。"
BASE = "https://duizhao.example"


@pytest.fixture
def desk(filled_services):
    return Desk(filled_services, servers.reader(filled_services, None), BASE)


def ask(desk, question):
    """Run `question(client)` against a server in this process."""

    async def run():
        async with Client(servers.build(desk)) as client:
            return await question(client)

    return awaited(run())


def awaited(coroutine):
    """Run to the end in a thread of its own: browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def call(desk, tool, **arguments):
    result = ask(desk, lambda client: client.call_tool(tool, arguments))
    assert not result.is_error, result
    return json.loads(result.content[0].text)


def test_the_tools_are_those_promised_and_say_they_only_read(desk):
    tools = ask(desk, lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == {
        "tm_lookup", "concordance", "term_lookup", "check_text", "get_article"}  # fmt: skip
    assert all(tool.annotations.read_only_hint for tool in tools)


def test_a_lookup_is_answered_as_data_with_its_address(desk):
    answer = call(desk, "tm_lookup", text=EXACT, limit=1, direction="zh-en")
    assert answer["notice"] == NOTICE
    assert answer["url"].startswith(f"{BASE}/lookup?q=%E5")
    (match,) = answer["data"]["matches"]
    assert (match["score"], match["target"]) == (100, "Volunteers gave more than 30,000 hours.")
    assert "url" in match


@pytest.mark.parametrize(
    ("tool", "arguments", "field"),
    [
        ("concordance", {"query": "读书会", "side": "zh"}, "hits"),
        ("term_lookup", {"text": "社会组织在公益事业中发挥了重要作用。"}, "occurrences"),
        ("get_article", {"id": 1, "first": 0, "last": 2}, "rows"),
    ],
)
def test_every_row_leads_back(desk, tool, arguments, field):
    rows = call(desk, tool, **arguments)["data"][field]
    assert rows
    assert any((row["url"] or "").startswith(BASE) for row in rows)


def test_a_text_is_checked(desk):
    data = call(desk, "check_text", text="We recieve a grant.", lang="en")["data"]
    assert "recieve" in [finding["text"] for finding in data["findings"]]


@pytest.mark.parametrize("uri", ["term://1", "article://1"])
def test_resources_are_read_by_their_number(desk, uri):
    read = ask(desk, lambda client: client.read_resource(uri))
    answer = json.loads(read.contents[0].text)
    assert answer["url"] == f"{BASE}/{uri.split(':')[0]}s/1"


def test_the_prompt_holds_the_text_and_the_examples(desk):
    got = ask(desk, lambda c: c.get_prompt("translate_with_house_style", {"text": EXACT}))
    text = got.messages[0].content.text
    assert text.rstrip("`\n").endswith(EXACT)
    assert "Volunteers gave more than 30,000 hours." in text


def test_who_asks_may_only_read(desk, filled_services):
    with filled_services.work(desk.actor) as work, pytest.raises(Denied):
        undo(work, 1)


def test_a_token_narrows_and_a_revoked_one_ends(staffed):
    services = staffed.extensions["duizhao"]
    with services.work() as work:
        accounts = Accounts(work.session)
        account = int(accounts.add("助手", PASSWORD, "terminologist").id)
        secret, change = accounts.issue(account, "mcp", ["memory.read", "account.manage"])
        other, _ = accounts.issue(account, "其他", ["audit.read"])
        work.commit()
    assert servers.reader(services, secret).scopes == {"memory.read"}
    assert servers.holder(services, other) is None
    with services.work() as work:
        Accounts(work.session).revoke(int(change.id))
        work.commit()
    with pytest.raises(DuizhaoError, match="DUIZHAO_TOKEN"):
        servers.reader(services, secret)


def test_http_needs_a_token(filled_services):
    sent = []

    async def send(message):
        sent.append(message)

    app = servers.guarded(None, filled_services)
    scope = {"type": "http", "headers": [(b"authorization", b"Bearer dz_nothing")]}
    awaited(app(scope, None, send))
    assert sent[0]["status"] == 401


def test_without_the_extra_the_error_names_it(desk, monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(servers.ExtraMissing, match=r"duizhao\[mcp\]"):
        servers.build(desk)
