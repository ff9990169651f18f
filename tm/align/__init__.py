"""Sentence alignment of a Chinese and an English document.

Start reading at `aligner.align`.
"""

from tm.align.aligner import align
from tm.align.beads import Alignment, Bead
from tm.align.lexicon import Lexicon
from tm.align.reasons import Reason

__all__ = ["Alignment", "Bead", "Lexicon", "Reason", "align"]
