"""One question asked many times, on all cores, answered in order."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from multiprocessing import active_children, get_context, resource_tracker
from threading import active_count
from typing import TypeVar

from sqlalchemy import Pool

from webapp.services import Services, open_services
from webapp.settings import Settings
from webapp.work import Work

FEW = 200
"""Questions up to which one process is done before others have started."""
LOT = 50
_END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
_RARELY = 100_000
"""Objects not given back before rings of them are looked for, of which answers leave few."""
TRIED = 5
"""Questions that are answered before this process is forked: with them loads what they need."""

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")
Answer = Callable[[Work, Sequence[Asked]], list[Answered]]
"""Answers a lot of questions, each by itself; what they all need it looks up once."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How questions are spread over processes: up to how `few` they are not, how many make a
    `lot`, and whether answers need the index (`searching`)."""

    few: int = FEW
    lot: int = LOT
    searching: bool = True


SEARCHES = Manner()


def answers(
    work: Work, answer: Answer[Asked, Answered], questions: Iterable[Asked],
    manner: Manner = SEARCHES,
) -> Iterator[Answered]:  # fmt: skip
    """Yield the answer to every question, in order.

    Beyond a few questions the work is spread over processes, each with its own unit of work:
    `answer` must be importable by name (a `partial` of such a function will do).
    """
    incoming = iter(questions)
    first = list(islice(incoming, manner.few))
    if len(first) < manner.few:
        for at in range(0, len(first), manner.lot):
            yield from answer(work, first[at : at + manner.lot])
        return
    if _may_fork():
        with _nothing_collected():
            if manner.searching:
                work.services.index.warm()
            tried = answer(work, first[:TRIED])
        yield from tried
        del first[:TRIED]
    with _pool(work.services, manner) as pool:
        yield from _in_order(pool, answer, chain(first, incoming), manner.lot)


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
    pool: ProcessPoolExecutor, answer: Answer[Asked, Answered], questions: Iterator[Asked],
    size: int,
) -> Iterator[Answered]:  # fmt: skip
    """Keep all processes busy without reading the questions far ahead."""
    waiting: deque[Future[list[Answered]]] = deque()
    while True:
        lot = list(islice(questions, size))
        if lot:
            with _interrupts_held_back():
                waiting.append(pool.submit(_answer_lot, answer, lot))
        if not waiting:
            return
        if not lot or len(waiting) > 4 * cores():
            yield from waiting.popleft().result()


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _pool(services: Services, manner: Manner) -> Iterator[ProcessPoolExecutor]:
    """Open one process a core; whoever leaves early does not wait for answers nobody will read."""
    others = set(active_children())
    if _may_fork():
        context, begin = get_context("fork"), partial(_Worker.continued, services, os.getpid())
    else:
        context, begin = get_context("spawn"), partial(_Worker.begin, services.settings, manner)
        resource_tracker.ensure_running()  # begun later, it frees the interrupts held back
    pool = ProcessPoolExecutor(cores(), context, begin)
    try:
        yield pool
    except BaseException:
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Hold Ctrl-C back while processes are begun, which then do not hear it as long as they live.

    It reaches all processes at once; the first one hears it here at the end, and ends the others.
    """
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Worker:
    """What one process of the pool holds open from its first lot to its last."""

    services: Services
    inherited: Pool
    opened: AbstractContextManager[Work]
    work: Work

    @classmethod
    def begin(cls, settings: Settings, manner: Manner) -> None:
        """Open the installation in this process; searches use compiled code here."""
        with _nothing_collected():
            services = open_services(settings)
            if manner.searching:
                services.index.warm()
        cls.go_on(services)

    @classmethod
    def continued(cls, services: Services, first: int) -> None:
        """Go on in a copy of the process `first`, and end when that one does, however it ends:
        a copy holds its locks too.
        """
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != first:
            os._exit(1)
        cls.go_on(services)

    @classmethod
    def go_on(cls, services: Services) -> None:
        """Answer with what is open already, on a connection of this process's own.

        Connections that were copied with the process belong to the first one: they are neither
        used here nor closed.
        """
        gc.set_threshold(_RARELY)
        cls.services, cls.inherited = services, services.engine.pool
        services.engine.dispose(close=False)
        cls.opened = services.work()
        cls.work = cls.opened.__enter__()


def _answer_lot(answer: Answer[Asked, Answered], questions: Sequence[Asked]) -> list[Answered]:
    return answer(_Worker.work, questions)
