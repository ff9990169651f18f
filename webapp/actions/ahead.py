"""What a page would load or count at its first use, done while others are served already."""

from __future__ import annotations

import logging
from collections.abc import Callable

from tm.errors import DuizhaoError
from tm.text.sounds import written
from webapp.actions import health, saved, termuse
from webapp.actions.check import check_text
from webapp.services import Services
from webapp.work import Work

log = logging.getLogger(__name__)


def prepare(services: Services) -> None:
    """Take every step; one that fails is told, and its page will say what is wrong."""
    for step in STEPS:
        try:
            with services.work() as work:
                step(work)
        except DuizhaoError as error:
            log.warning("%s", error)


def _readings(work: Work) -> None:
    written("对照")


def _rules(work: Work) -> None:
    for text in ("A text to check.", "检查一句话。"):
        check_text(work, text)


STEPS: tuple[Callable[[Work], object], ...] = (
    _readings, _rules, saved.by_month, termuse.most_used, health.health,
)  # fmt: skip
"""What most pages need first."""
