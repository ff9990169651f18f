"""What was read of passages, kept for the next check of a text that still has them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")

ROOM = 1_000_000  # characters of text; what is read of one takes 25 (Chinese) to 60 bytes


class Memo(Generic[Value]):
    """Keeps values by a key and forgets those not asked for longest; safe to share by threads.

    Two generations: what is asked for moves to the young one, and when that is half full it
    becomes the old one, whose values are let go.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room // 2
        self._young: dict[Hashable, Value] = {}
        self._old: dict[Hashable, Value] = {}
        self._filled = 0
        self._lock = Lock()

    def __call__(self, key: Hashable, size: int, make: Callable[[], Value]) -> Value:
        """Return the value kept under `key`, made where there is none; `size` is its weight."""
        value = self._young.get(key)
        if value is not None:
            return value
        value = self._old.get(key)
        return self._keep(key, size, make() if value is None else value)

    def _keep(self, key: Hashable, size: int, value: Value) -> Value:
        with self._lock:
            if self._filled + size > self._room:
                self._old, self._young, self._filled = self._young, {}, 0
            self._young[key] = value
            self._filled += size
        return value

    def __len__(self) -> int:
        return len(self._young.keys() | self._old.keys())
