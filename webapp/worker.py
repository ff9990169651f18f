"""The worker: runs the jobs of an installation, one at a time.

A lock on the home makes it the only one, so a job found running was left by a worker that died.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from filelock import FileLock, Timeout

from tm.errors import DuizhaoError
from webapp.actions.folders import run_pairs
from webapp.actions.index import renew_words
from webapp.jobs import Job, Jobs
from webapp.roles import Actor
from webapp.services import Services

PAUSE = 1.0
"""Seconds between two looks at the table."""

Progress = Callable[[Job], None]


def forever(services: Services, stop: threading.Event) -> None:
    """Run jobs as they come until `stop` is set; wait while another worker is at it."""
    while not stop.is_set():
        try:
            with _lock(services).acquire(timeout=0):
                words = -1
                while not stop.is_set():
                    if not work_off(services):
                        words = _renewed_words(services, words)
                        stop.wait(PAUSE)
        except Timeout:
            stop.wait(PAUSE)


def _renewed_words(services: Services, last: int) -> int:
    """Bring the memory's words up to date, so that no request waits; return for which revision."""
    with services.work() as work:
        return last if work.memory.revision() == last else renew_words(work)


def work_off(services: Services) -> int:
    """Run the jobs that wait, then return how many there were; only under the lock."""
    count = 0
    while (job := _claimed(services)) is not None:
        _run(services, job, lambda _: None)
        count += 1
    return count


def carry_out(services: Services, job: int, progress: Progress) -> Job:
    """See one job through: run it here, or watch the worker that is at it; return it finished."""
    while True:
        try:
            with _lock(services).acquire(timeout=0):
                claimed = _claimed(services, job)
                if claimed is not None:
                    _run(services, claimed, progress)
                return _current(services, job)
        except Timeout:
            current = _current(services, job)
            if current.finished is not None:
                return current
            progress(current)
            time.sleep(PAUSE)


def _run(services: Services, job: Job, progress: Progress) -> None:
    """Run a claimed job to its end; what goes wrong is noted with it."""
    actor = Actor(job.actor, job.role)
    error = None
    try:
        run_pairs(services, job, lambda: services.work(actor), progress)
    except (DuizhaoError, OSError, ValueError) as failure:
        error = str(failure)
    with services.work(actor) as work:
        Jobs(work.session).finish(job.id, error=error)
        work.commit()


def _lock(services: Services) -> FileLock:
    return FileLock(services.settings.home / "worker.lock")


def _claimed(services: Services, job: int | None = None) -> Job | None:
    with services.work() as work:
        claimed = Jobs(work.session).claim(job)
        work.commit()
    return claimed


def _current(services: Services, job: int) -> Job:
    with services.work() as work:
        return Jobs(work.session).get(job)
