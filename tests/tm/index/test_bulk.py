"""Tokens of many segments at once: what the plain scanner gives, whoever else is at work."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.tm.index.conftest import EN, ZH
from tm.index import bulk


@pytest.fixture
def first_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every call new tables, as threads get that are first at the same time."""
    monkeypatch.setattr(bulk, "_tables", bulk._tables.__wrapped__)


@pytest.mark.parametrize("texts", [ZH, EN, ("㎏", "½ 公斤", "")])
@pytest.mark.usefixtures("first_at_once")
def test_threads_that_are_first_at_once_encode_alike(
    texts: tuple[str, ...], fast: SimpleNamespace
) -> None:
    plain, compiled = bulk.encode(texts, None), bulk.encode(texts, fast)
    assert compiled.arena.tolist() == plain.arena.tolist()
    assert compiled.offsets.tolist() == plain.offsets.tolist()
    assert compiled.surfaces.tolist() == plain.surfaces.tolist()
    assert compiled.owners.tolist() == plain.owners.tolist()


@pytest.mark.parametrize("text", [*ZH, *EN])
@pytest.mark.usefixtures("first_at_once")
def test_a_text_of_unseen_characters_is_cut_alike(text: str, fast: SimpleNamespace) -> None:
    assert bulk.tokenise_fast(text, fast).codes == bulk.tokenise(text).codes
