"""The protocol's server round a desk; the library comes with the extra `mcp`."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from tm.errors import DuizhaoError
from webapp.accounts import Accounts
from webapp.assistants.desk import NOTICE, Desk
from webapp.roles import COMMAND_LINE, Action, Actor
from webapp.services import Services

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

READING: frozenset[Action] = frozenset({"memory.read"})
Scope = MutableMapping[str, Any]
Send = Callable[[Any], Awaitable[None]]
Application = Callable[[Scope, Any, Send], Awaitable[None]]
INSTRUCTIONS = (
    "A Chinese–English translation memory and glossary. Look terms up before translating, prefer"
    f" what is reviewed, and name the address of what you quote. {NOTICE}"
)


class ExtraMissing(DuizhaoError):
    """An optional library is not installed."""

    def __init__(self, extra: str) -> None:
        super().__init__(
            f"expected the extra {extra!r}, got an installation without it;"
            f" run `pip install 'duizhao[{extra}]'`"
        )


def build(desk: Desk) -> MCPServer[Any]:
    """Return a server with the desk's tools, resources and prompt; raise ExtraMissing."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp_types import ToolAnnotations
    except ModuleNotFoundError:
        raise ExtraMissing("mcp") from None
    server: MCPServer[Any] = MCPServer("duizhao", instructions=INSTRUCTIONS, log_level="WARNING")
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for ask in (
        desk.tm_lookup, desk.concordance, desk.term_lookup, desk.check_text, desk.get_article,
    ):  # fmt: skip
        server.tool(annotations=reads)(ask)

    @server.resource("term://{id}", mime_type="application/json")
    def term(id: int) -> str:
        """One concept of the glossary."""
        return json.dumps(desk.term(id), ensure_ascii=False)

    @server.resource("article://{id}", mime_type="application/json")
    def article(id: int) -> str:
        """The first rows of an article."""
        return json.dumps(desk.get_article(id), ensure_ascii=False)

    server.prompt()(desk.translate_with_house_style)
    return server


def reader(services: Services, secret: str | None) -> Actor:
    """Return who asks over stdio: the owner of a token, else whoever runs us; to read only.

    Raises DuizhaoError for a token that is not known or may not read.
    """
    if secret is None:
        return Actor(services.settings.actor, "reader", scopes=READING)
    actor = holder(services, secret)
    if actor is None:
        raise DuizhaoError(
            "DUIZHAO_TOKEN: expected a token that may memory.read, got one that is unknown, over,"
            " revoked or for something else; make one with `duizhao token add`"
        )
    return actor


def holder(services: Services, secret: str) -> Actor | None:
    """Return the owner of a token that may read, narrowed to reading; None for another."""
    with services.work(COMMAND_LINE) as work:
        actor = Accounts(work.session).bearer(secret)
        work.commit()
    if actor is None or not actor.may("memory.read"):
        return None
    return Actor(actor.name, actor.role, actor.account, READING)


def guarded(app: Application, services: Services) -> Application:
    """Let only requests with a valid token through; a revoked one ends at once."""

    async def guard(scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] == "http" and holder(services, _bearer(scope)) is None:
            await _refuse(send)
        else:
            await app(scope, receive, send)

    return guard


def _bearer(scope: Scope) -> str:
    header = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
    scheme, _, secret = header.partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


async def _refuse(send: Send) -> None:
    headers = [(b"www-authenticate", b"Bearer"), (b"content-type", b"application/problem+json")]
    detail = "expected a token of Duizhao that may memory.read as Bearer, got none or another"
    body = json.dumps({"title": "Unauthorized", "status": 401, "detail": detail}).encode()
    await send({"type": "http.response.start", "status": 401, "headers": headers})
    await send({"type": "http.response.body", "body": body})
