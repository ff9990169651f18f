"""Beads: sentences of two documents that stand for each other."""

from __future__ import annotations

from dataclasses import dataclass

from tm.align.reasons import Reason


@dataclass(frozen=True, slots=True)
class Bead:
    """Consecutive sentences of both sides that translate each other; a side may be empty.

    `zh` and `en` are positions in the sequences given to `align`; an empty range stands where its
    sentence is missing. `confidence` is the probability that exactly these sentences belong
    together, 0 to 1; `reasons` say what makes one doubt.
    """

    zh: range
    en: range
    confidence: float
    reasons: tuple[Reason, ...] = ()

    @property
    def type(self) -> str:
        """The sizes of both sides, e.g. "1-2"."""
        return f"{len(self.zh)}-{len(self.en)}"

    @property
    def is_pair(self) -> bool:
        """Whether both sides have something to say."""
        return bool(self.zh) and bool(self.en)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads of two documents; in order they partition both sides.

    `fit` is the mean evidence of a word, about −0.6 for unrelated texts, −0.2 to 2 for
    translations, the freest first; `reasons` speak about the documents as wholes. `used` names
    the kinds of evidence there were: length, punctuation, numbers, names, lexicon, paragraphs,
    anchors, embeddings.
    """

    beads: tuple[Bead, ...]
    fit: float
    reasons: tuple[Reason, ...] = ()
    used: tuple[str, ...] = ()
