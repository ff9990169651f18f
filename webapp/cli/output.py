"""What every command shares: opening the installation, and printing JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import click

from tm.decoding import decode
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


def installation(align_model: Path | None = None) -> Services:
    """Open the installation that the environment names; it is closed with the command.

    `align_model` takes the place of the one the environment names.
    """
    settings = Settings.from_environment()
    if align_model is not None:
        settings = replace(settings, align_model=align_model.absolute())
    services = open_services(settings)
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
    """Read text from a file, or from stdin for `-`, in any encoding we know; raise Unreadable."""
    return decode(read_bytes(name), name=name).text.removeprefix("\ufeff")


def read_lines(name: str) -> list[str]:
    """Read the lines of a text; other characters that end a line for Python do not end one here."""
    text = read_text(name).replace("\r\n", "\n").removesuffix("\n")
    return text.split("\n") if text else []
