"""What people corrected on the pages of one site, remembered for the next page."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from tm.extract.documents import Block, Document, revised
from tm.text.fold import fold


@dataclass(frozen=True, slots=True)
class SiteRules:
    """Fingerprints of blocks to keep and to leave out on the pages of `host`.

    A fingerprint is either the path of a block's elements or, for boilerplate that shares its path
    with real paragraphs, a hash of its text.
    """

    host: str = ""
    keep: frozenset[str] = frozenset()
    drop: frozenset[str] = frozenset()

    def applied(self, document: Document) -> Document:
        """Return a page of the site as the rules want it; one they would empty stays as it is."""
        blocks = [self.apply(block) if block.place else block for block in document.blocks]
        return revised(document, blocks) if any(block.kept for block in blocks) else document

    def apply(self, block: Block) -> Block:
        """Return the block as the rules want it; a rule about its text beats one about its path."""
        for mark in (_text_mark(block), _path_mark(block)):
            if mark in self.drop:
                return block.dropped("remembered")
            if mark in self.keep:
                return replace(block, kept=True, reason=None)
        return block


    def to_json(self) -> dict[str, list[str]]:
        """Return the fingerprints, sorted, for storing."""
        return {"keep": sorted(self.keep), "drop": sorted(self.drop)}

    @classmethod
    def from_json(cls, host: str, stored: Mapping[str, Collection[str]]) -> SiteRules:
        """Return what `to_json` gave."""
        return cls(host, frozenset(stored["keep"]), frozenset(stored["drop"]))


def learn(
    rules: SiteRules, document: Document, *, keep: Collection[int] = (), drop: Collection[int] = ()
) -> SiteRules:
    """Return rules that also make these corrections; blocks are named by their position."""
    kept = {document.blocks[number] for number in keep}
    dropped = {document.blocks[number] for number in drop}
    paths = {
        _path_mark(block) for block in document.blocks if block.kept and block not in dropped
    } | {_path_mark(block) for block in kept}
    to_keep = {_path_mark(block) for block in kept}
    to_drop = {
        _text_mark(block) if _path_mark(block) in paths else _path_mark(block) for block in dropped
    }
    return replace(
        rules, keep=(rules.keep | to_keep) - to_drop, drop=(rules.drop | to_drop) - to_keep
    )


def _path_mark(block: Block) -> str:
    return f"path:{block.place}"


def _text_mark(block: Block) -> str:
    text = "".join(fold(block.text).text.split())
    return f"text:{hashlib.sha256(text.encode()).hexdigest()[:20]}"
