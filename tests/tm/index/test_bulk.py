"""Tokens of many segments at once: what the plain scanner gives, whoever else is at work."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from tests.tm.index.conftest import EN, ZH
from tm.index import bulk, compiled


@pytest.fixture
def first_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every call new tables, as threads get that are first at the same time."""
    monkeypatch.setattr(bulk, "_tables", bulk._tables.__wrapped__)


@pytest.mark.parametrize("texts", [ZH, EN, ("㎏", "½ 公斤", "")])
@pytest.mark.usefixtures("first_at_once")
def test_threads_that_are_first_at_once_encode_alike(
    texts: tuple[str, ...], fast: SimpleNamespace
) -> None:
    plain, quick = bulk.encode(texts, None), bulk.encode(texts, fast)
    assert quick.arena.tolist() == plain.arena.tolist()
    assert quick.offsets.tolist() == plain.offsets.tolist()
    assert quick.surfaces.tolist() == plain.surfaces.tolist()
    assert quick.owners.tolist() == plain.owners.tolist()


@pytest.mark.parametrize("text", [*ZH, *EN])
@pytest.mark.usefixtures("first_at_once")
def test_a_text_of_unseen_characters_is_cut_alike(text: str, fast: SimpleNamespace) -> None:
    assert bulk.tokenise_fast(text, fast).codes == bulk.tokenise(text).codes


def test_a_name_means_the_same_in_all_modules_compiled_together() -> None:
    """They are compiled with the names of all: of two constants of one name the last would win."""
    known: dict[str, object] = {}
    for module in compiled.sources():
        for name, value in vars(module).items():
            if isinstance(value, int | np.generic) and not name.startswith("__"):
                assert known.setdefault(name, value) == value, name
