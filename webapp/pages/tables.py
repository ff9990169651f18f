"""What is taken along as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

from flask import Response, send_file

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[Sequence[object]], name: str) -> Response:
    """Return rows as a CSV file that spreadsheets read as UTF-8 and never as formulas."""
    stream = io.StringIO()
    csv.writer(stream).writerows([cell(value) for value in row] for row in rows)
    response = Response("\ufeff" + stream.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def as_file(stream: IO[bytes], name: str) -> Response:
    """Return what was written to a stream as a file to be kept under `name`."""
    stream.seek(0)
    return send_file(stream, as_attachment=True, download_name=name)


def cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text.startswith(FORMULA) else text
