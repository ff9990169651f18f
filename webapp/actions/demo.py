"""Sample articles for a first look, brought in by the same import as any user's files."""

from __future__ import annotations

import csv
from pathlib import Path

from tm.articles import Facts
from webapp.actions.imports import import_pair
from webapp.uploaded import Upload
from webapp.work import Work


def load_samples(work: Work, folder: Path) -> int:
    """Import the articles that `index.csv` in `folder` lists, if the memory is empty.

    Each article is a batch of its own; returns how many were brought.
    """
    if work.memory.count():
        return 0
    loaded = 0
    with (folder / "index.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            zh, en = (folder / f"{row['slug']}.{lang}.txt" for lang in ("zh", "en"))
            uploads = [Upload(path.read_bytes(), path.name) for path in (zh, en)]
            facts = Facts(
                row["title_zh"] or None, row["title_en"] or None, row["date"] or None,
                row.get("url") or None, row["collection"] or None,
            )  # fmt: skip
            import_pair(work, *uploads, facts)
            work.commit()
            loaded += 1
    return loaded
