"""What every command shares: opening the installation, and printing JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import click

from tm.errors import Unreadable
from webapp.services import Services, open_services
from webapp.settings import Settings

SHOWN = 20
"""Problems listed for people; JSON has all."""


class Problem(Protocol):
    """What was wrong with a record, and where."""

    @property
    def place(self) -> str: ...
    @property
    def message(self) -> str: ...


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def installation() -> Services:
    """Open the installation that the environment names; it is closed with the command."""
    services = open_services(Settings.from_environment())
    click.get_current_context().call_on_close(services.close)
    return services


def print_json(value: Any, *, line: bool = False) -> None:
    """Print `value` as JSON in UTF-8: indented, or on one line."""
    text = json.dumps(value, ensure_ascii=False, indent=None if line else 2)
    click.echo(text)


def show_problems(problems: Sequence[Problem]) -> None:
    """List the first of many problems on stderr, each with its place."""
    for problem in problems[:SHOWN]:
        click.echo(f"{problem.place}: {problem.message}", err=True)
    if len(problems) > SHOWN:
        click.echo(f"… and {len(problems) - SHOWN:,} more; --json lists all.", err=True)


def read_bytes(name: str) -> bytes:
    """Read a file, or stdin for `-`."""
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def read_text(name: str) -> str:
    """Read UTF-8 text from a file, or from stdin for `-`; raise Unreadable."""
    data = read_bytes(name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(name, line, "UTF-8 text", f"byte 0x{data[error.start]:02x}") from None
