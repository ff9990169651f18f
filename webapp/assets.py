"""Style sheets, scripts and icons: one version for all, so that they may be cached for good."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, request, url_for

FOLDER = Path(__file__).parent / "static"
A_YEAR_SECONDS = 365 * 24 * 3600
PACKED = (".css", ".js", ".svg")
WORTH_PACKING_BYTES = 1_000
PACKABLE = (
    "text/", "application/json", "application/javascript", "application/problem+json",
    "image/svg+xml", "application/xml",
)  # fmt: skip


def install(app: Flask) -> None:
    """Serve the files of `static/` under an address that changes with their content.

    Scripts import each other by relative addresses, so they inherit the version.
    """
    version = content_version()
    app.add_url_rule(f"/static/{version}/<path:name>", "static", _serve)
    app.jinja_env.globals["asset"] = lambda name: url_for("static", name=name)
    app.after_request(pack)


def content_version() -> str:
    """Return a short name for the content of all files together."""
    digest = hashlib.sha256()
    for path in sorted(path for path in FOLDER.rglob("*") if path.is_file()):
        digest.update(path.relative_to(FOLDER).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def pack(response: Response) -> Response:
    """Compress what a browser of this site asks for.

    Not for requests from elsewhere: compression beside reflected text would let a foreign page
    guess the form token by the length of the answer.
    """
    wanted = "gzip" in request.headers.get("Accept-Encoding", "")
    ours = request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}
    if (
        not (wanted and ours)
        or response.direct_passthrough
        or "Content-Encoding" in response.headers
        or not response.mimetype.startswith(PACKABLE)
        or (response.content_length or 0) < WORTH_PACKING_BYTES
    ):
        return response
    response.set_data(gzip.compress(response.get_data(), compresslevel=5, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def _serve(name: str) -> Response:
    content = _contents().get(name)
    if content is None:
        abort(404)
    kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0]
    packed = "gzip" in request.headers.get("Accept-Encoding", "") and name.endswith(PACKED)
    response = Response(
        _packed(name) if packed else content, mimetype=kind or "application/octet-stream"
    )
    if name.endswith(PACKED):
        response.vary.add("Accept-Encoding")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.cache_control.max_age = A_YEAR_SECONDS
    return response


@cache
def _packed(name: str) -> bytes:
    """Return a file compressed as well as can be: once, while the style sheet holds up a page."""
    return gzip.compress(_contents()[name], compresslevel=9, mtime=0)


@cache
def _contents() -> dict[str, bytes]:
    """Read every file once, by its name below the folder."""
    files = (path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in files}
