"""Sentence-embedding models of the machine itself, for whoever has one; none is ever fetched."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tm.errors import Invalid, Unreadable

WANTED = "the folder of a sentence-transformers model on this machine"


class LocalEncoder:
    """A sentence-transformers model read from a folder; it satisfies `tm.align` `Encoder`."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def encode(self, texts: Sequence[str]) -> Any:
        """Return one vector for each text."""
        return self._model.encode(list(texts), show_progress_bar=False, convert_to_numpy=True)


def open_encoder(path: Path) -> LocalEncoder:
    """Load the model at `path`; raise Invalid where there is none or the extra is missing,
    Unreadable where it is damaged."""
    if not (path / "modules.json").is_file() and not (path / "config.json").is_file():
        got = f"{path} without modules.json or config.json" if path.is_dir() else path
        raise Invalid("alignment model", got, WANTED)
    # A path that is no model must not turn into a name to look for on a hub.
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError:
        wanted = "sentence-transformers installed: pip install 'duizhao[neural]'"
        raise Invalid("alignment model", f"{path} without the library for it", wanted) from None
    try:
        return LocalEncoder(SentenceTransformer(str(path), device="cpu", local_files_only=True))
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise Unreadable(str(path), None, WANTED, str(error)) from None
