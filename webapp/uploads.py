"""Files that come with a request."""

from __future__ import annotations

from pathlib import PurePath

from flask import request
from werkzeug.datastructures import FileStorage

from tm.errors import Invalid
from webapp import current
from webapp.uploaded import Originals, Upload


def chosen(field: str) -> FileStorage:
    """Return a file of the form; raise Invalid if none was chosen."""
    came = request.files.get(field)
    if came is None or not came.filename:
        raise Invalid(field, "", "a file")
    return came


def document(field: str, kept: Originals | None = None) -> Upload:
    """Return a file of the form with its bytes and the last part of its name.

    Where an earlier page kept it already, among the originals or in `kept`, `FIELD_sha` and
    `FIELD_name` stand for the file.
    """
    if checksum := request.form.get(f"{field}_sha"):
        data = (kept or current.services().originals).read(checksum)
        return Upload(data, PurePath(request.form.get(f"{field}_name") or field).name)
    came = chosen(field)
    return Upload(came.stream.read(), PurePath(came.filename or "").name)
