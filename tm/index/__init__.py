"""The fuzzy index: immutable parts, a manifest, a searcher. It knows no database."""
