"""The outermost door of the command line: whatever happens, one line and the right status."""

from __future__ import annotations

import click
import pytest

from tm.errors import Invalid
from webapp import cli


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    @click.command()
    def fail() -> None:
        raise error

    monkeypatch.setattr(cli.Lazy, "get_command", lambda *_: fail)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Invalid("min", 7, "a score"), "min: expected a score, got 7"),
        (FileNotFoundError(2, "No such file", "a.txt"), "a.txt: No such file"),
        (RuntimeError("中国人民的秘密"), "RuntimeError"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_a_failure_is_one_line_and_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, said: str
) -> None:
    failing(monkeypatch, error)
    with pytest.raises(SystemExit) as ended:
        cli.main(["fail"])
    shown = capsys.readouterr()
    assert (ended.value.code, shown.out, shown.err.count("\n")) == (2, "", 1)
    assert said in shown.err


def test_an_unforeseen_failure_shows_its_traceback_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, RuntimeError("seen"))
    with pytest.raises(RuntimeError, match="seen"):
        cli.main(["--debug", "fail"])


def test_an_interruption_ends_with_the_status_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    with pytest.raises(SystemExit) as ended:
        cli.main(["fail"])
    assert ended.value.code == 130
