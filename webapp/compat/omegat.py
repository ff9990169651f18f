"""Files an OmegaT team project takes from an `http` repository, kept fresh by their ETag.

OmegaT sends no credentials there, hence the token in the path; it should be one that may export and
nothing else. An empty file is a file: anything but 200 and 304 stops the project.
"""

from __future__ import annotations

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from flask import Blueprint, Flask, Response, abort, request, send_file

from webapp import current, sign_in
from webapp.actions import exports, glossary
from webapp.work import Work

IN_MEMORY_BYTES = 4 * 1024 * 1024


def install(app: Flask) -> None:
    """Answer under /export/omegat."""
    routes = Blueprint("omegat", __name__, url_prefix="/export/omegat")
    routes.add_url_rule(f"/<{sign_in.TOKEN_IN_PATH}>/<name>", "file", file)
    app.register_blueprint(routes)


def file(name: str) -> Response:
    """Return one of the files, or 304 where the project has it already."""
    current.require("memory.export")
    write = FILES.get(name) or abort(404)
    with current.work() as work:
        tag = f"{name}-{work.memory.revision()}-{work.termbase.revision()}"
        if request.if_none_match.contains(tag):
            response = Response(status=304)
        else:
            out = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 — sent, then closed
            write(work, cast("IO[bytes]", out))
            out.seek(0)
            response = send_file(out, "application/octet-stream", download_name=name)
    response.set_etag(tag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _unreviewed(work: Work, out: IO[bytes]) -> object:
    return exports.export(work, out, name="unreviewed.tmx", unreviewed_only=True)


FILES: dict[str, Callable[[Work, IO[bytes]], object]] = {
    "reviewed.tmx": lambda work, out: exports.export(
        work, out, name="reviewed.tmx", reviewed_only=True
    ),
    "unreviewed.tmx": _unreviewed,
    "glossary.txt": lambda work, out: glossary.export(work, out, name="glossary.txt"),
}
