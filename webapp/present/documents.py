"""Analyses and evaluations as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from tm.evaluate import Metric
from tm.leverage import Leverage, together
from tm.pretranslate import Filled
from webapp.actions.evaluation import Evaluation


def analysis(value: Leverage, file: str) -> dict[str, Any]:
    """Return a document's segments by match band."""
    return {
        "file": file, "language": value.language,
        "bands": [_band(band.name, asdict(band)) for band in value.bands],
        "total": _band("total", asdict(value.total)),
    }  # fmt: skip


def analyses(values: Sequence[Leverage], files: Sequence[str]) -> dict[str, Any]:
    """Return the analyses of several documents, and all of them together."""
    shown = [analysis(value, file) for value, file in zip(values, files, strict=True)]
    bands = together(values)
    total = Leverage(values[0].language, bands).total
    return {
        "files": shown, "bands": [_band(band.name, asdict(band)) for band in bands],
        "total": _band("total", asdict(total)),
    }  # fmt: skip


def _band(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    return {"band": name} | {key: facts[key] for key in ("segments", "words", "characters")}


def filled(value: Filled, file: str) -> dict[str, Any]:
    """Return what became of a pretranslated document."""
    return {"file": file} | asdict(value) | {"left": value.left}


def evaluation(value: Evaluation) -> dict[str, Any]:
    """Return how good the memory's suggestions are, both ways."""
    return {
        "signature": value.signature, "sample": value.sample,
        "directions": [
            {
                "to": each.language, "asked": each.asked, "answered": each.answered,
                "metrics": metrics(each.metrics),
            }
            for each in value.directions
        ],
    }  # fmt: skip


def metrics(values: Iterable[Metric]) -> list[dict[str, Any]]:
    """Return scores with their signatures."""
    return [asdict(value) for value in values]
