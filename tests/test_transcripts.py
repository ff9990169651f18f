"""The command line as transcripts: tests/cli/*.md, each in a home of its own.

A transcript is Markdown. A fence ```file NAME writes a file; a fence ```console holds commands and
what they print:

    $ duizhao lookup "你好" --min 75
    (stdout, line by line; `...` stands for anything)
    ! (stderr lines)
    ? 2   (the exit status, where it is not 0)

`DUIZHAO_TEST_UPDATE=1 make test TESTS=tests/test_transcripts.py` rewrites what is printed; read
the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import shlex
from dataclasses import dataclass
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path

import pytest

from webapp.cli import COMMANDS

FOLDER = Path(__file__).parent / "cli"
SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
FENCE = re.compile(r"^```(console|file [^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TRANSCRIPTS = sorted(FOLDER.glob("*.md"))


@dataclass(frozen=True)
class Step:
    """A command and what it printed: stdout, `! ` stderr, `? ` status."""

    command: str
    printed: str


def steps(block: str) -> list[Step]:
    """Cut a console block into its commands."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [Step(*(part.split("\n", 1))) for part in parts]


def played(run, command: str) -> str:
    """Run one command; answer what it printed in the form of a transcript."""
    name, *arguments = shlex.split(command.replace("$SAMPLES", str(SAMPLES)))
    assert name == "duizhao"
    result = run(*arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    lines = result.stdout.splitlines() + [f"! {line}" for line in result.stderr.splitlines()]
    if result.exit_code:
        lines.append(f"? {result.exit_code}")
    return "".join(line.rstrip() + "\n" for line in lines)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript(path, run_main, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = path.read_text(encoding="utf-8")
    checker = OutputChecker()
    update = os.environ.get("DUIZHAO_TEST_UPDATE") == "1"

    def play(fence: re.Match[str]) -> str:
        kind, block = fence[1], fence[2]
        if kind != "console":
            written = Path(kind.removeprefix("file "))
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(block, encoding="utf-8")
            return fence[0]
        shown = ""
        for step in steps(block):
            got = played(run_main, step.command)
            same = checker.check_output(step.printed, got, ELLIPSIS)
            assert same or update, f"$ {step.command}\nexpected:\n{step.printed}\ngot:\n{got}"
            shown += f"$ {step.command}\n{step.printed if same else got}"
        return f"```console\n{shown}```"

    rewritten = FENCE.sub(play, text)
    if update:
        path.write_text(rewritten, encoding="utf-8")
    assert "```console" in text, "a transcript without a command tests nothing"


def test_every_command_has_a_transcript():
    text = "".join(path.read_text(encoding="utf-8") for path in TRANSCRIPTS)
    # They run until stopped; see tests/webapp/test_serve.py and test_mcp.py.
    waiting = {"serve", "worker", "mcp"}
    silent = [name for name in COMMANDS if f"$ duizhao {name}" not in text]
    assert set(silent) <= waiting, silent
