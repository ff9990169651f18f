"""Where something stands in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch [start, end) in Unicode code points of a text exactly as stored.

    Spans sort by where they start, shorter ones first.

    >>> Span(2, 4).cut("中国慈善法"), Span(4, 7).cut("the law")
    ('慈善', 'law')
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"expected 0 <= start <= end, got {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """A span is a value: an empty one is a place between two characters, not nothing."""
        return True

    def cut(self, text: str) -> str:
        """Return the stretch of `text` the span names."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Return the same stretch in a text that begins `by` code points earlier."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Say whether both cover at least one code point together."""
        return max(self.start, other.start) < min(self.end, other.end)

    def contains(self, other: Span) -> bool:
        """Say whether `other` lies wholly within, its ends included."""
        return self.start <= other.start and other.end <= self.end
