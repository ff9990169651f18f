"""Alignments and the lexicon as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tm.align import Bead, Lexicon


def lexicon_facts(lexicon: Lexicon) -> dict[str, Any]:
    """Return what a lexicon was learnt from and its size."""
    return {
        "pairs": lexicon.facts.get("pairs", 0),
        "sources": lexicon.facts.get("sources", {}),
        "chinese_words": len(lexicon.zh_words),
        "english_words": len(lexicon.en_words),
        "entries": len(lexicon),
    }


def aligned_bead(bead: Bead, zh: Sequence[str], en: Sequence[str]) -> dict[str, Any]:
    """Return a bead with its texts; sentences are joined as each language joins them."""
    return {
        "type": bead.type, "zh": list(bead.zh), "en": list(bead.en),
        "zh_text": "".join(zh[at] for at in bead.zh),
        "en_text": " ".join(en[at] for at in bead.en),
        "confidence": round(bead.confidence, 4),
        "reasons": [
            {"code": reason.code, "en": reason.text("en"), "zh": reason.text("zh")}
            for reason in bead.reasons
        ],
    }  # fmt: skip
