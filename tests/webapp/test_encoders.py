"""Models of sentence embeddings by path: what is asked of them, and what is said without."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from click.testing import Result

from tm.errors import Invalid, Unreadable
from webapp.encoders import open_encoder
from webapp.settings import Settings

Run = Callable[..., Result]


class FakeTransformer:
    """Stands for the library's class: remembers how it was opened, encodes by length."""

    opened: dict[str, Any] = {}

    def __init__(self, path: str, **options: Any) -> None:
        if (Path(path) / "broken").exists():
            raise OSError("no file named model.safetensors")
        FakeTransformer.opened = {"path": path} | options

    def encode(self, texts: list[str], **options: Any) -> np.ndarray:
        assert isinstance(texts, list)
        return np.array([[len(text), 1.0] for text in texts])


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("sentence_transformers")
    module.SentenceTransformer = FakeTransformer  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "modules.json").write_text("[]")
    return tmp_path / "model"


def test_a_model_is_opened_from_its_folder_and_nowhere_else(
    library: None, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    encoder = open_encoder(model)
    assert encoder.encode(("一", "二三")).tolist() == [[1.0, 1.0], [2.0, 1.0]]
    assert FakeTransformer.opened == {
        "path": str(model), "device": "cpu", "local_files_only": True,
    }  # fmt: skip
    import os

    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_the_command_line_says_when_the_path_holds_no_model(
    run_main: Run, tmp_path: Path
) -> None:
    for name in ("zh.txt", "en.txt"):
        (tmp_path / name).write_text("市长。\n", encoding="utf-8")
    texts = [str(tmp_path / name) for name in ("zh.txt", "en.txt")]
    done = run_main("align", *texts, "--presegmented", "--model", str(tmp_path / "nowhere"))
    assert done.exit_code == 2
    assert "expected the folder of a sentence-transformers model" in done.stderr
    assert str(tmp_path / "nowhere") in done.stderr


def test_without_the_library_the_extra_is_named(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(Invalid, match=r"duizhao\[neural\]"):
        open_encoder(model)


def test_a_damaged_model_is_refused_with_the_reason(library: None, model: Path) -> None:
    (model / "broken").touch()
    with pytest.raises(Unreadable, match=r"no file named model\.safetensors"):
        open_encoder(model)


def test_the_setting_names_the_folder() -> None:
    assert Settings.from_environment({}).align_model is None
    found = Settings.from_environment({"DUIZHAO_ALIGN_MODEL": "/models/x"}).align_model
    assert found == Path("/models/x")


def test_the_aligner_asks_the_model_that_was_set(
    library: None, model: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("zh.txt", "市长宣布开放。\n"), ("en.txt", "The mayor opened it.\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    FakeTransformer.opened = {}
    done = run("align", tmp_path / "zh.txt", tmp_path / "en.txt", "--model", model)
    assert done.exit_code == 0, done.stderr
    assert FakeTransformer.opened["path"] == str(model)
