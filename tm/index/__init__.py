"""The fuzzy index: immutable parts, a manifest, a searcher. It knows no database."""

from tm.index.directory import Index, signature
from tm.index.searcher import Near, Row, Searcher, tail_of

__all__ = ["Index", "Near", "Row", "Searcher", "signature", "tail_of"]
