"""Sentence alignment: from two lists of segments to beads with a confidence."""
