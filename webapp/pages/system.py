"""Looking after the system: what the index holds, long work, a backup to take along."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, render_template, send_file
from werkzeug.wrappers import Response

from tm.database import now
from webapp import current
from webapp.actions import backups, index, jobs


def routes(pages: Blueprint) -> None:
    """Put the page on the blueprint."""
    pages.add_url_rule("/admin/system", "admin_system", system)
    pages.add_url_rule("/admin/backup", "admin_backup", backup, methods=["POST"])


def system() -> str:
    """Show the state of the index and the newest jobs."""
    current.require("system.manage")
    settings = current.services().settings
    with current.work() as work:
        facts, newest = index.stats(work), jobs.jobs(work)
    return render_template("people/system.html", index=facts, jobs=newest,
                           on_sqlite=settings.on_sqlite, settings=settings)  # fmt: skip


def backup() -> Response:
    """Send a backup of everything."""
    current.require("system.manage")
    name = f"duizhao-{now():%Y-%m-%d}.zip"
    with TemporaryDirectory(dir=current.services().settings.home) as folder:
        path = Path(folder) / name
        with current.work() as work:
            backups.taken(work, path)
            work.commit()
        # An open file outlives its name.
        return send_file(path.open("rb"), "application/zip", as_attachment=True, download_name=name)
