"""One question asked many times, on all cores, answered in order."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from itertools import chain, islice
from multiprocessing import active_children, get_context
from threading import active_count, current_thread, main_thread
from typing import TypeVar

from sqlalchemy import Pool

from webapp.services import Services, open_services
from webapp.settings import Settings
from webapp.work import Work

FEW = 200
"""Questions up to which one process is done before others have started."""
LOT = 50
TRIED = 5
"""Questions that are answered before this process is forked: with them loads what they need."""

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")
Answer = Callable[[Work, Sequence[Asked]], list[Answered]]
"""Answers a lot of questions, each by itself; what they all need it looks up once."""


def answers(
    work: Work, answer: Answer[Asked, Answered], questions: Iterable[Asked]
) -> Iterator[Answered]:
    """Yield the answer to every question, in order.

    Beyond a few questions the work is spread over processes, each with its own unit of work:
    `answer` must be importable by name (a `partial` of such a function will do).
    """
    incoming = iter(questions)
    first = list(islice(incoming, FEW))
    if len(first) < FEW:
        yield from answer(work, first)
        return
    if _may_fork():
        with _nothing_collected():
            work.services.index.warm()
            tried = answer(work, first[:TRIED])
        yield from tried
        del first[:TRIED]
    with _pool(work.services) as pool:
        yield from _in_order(pool, answer, chain(first, incoming))


def _may_fork() -> bool:
    """Say whether a copy of this process is a sound one: there are no other threads to lack.

    A copy has the index, dictionaries and compiled code already, and shares their memory.
    """
    return sys.platform == "linux" and active_count() == 1


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Leave the garbage collector out while glossary and dictionaries are loaded, and them to it.

    They stay as long as the process: going through them again and again takes a third of the time
    to load them, some tenth of the answers', and in copies of the process a copy of each page.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if enabled:
            gc.enable()


def _in_order(
    pool: ProcessPoolExecutor, answer: Answer[Asked, Answered], questions: Iterator[Asked]
) -> Iterator[Answered]:  # fmt: skip
    """Keep all processes busy without reading the questions far ahead."""
    waiting: deque[Future[list[Answered]]] = deque()
    while True:
        lot = list(islice(questions, LOT))
        if lot:
            with _deaf_to_interrupts():
                waiting.append(pool.submit(_answer_lot, answer, lot))
        if not waiting:
            return
        if not lot or len(waiting) > 4 * cores():
            yield from waiting.popleft().result()


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _pool(services: Services) -> Iterator[ProcessPoolExecutor]:
    """Open one process a core; whoever leaves early does not wait for answers nobody will read."""
    others = set(active_children())
    if _may_fork():
        context, begin, given = get_context("fork"), _Worker.go_on, services
    else:
        context, begin, given = get_context("spawn"), _Worker.begin, services.settings
    pool = ProcessPoolExecutor(cores(), context, begin, (given,))
    try:
        yield pool
    except BaseException:
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C while processes are begun, which then ignore it as long as they live.

    It reaches all processes at once; the first one ends the others in order.
    """
    if current_thread() is not main_thread():  # only there may it be changed
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Worker:
    """What one process of the pool holds open from its first lot to its last."""

    services: Services
    inherited: Pool
    opened: AbstractContextManager[Work]
    work: Work

    @classmethod
    def begin(cls, settings: Settings) -> None:
        """Open the installation in this process; searches use compiled code here."""
        with _nothing_collected():
            services = open_services(settings)
            services.index.warm()
        cls.go_on(services)

    @classmethod
    def go_on(cls, services: Services) -> None:
        """Answer with what is open already, on a connection of this process's own.

        Connections that were copied with the process belong to the first one: they are neither
        used here nor closed.
        """
        cls.services, cls.inherited = services, services.engine.pool
        services.engine.dispose(close=False)
        cls.opened = services.work()
        cls.work = cls.opened.__enter__()


def _answer_lot(answer: Answer[Asked, Answered], questions: Sequence[Asked]) -> list[Answered]:
    return answer(_Worker.work, questions)
